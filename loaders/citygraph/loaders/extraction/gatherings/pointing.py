"""Visits whose host is only pointed at: *guests from A called at City Hall*, *a team goes there in May*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from citygraph.loaders.extraction.layout import Span, Token

from .company import Actor, Company, Pair
from .envoys import unknown, visitor_before, whence
from .scenes import has_phrase
from .visit_words import VisitWords

__all__ = ["pointed"]

_CLOSE: Final = 14
_PARTY: Final = 9
_LED: Final = 2
_AFTER: Final = 90
_INVITING: Final = 40
_LIKELY, _GUESSED = 0.6, 0.5


def pointed(here: Company, words: VisitWords) -> Iterator[Pair]:
    """Yield the pairs of a sentence that names the guests or the host alone.

    Args:
        here: The sentence and who is in it.
        words: What the language knows about visits.
    """
    if here.busy or here.sentence.heading:
        return
    sentence = here.sentence
    for phrases, resolve in ((words.homing, _homed), (words.thither, _there), (words.awaited, _awaited)):
        if sentence.words.isdisjoint(phrases.by_first):
            continue
        span = has_phrase(sentence, phrases)
        pair = resolve(here, words, span) if span is not None else None
        if pair is not None:
            yield pair
            return
    pair = _from(here, words) or _stayed(here, words) or _invited(here, words)
    if pair is not None:
        yield pair


def _homed(here: Company, words: VisitWords, span: Span) -> Pair | None:
    """Return guests of the city that the article is about: *a group from A called at City Hall*."""
    home, tokens = here.home, here.sentence.tokens
    if home is None or not _travels(tokens, words):
        return None
    guest = _comer(here, words, home) or visitor_before(here, words, home, span[0])
    return Pair(guest, home, _LIKELY) if guest is not None else None


def _awaited(here: Company, words: VisitWords, span: Span) -> Pair | None:
    """Return guests who are to come, where no other place is told: *a delegation from A is expected in October*."""
    tokens, home = here.sentence.tokens, here.home
    behind = [each for each in tokens if each.start >= span[1]]
    comes = any(span[0] <= each.start < span[1] and each.folded in words.arriving for each in tokens)
    led = bool(behind) and behind[0].folded in words.to and not comes
    if led and not any(
        each.folded in words.visiting or each.folded in words.calendar for each in behind[1:3]
    ):
        return None
    for one, other in pairwise(behind):
        if one.folded in words.to and other.capital and other.folded not in words.calendar:
            return None
    if (
        home is None
        or not any(each.folded in words.delegation for each in tokens)
        or any(each.start >= span[1] and not each.place.is_country for each in here.actors)
    ):
        return None
    party = next((at for at, each in enumerate(tokens) if each.folded in words.parties), None)
    guest = _comer(here, words, home) or (unknown(tokens, party, words) if party is not None else None)
    return Pair(guest, home, _LIKELY) if guest is not None and guest.end <= span[0] else None


def _there(here: Company, words: VisitWords, span: Span) -> Pair | None:
    """Return who goes to the other city: *a corporation team goes there in November*."""
    tokens = here.sentence.tokens
    if not any(each.folded in words.delegation for each in tokens) and not any(
        each.person is not None for each in here.actors
    ):
        return None
    before = [each for each in here.actors if each.end <= span[0] and not each.place.is_country]
    host = before[-1] if before else here.last
    if host is None:
        return None
    if here.home is not None and host.key == here.home.key:
        host = here.last
    if host is None or here.home is None or host.key == here.home.key:
        return None
    guest = next((each for each in before if each.key != host.key), here.home)
    return Pair(guest, host, _GUESSED)


def _from(here: Company, words: VisitWords) -> Pair | None:
    """Return the guests of *a return visit from A*, to the article's city or from it to the other one."""
    tokens = here.sentence.tokens
    for index, token in enumerate(tokens[:-2]):
        if token.folded not in words.visit:
            continue
        at = index + 1
        while at < min(index + 4, len(tokens) - 1) and tokens[at].folded not in words.of:
            at += 1
        if tokens[at].folded not in words.of:
            at = index + 1
            if tokens[at].folded not in words.by:
                continue
        guest = next((each for each in here.actors if 0 <= each.start - tokens[at].end <= _CLOSE), None)
        if guest is None or guest.place.is_country:
            continue
        follower = next((each for each in tokens if each.start >= guest.end), None)
        led = follower is not None and follower.folded in words.to
        if (
            follower is not None
            and led
            and any(0 <= each.start - follower.end <= _CLOSE for each in here.actors)
        ):
            return None
        host = here.home if here.home is not None and here.home.key != guest.key else here.last
        if host is not None and host.key != guest.key:
            return Pair(guest, host, _LIKELY)
    return None


def _stayed(here: Company, words: VisitWords) -> Pair | None:
    """Return the guests of *four officials from A spent a week in our gardens*, whose host is the article's city."""
    home, tokens = here.home, here.sentence.tokens
    if home is None:
        return None
    for actor in here.actors:
        if actor.place.is_country:
            continue
        people = [each for each in tokens if each.end <= actor.start][-_PARTY:]
        if not whence(tokens, actor, words) or not any(each.folded in words.delegation for each in people):
            continue
        told = next(
            (each for each in tokens if each.start >= actor.end and each.folded in words.staying), None
        )
        if told is None and not here.crowded:
            told = next(
                (each for each in tokens if each.start >= actor.end and each.folded in words.seeing), None
            )
        if told is None or told.start - actor.end > _AFTER:
            continue
        host = next(
            (
                each
                for each in here.actors
                if each.start > told.start and not each.place.is_country and each.key != actor.key
            ),
            None,
        )
        if actor.key == home.key and (host is None or not _to(tokens, host, words)):
            continue
        return Pair(actor, host or home, _LIKELY)
    return None


def _to(tokens: Sequence[Token], host: Actor, words: VisitWords) -> bool:
    """Return whether a word for where something is or leads to stands before a place."""
    before = [each for each in tokens if each.end <= host.start][-_LED:]
    return any(each.folded in words.to for each in before)


def _invited(here: Company, words: VisitWords) -> Pair | None:
    """Return who follows an invitation: *the council accepted an invitation from B to visit in May*."""
    tokens = here.sentence.tokens
    if here.sentence.words.isdisjoint(words.inviting) or not any(
        each.folded in words.calls or each.folded in words.visiting for each in tokens
    ):
        return None
    at = next(index for index, each in enumerate(tokens) if each.folded in words.inviting)
    if not any(each.folded in words.of for each in tokens[at + 1 : at + 3]):
        return None
    host = next(
        (
            each
            for each in here.actors
            if 0 <= each.start - tokens[at].end <= _INVITING and not each.place.is_country
        ),
        None,
    )
    if host is None:
        return None
    before = [each for each in here.actors if each.end <= tokens[at].start and each.key != host.key]
    guest = before[-1] if before else here.home
    if guest is None or guest.key == host.key or guest.place.is_country:
        return None
    return Pair(guest, host, _LIKELY)


def _travels(tokens: Sequence[Token], words: VisitWords) -> bool:
    """Return whether a sentence has people who travel, or a word for a visit."""
    return any(
        each.folded in words.delegation
        or each.folded in words.visit
        or each.folded in words.arriving
        or words.going.at(tokens, at)
        for at, each in enumerate(tokens)
    )


def _comer(here: Company, words: VisitWords, home: Actor) -> Actor | None:
    """Return where the guests of a sentence come from: the place behind *from*, or that of people or of an office."""
    tokens = here.sentence.tokens
    for actor in here.actors:
        if actor.key == home.key or actor.place.is_country:
            continue
        if whence(tokens, actor, words):
            return actor
        if actor.person is not None and any(
            each.folded in words.arriving and each.start >= actor.end for each in tokens
        ):
            return actor
        after = next((each for each in tokens if each.start >= actor.end), None)
        if after is not None and after.folded in words.sending:
            return actor
    return None
