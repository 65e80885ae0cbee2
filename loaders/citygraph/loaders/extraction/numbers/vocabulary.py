"""The words that numbers are written with, of a language and those whose words it borrows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record

__all__ = ["NumberWords", "Phrases", "number_words", "phrases"]

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
"""Phrases by the word next to the number: the words further away, nearest first, and what the phrase says."""

_MARKS: Final = "./%+$"


@record(frozen=True, slots=True)
class NumberWords:
    """What a language and those that it borrows from know of numbers.

    Attributes:
        decimal: The mark before decimals.
        thousands: The mark between groups of three digits.
        words: Value of a word that is a number by itself.
        multipliers: Value that a word multiplies what stands before it by.
        teens: Words that add ten to what stands before them.
        halves: Words that mean one half of what follows ("half a million").
        joining: Words inside a number in words ("and").
        before: What words before a number say: ``approximate``, ``at-least``, ``at-most`` or ``unfit``.
        after: The same of words behind it.
        units: Words behind a number that are its unit, and the unit's name.
        currencies: Words and signs of currencies, and the currency's name.
    """

    decimal: str
    thousands: str
    words: Mapping[str, int]
    multipliers: Mapping[str, int]
    teens: frozenset[str]
    halves: frozenset[str]
    joining: frozenset[str]
    before: Phrases
    after: Phrases
    units: Phrases
    currencies: Mapping[str, str]

    def begins(self, folded: str) -> bool:
        """Return whether a word may begin a number (``twenty-five``)."""
        if "-" in folded:
            folded = folded.partition("-")[0]
        return folded in self.words or folded in self.multipliers or folded in self.halves


def _split(phrase: str) -> list[str]:
    """Return a phrase as the tokens that it is cut into: marks stand alone, hyphens stay."""
    for mark in _MARKS:
        phrase = phrase.replace(mark, f" {mark} ")
    return phrase.split()


def phrases(tables: Iterable[Mapping[str, Iterable[str]]], *, backwards: bool = False) -> Phrases:
    """Return phrases by their first word, or by their last one when they are read backwards, the longest first.

    Args:
        tables: Phrases by what they say; of a phrase in several tables, the first one counts.
        backwards: Whether they stand before what they belong to.
    """
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for table in tables:
        for meaning, listed in table.items():
            for phrase in listed:
                words = _split(phrase)
                first, *rest = reversed(words) if backwards else words
                found.setdefault(first, {}).setdefault(tuple(rest), meaning.replace("_", "-"))
    return {
        first: tuple(sorted(rests.items(), key=lambda each: -len(each[0]))) for first, rests in found.items()
    }


def _merged(data: Iterable[Mapping[str, Any]], name: str) -> dict[str, Any]:
    """Return one table of all languages, where the first one has the last word."""
    merged: dict[str, Any] = {}
    for each in data:
        merged = {**each.get(name, {}), **merged}
    return merged


@cache
def number_words(tag: str) -> NumberWords:
    """Return what is known of numbers for a language."""
    data = [lexicon(each, "numbers") for each in chain(tag)]
    marks = [each for each in data if "decimal" in each] or [{"decimal": ".", "thousands": ","}]
    return NumberWords(
        str(marks[0]["decimal"]),
        str(marks[0]["thousands"]),
        _merged(data, "words"),
        _merged(data, "multipliers"),
        frozenset(_merged(data, "teens")),
        frozenset(word for each in data for word in each.get("halves", ())),
        frozenset(word for each in data for word in each.get("joining", ())),
        phrases((each.get("before", {}) for each in data), backwards=True),
        phrases((each.get("after", {}) for each in data), backwards=False),
        phrases((each.get("units", {}) for each in data), backwards=False),
        _merged(data, "currencies"),
    )
