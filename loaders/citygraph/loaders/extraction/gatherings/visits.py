"""Visits that an article tells of without a name: who came to whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.mentions import (
    GatheringMention,
    PersonMention,
    PlaceMention,
)
from citygraph.loaders.extraction.places import as_written
from citygraph.loaders.extraction.records import record

from .companies import Companies
from .company import Pair, Visitor
from .goals import goals_of
from .journey_words import journey_words_of
from .journeys import journeys_of
from .meetings import meetings_of
from .pairing import pairs_of
from .recalling import recalled
from .rows import row_of
from .visit_words import VisitWords, visit_words_of

__all__ = ["Visit", "nameless"]

_SPORTS: Final = 3
_GUESSED: Final = 0.5
_TITLE: Final = 3


@record(frozen=True, slots=True)
class Visit:
    """A visit without a name.

    Attributes:
        mention: The gathering, named by a description in the article's language.
        host: Who was visited: a local government, or a country.
        site: Where two met, where it is at home for neither.
        guest: Where the guests came from; None where they came from a body that is no place.
        guest_name: The guests as the description names them.
        host_person: Who received them.
        guest_person: Who led them.
        guest_body: The body that sent them, where it is no local government.
        beside: Where others came from who are told of in one row with the guests.
        passage: The passage that says so.
        confidence: From 0 to 1.
        denied: Whether it was called off.
        gone: Whether the text says that the guests went there, as against who received them.
    """

    mention: GatheringMention
    host: PlaceMention
    guest: PlaceMention | None
    guest_name: str
    host_person: PersonMention | None
    guest_person: PersonMention | None
    passage: Span
    confidence: float
    denied: bool = False
    gone: bool = False
    site: PlaceMention | None = None
    guest_body: str | None = None
    beside: tuple[PlaceMention, ...] = ()


def nameless(analysis: Analysis) -> list[Visit]:
    """Return the visits that an article tells of without giving them a name, each pair of guest and host once.

    Args:
        analysis: What the article mentions.
    """
    layout, words = analysis.layout, visit_words_of(analysis.language)
    if sum(len(each.words & words.sports) for each in layout.sentences) >= _SPORTS:
        return []
    companies = Companies(analysis, words)
    triggers = words.triggers | journey_words_of(analysis.language).triggers
    visits: dict[tuple[str, str], Visit] = {}
    for sentence in layout.sentences:
        folded = sentence.words
        if (
            sentence.furniture
            or folded.isdisjoint(triggers)
            or not (folded.isdisjoint(words.doubt) and folded.isdisjoint(words.strangers))
        ):
            continue
        off = not folded.isdisjoint(words.off)
        here = companies.of(sentence, alone=True)
        if here is None:
            continue
        told = [] if here.empty else [*pairs_of(here, words), *meetings_of(here, words)]
        if not told and not here.empty:
            told = [*goals_of(here, words), *recalled(here, words, companies)]
        for pair in told or journeys_of(here, words, analysis.language):
            visit = _visit(pair, words, sentence)
            if visit is None:
                continue
            visit = replace(visit, denied=off, beside=row_of(here, pair, words))
            key = visit.guest_name, f"{pair.form}:{pair.host.key}"
            if key not in visits or visits[key].confidence < visit.confidence:
                visits[key] = visit
    kept = [
        each
        for each in visits.values()
        if not _answered(each, visits.values()) and not _doubled(each, visits.values())
    ]
    return sorted(kept, key=lambda each: each.mention.span)


def _answered(visit: Visit, visits: Iterable[Visit]) -> bool:
    """Return whether a visit that is hardly sure is told the other way round, and surer, elsewhere."""
    return visit.confidence <= _GUESSED and any(
        each.confidence > visit.confidence
        and each.guest_name == _label(visit.host)
        and _label(each.host) == visit.guest_name
        for each in visits
    )


def _doubled(visit: Visit, visits: Iterable[Visit]) -> bool:
    """Return whether a meeting is of two of whom a visit of one to the other is told, too."""
    sides = {visit.guest_name, _label(visit.host)}
    return visit.mention.form != "visit" and any(
        each.mention.form == "visit" and {each.guest_name, _label(each.host)} == sides for each in visits
    )


def _label(place: PlaceMention) -> str:
    """Return a place as a description names it: the usual name of a government, a country as written."""
    return place.name if place.government is None else as_written(place.government).rsplit(",", 1)[0]


def _called(place: PlaceMention) -> str:
    """Return a place as a description names it: by the text's own name for it, with its level where that is no city."""
    label, name, government = _label(place), place.name.casefold(), place.government
    known = government is None or name in (each.casefold() for each in government.names)
    return place.name if known and not label.casefold().endswith(name) else label


def _visit(pair: Pair, words: VisitWords, sentence: Sentence) -> Visit | None:
    """Return the visit of a guest to a host, or None where it is none between equals."""
    host, guest = pair.host, pair.guest
    host_name = _called(host.place)
    told = pair.form == "visit"
    body: str | None = None
    if isinstance(guest, Visitor):
        name = (words.plain if told else words.talks).format(guest=guest.name, host=host_name)
        guest_place, guest_name, guest_person, body = None, guest.name, None, guest.body
    elif isinstance(guest, PersonMention):
        title = f"{guest.title} " if guest.title and len(guest.title.split()) <= _TITLE else ""
        pattern = words.plain if told else words.talks
        name = pattern.format(guest=title + guest.name, host=host_name)
        guest_place, guest_name, guest_person = None, guest.name, guest
    else:
        if guest.key == host.key or (told and _upwards(guest.place, host.place)):
            return None
        guest_name, host_label = _label(guest.place), _label(host.place)
        if guest_name.endswith(f" {host_label}") or host_label.endswith(f" {guest_name}"):
            return None
        name = (words.name if told else words.talks).format(guest=_called(guest.place), host=host_name)
        guest_place, guest_person = guest.place, guest.person
    present = [
        (each.start, each.end) for each in (guest, host) if sentence.start <= each.start < sentence.end
    ]
    if len(present) == 2:
        start, end = min(each[0] for each in present), max(each[1] for each in present)
    else:
        start, end = (
            sentence.start,
            sentence.tokens[-1].start if sentence.tokens[-1].kind == "mark" else sentence.end,
        )
    mention = GatheringMention(start, end, kind="event", name=name, form=pair.form)
    return Visit(
        mention,
        host.place,
        guest_place,
        guest_name,
        host.person,
        guest_person,
        (start, end),
        pair.confidence,
        gone=pair.gone,
        site=pair.site.place if pair.site is not None else None,
        guest_body=body,
    )


def _upwards(one: PlaceMention, other: PlaceMention) -> bool:
    """Return whether one of two governments stands above the other: a province and what lies in its country."""
    a, b = one.government, other.government
    if a is None or b is None or a.country != b.country:
        return False
    return (a.level == "province") != (b.level == "province")
