"""Draft facts of gatherings: events with their hosts, programmes, and cities' own initiatives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.mentions import GatheringMention, NumberMention, PersonMention, PlaceMention
from citygraph.loaders.extraction.places import as_written

from .ceremonies import ceremonies
from .describing import described
from .hosting import Hosting, cohosts, hosting_of, located, receiver
from .marks import OTHERS, Marks
from .occurring import takes_place
from .owning import initiative_draft, own, programme_draft, shared_project, told_by
from .scenes import Scene, Scenes, has_phrase, within
from .series import series_drafts
from .signings import signings
from .timing import Timing, modality_of, timing_of, when_about
from .unnamed import Drawn
from .visit_words import visit_words_of
from .visits import Visit

__all__ = ["gathering_drafts"]

_REACH: Final = 40
_ANY: Final = 1.0
_DENIED: Final = 3


def gathering_drafts(analysis: Analysis, visits: Sequence[Visit] = ()) -> Drawn:
    """Return the events, programmes and initiatives of an article, who hosts them, and mentions of nameless ones.

    Args:
        analysis: What the article mentions.
        visits: The visits without a name in it; their guests are drafted as delegates.
    """
    scenes = Scenes(analysis)
    marks = Marks(scenes)
    visited = {visit.mention.name for visit in visits}
    drafts: list[Draft] = []
    for mention, of in scenes.gatherings():
        if mention.name in visited:
            continue
        of = [each for each in of if not each.mention.again or not marks.another(each.sentence)] or of[:1]
        if mention.kind == "event":
            drafts.extend(_event(scenes, mention, of))
        elif mention.kind == "programme" and not own(scenes, mention, of):
            if not all(scene.sentence.heading for scene in of):
                drafts.append(programme_draft(scenes, mention, of))
        elif shared_project(scenes, mention):
            drafts.append(programme_draft(scenes, mention, of))
        else:
            drafts.extend(initiative_draft(scenes, mention, of))
    hosts = {
        str(each.values["host"])
        for each in drafts
        if each.kind == "event" and "host" in each.values and each.values.get("form") not in OTHERS
    }
    for visit in visits:
        host = visit.host.government
        if visit.gone and host is not None and as_written(host) in hosts:
            continue
        drafts.extend(_visit(scenes, visit))
    drafts.extend(series_drafts(scenes, drafts, marks))
    mentions: list[GatheringMention] = []
    for unnamed in (signings, described, ceremonies):
        for found in list(unnamed(scenes, drafts)):
            drafts.extend(found.drafts)
            mentions.append(found.mention)
    return Drawn(drafts, mentions)


def _event(scenes: Scenes, mention: GatheringMention, of: Sequence[Scene]) -> Iterator[Draft]:
    """Yield a named event and its host; nothing where the article only mentions it in passing."""
    timing, hosting = timing_of(scenes, of), hosting_of(scenes, of)
    if scenes.between_states(mention.name):
        return
    described = scenes.analysis.layout.text[mention.start : mention.end] != mention.name
    if timing is None and hosting is None:
        if described and not _abroad(scenes, of):
            return
        if mention.network is None and len(of) < 2 and not takes_place(scenes, mention, of):
            return
    modality = modality_of(scenes, of, timing)
    values: dict[str, object] = {"name": mention.name}
    aliases = _aliases(scenes, mention, of)
    if aliases:
        values["aliases"] = aliases
    if mention.form:
        values["form"] = mention.form
    when = timing.edtf if timing is not None else None
    if when is None and (hosting is not None or scenes.in_lead(of)):
        when = when_about(scenes.analysis, modality)
    if when is not None:
        values["when"] = when
    refused = hosting is not None and hosting.stated and _denied(scenes, hosting.passage)
    if hosting is not None and hosting.place.government is not None and not refused:
        values["host"] = as_written(hosting.place.government)
    organisers = _organisers(scenes, mention, of)
    if organisers:
        values["organiser"] = organisers
    attendance = _attendance(scenes, of)
    if attendance:
        values["attendance"] = attendance
    passages = _passages(scenes, mention, of, timing, hosting)
    confidence = 0.7 + (0.12 if timing is not None else 0.0) + (0.12 if hosting is not None else 0.0)
    because = tuple(
        reason
        for reason, holds in (
            (f"date: {timing.edtf if timing else ''}", timing is not None),
            (f"host: {values.get('host', '')}", hosting is not None),
        )
        if holds
    )
    rule = f"{scenes.analysis.language}.event.{told_by(mention)}"
    yield Draft("event", values, passages, rule, round(confidence, 2), modality, because)
    if hosting is not None and hosting.place.government is not None:
        said = "denied" if refused else modality
        for place in (hosting.place, *cohosts(scenes, hosting)):
            yield _host(scenes, mention.name, place, hosting.passage, said, hosting.score / 5)


def _denied(scenes: Scenes, passage: Span) -> bool:
    """Return whether the words that call a city host are denied: *will not host*."""
    sentence = scenes.analysis.layout.sentence_at(passage[0])
    host = has_phrase(sentence, scenes.words.host, *passage) if sentence is not None else None
    if sentence is None or host is None:
        return False
    nots = visit_words_of(scenes.analysis.language).nots
    at = bisect_left(sentence.starts, host[0])
    return any(
        token.folded in nots or token.folded.endswith("n't")
        for token in sentence.tokens[max(0, at - _DENIED) : at]
    )


def _abroad(scenes: Scenes, of: Sequence[Scene]) -> bool:
    """Return whether a sentence about a gathering says in which country it is."""
    return any(
        place.is_country and located(scene.sentence, place, scenes)
        for scene in of
        for place in within(scenes.analysis.places, scene.sentence.start, scene.sentence.end)
    )


def _host(scenes: Scenes, name: str, place: PlaceMention, passage: Span, modality: str, sure: float) -> Draft:
    """Return the part that a host takes in its gathering."""
    government = place.government
    assert government is not None
    values: dict[str, object] = {"participant": as_written(government), "in": name, "role": "host"}
    person = receiver(scenes, place)
    if person is not None:
        values["person"] = person.name
    rule = f"{scenes.analysis.language}.participation.host"
    return Draft("participation", values, (passage,), rule, round(min(0.9, 0.45 + sure / 2), 2), modality)


def _aliases(scenes: Scenes, mention: GatheringMention, of: Sequence[Scene]) -> list[str]:
    """Return the other true names that the article uses: those with a capital beyond their first letter."""
    text = scenes.analysis.layout.text
    found: dict[str, None] = {}
    for scene in of:
        surface = text[scene.mention.start : scene.mention.end]
        words = surface.split()
        capitals = sum(word[:1].isupper() for word in words)
        if surface != mention.name and (capitals > 1 or (capitals == 1 and surface.isupper())):
            found.setdefault(surface, None)
    return list(found)


def _organisers(scenes: Scenes, mention: GatheringMention, of: Sequence[Scene]) -> list[str]:
    """Return who organises an event: the network in its name, or whoever *organised by* names."""
    if mention.network:
        return [mention.network]
    tokens_of = scenes.words.organised
    for scene in of:
        sentence = scene.sentence
        for index, token in enumerate(sentence.tokens):
            size = tokens_of.at(sentence.tokens, index)
            if size < 2 or not token.start >= scene.mention.start - _REACH:
                continue
            end = sentence.tokens[index + size - 1].end
            networks = within(scenes.analysis.networks, end, min(end + _REACH, sentence.end))
            if networks:
                return [networks[0].slug]
            bodies = within(scenes.analysis.organisations, end, min(end + _REACH, sentence.end))
            if bodies:
                return [bodies[0].name]
    return []


def _attendance(scenes: Scenes, of: Sequence[Scene]) -> str | None:
    """Return how many came, as the article counts them."""
    sentences: dict[int, Sentence] = {}
    for scene in of:
        for each in (scene.sentence, scenes.neighbour(scene.sentence, 1)):
            if each is not None:
                sentences.setdefault(each.index, each)
    for sentence in sentences.values():
        for number in within(scenes.analysis.numbers, sentence.start, sentence.end):
            follower = next((i for i, token in enumerate(sentence.tokens) if token.start >= number.end), None)
            if follower is None or number.unit:
                continue
            size = scenes.words.people.at(sentence.tokens, follower)
            if size and isinstance(number.value, int) and number.value > 1:
                noun = " ".join(token.text for token in sentence.tokens[follower : follower + size])
                return f"{_bound(number)}{number.value} {noun}"
    return None


def _bound(number: NumberMention) -> str:
    if number.bound:
        return number.bound.replace("-", " ") + " "
    return "about " if number.approximate else ""


def _passages(
    scenes: Scenes,
    mention: GatheringMention,
    of: Sequence[Scene],
    timing: Timing | None,
    hosting: Hosting | None,
) -> tuple[Span, ...]:
    """Return the passages that tell of an event: its name with its date and place where they stand together.

    Where that is the headline, the article's own fullest words on it are added.
    """
    start, end = mention.span
    sentence = scenes.analysis.layout.sentence_at(mention.start)
    extra: list[Span] = []
    if sentence is None or sentence.heading:
        told = [each.mention.span for each in of if not each.sentence.heading]
        extra += sorted(told, key=lambda span: (span[0] - span[1], span[0]))[:1]
    for span in (timing.span if timing else None, hosting.passage if hosting else None):
        if span is None:
            continue
        if sentence is not None and sentence.start <= span[0] and span[1] <= sentence.end:
            start, end = min(start, span[0]), max(end, span[1])
        elif not any(each[0] < span[1] and span[0] < each[1] for each in extra):
            extra.append(span)
    return ((start, end), *extra)


def _visit(scenes: Scenes, visit: Visit) -> Iterator[Draft]:
    """Yield a visit without a name, its host and its guests."""
    analysis = scenes.analysis
    sentence = analysis.layout.sentence_at(visit.passage[0])
    of = [Scene(sentence, visit.mention)] if sentence is not None else []
    timing = timing_of(scenes, of, _ANY)
    modality = modality_of(scenes, of, timing)
    if modality == "planned" and not visit.denied and scenes.over(sentence, visit.passage):
        modality = "asserted"
    if visit.denied and not (modality == "planned" and timing is not None):
        modality = "denied"
    values: dict[str, object] = {"name": visit.mention.name, "form": visit.mention.form}
    when = timing.edtf if timing is not None else when_about(analysis, modality)
    if when is not None:
        values["when"] = when
    seat = (visit.site or visit.host).government
    if seat is not None:
        values["host"] = as_written(seat)
    rule = f"{analysis.language}.event.{visit.mention.form}"
    yield Draft("event", values, (visit.passage,), rule, visit.confidence, modality)
    if visit.host.government is not None and visit.site is None:
        host = _host(scenes, visit.mention.name, visit.host, visit.passage, modality, visit.confidence)
        if visit.host_person is not None:
            host.values["person"] = visit.host_person.name
        yield host
    guests = [(_body(visit.guest, visit.guest_person) or visit.guest_body, visit.guest_person)]
    guests.extend((_body(each, None), None) for each in visit.beside)
    if visit.site is not None:
        guests.append((_body(visit.host, None), visit.host_person))
    for body, person in guests:
        if body is None:
            continue
        part: dict[str, object] = {"participant": body, "in": visit.mention.name, "role": "delegate"}
        if person is not None:
            part["person"] = person.name
        yield Draft(
            "participation", part, (visit.passage,), f"{analysis.language}.participation.guest",
            visit.confidence, modality,
        )  # fmt: skip


def _body(place: PlaceMention | None, person: PersonMention | None) -> str | None:
    """Return whom a guest stands for, as a fact writes it: a local government, a network or another body."""
    if place is not None:
        return as_written(place.government) if place.government is not None else None
    of = person.of if person is not None else None
    return (of.network or of.organisation) if of is not None else None
