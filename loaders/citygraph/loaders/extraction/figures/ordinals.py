"""Counts told by an ordinal: *Honolulu's 28th sister city*, *anggota ke-124*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token
from citygraph.loaders.extraction.mentions import NumberMention

from .vocabulary import CountWords, match_at, match_back

__all__ = ["ordinals"]

_WRITTEN: Final = re.compile(r"(?:ke-?)?(\d{1,4})(?:st|nd|rd|th)?")
_NEAR: Final = 3  # words between an ordinal and its noun
_LEAST: Final = 3


def ordinals(sentence: Sentence, words: CountWords) -> Iterator[tuple[NumberMention, str, int]]:
    """Yield the ordinals of twins and members in a sentence, each with its group and where its noun ends."""
    tokens = sentence.tokens
    for at, token in enumerate(tokens):
        value = words.ordinals.get(token.folded) or _value(token)
        if value < _LEAST:
            continue
        number = NumberMention(token.start, token.end, value)
        before = match_back(tokens, at - 1, words.ranked_before)
        if before is not None:
            yield number, before, token.end
            continue
        noun = _noun(tokens, at + 1, words)
        if noun is not None:
            yield number, noun[0], tokens[noun[1] - 1].end


def _value(token: Token) -> int:
    """Return the number that an ordinal in digits tells, or 0."""
    written = token.folded
    if not (written[:1].isdigit() or written[:2] == "ke") or written.isdigit():
        return 0
    found = _WRITTEN.fullmatch(written)
    return int(found[1]) if found is not None else 0


def _noun(tokens: Sequence[Token], at: int, words: CountWords) -> tuple[str, int] | None:
    """Return the group of a noun behind an ordinal, and the token after it."""
    for index in range(at, min(at + _NEAR, len(tokens))):
        found = match_at(tokens, index, words.ranked)
        if found is not None:
            return found[0], index + found[1]
        if tokens[index].kind != "word" or tokens[index].folded in words.nothing:
            return None
    return None
