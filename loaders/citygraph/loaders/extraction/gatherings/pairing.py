"""Who visits whom, by the words of one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Final

from citygraph.loaders.extraction.layout import Token

from .company import Actor, Company, Pair, before
from .envoys import governing, whence
from .going import gone
from .pointing import pointed
from .receiving import received
from .visit_words import VisitWords

__all__ = ["pairs_of"]

_NEAR: Final = 90
_CLOSE: Final = 12
_OBJECT: Final = 4
_DENIED: Final = 2
_APART: Final = 5
_MOST: Final = 40
_OPENING: Final = 3
_PARTY: Final = 9
_BEYOND: Final = 50
_SURE, _LIKELY, _GUESSED = 0.85, 0.7, 0.5


def pairs_of(here: Company, words: VisitWords) -> Iterator[Pair]:
    """Yield who visits whom by the words of a sentence."""
    tokens = here.sentence.tokens
    past = tried = 0
    told = False
    for index in here.sentence.spots(words.triggers):
        token = tokens[index]
        if tried >= _MOST:
            return
        if index < past:
            continue
        tried += 1
        if any(each.folded in words.nots for each in tokens[max(0, index - _DENIED) : index]):
            told = True
            continue
        pair: Pair | None = None
        size = words.receiving.at(tokens, index)
        if size and words.going.at(tokens, index) <= size:
            past = index + size
            if past < len(tokens) and tokens[past].folded in words.thanks:
                continue
            if index and tokens[index - 1].folded in words.nouns:
                continue
            if _receivable(here, words, index, past):
                pair = received(here, words, token.start, tokens[past - 1].end)
        elif honoured := _honoured(tokens, index, words):
            past = honoured
            pair = received(here, words, token.start, tokens[past - 1].end)
        elif token.folded in words.visit and (between := _between(here, words, index)) is not None:
            pair = between
        elif size := words.going.at(tokens, index):
            past = index + size
            if here.crowded and tokens[past - 1].folded in words.of:
                continue
            passive = bool(words.passive.at(tokens, index))
            weak = bool(words.weak.at(tokens, index))
            pair = gone(here, words, token.start, tokens[past - 1].end, passive=passive, weak=weak)
        elif token.folded in words.visit:
            pair = _led(here, words, index)
        elif token.folded in words.sending:
            pair = _sent(here, words, index)
        elif token.folded in words.arriving or token.folded in words.delegation:
            pair = _arrived(here, words, index)
        if pair is not None:
            told = True
            yield pair
    if not told:
        yield from pointed(here, words)


def _receivable(here: Company, words: VisitWords, index: int, past: int) -> bool:
    """Return whether a verb of receiving has an object that comes to visit: a word for guests, or who holds office."""
    tokens = here.sentence.tokens
    objects = (
        list(takewhile(lambda each: each.folded not in words.of, tokens[past : past + _OBJECT]))
        or tokens[index + 1 : past + _OBJECT]
    )
    objects = [*tokens[index + 1 : past], *objects]
    if any(
        each.folded in words.received or each.folded in words.them or each.folded in words.folk
        for each in objects
    ):
        return True
    return past < len(tokens) and any(
        each.of is not None and each.start == tokens[past].start for each in here.persons
    )


def _honoured(tokens: Sequence[Token], index: int, words: VisitWords) -> int:
    """Return the token behind *a dinner on Friday for*, where a meal begins at a token; 0 where it is for nobody."""
    size = words.hospitality.at(tokens, index)
    if not size:
        return 0
    for at in range(index + size, min(index + size + _OBJECT, len(tokens))):
        if behind := words.honouring.at(tokens, at):
            return at + behind
    return 0


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
            and (
                guest.person is not None
                or governing(here, guest, words)
                or all(
                    each.folded in words.delegation
                    or each.folded in words.received
                    or each.folded in words.by
                    for each in tokens
                    if end <= each.start < guest.start
                )
            )
        ):
            return Pair(guest, host, _SURE)
    return None


def _led(here: Company, words: VisitWords, index: int) -> Pair | None:
    """Return who paid a visit that only small words part from where it led: *a visit last week to B*."""
    tokens = here.sentence.tokens
    for at in range(index + 1, min(index + _APART, len(tokens))):
        if tokens[at].folded in words.to:
            return gone(here, words, tokens[index].start, tokens[at].end, passive=False, weak=False)
        if tokens[at].kind == "mark" or tokens[at].folded in words.of:
            return None
    return None


def _sent(here: Company, words: VisitWords, index: int) -> Pair | None:
    """Return who sends guests to whom."""
    tokens = here.sentence.tokens
    guest = before(here.actors, tokens[index].start)
    end = tokens[index].end
    near = [each for each in here.actors if end <= each.start <= end + _NEAR]
    party = any(
        each.folded in words.delegation and each.folded not in words.young
        for each in tokens[index + 1 : index + _PARTY]
    )
    if party and (pair := _taken(here, words, near)) is not None:
        return pair
    if guest is None and party:
        guest = here.home
    if guest is None or not (party or guest.person is not None or governing(here, guest, words)):
        return None
    led = tokens[index].folded in words.leading
    if led and not any(each.folded in words.delegation for each in tokens[index + 1 : index + _PARTY]):
        return None
    for host in here.actors:
        if not end <= host.start <= end + _NEAR or host.place.is_country:
            continue
        joint = next((each for each in reversed(tokens) if each.end <= host.start), None)
        if (
            guest.key != host.key
            and not (guest.place.is_country and (here.home is None or host.key != here.home.key))
            and not here.busy
            and joint is not None
            and joint.folded in words.to
        ):
            return Pair(guest, host, _LIKELY)
    return None


def _taken(here: Company, words: VisitWords, near: Sequence[Actor]) -> Pair | None:
    """Return the guests and the host of *took a delegation from A to B*."""
    if here.busy:
        return None
    for guest, host in pairwise(near):
        joint = next(each for each in reversed(here.sentence.tokens) if each.end <= host.start)
        if (
            guest.key != host.key
            and not host.place.is_country
            and joint.start >= guest.end
            and joint.folded in words.towards
            and whence(here.sentence.tokens, guest, words)
        ):
            return Pair(guest, host, _LIKELY)
    return None


def _arrived(here: Company, words: VisitWords, index: int) -> Pair | None:
    """Return guests who came to where the article was written."""
    tokens = here.sentence.tokens
    home, token = here.written, tokens[index]
    follower = tokens[index + 1] if index + 1 < len(tokens) else None
    calling = token.folded in words.calling and not (follower is not None and follower.capital)
    guided = token.folded in words.coming and any(
        each.person is not None and 0 <= token.start - each.end <= _NEAR for each in here.actors
    )
    if calling or guided:
        home = here.home
    if token.folded in words.folk:
        return None
    if index <= _OPENING and token.folded in words.parties and not here.crowded:
        home, calling = here.home, True
    if home is None or here.busy or (here.crowded and not calling):
        return None
    if token.folded in words.delegation:
        guest = next(
            (
                each
                for each in here.actors
                if 0 <= each.start - token.end <= (_CLOSE if each.start - token.end <= _CLOSE else _BEYOND)
            ),
            None,
        )
        if guest is None or not _of_home(tokens, token.end, guest.start, words):
            return None
    else:
        guest = before([each for each in here.actors if each.key != home.key], token.start)
        if guest is None or (
            not calling and not guided and not any(each.folded in words.delegation for each in tokens)
        ):
            return None
    others = any(
        each.start > token.start and not each.place.is_country and each.key not in (home.key, guest.key)
        for each in here.actors
    )
    if guest.key == home.key or guest.place.is_country or (others and not calling):
        return None
    return Pair(guest, home, _GUESSED)


def _of_home(tokens: Sequence[Token], start: int, end: int, words: VisitWords) -> bool:
    """Return whether a place behind a word for guests is their home: at once, or after *from*; never after *to*."""
    between = [each for each in tokens if start <= each.start < end]
    if any(each.folded in words.to or each.text in ".;:" for each in between):
        return False
    if any(each.folded in words.of for each in between[-3:]):
        return True
    return end - start <= _CLOSE and all(each.capital for each in between)
