"""Who was received by whom, by the words of one sentence: *the mayor of A welcomed a delegation from B*."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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
    if here.busy:
        return None
    told = before(here.actors, start)
    follower = next((each for each in here.sentence.tokens if each.start >= end), None)
    quoted = here.sentence.in_quotation(start)
    near = [
        each
        for each in here.actors
        if end <= each.start <= end + _NEAR and here.sentence.in_quotation(each.start) == quoted
    ]
    led = _led_to(here, near, words)
    host = led or told or here.home
    if host is None or host.place.is_country:
        return None
    pointed = follower is not None and follower.folded in words.them
    bare = follower is not None and pointed and follower.folded not in words.delegation
    guest = None if bare else _guest(near, end, host)
    if guest is not None and guest.place.is_country:
        envoy = next((each for each in envoys_of(here, words) if each.start <= guest.start < each.end), None)
        if envoy is not None and envoy.start >= end:
            return Pair(envoy, host, _LIKELY)
    if guest is not None:
        between = [each for each in here.sentence.tokens if start < each.start < guest.end]
        sent = guest.person is not None or governing(here, guest, words)
        guests = any(each.folded in words.delegation or each.folded in words.received for each in between)
        if not sent and (not guests or (host is here.home and not _led(between, words))):
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
    last = here.last
    if not pointed or host is here.home:
        return None
    came = last is not None and last.person is not None and last.key != host.key
    return Pair(last, host, _GUESSED) if last is not None and came else None


def _led_to(here: Company, near: Sequence[Actor], words: VisitWords) -> Actor | None:
    """Return where guests are received, where that is told behind them: *welcomed a choir from B to A*."""
    tokens = here.sentence.tokens
    for guest, host in pairwise(near):
        joint = next((each for each in reversed(tokens) if each.end <= host.start), None)
        if joint is None or joint.start < guest.end or joint.folded not in words.towards:
            continue
        if guest.key != host.key and host.person is None and not host.place.is_country:
            return host
    return None


def _led(tokens: Sequence[Token], words: VisitWords) -> bool:
    """Return whether one of some words means guests of a city, not just anybody."""
    return any(each.folded in words.parties or each.folded in words.calls for each in tokens)


def _guest(actors: Sequence[Actor], offset: int, host: Actor) -> Actor | None:
    """Return the first actor after an offset that is not the host nor its country."""
    found = [each for each in actors if each.start >= offset and each.key != host.key and each.place.country]
    local = next((each for each in found if not each.place.is_country), None)
    return local or next((each for each in found if each.place.country != host.place.country), None)
