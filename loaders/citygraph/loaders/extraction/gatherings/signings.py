"""Signings that an article dates: *the mayors of A and B signed the memorandum in A on Friday*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as Date
from itertools import pairwise
from typing import Final

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.layout import Sentence, Span, Token
from citygraph.loaders.extraction.mentions import (
    DateMention,
    GatheringMention,
    OrganisationMention,
    PlaceMention,
)
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.records import record

from .scenes import Scene, Scenes, has_phrase, within
from .signatories import Signatories
from .signing_words import SigningWords, signing_words_of
from .timing import modality_of, timing_at
from .unnamed import Unnamed, parts_of

__all__ = ["signings"]

_DAY: Final = 10
_MONTH: Final = 7
_YEAR: Final = 4
_LONG_AGO: Final = 2
_PARTIES: Final = 6
_MOST: Final = 4
_NEWS: Final = 14
_CLAUSE: Final = 8
_PAIR: Final = 2
_SIGNING_NOTHING: Final = frozenset({"visit", "festival", "exhibition", "competition", "concert", "campaign"})
"""Forms of events that nothing is signed at as a part of them."""
_SURE, _LIKELY = 0.75, 0.6


@record(frozen=True, slots=True)
class _Signing:
    sentence: Sentence
    verb: Span
    paper: str
    parties: Sequence[PlaceMention]
    bodies: Sequence[OrganisationMention]
    host: PlaceMention | None
    date: DateMention | None
    near: bool


def signings(scenes: Scenes, drafts: Sequence[Draft]) -> Iterator[Unnamed]:
    """Yield the signings between local governments that an article gives a day to, each pair of parties once.

    Args:
        scenes: The article.
        drafts: The facts drawn so far: what is signed while an event takes place is a part of that.
    """
    others = [
        each for each in drafts if each.kind == "event" and each.values.get("form") not in _SIGNING_NOTHING
    ]
    held = [str(each.values["when"]) for each in others if "when" in each.values]
    words = signing_words_of(scenes.analysis.language)
    seen: set[frozenset[str]] = set()
    for sentence in scenes.analysis.layout.sentences:
        if sentence.furniture or sentence.heading or sentence.words.isdisjoint(words.triggers):
            continue
        found = _signing(scenes, sentence, words)
        if found is None or len(seen) == _MOST:
            continue
        parties = frozenset((*map(_key, found.parties), *(each.name for each in found.bodies)))
        day = found.date.edtf if found.date is not None else None
        apart = not others if day is None else not any(_covers(each, day) for each in held)
        if parties not in seen and apart:
            seen.add(parties)
            yield _unnamed(scenes, found, words)


def _covers(period: str, day: str) -> bool:
    """Return whether days of an event hold another day.

    >>> _covers("2024-05-01/2024-05-03", "2024-05-02"), _covers("2024-05", "2024-05-02")
    (True, False)
    """
    first, last = (each.rstrip("~?") for each in (period.split("/")[0], period.split("/")[-1]))
    return len(first) >= _DAY and first <= day.split("/")[0].rstrip("~?") <= last


def _key(place: PlaceMention) -> str:
    assert place.government is not None
    return place.government.iri_key


def _label(place: PlaceMention) -> str:
    assert place.government is not None
    return as_written(place.government).rsplit(",", 1)[0]


def _signing(scenes: Scenes, sentence: Sentence, words: SigningWords) -> _Signing | None:
    """Return what is signed in a sentence, by whom, when and where; None where no day is told."""
    verb = has_phrase(sentence, words.signing)
    if verb is None or not sentence.words.isdisjoint(words.undone) or _dates_others(sentence, verb, words):
        return None
    if any(
        each.form == "signing" for each in within(scenes.analysis.gatherings, sentence.start, sentence.end)
    ):
        return None
    paper = _nearest(sentence, verb, words) or _before(scenes, sentence, verb, words)
    date = _day(scenes, sentence)
    near = date is not None
    if date is None:
        date = next(
            (
                found
                for step in (-1, 1)
                if (other := scenes.neighbour(sentence, step)) is not None
                and not other.heading
                and other.block == sentence.block
                and (found := _day(scenes, other)) is not None
            ),
            None,
        )
    placed = _placed(scenes, sentence, words)
    here = Signatories.of(scenes, sentence, words)
    told = placed or here.official if date is None else placed or _recent(scenes, date)
    if paper is None or not told or (date is None and _past(scenes, sentence)):
        return None
    parties = here.parties
    if not parties and not here.sited:
        return None
    if date is None and not (parties and (here.sited or here.official or has_phrase(sentence, words.hall))):
        return None
    topic = scenes.topic
    own = len(parties) == 1 and (topic is None or _key(parties[0]) == _key(topic))
    bodies = here.bodies if own and (near or date is None) else ()
    if len(parties) < _PAIR and not bodies:
        if within(scenes.analysis.networks, sentence.start, sentence.end):
            return None
        parties = here.joined(scenes, sentence, dated=near)[:_PAIR]
    if not _PAIR <= len(parties) + len(bodies) <= _PARTIES:
        return None
    seat = _seat(scenes, sentence, here.sited, parties, words)
    return _Signing(sentence, verb, paper, parties, bodies, seat, date, near)


def _dates_others(sentence: Sentence, verb: Span, words: SigningWords) -> bool:
    """Return whether a signing is only named to date what came after it: *since the agreement was signed*."""
    before = [each for each in sentence.tokens if each.end <= verb[0]][-_CLAUSE:]
    at = next((at for at, each in enumerate(before) if each.folded in words.ever_since), None)
    return at is not None and all(each.kind == "word" for each in before[at:])


def _placed(scenes: Scenes, sentence: Sentence, words: SigningWords) -> bool:
    """Return whether a sentence says where: only then is what was signed told of as a gathering."""
    if has_phrase(sentence, words.remote) or has_phrase(sentence, words.hall):
        return True
    days = {each.start for each in within(scenes.analysis.dates, sentence.start, sentence.end)}
    return any(
        one.folded in scenes.words.place and two.kind == "word" and two.capital and two.start not in days
        for one, two in pairwise(sentence.tokens)
    )


def _recent(scenes: Scenes, date: DateMention) -> bool:
    """Return whether a day is among those that an article reports on: it was written within two weeks of it."""
    today, day = scenes.analysis.published, date.edtf.split("/")[0].rstrip("~?")
    if not today or len(today) < _DAY or len(day) < _DAY:
        return False
    return abs(Date.fromisoformat(today[:_DAY]) - Date.fromisoformat(day)).days <= _NEWS


def _past(scenes: Scenes, sentence: Sentence) -> bool:
    """Return whether a sentence speaks of another time than the article's own: it names a year or a month."""
    return bool(within(scenes.analysis.dates, sentence.start, sentence.end))


def _before(scenes: Scenes, sentence: Sentence, verb: Span, words: SigningWords) -> str | None:
    """Return what the sentence before says is signed, where this one says only who puts pen to paper, and where.

    A sentence that begins with the noun (*Penandatanganan dilakukan ...*) speaks of what was agreed before it.
    """
    other = scenes.neighbour(sentence, -1)
    if other is None or other.heading or not has_phrase(sentence, words.pens, verb[0], verb[1]):
        return None
    opening = verb[0] == sentence.start
    return _nearest(other, (other.end, other.end), words) or (words.paper if opening else None)


def _nearest(sentence: Sentence, verb: Span, words: SigningWords) -> str | None:
    """Return what is signed: the paper named nearest to the verb, not its short form in brackets."""
    best: tuple[int, str] | None = None
    for index, token in enumerate(sentence.tokens):
        size = words.papers.at(sentence.tokens, index)
        if size and not (index and sentence.tokens[index - 1].text == "("):
            end = sentence.tokens[index + size - 1].end
            gap = token.start - verb[1] if token.start >= verb[1] else verb[0] - end + 1
            name = _called(sentence.tokens[index : index + size], words, first=index == 0)
            if best is None or (gap, -len(name)) < (best[0], -len(best[1])):
                best = gap, name
    return best[1] if best is not None else None


def _called(tokens: Sequence[Token], words: SigningWords, *, first: bool) -> str:
    """Return how a paper is called inside a sentence: in lower case, without *its* (*nota kesepahamannya*)."""
    texts = [each.text for each in tokens]
    if first and texts[0][1:].islower():
        texts[0] = texts[0].lower()
    if words.its and texts[-1].endswith(words.its):
        texts[-1] = texts[-1].removesuffix(words.its).rstrip("-")
    return " ".join(texts)


def _day(scenes: Scenes, sentence: Sentence) -> DateMention | None:
    """Return the first day that a sentence names, or month to come, unless it is long ago."""
    today = scenes.analysis.published
    least = _MONTH if has_phrase(sentence, scenes.words.coming) else _DAY
    for date in within(scenes.analysis.dates, sentence.start, sentence.end):
        first = date.edtf.split("/")[0].rstrip("~?")
        before = next((each for each in reversed(sentence.tokens) if each.end <= date.start), None)
        if len(first) < least or (before is not None and before.folded in scenes.words.not_when):
            continue
        if today and abs(int(first[:_YEAR]) - int(today[:_YEAR])) >= _LONG_AGO:
            continue
        return date
    return None


def _seat(
    scenes: Scenes,
    sentence: Sentence,
    sited: Sequence[PlaceMention],
    parties: Sequence[PlaceMention],
    words: SigningWords,
) -> PlaceMention | None:
    """Return where it is signed: the place behind *in*, else the party that the article is written in."""
    if has_phrase(sentence, words.remote):
        return None
    if sited:
        return sited[-1]
    keys = {_key(each) for each in parties}
    dateline = scenes.analysis.dateline
    for place in (dateline, scenes.topic):
        if place is not None and place.government is not None and _key(place) in keys:
            return place
    return None


def _unnamed(scenes: Scenes, found: _Signing, words: SigningWords) -> Unnamed:
    analysis, sentence = scenes.analysis, found.sentence
    labels = (*map(_label, found.parties), *(each.name for each in found.bodies))
    joined = f" {words.joint} ".join(labels)
    name = words.name.format(paper=found.paper, parties=joined)
    mention = GatheringMention(*found.verb, kind="event", name=name, form="signing")
    timing = timing_at(found.date) if found.date is not None else None
    modality = modality_of(scenes, [Scene(sentence, mention)], timing)
    values: dict[str, object] = {"name": name, "form": "signing"}
    if found.date is not None:
        values["when"] = found.date.edtf
    if found.host is not None and found.host.government is not None:
        values["host"] = as_written(found.host.government)
    last = sentence.tokens[-1]
    passage = sentence.start, last.start if last.kind == "mark" else sentence.end
    evidence = (passage,) if found.near or found.date is None else (passage, found.date.span)
    sure = _SURE if found.near else _LIKELY
    tag = analysis.language
    event = Draft("event", values, evidence, f"{tag}.event.signing", sure, modality)
    parts = parts_of(analysis, sentence, event, found.parties, found.host, "signing")
    bodies = (_part(event, each, passage) for each in found.bodies)
    return Unnamed(mention, (event, *parts, *bodies))


def _part(event: Draft, body: OrganisationMention, passage: Span) -> Draft:
    """Return the part that a body other than a local government takes in a signing."""
    values: dict[str, object] = {"participant": body.name, "in": event.values["name"], "role": "delegate"}
    rule = event.rule.replace("event", "participation", 1)
    return Draft("participation", values, (passage,), rule, event.confidence, event.modality)
