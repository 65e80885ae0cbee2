"""Every number of an article that counts or measures something."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, Literal

from citygraph.loaders.extraction.layout import Layout, Sentence, Token
from citygraph.loaders.extraction.mentions import DateMention, NumberMention

from .values import Value, value_at
from .vocabulary import NumberWords, Phrases, number_words

__all__ = ["NumberFinder"]

_TIED: Final = frozenset("-–—/:+.·@#_=*\\")
_NUMBERED: Final = 60


class NumberFinder:
    """Finds numbers in the words of one language.

    Args:
        language: BCP 47 tag of the article's language.
    """

    def __init__(self, language: str) -> None:
        self._words = number_words(language)

    def find(self, layout: Layout, dates: Sequence[DateMention]) -> list[NumberMention]:
        """Return the numbers of an article, in order.

        Parts of dates and names, ordinals, times, scores, telephone numbers and numbers of laws are left out, and
        "one" in words.

        Args:
            layout: The article.
            dates: Its dates, in order.
        """
        starts = [date.start for date in dates]
        words = self._words
        first = words.words.keys() | words.multipliers.keys() | words.halves
        found: list[NumberMention] = []
        for sentence in layout.sentences:
            if sentence.furniture or (sentence.plain and first.isdisjoint(sentence.words)):
                continue
            tokens = sentence.tokens
            behind = 0
            for at in [
                at for at, (_, _, _, folded, kind, _) in enumerate(tokens)
                if kind == "number" or folded in first or "-" in folded
            ]:  # fmt: skip
                token = tokens[at]
                if at < behind or not (token.kind == "number" or words.begins(token.folded)):
                    continue
                value = value_at(tokens, at, words)
                if value is None:
                    continue
                behind = at + value.width
                before = bisect_right(starts, token.start) - 1
                if before < 0 or token.start >= dates[before].end:
                    mention = _mention(sentence, at, value, words)
                    if mention is not None:
                        found.append(mention)
        return found


def _mention(sentence: Sentence, at: int, value: Value, words: NumberWords) -> NumberMention | None:
    """Return the number at a token with what the words around it say, or None when it counts nothing."""
    tokens = sentence.tokens
    end = at + value.width
    if _not_counting(sentence, at, value):
        return None
    currency, begin = _currency_before(tokens, at, words)
    approximate, bound = False, None
    for meaning in (*_before(tokens, begin, words), *_after(tokens, end, words)):
        if meaning == "unfit":
            return None
        if meaning == "approximate":
            approximate = True
        elif bound is None:
            bound = _bound(meaning)
    if (
        not value.in_words
        and currency is None
        and (_tied(tokens, at, end, words) or _named(sentence, at, end))
    ):
        return None
    if value.tail:
        return _with_tail(tokens[end - 1], tokens[at].start, value, approximate, bound, words)
    unit, last = _unit(tokens, end, words)
    if unit is None and currency is None and end < len(tokens):
        currency = words.currencies.get(tokens[end].folded)
        last = end if currency else end - 1
    return NumberMention(
        tokens[at].start, tokens[last].end, value.number, approximate, bound, unit or currency
    )


def _with_tail(
    token: Token,
    start: int,
    value: Value,
    approximate: bool,
    bound: Literal["at-least", "at-most"] | None,
    words: NumberWords,
) -> NumberMention:
    """Return a number in words that its noun is tied to (``two-year``)."""
    units = words.units.get(value.tail, ())
    unit = next((meaning for rest, meaning in units if not rest), None)
    return NumberMention(start, token.end - len(value.tail) - 1, value.number, approximate, bound, unit)


def _not_counting(sentence: Sentence, at: int, value: Value) -> bool:
    """Return whether a number is none, one in words, a year, alone on its line, or a word of a name."""
    tokens, end = sentence.tokens, at + value.width
    if not value.number or len(tokens) <= value.width + 1:
        return True
    if not value.in_words:
        return value.width == 1 and tokens[at].text.isdigit() and _is_year(value.number)
    if value.number == 1:
        return True
    if not tokens[at].capital or sentence.heading:
        return False
    if at == 0 and end < len(tokens) and tokens[end].text[:2].isupper():
        return False
    return (end < len(tokens) and tokens[end].capital) or (at > 0 and tokens[at - 1].kind == "word")


def _is_year(number: int | float) -> bool:
    return 1900 <= number <= 2100 and number % 100 != 0


def _bound(meaning: str) -> Literal["at-least", "at-most"] | None:
    return "at-least" if meaning == "at-least" else "at-most" if meaning == "at-most" else None


def _matched(tokens: Sequence[Token], at: int, step: int, phrases: Phrases) -> tuple[str, int] | None:
    """Return what the phrase at a token says, read forwards or backwards, and its number of words."""
    if not 0 <= at < len(tokens):
        return None
    for rest, meaning in phrases.get(tokens[at].folded, ()):
        if all(
            0 <= (index := at + step * number) < len(tokens) and tokens[index].folded == word
            for number, word in enumerate(rest, 1)
        ):
            return meaning, 1 + len(rest)
    return None


def _before(tokens: Sequence[Token], at: int, words: NumberWords) -> list[str]:
    """Return what the words before a number say, the nearest first."""
    said: list[str] = []
    index = at - 1
    if index > 0 and tokens[index].text == "." and tokens[index - 1].folded in words.before:
        index -= 1
    while len(said) < 3 and (match := _matched(tokens, index, -1, words.before)) is not None:
        meaning, width = match
        said.append(meaning)
        index -= width
    return said


def _after(tokens: Sequence[Token], at: int, words: NumberWords) -> list[str]:
    """Return what the words behind a number say."""
    index = at
    if at < len(tokens) and tokens[at].text in "-–" and tokens[at].start == tokens[at - 1].end:
        index += 1
    match = _matched(tokens, index, 1, words.after)
    if match is None or (
        match[0] == "approximate" and match[1] == 1 and index == at and tokens[index].folded == "an"
    ):
        return []
    return [match[0]]


def _unit(tokens: Sequence[Token], end: int, words: NumberWords) -> tuple[str | None, int]:
    """Return the unit behind a number and the index of the last token that belongs to the number."""
    match = _matched(tokens, end, 1, words.units)
    if match is None:
        return None, end - 1
    return match[0], end + match[1] - 1 if match[0] == "percent" else end - 1


def _currency_before(tokens: Sequence[Token], at: int, words: NumberWords) -> tuple[str | None, int]:
    """Return the currency before a number and the index where it begins."""
    index = at - 1
    if index > 0 and tokens[index].text == ".":
        index -= 1
    if index >= 0 and (name := words.currencies.get(tokens[index].folded)):
        return name, index
    return None, at


def _tied(tokens: Sequence[Token], at: int, end: int, words: NumberWords) -> bool:
    """Return whether a mark without a space ties digits to others: scores, times, telephone numbers, ranges."""
    if at and tokens[at - 1].text in _TIED and tokens[at - 1].end == tokens[at].start:
        spaced_dash = at > 1 and tokens[at - 1].text in "-–—" and tokens[at - 2].end < tokens[at - 1].start
        if not spaced_dash or tokens[at - 2].kind == "number":
            return True
    if end < len(tokens) and tokens[end].text in _TIED and tokens[end].start == tokens[end - 1].end:
        mark = tokens[end].text
        behind = tokens[end + 1] if end + 1 < len(tokens) else None
        if mark in ".+" or behind is None or behind.start > tokens[end].end:
            return False
        return behind.kind == "number" or mark not in "-–"
    return at > 0 and tokens[at - 1].kind == "number" and tokens[at - 1].end + 1 >= tokens[at].start


def _named(sentence: Sentence, at: int, end: int) -> bool:
    """Return whether digits are part of a name (``Expo 2015``), or number a paragraph."""
    tokens = sentence.tokens
    behind = tokens[end] if end < len(tokens) else None
    if at == 0:
        small = tokens[0].text.isdigit() and int(tokens[0].text) < _NUMBERED
        return small and not sentence.heading and behind is not None and behind.capital
    before = tokens[at - 1]
    if before.kind != "word" or not before.capital or at == 1:
        return False
    return behind is None or behind.kind != "word" or behind.capital
