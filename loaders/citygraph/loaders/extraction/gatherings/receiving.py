"""Who was received by whom, by the words of one sentence: *the mayor of A welcomed a delegation from B*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Token

from .company import Actor, Company, Pair, before, local
from .envoys import envoys_of, governing
from .visit_words import VisitWords

__all__ = ["received"]

_NEAR: Final = 90
_SURE, _LIKELY, _GUESSED = 0.85, 0.7, 0.5


def received(here: Company, words: VisitWords, start: int, end: int) -> Pair | None:
    """Return who was received, where the host stands before the verb."""
    host = before(here.actors, start) or here.home
    if host is None or host.place.is_country or here.busy:
        return None
    guest = _guest([each for each in here.actors if each.start <= end + _NEAR], end, host)
    if guest is not None and guest.place.is_country:
        envoy = next((each for each in envoys_of(here, words) if each.start <= guest.start < each.end), None)
        if envoy is not None and envoy.start >= end:
            return Pair(envoy, host, _LIKELY)
    if guest is not None:
        between = [each for each in here.sentence.tokens if start < each.start < guest.end]
        sent = guest.person is not None or governing(here, guest, words)
        told = any(each.folded in words.delegation or each.folded in words.received for each in between)
        if not sent and (not told or (host is here.home and not _led(between, words))):
            return None
        return Pair(guest, host, _SURE)
    traveller = next(
        (each for each in here.persons if end <= each.start <= end + _NEAR and not local(each)), None
    )
    if traveller is not None:
        return Pair(traveller, host, _LIKELY)
    body = next((each for each in here.bodies if each.start >= end), None) or next(
        (each for each in envoys_of(here, words) if end <= each.end and each.start <= end + _NEAR), None
    )
    if body is not None:
        return Pair(body, host, _LIKELY)
    last, follower = here.last, next((each for each in here.sentence.tokens if each.start >= end), None)
    if follower is None or follower.folded not in words.them or host is here.home:
        return None
    told = last is not None and last.person is not None and last.key != host.key
    return Pair(last, host, _GUESSED) if last is not None and told else None


def _led(tokens: Sequence[Token], words: VisitWords) -> bool:
    """Return whether one of some words means guests of a city, not just anybody."""
    return any(each.folded in words.parties or each.folded in words.calls for each in tokens)


def _guest(actors: Sequence[Actor], offset: int, host: Actor) -> Actor | None:
    """Return the first actor after an offset that is not the host nor its country."""
    found = [each for each in actors if each.start >= offset and each.key != host.key and each.place.country]
    local = next((each for each in found if not each.place.is_country), None)
    return local or next((each for each in found if each.place.country != host.place.country), None)
