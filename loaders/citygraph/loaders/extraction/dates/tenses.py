"""Whether a sentence tells of what has been or of what is to come, seen from a date in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token

from .partials import Tense
from .vocabulary import DateWords

__all__ = ["tense_before"]

_NEAR: Final = 12


def tense_before(sentence: Sentence, offset: int, words: DateWords) -> Tense | None:
    """Return what the nearest word before an offset says of past and future, or None.

    A verb of the past behind a word of the future (*will be signed*) tells of the future.
    """
    tokens = sentence.tokens
    at = bisect_left(sentence.starts, offset)
    for index in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if _future(tokens, index, words):
            return "future"
        word = tokens[index].folded
        if word in words.past or (words.suffixes and len(word) > 4 and word.endswith(words.suffixes)):
            coming = any(_future(tokens, before, words) for before in range(max(0, index - 2), index))
            return "future" if coming else "past"
    return None


def _future(tokens: Sequence[Token], at: int, words: DateWords) -> bool:
    """Return whether a word, or it and the one before it, says that something is to come."""
    word = tokens[at].folded
    return word in words.future or (at > 0 and f"{tokens[at - 1].folded} {word}" in words.future)
