"""Enumerations: what else a sentence names in one row with a chunk."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Chunk, Symbols
from citygraph.loaders.extraction.records import record

__all__ = ["enumerated", "joining_words", "leading_to"]

_KINDS: Final = frozenset("CPOQ")
_PERSONS: Final = frozenset("PQ")
_HOMES: Final = frozenset("CO")
_SEPARATING: Final = 6
_BRACKETED: Final = 8
_BEFORE_COUNTRY: Final = 3
_COUNTRY: Final = "<L>"
_NAME: Final = 3
"""So many words may the name of a city have that is not known here."""
_FULL: Final = 2
_PERSON: Final = 4
"""So few and so many words has the full name of a person."""
_OPENING: Final = 5
"""So many words may stand before a row that opens a sentence."""


@record(frozen=True, slots=True)
class _Words:
    """Words that join two items of an enumeration, that introduce one, that lead to its country, to a person's city."""

    joining: frozenset[str]
    leading: frozenset[str]
    located: frozenset[str]
    homes: frozenset[str]


@cache
def _words(language: str) -> _Words:
    data = [lexicon(tag, "discourse").get("enumerations", {}) for tag in chain(language)]

    def of(kind: str, *more: str) -> frozenset[str]:
        return frozenset(more).union(*(each.get(kind, ()) for each in data))

    return _Words(of("joining", ",", ";"), of("leading"), of("located", ","), of("homes"))


def joining_words(language: str) -> frozenset[str]:
    """Return the words and marks that join two items of an enumeration.

    Args:
        language: BCP 47 tag.
    """
    return _words(language).joining


def enumerated(symbols: Symbols, chunk: Chunk, language: str) -> list[Chunk]:
    """Return the chunks that follow one in the same row: ``the mayor of A, delegates from B and the governor of C``.

    What is written in brackets after an item is passed over, and so are its country (``A, in Germany; B``), names
    of no known city with their country and those of persons before their city (``Ann Lee of A, Jon Ray of B``).

    Args:
        symbols: The sentence.
        chunk: One of its chunks.
        language: BCP 47 tag.
    """
    of = _words(language)
    by_start = {each.start: each for each in symbols.chunks}
    words = symbols.words
    spans = symbols.spans
    found: list[Chunk] = []
    at = bisect_left(spans, (chunk.start, chunk.end)) + 1
    at += 2 * (_home_of(symbols, chunk, at, of) is not None)
    while at < len(spans):
        at = _past_country(words, _past_brackets(words, at), of.located)
        joined = False
        limit = min(at + _SEPARATING, len(spans))
        while at < limit and (words[at] in of.joining or words[at] in of.leading):
            joined = joined or words[at] in of.joining
            at += 1
        following = by_start.get(spans[at][0]) if at < len(spans) else None
        if joined and following is None:
            past = _past_name(symbols, at, of.located)
            if past > at:
                at = past
                continue
            at = _past_person(symbols, at, of.homes)
            at += at + 1 < limit and spans[at + 1][0] in by_start and _is_capital(symbols, at)
            following = by_start.get(spans[at][0]) if at < len(spans) else None
        if not joined or following is None or following.letter not in _KINDS:
            break
        found.append(following)
        at += 1
        home = _home_of(symbols, following, at, of)
        if home is not None:
            found.append(home)
            at += 2
    return found


def leading_to(symbols: Symbols, chunk: Chunk, language: str) -> list[Chunk]:
    """Return the chunks that precede one in the row that opens a sentence: ``A, envoys of B and the mayor of C came``.

    Args:
        symbols: The sentence.
        chunk: One of its chunks.
        language: BCP 47 tag.
    """
    opening = symbols.chunks[0]
    if opening == chunk or opening.letter not in _KINDS or symbols.positions[0] > _OPENING:
        return []
    row = [opening, *enumerated(symbols, opening, language)]
    return row[: row.index(chunk)] if chunk in row else []


def _home_of(symbols: Symbols, person: Chunk, at: int, of: _Words) -> Chunk | None:
    """Return the city that follows a person at a symbol: ``Ann Lee of A``."""
    if person.letter not in _PERSONS or at + 1 >= len(symbols.words) or symbols.words[at] not in of.homes:
        return None
    start = symbols.spans[at + 1][0]
    return next((each for each in symbols.chunks if each.start == start and each.letter in _HOMES), None)


def _past_brackets(words: list[str], at: int) -> int:
    """Return where what stands in brackets ends."""
    if at < len(words) and words[at] == "(":
        for closing in range(at + 1, min(at + _BRACKETED, len(words))):
            if words[closing] == ")":
                return closing + 1
    return at


def _past_name(symbols: Symbols, at: int, located: frozenset[str]) -> int:
    """Return where the name of a city that is not known here ends with its country; the start where none stands."""
    words = symbols.words
    stop = at
    while stop < len(words) and stop - at < _NAME and words[stop][0] not in "<,;(":
        if not _is_capital(symbols, stop):
            return at
        stop += 1
    past = _past_country(words, _past_brackets(words, stop), located)
    return past if past > stop > at else at


def _past_person(symbols: Symbols, at: int, homes: frozenset[str]) -> int:
    """Return where the city of a person begins whose full name stands here; the start where none does."""
    words = symbols.words
    for stop in range(at, min(at + _PERSON + 1, len(words))):
        if words[stop] in homes and stop - at >= _FULL:
            return stop + 1
        if words[stop][0] in "<,;(" or not _is_capital(symbols, stop):
            break
    return at


def _is_capital(symbols: Symbols, at: int) -> bool:
    sentence = symbols.sentence
    return sentence.tokens[bisect_left(sentence.starts, symbols.spans[at][0])].capital


def _past_country(words: list[str], at: int, located: frozenset[str]) -> int:
    """Return where the country after an item ends."""
    for behind in range(at, min(at + _BEFORE_COUNTRY + 1, len(words))):
        if words[behind] == _COUNTRY:
            return behind + 1
        if words[behind] not in located:
            break
    return at
