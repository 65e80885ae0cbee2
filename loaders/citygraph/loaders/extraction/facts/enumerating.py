"""Enumerations: what else a sentence names in one row with a chunk."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.patterns import Chunk, Symbols

__all__ = ["enumerated"]

_KINDS: Final = frozenset("CPOQ")
_SEPARATING: Final = 6
_BRACKETED: Final = 8
_BEFORE_COUNTRY: Final = 3
_COUNTRY: Final = "<L>"
_NAME: Final = 3
"""So many words may the name of a city have that is not known here."""


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the words that join two items of an enumeration, that introduce one, that lead to its country."""
    joining: set[str] = {",", ";"}
    leading: set[str] = set()
    located: set[str] = {","}
    for tag in chain(language):
        data = lexicon(tag, "discourse").get("enumerations", {})
        joining |= set(data.get("joining", ()))
        leading |= set(data.get("leading", ()))
        located |= set(data.get("located", ()))
    return frozenset(joining), frozenset(leading), frozenset(located)


def enumerated(symbols: Symbols, chunk: Chunk, language: str) -> list[Chunk]:
    """Return the chunks that follow one in the same row: ``the mayor of A, delegates from B and the governor of C``.

    What is written in brackets after an item is passed over, and so are its country (``A, in Germany; B``) and names
    of no known city with their country.

    Args:
        symbols: The sentence.
        chunk: One of its chunks.
        language: BCP 47 tag.
    """
    joining, leading, located = _words(language)
    by_start = {each.start: each for each in symbols.chunks}
    words = symbols.words
    spans = symbols.spans
    found: list[Chunk] = []
    at = bisect_left(spans, (chunk.start, chunk.end)) + 1
    while at < len(spans):
        at = _past_country(words, _past_brackets(words, at), located)
        joined = False
        limit = min(at + _SEPARATING, len(spans))
        while at < limit and (words[at] in joining or words[at] in leading):
            joined = joined or words[at] in joining
            at += 1
        following = by_start.get(spans[at][0]) if at < len(spans) else None
        if joined and following is None:
            past = _past_name(symbols, at, located)
            if past > at:
                at = past
                continue
        if not joined or following is None or following.letter not in _KINDS:
            break
        found.append(following)
        at += 1
    return found


def _past_brackets(words: list[str], at: int) -> int:
    """Return where what stands in brackets ends."""
    if at < len(words) and words[at] == "(":
        for closing in range(at + 1, min(at + _BRACKETED, len(words))):
            if words[closing] == ")":
                return closing + 1
    return at


def _past_name(symbols: Symbols, at: int, located: frozenset[str]) -> int:
    """Return where the name of a city that is not known here ends with its country; the start where none stands."""
    words, tokens, starts = symbols.words, symbols.sentence.tokens, symbols.sentence.starts
    stop = at
    while stop < len(words) and stop - at < _NAME and words[stop][0] not in "<,;(":
        token = tokens[bisect_left(starts, symbols.spans[stop][0])]
        if not token.capital:
            return at
        stop += 1
    past = _past_country(words, _past_brackets(words, stop), located)
    return past if past > stop > at else at


def _past_country(words: list[str], at: int, located: frozenset[str]) -> int:
    """Return where the country after an item ends."""
    for behind in range(at, min(at + _BEFORE_COUNTRY + 1, len(words))):
        if words[behind] == _COUNTRY:
            return behind + 1
        if words[behind] not in located:
            break
    return at
