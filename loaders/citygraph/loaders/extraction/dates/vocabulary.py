"""The words that dates are written with, of a language and those whose words it borrows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.records import record

__all__ = ["DAY", "DECADE", "MONTH", "WEEK", "YEAR", "DateWords", "Entry", "date_words"]

DAY, WEEK, MONTH, YEAR, DECADE = 1, 7, 30, 365, 3650
_UNITS: Final = {"day": DAY, "week": WEEK, "month": MONTH, "year": YEAR, "decade": DECADE}

_TRIGGERING: Final = frozenset("mwWezgG")
_MEASURING: Final = frozenset("hkojvp")
_TURNING: Final = frozenset("ltxLTXeB")

# Lists of plain words in a language's file, and the role that each gives a word (see `roles`).
_LISTS: Final = {
    "ago_before": "G",
    "parts_of_day": "p", "range": "r", "between": "s", "and": "a", "date_words": "i", "of": "f", "cues": "s",
    "qualifiers": "q", "days": "h", "weeks": "k", "months_unit": "o", "years": "j", "decades": "v",
    "last_before": "l", "this_before": "t", "next_before": "x", "last_after": "L", "this_after": "T",
    "next_after": "X", "ago": "g", "other": "B", "skipped": "S", "street": "Z", "number_signs": "N", "counted": "c",
    "decade_suffix": "!",
}  # fmt: skip


@record(frozen=True, slots=True)
class Entry:
    """A word or phrase and the part that it plays in a date.

    Attributes:
        rest: The words behind the first one, in lower case; empty for a single word.
        role: One character (see `roles`).
        value: Number of the month, of the weekday (Monday is 1), days of a unit, offset in days.
        capital: Whether the first word must begin with a capital.
    """

    rest: tuple[str, ...]
    role: str
    value: int = 0
    capital: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """What a language and those that it borrows from know of dates.

    Attributes:
        entries: Entries by their first word, the longest phrase first.
        triggers: First words of the entries that every date without a number has one of.
        units: First words of units and parts of the day, which make a date beside one of `turns`.
        watched: Triggers and units: with words that are not all letters, what a date begins or ends with.
        turns: Words at either end of phrases such as "last" and "yang lalu".
        month_first: Whether the day may stand behind the month.
        american: Whether a date that fits no day/month is read as month/day.
        future: Words that say of a sentence that it tells what is to come.
        past: Words that say of a sentence that it tells what has been.
        suffixes: Endings of verbs that tell what has been.
        own: Whether the language itself has data, or only those that it borrows from.
    """

    entries: Mapping[str, tuple[Entry, ...]]
    triggers: frozenset[str]
    units: frozenset[str]
    watched: frozenset[str]
    turns: frozenset[str]
    month_first: bool
    american: bool
    future: frozenset[str]
    past: frozenset[str]
    suffixes: tuple[str, ...]
    own: bool


_Key = tuple[tuple[str, ...], bool]


@dataclass(slots=True)
class _Collected:
    """Entries while they are read, those of the first language before the others."""

    entries: dict[str, dict[_Key, Entry]] = field(default_factory=dict[str, dict["_Key", Entry]])

    def add(self, phrase: str, role: str, value: int = 0, capital: bool = False) -> None:
        """Add a phrase, unless it is known already."""
        first, *rest = _split(phrase)
        entry = Entry(tuple(rest), role, value, capital)
        self.entries.setdefault(first, {}).setdefault((entry.rest, capital), entry)

    def words(self, roles: frozenset[str], *, both: bool = False) -> frozenset[str]:
        """Return the first words of the entries that have one of some roles; with `both`, the last words too."""
        return frozenset(
            word
            for first, phrases in self.entries.items()
            for entry in phrases.values()
            if entry.role in roles
            for word in (first, *(entry.rest[-1:] if both else ()))
        )


def _split(phrase: str) -> list[str]:
    """Return a phrase as the tokens that it is cut into: marks stand alone."""
    for mark in "./":
        phrase = phrase.replace(mark, f" {mark} ")
    return phrase.split()


def _number_words(collected: _Collected, tag: str) -> None:
    for word, value in lexicon(tag, "numbers").get("words", {}).items():
        if 0 < value <= 100:
            collected.add(word, "b", int(value))


def _tabled(collected: _Collected, data: Mapping[str, Any], capitalised: Iterable[str]) -> None:
    """Add months, weekdays, offsets and units in one word."""
    shy = frozenset(capitalised)
    for name, role in (("months", "m"), ("weekdays", "w"), ("short_weekdays", "W")):
        for number, words in enumerate(data.get(name, ()), 1):
            for word in words:
                collected.add(word, role, number, word in shy)
    for phrase, offset in data.get("offsets", {}).items():
        collected.add(phrase, "e", int(offset))
    for phrase, unit in data.get("one", {}).items():
        collected.add(phrase, "z", _UNITS[unit])


@cache
def date_words(tag: str) -> DateWords:
    """Return what is known of dates for a language."""
    collected = _Collected()
    tags = chain(tag)
    for each in tags:
        data = lexicon(each, "dates")
        _tabled(collected, data, data.get("capitalised", ()))
        for name, role in _LISTS.items():
            for phrase in data.get(name, ()):
                collected.add(phrase, role)
        _number_words(collected, each)
    own = lexicon(tags[0], "dates")
    spoken = [lexicon(each, "dates").get("tense", {}) for each in tags if each == tags[0] or each != "en"]
    return DateWords(
        {
            first: tuple(sorted(phrases.values(), key=lambda entry: -len(entry.rest)))
            for first, phrases in collected.entries.items()
        },
        collected.words(_TRIGGERING),
        collected.words(_MEASURING),
        collected.words(_TRIGGERING | _MEASURING),
        collected.words(_TURNING, both=True),
        bool(own.get("month_first", False)),
        bool(own.get("american", False)),
        frozenset(word for each in spoken for word in each.get("future", ())),
        frozenset(word for each in spoken for word in each.get("past", ())),
        tuple(own.get("tense", {}).get("past_endings", ())),
        tags[0] == tag.split("-")[0],
    )
