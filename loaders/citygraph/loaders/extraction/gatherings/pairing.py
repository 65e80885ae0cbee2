"""Who visits whom, by the words of one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.mentions import OrganisationMention, PersonMention, PlaceMention

from .scenes import has_phrase
from .visit_words import VisitWords

__all__ = ["Actor", "Company", "Pair", "pairs_of"]

_NEAR: Final = 90
_CLOSE: Final = 12
_OBJECT: Final = 4
_MOST: Final = 40
_SURE, _LIKELY, _GUESSED = 0.85, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Actor:
    """A place, or a person who holds office in one.

    Attributes:
        start: First offset of the mention.
        end: Offset after its last character.
        place: The place.
        person: The person, where it is one.
    """

    start: int
    end: int
    place: PlaceMention
    person: PersonMention | None

    @property
    def key(self) -> str:
        """What tells its place from others."""
        government = self.place.government
        return government.iri_key if government is not None else f"country:{self.place.country}"


@dataclass(frozen=True, slots=True)
class Company:
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
    actors: Sequence[Actor]
    persons: Sequence[PersonMention]
    bodies: Sequence[OrganisationMention]
    home: Actor | None
    busy: bool
    crowded: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """A guest and a host.

    Attributes:
        guest: Who came.
        host: Who was visited.
        confidence: From 0 to 1.
    """

    guest: Actor | OrganisationMention | PersonMention
    host: Actor
    confidence: float


def pairs_of(here: Company, words: VisitWords) -> Iterator[Pair]:
    """Yield who visits whom by the words of a sentence."""
    tokens = here.sentence.tokens
    past = tried = 0
    for index, token in enumerate(tokens):
        if tried >= _MOST:
            return
        if index < past or token.folded not in words.triggers:
            continue
        tried += 1
        pair: Pair | None = None
        size = words.receiving.at(tokens, index)
        if size:
            past = index + size
            objects = tokens[index + 1 : past + _OBJECT]
            if any(each.folded in words.received for each in objects):
                pair = _received(here, token.start, tokens[past - 1].end)
        elif size := words.going.at(tokens, index):
            past = index + size
            passive = bool(words.passive.at(tokens, index))
            pair = _gone(here, words, token.start, tokens[past - 1].end, passive=passive)
        elif token.folded in words.visit:
            pair = _between(here, words, index)
        elif token.folded in words.sending:
            pair = _sent(here, words, index)
        elif token.folded in words.arriving or token.folded in words.delegation:
            pair = _arrived(here, words, index)
        if pair is not None:
            yield pair


def _received(here: Company, start: int, end: int) -> Pair | None:
    """Return who was received, where the host stands before the verb."""
    host = _before(here.actors, start) or here.home
    if host is None or host.place.is_country:
        return None
    guest = _guest(here.actors, end, host)
    if guest is not None:
        return Pair(guest, host, _SURE)
    traveller = next(
        (each for each in here.persons if end <= each.start <= end + _NEAR and not _local(each)), None
    )
    if traveller is not None:
        return Pair(traveller, host, _LIKELY)
    body = next((each for each in here.bodies if each.start >= end), None)
    return Pair(body, host, _LIKELY) if body is not None else None


def _gone(here: Company, words: VisitWords, start: int, end: int, *, passive: bool) -> Pair | None:
    """Return who went where, where the host stands behind the verb."""
    if here.busy and not passive:
        return None
    near = [each for each in here.actors if end <= each.start <= end + _NEAR]
    host = next((each for each in near if not each.place.is_country), None)
    traveller = next((each for each in here.persons if each.end <= start and not _local(each)), None)
    if traveller is not None and near and has_phrase(here.sentence, words.official):
        return Pair(traveller, near[0], _LIKELY)
    if host is None or traveller is not None:
        return None
    guest = _before([each for each in here.actors if each.key != host.key], start)
    if guest is not None:
        return None if guest.place.is_country else Pair(guest, host, _LIKELY)
    return (
        Pair(here.home, host, _GUESSED)
        if here.home is not None and here.home.key != host.key and not here.sentence.heading
        else None
    )


def _between(here: Company, words: VisitWords, index: int) -> Pair | None:
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
            return Pair(guest, host, _SURE)
    return None


def _sent(here: Company, words: VisitWords, index: int) -> Pair | None:
    """Return who sends guests to whom."""
    tokens = here.sentence.tokens
    guest = _before(here.actors, tokens[index].start) or here.home
    end = tokens[index].end
    for host in here.actors:
        if not end <= host.start <= end + _NEAR or host.place.is_country:
            continue
        joint = next((each for each in reversed(tokens) if each.end <= host.start), None)
        if (
            guest is not None
            and guest.key != host.key
            and not here.busy
            and joint is not None
            and joint.folded in words.to
        ):
            return Pair(guest, host, _LIKELY)
    return None


def _arrived(here: Company, words: VisitWords, index: int) -> Pair | None:
    """Return guests who came to where the article was written."""
    tokens = here.sentence.tokens
    home, token = here.home, tokens[index]
    calling = token.folded in words.calling
    if home is None or here.busy or (here.crowded and not calling):
        return None
    if token.folded in words.delegation:
        guest = next((each for each in here.actors if 0 <= each.start - token.end <= _CLOSE), None)
        if guest is None:
            return None
    else:
        guest = _before([each for each in here.actors if each.key != home.key], token.start)
        if guest is None or ((not calling) and not any(each.folded in words.delegation for each in tokens)):
            return None
    others = any(
        each.start > token.start and not each.place.is_country and each.key not in (home.key, guest.key)
        for each in here.actors
    )
    if guest.key == home.key or guest.place.is_country or (others and not calling):
        return None
    return Pair(guest, home, _GUESSED)


def _local(person: PersonMention) -> bool:
    """Return whether a person may stand for a local government: a minister does not."""
    if person.of is None:
        return person.title is None
    return person.of.place is not None and person.of.place.government is not None


def _before(actors: Sequence[Actor], offset: int) -> Actor | None:
    """Return the actor named last before an offset, a local government rather than its country."""
    found = [each for each in actors if each.end <= offset]
    return next((each for each in reversed(found) if not each.place.is_country), found[-1] if found else None)


def _guest(actors: Sequence[Actor], offset: int, host: Actor) -> Actor | None:
    """Return the first actor after an offset that is not the host nor its country."""
    found = [each for each in actors if each.start >= offset and each.key != host.key and each.place.country]
    local = next((each for each in found if not each.place.is_country), None)
    return local or next((each for each in found if each.place.country != host.place.country), None)
