"""The value of a number as written, in digits, in words or in both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from citygraph.loaders.extraction.layout import Token

from .vocabulary import NumberWords

__all__ = ["Value", "digits_value", "value_at"]

_LARGEST: Final = 10**15
_LONGEST: Final = 12
_ARTICLES: Final = frozenset(("a", "the"))
_GROUPED: Final = {mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ".,"}
_WITH_DECIMALS: Final = {mark: re.compile(rf"[0-9]{{1,12}}{re.escape(mark)}[0-9]{{1,6}}") for mark in ".,"}
_PLAIN: Final = re.compile(r"[0-9]{1,12}")


class Value(NamedTuple):
    """A number read from tokens.

    Attributes:
        number: Its value.
        width: How many tokens it takes.
        in_words: Whether no digit is in it.
        tail: What is tied to it in the same word (``year`` of ``two-year``), folded.
    """

    number: int | float
    width: int
    in_words: bool
    tail: str = ""


def digits_value(text: str, words: NumberWords) -> int | float | None:
    """Return the value of digits with their marks; None where they are no number (``192.168.1.1``, ``17th``)."""
    if _PLAIN.fullmatch(text):
        return int(text)
    for mark in (words.thousands, words.decimal):
        if (
            mark in _GROUPED
            and _GROUPED[mark].fullmatch(text)
            and (mark == words.thousands or text.count(mark) > 1)
        ):
            return int(text.replace(mark, ""))
    for mark in (words.decimal, words.thousands):
        if mark in _WITH_DECIMALS and _WITH_DECIMALS[mark].fullmatch(text):
            return _tidy(float(text.replace(mark, ".")))
    if words.decimal in text and words.thousands in text:
        whole, _, part = text.rpartition(words.decimal)
        if (
            _GROUPED[words.thousands].fullmatch(whole)
            and part.isascii()
            and part.isdigit()
            and len(part) <= 6
        ):
            return _tidy(float(f"{whole.replace(words.thousands, '')}.{part}"))
    return None


def _tidy(value: float) -> int | float:
    """Return a value as a whole number where it is one, without the noise of binary fractions."""
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def _word_parts(token: Token) -> list[str]:
    return token.folded.split("-") if "-" in token.folded else [token.folded]


class _Sum:
    """A number in words while it is read, word by word."""

    def __init__(self) -> None:
        self.total = 0
        self.part = 0
        self._last = 0

    def add(self, piece: str, words: NumberWords) -> bool:
        """Add a word; return False, and add nothing, when it does not go on with the number."""
        if piece in words.words and (self.part == 0 or self._last > words.words[piece]):
            self._last = words.words[piece]
            self.part += self._last
        elif piece in words.teens and self.part % 10 > 0:
            self.part, self._last = self.part + 10, 1
        elif piece in words.multipliers and self.part:
            self._multiply(words.multipliers[piece])
        else:
            return False
        return self.total < _LARGEST

    def _multiply(self, factor: int) -> None:
        if factor >= 1000:
            self.total, self.part, self._last = self.total + self.part * factor, 0, factor
        else:
            unit = self.part % 10 or self.part
            self.part, self._last = self.part - unit + unit * factor, factor


def _in_words(tokens: Sequence[Token], at: int, words: NumberWords) -> Value | None:
    """Return the number that begins at a token and is written in words."""
    first = at
    half = tokens[at].folded in words.halves
    if half:
        at += 1 + (at + 1 < len(tokens) and tokens[at + 1].folded in _ARTICLES)
        if at >= len(tokens) or tokens[at].folded not in words.multipliers:
            return None
    sum_ = _Sum()
    number, width = 0, 0
    if tokens[at].folded in words.multipliers and (half or (at and tokens[at - 1].folded in _ARTICLES)):
        sum_.part = 1
    for count, token in enumerate(tokens[at : at + _LONGEST], 1):
        if width and token.folded in words.joining and sum_.part >= 100:
            continue
        pieces = _word_parts(token)
        read = next((at for at, piece in enumerate(pieces) if not sum_.add(piece, words)), len(pieces))
        if read:
            number, width = sum_.total + sum_.part, count
        if 0 < read < len(pieces):
            return Value(number, width, True, "-".join(pieces[read:]))
        if read < len(pieces):
            break
    if half:
        return Value(_tidy(number / 2), width + at - first, True) if width else None
    return Value(number, width, True) if width else None


def value_at(tokens: Sequence[Token], at: int, words: NumberWords) -> Value | None:
    """Return the number that begins at a token, or None.

    Args:
        tokens: Tokens of a sentence.
        at: Index of the first one.
        words: What the language knows of numbers.
    """
    token = tokens[at]
    if token.kind != "number":
        return _in_words(tokens, at, words) if words.begins(token.folded) else None
    number = digits_value(token.text, words)
    if number is None:
        return None
    width = 1
    while at + width < len(tokens) and tokens[at + width].folded in words.multipliers and number < _LARGEST:
        number = _tidy(number * words.multipliers[tokens[at + width].folded])
        width += 1
    return Value(number, width, False)
