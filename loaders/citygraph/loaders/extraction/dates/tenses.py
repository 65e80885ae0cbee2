"""Whether a sentence tells of what has been or of what is to come, seen from a date in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from citygraph.loaders.extraction.layout import Sentence

from .partials import Tense
from .vocabulary import DateWords

__all__ = ["tense_before"]

_NEAR: Final = 12


def tense_before(sentence: Sentence, offset: int, words: DateWords) -> Tense | None:
    """Return what the nearest word before an offset says of past and future, or None."""
    for word in _words_before(sentence, offset):
        if word in words.future:
            return "future"
        if word in words.past or (words.suffixes and len(word) > 4 and word.endswith(words.suffixes)):
            return "past"
    return None


def _words_before(sentence: Sentence, offset: int) -> Iterator[str]:
    """Yield the last words before an offset, the nearest first, each after the pair that it ends."""
    tokens = sentence.tokens
    at = bisect_left(tokens, offset, key=lambda token: token.start)
    for index in range(at - 1, max(-1, at - 1 - _NEAR), -1):
        if index:
            yield f"{tokens[index - 1].folded} {tokens[index].folded}"
        yield tokens[index].folded
