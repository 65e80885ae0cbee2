"""Visits that an article tells of without a name: who came to whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from citygraph.loaders.extraction.layout import Layout, Sentence, Span
from citygraph.loaders.extraction.mentions import (
    GatheringMention,
    OrganisationMention,
    PersonMention,
    PlaceMention,
)
from citygraph.loaders.extraction.places import as_written

from .scenes import within
from .visit_words import VisitWords, visit_words_of

__all__ = ["Visit", "nameless"]

_SPORTS: Final = 4
_NEAR: Final = 90
_CLOSE: Final = 12
_OBJECT: Final = 4
_SURE, _LIKELY, _GUESSED = 0.85, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit without a name.

    Attributes:
        mention: The gathering, named by a description in the article's language.
        host: Who was visited: a local government, or a country.
        guest: Where the guests came from; None where they came from a body that is no place.
        guest_name: The guests as the description names them.
        host_person: Who received them.
        guest_person: Who led them.
        passage: The passage that says so.
        confidence: From 0 to 1.
    """

    mention: GatheringMention
    host: PlaceMention
    guest: PlaceMention | None
    guest_name: str
    host_person: PersonMention | None
    guest_person: PersonMention | None
    passage: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class _Actor:
    """A place, or a person who holds office in one."""

    start: int
    end: int
    place: PlaceMention
    person: PersonMention | None

    @property
    def key(self) -> str:
        government = self.place.government
        return government.iri_key if government is not None else f"country:{self.place.country}"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence and who is in it.

    Attributes:
        sentence: The sentence.
        actors: Places and holders of office, in order.
        persons: All persons.
        bodies: Other bodies.
        home: Where the article was written.
        busy: Whether a named event stands in it: who comes for that pays no visit.
        crowded: Whether the article names any event at all.
    """

    sentence: Sentence
    actors: Sequence[_Actor]
    persons: Sequence[PersonMention]
    bodies: Sequence[OrganisationMention]
    home: _Actor | None
    busy: bool
    crowded: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    guest: _Actor | OrganisationMention | PersonMention
    host: _Actor
    confidence: float


def nameless(
    layout: Layout,
    language: str,
    gatherings: Sequence[GatheringMention],
    places: Sequence[PlaceMention],
    persons: Sequence[PersonMention] = (),
    organisations: Sequence[OrganisationMention] = (),
    dateline: PlaceMention | None = None,
) -> list[Visit]:
    """Return the visits that an article tells of without giving them a name, each pair of guest and host once.

    Args:
        layout: The article.
        language: Its BCP 47 tag.
        gatherings: The gatherings that it names: who comes for one of them pays no visit.
        places: The places in it, linked.
        persons: The persons in it.
        organisations: Other bodies in it.
        dateline: Where it was written.
    """
    words = visit_words_of(language)
    said = [frozenset([token.folded for token in each.tokens]) for each in layout.sentences]
    if sum(len(each & words.sports) for each in said) >= _SPORTS:
        return []
    actors = _actors(places, persons)
    starts = [actor.start for actor in actors]
    events = [each.start for each in gatherings if each.kind == "event"]
    home = (
        _Actor(dateline.start, dateline.end, dateline, None)
        if dateline is not None and dateline.government
        else None
    )
    visits: dict[tuple[str, str], Visit] = {}
    for sentence, folded in zip(layout.sentences, said, strict=True):
        if sentence.furniture or folded.isdisjoint(words.triggers) or not folded.isdisjoint(words.doubt):
            continue
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        here = _Sentence(
            sentence,
            actors[first:last],
            within(persons, sentence.start, sentence.end),
            within(organisations, sentence.start, sentence.end),
            home,
            busy=bisect_left(events, sentence.end) > bisect_left(events, sentence.start),
            crowded=bool(events),
        )
        for pair in _pairs(here, words):
            visit = _visit(pair, words, sentence)
            if visit is None:
                continue
            key = visit.guest_name, pair.host.key
            if key not in visits or visits[key].confidence < visit.confidence:
                visits[key] = visit
    return sorted(visits.values(), key=lambda each: each.mention.span)


def _actors(places: Sequence[PlaceMention], persons: Sequence[PersonMention]) -> list[_Actor]:
    """Return who can visit or be visited, in order: persons with the place of their office, and other places."""
    actors = [
        _Actor(each.start, each.end, each.of.place, each)
        for each in persons
        if each.of is not None and each.of.place is not None and each.of.place.government is not None
    ]
    covered = [(actor.start, actor.end) for actor in actors]
    firsts = [start for start, _ in covered]
    for place in places:
        at = bisect_left(firsts, place.start + 1) - 1
        if (place.government is not None or place.is_country) and not (
            at >= 0 and place.start < covered[at][1]
        ):
            actors.append(_Actor(place.start, place.end, place, None))
    return sorted(actors, key=lambda each: each.start)


def _pairs(here: _Sentence, words: VisitWords) -> Iterator[_Pair]:
    """Yield who visits whom by the words of a sentence."""
    tokens = here.sentence.tokens
    past = 0
    for index, token in enumerate(tokens):
        if index < past or token.folded not in words.triggers:
            continue
        pair: _Pair | None = None
        size = words.receiving.at(tokens, index)
        if size:
            past = index + size
            objects = tokens[index + 1 : past + _OBJECT]
            if any(each.folded in words.received for each in objects):
                pair = _received(here, token.start, tokens[past - 1].end)
        elif size := words.going.at(tokens, index):
            past = index + size
            passive = bool(words.passive.at(tokens, index))
            official = bool(words.official.at(tokens, index))
            pair = _gone(here, token.start, tokens[past - 1].end, passive=passive, official=official)
        elif token.folded in words.visit:
            pair = _between(here, words, index)
        elif token.folded in words.sending:
            pair = _sent(here, words, index)
        elif token.folded in words.arriving or token.folded in words.delegation:
            pair = _arrived(here, words, index)
        if pair is not None:
            yield pair


def _received(here: _Sentence, start: int, end: int) -> _Pair | None:
    """Return who was received, where the host stands before the verb."""
    host = _before(here.actors, start) or here.home
    if host is None or host.place.is_country:
        return None
    guest = _guest(here.actors, end, host)
    if guest is not None:
        return _Pair(guest, host, _SURE)
    body = next((each for each in here.bodies if each.start >= end), None)
    return _Pair(body, host, _LIKELY) if body is not None else None


def _gone(here: _Sentence, start: int, end: int, *, passive: bool, official: bool) -> _Pair | None:
    """Return who went where, where the host stands behind the verb."""
    if here.busy and not passive:
        return None
    near = [each for each in here.actors if end <= each.start <= end + _NEAR]
    host = next((each for each in near if not each.place.is_country), None)
    traveller = next((each for each in here.persons if each.end <= start and not _local(each)), None)
    if official and traveller is not None and near:
        return _Pair(traveller, near[0], _LIKELY)
    if host is None or traveller is not None:
        return None
    guest = _before([each for each in here.actors if each.key != host.key], start)
    if guest is not None:
        return None if guest.place.is_country else _Pair(guest, host, _LIKELY)
    return (
        _Pair(here.home, host, _GUESSED)
        if here.home is not None and here.home.key != host.key and not here.sentence.heading
        else None
    )


def _between(here: _Sentence, words: VisitWords, index: int) -> _Pair | None:
    """Return the guest and the host of *kunjungan delegasi A ke B*."""
    tokens = here.sentence.tokens
    end = tokens[index].end
    near = [each for each in here.actors if end <= each.start <= end + _NEAR]
    for guest, host in pairwise(near):
        joint = next((each for each in reversed(tokens) if each.end <= host.start), None)
        if (
            joint is not None
            and joint.folded in words.to
            and joint.start >= guest.end
            and not host.place.is_country
        ):
            return _Pair(guest, host, _SURE)
    return None


def _sent(here: _Sentence, words: VisitWords, index: int) -> _Pair | None:
    """Return who sends guests to whom."""
    tokens = here.sentence.tokens
    guest = _before(here.actors, tokens[index].start)
    end = tokens[index].end
    for host in here.actors:
        if not end <= host.start <= end + _NEAR or host.place.is_country:
            continue
        joint = next((each for each in reversed(tokens) if each.end <= host.start), None)
        if guest is not None and not here.busy and joint is not None and joint.folded in words.to:
            return _Pair(guest, host, _LIKELY)
    return None


def _arrived(here: _Sentence, words: VisitWords, index: int) -> _Pair | None:
    """Return guests who came to where the article was written."""
    tokens = here.sentence.tokens
    home, token = here.home, tokens[index]
    if home is None or here.busy or here.crowded:
        return None
    if token.folded in words.delegation:
        guest = next((each for each in here.actors if 0 <= each.start - token.end <= _CLOSE), None)
        if guest is None:
            return None
    else:
        guest = _before([each for each in here.actors if each.key != home.key], token.start)
        if guest is None or not any(each.folded in words.delegation for each in tokens):
            return None
    others = any(
        each.start > token.start and not each.place.is_country and each.key not in (home.key, guest.key)
        for each in here.actors
    )
    if guest.key == home.key or guest.place.is_country or others:
        return None
    return _Pair(guest, home, _GUESSED)


def _local(person: PersonMention) -> bool:
    """Return whether a person may stand for a local government: a minister does not."""
    if person.of is None:
        return person.title is None
    return person.of.place is not None and person.of.place.government is not None


def _before(actors: Sequence[_Actor], offset: int) -> _Actor | None:
    """Return the actor named last before an offset, a local government rather than its country."""
    found = [each for each in actors if each.end <= offset]
    return next((each for each in reversed(found) if not each.place.is_country), found[-1] if found else None)


def _guest(actors: Sequence[_Actor], offset: int, host: _Actor) -> _Actor | None:
    """Return the first actor after an offset that is not the host nor its country."""
    found = [each for each in actors if each.start >= offset and each.key != host.key and each.place.country]
    local = next((each for each in found if not each.place.is_country), None)
    return local or next((each for each in found if each.place.country != host.place.country), None)


def _label(place: PlaceMention) -> str:
    """Return a place as a description names it: the usual name of a government, a country as written."""
    return place.name if place.government is None else as_written(place.government).rsplit(",", 1)[0]


def _visit(pair: _Pair, words: VisitWords, sentence: Sentence) -> Visit | None:
    """Return the visit of a guest to a host, or None where it is none between equals."""
    host, guest = pair.host, pair.guest
    host_name = _label(host.place)
    if isinstance(guest, OrganisationMention):
        name = words.plain.format(guest=guest.acronym or guest.name, host=host_name)
        guest_place, guest_name, guest_person = None, guest.name, None
    elif isinstance(guest, PersonMention):
        title = f"{guest.title} " if guest.title and len(guest.title.split()) == 1 else ""
        name = words.plain.format(guest=title + guest.name, host=host_name)
        guest_place, guest_name, guest_person = None, guest.name, guest
    else:
        if guest.key == host.key or _upwards(guest.place, host.place):
            return None
        guest_name = _label(guest.place)
        name = words.name.format(guest=guest_name, host=host_name)
        guest_place, guest_person = guest.place, guest.person
    present = [
        each.span if isinstance(each, (PersonMention, OrganisationMention)) else (each.start, each.end)
        for each in (guest, host)
        if sentence.start <= each.start < sentence.end
    ]
    if len(present) == 2:
        start, end = min(each[0] for each in present), max(each[1] for each in present)
    else:
        start, end = (
            sentence.start,
            sentence.tokens[-1].start if sentence.tokens[-1].kind == "mark" else sentence.end,
        )
    mention = GatheringMention(start, end, kind="event", name=name, form="visit")
    return Visit(
        mention, host.place, guest_place, guest_name, host.person, guest_person, (start, end), pair.confidence
    )


def _upwards(one: PlaceMention, other: PlaceMention) -> bool:
    """Return whether one of two governments stands above the other: a province and what lies in its country."""
    a, b = one.government, other.government
    if a is None or b is None or a.country != b.country:
        return False
    return (a.level == "province") != (b.level == "province")
