"""Who went where by the words of a sentence, the host behind the verb: *the mayor of A paid a visit to B*."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.mentions import PersonMention

from .company import Actor, Company, Pair, before, local
from .envoys import governing, unknown, visitor_before
from .scenes import has_phrase
from .subjects import meant_by, speaker_of
from .visit_words import VisitWords

__all__ = ["gone"]

_NEAR: Final = 90
_STEPS: Final = 7
_OPENING: Final = 3
_BY: Final = 25
_BEYOND: Final = 50
_HEAD: Final = 14
_TAIL: Final = 2
_RECENT: Final = 300
_CLAUSE: Final = 5
_LIKELY, _GUESSED = 0.7, 0.5


def gone(here: Company, words: VisitWords, start: int, end: int, *, passive: bool, weak: bool) -> Pair | None:
    """Return who went where, where the host stands behind the verb."""
    tokens = here.sentence.tokens
    if here.busy and not passive:
        return None
    if (
        passive
        and not any(each.start < start for each in here.persons)
        and not any(
            each.folded in words.them
            or each.folded in words.calls
            or (each.folded in words.delegation and each.folded not in words.folk)
            for each in tokens
            if each.start < start
        )
    ):
        return None
    near = [each for each in here.actors if end <= each.start <= end + _NEAR]
    host = next((each for each in near if not each.place.is_country), None)
    if host is None and near and not passive and not here.crowded:
        near = [found for each in near if (found := _city(here, each, start)) is not None]
        host = near[0] if near else None
        if host is not None and not _reached(tokens, end, _first(here, end), words):
            return None
    traveller = next((each for each in here.persons if each.end <= start and not local(each)), None)
    if traveller is not None and near and (passive or has_phrase(here.sentence, words.official)):
        return Pair(traveller, near[0], _LIKELY)
    if host is None or (traveller is not None and traveller.of is None):
        return None
    if not passive and host in here.actors and not _reached(tokens, end, host.start, words):
        return None
    guest = before([each for each in here.actors if each.key != host.key], start)
    if guest is not None and (_left(tokens, guest, words) or guest.place.is_country):
        guest = None
    if guest is None and not passive:
        guest = _payer(here, words, host)
        if guest is None and (guest := _following(here, words, host, start)) is not None:
            weak = weak and guest.person is None and not governing(here, guest, words)
    meant = None
    if guest is None and not passive:
        meant = speaker_of(here, words, start) or meant_by(here, words, host, start, end, weak=weak)
    if meant is not None and meant.key != host.key:
        return Pair(meant, host, _GUESSED, gone=True)
    upto = start if guest is None else max(start, guest.start)
    company = any(
        each.folded in words.delegation or each.folded in words.received
        for each in tokens
        if each.end <= upto
    )
    sent = guest is not None and any(
        each.folded in words.of for each in [each for each in tokens if each.end <= guest.start][-_OPENING:]
    )
    if weak and not (company or sent or any(each.start < start for each in here.persons)):
        return None
    if guest is not None:
        if not (guest.person is not None or governing(here, guest, words) or _sends(tokens, guest, words)):
            return None
        return Pair(guest, host, _LIKELY, gone=not passive)
    if not weak and (visitor := visitor_before(here, words, host, start)) is not None:
        return Pair(visitor, host, _GUESSED, gone=not passive)
    if not passive and not weak and (one := _unsaid(here, words, host, start)) is not None:
        return Pair(one, host, _GUESSED, gone=True)
    parties = words.parties | words.them if passive else words.parties
    party = next((at for at, each in enumerate(tokens) if each.folded in parties), len(tokens))
    if party == len(tokens) or tokens[party].end > start:
        return None
    stranger = unknown(tokens, party, words)
    if stranger is not None:
        if any(each.start < stranger.end and stranger.start < each.end for each in here.actors):
            return None
        return Pair(stranger, host, _GUESSED, gone=not passive)
    if here.sentence.heading:
        return None
    sender = _sender(here, host) if passive else here.written
    return (
        Pair(sender, host, _GUESSED, gone=not passive)
        if sender is not None and sender.key != host.key
        else None
    )


def _unsaid(here: Company, words: VisitWords, host: Actor, start: int) -> Actor | PersonMention | None:
    """Return who was told of last, where a sentence does not say who goes: *On Monday he visited the council of A*."""
    named = any(each.start < start for group in (here.actors, here.persons, here.bodies) for each in group)
    if (
        named
        or here.told is None
        or here.sentence.in_quotation(start)
        or not (here.timed or governing(here, host, words))
    ):
        return None
    return None if isinstance(here.told, Actor) and here.told.key == host.key else here.told


def _city(here: Company, country: Actor, start: int) -> Actor | None:
    """Return the city that somebody visits who goes to a country: one that the article speaks of, or its own.

    Only guests from abroad who are named before visit the article's own.
    """
    home, code = here.home, country.place.country
    if home is None or code != home.place.country:
        return here.cities.get(code or "")
    guest = before(here.actors, start)
    return home if guest is not None and guest.place.country != code else None


def _sender(here: Company, host: Actor) -> Actor | None:
    """Return where guests come from who are only called so: *the party was received by the mayor of B*."""
    if host.person is None or here.home is None:
        return None
    if host.key != here.home.key:
        return here.home
    last = here.last
    return last if last is not None and here.sentence.start - last.end <= _RECENT else None


def _sends(tokens: Sequence[Token], guest: Actor, words: VisitWords) -> bool:
    """Return whether a word for those who travel stands close before a place or just behind it."""
    before = [each for each in tokens if each.end <= guest.start][-_HEAD:]
    behind = [each for each in tokens if each.start >= guest.end][:_TAIL]
    after = list(takewhile(lambda each: each.kind == "word", behind))
    return any(each.folded in words.delegation or each.folded in words.received for each in [*before, *after])


def _left(tokens: Sequence[Token], guest: Actor, words: VisitWords) -> bool:
    """Return whether a place is where somebody came from last: *from Cork, the party went on to Vigo*."""
    before = [each for each in tokens if each.end <= guest.start]
    return len(before) == 1 and before[0].folded in words.of


def _first(here: Company, offset: int) -> int:
    """Return where the first actor behind an offset begins."""
    return next((each.start for each in here.actors if each.start >= offset), here.sentence.end)


def _payer(here: Company, words: VisitWords, host: Actor) -> Actor | None:
    """Return the guest named behind the host: *a call paid on A in May by the mayor of B*."""
    tokens = here.sentence.tokens
    at = next(
        (each for each in tokens if 0 <= each.start - host.end <= _NEAR and each.folded in words.agent), None
    )
    if at is None:
        return None
    return next(
        (each for each in here.actors if 0 <= each.start - at.end <= _BY and each.key != host.key), None
    )


def _following(here: Company, words: VisitWords, host: Actor, start: int) -> Actor | None:
    """Return the guest behind a clause that opens a sentence: *During their stay in A, the party from B saw ...*."""
    tokens = here.sentence.tokens
    if (
        any(each.start < start for each in here.actors)
        or sum(each.start < start for each in tokens) > _OPENING
    ):
        return None
    behind = [each for each in tokens if each.start >= host.end][:_CLAUSE]
    comma = next((each for each in behind if each.kind == "mark"), None)
    if (
        comma is None
        or comma.text != ","
        or any(each.folded in words.of for each in behind[: behind.index(comma)])
    ):
        return None
    guest = next((each for each in here.actors if each.start > comma.start), None)
    if guest is None or guest.key == host.key or guest.place.is_country or guest.start - comma.end > _BEYOND:
        return None
    return guest


def _reached(tokens: Sequence[Token], start: int, end: int, words: VisitWords) -> bool:
    """Return whether what stands between a verb of going and a place lets the place be where it leads."""
    between = [each for each in tokens if start <= each.start < end]
    return len(between) <= _STEPS and not any(
        each.folded in words.of or each.text in ".;:" for each in between
    )
