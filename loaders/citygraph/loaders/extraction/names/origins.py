"""Where a person's name is at home, by its words, their endings and letters."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

from citygraph.loaders.extraction.records import record
from citygraph.loaders.extraction.tokens import fold_word

__all__ = ["Origin", "origin_of"]

_WORD: Final = 2.0
_ENDING: Final = 1.0
_LETTER: Final = 2.5
_CLEAR: Final = 2.0  # what tells an origin at all
_SILENT: Final = 0.5  # against a country whose names nearly always tell it
_SHORTEST: Final = 4  # letters of a word that is judged by its ending


@record(frozen=True, slots=True)
class Origin:
    """Where a name is at home.

    Attributes:
        home: Countries in which such names are at home; empty where it does not tell.
        also: Further ones in which they are common.
    """

    home: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()

    def fit(self, country: str) -> float:
        """Return how well it fits a country: 1, 0 where it tells nothing, or -1.

        It fits a country whose names nearly always tell it less where it tells nothing.
        """
        if not self.home:
            return -_SILENT if country in _table().telling else 0
        return 1 if country in self.home else 0 if country in self.also else -1

    def excludes(self, country: str) -> bool:
        """Return whether it is at home elsewhere, and the country's names nearly always tell theirs."""
        return bool(self.home) and country in _table().telling - self.home - self.also


@record(frozen=True, slots=True)
class _Group:
    countries: frozenset[str]
    also: frozenset[str]


@record(frozen=True, slots=False)
class _Table:
    groups: Sequence[_Group]
    telling: frozenset[str]
    words: Mapping[str, Sequence[int]]
    hyphened: Mapping[str, Sequence[int]]
    endings: Mapping[str, Sequence[int]]
    letters: Mapping[str, Sequence[int]]


@cache
def _table() -> _Table:
    data: Mapping[str, Any] = tomllib.loads(
        files("citygraph.loaders.extraction.names").joinpath("origins.toml").read_text(encoding="utf-8")
    )
    groups: list[_Group] = []
    rows: dict[str, dict[str, list[int]]] = {
        key: defaultdict(list) for key in ("words", "hyphened", "endings", "letters")
    }
    for number, group in enumerate(data["group"]):
        groups.append(_Group(frozenset(group["countries"]), frozenset(group.get("also", ()))))
        for key, row in rows.items():
            for each in set(group.get(key, ())):
                row[each].append(number)
    telling = frozenset(
        country for each in data["group"] if each.get("telling") for country in each["countries"]
    )
    return _Table(groups, telling, rows["words"], rows["hyphened"], rows["endings"], rows["letters"])


def origin_of(name: str) -> Origin:
    """Return where a name is at home: the countries that most of it speaks for.

    >>> sorted(origin_of("Yasutomo Suzuki").home), origin_of("Anna").home
    (['JP'], frozenset())
    """
    table = _table()
    told: dict[int, float] = defaultdict(float)

    def count(numbers: Sequence[int], worth: float) -> None:
        for number in numbers:
            told[number] += worth / len(numbers) ** 0.25

    for letter in sorted({each for each in name.lower() if not each.isascii()} | (set(name) & {"İ"})):
        count(table.letters.get(letter, ()), _LETTER)
    for written in name.split():
        word = fold_word(written.strip(".,'’"))
        known = table.words.get(word, ())
        count(known, _WORD)
        parts = word.split("-")
        if len(parts) == 2:
            for part in parts:
                count(table.hyphened.get(part, ()), _ENDING)
                count(table.words.get(part, ()), _ENDING)
        if known or len(word) <= _SHORTEST:
            continue
        for size in range(min(7, len(word) - 2), 1, -1):
            numbers = table.endings.get(word[-size:])
            if numbers:
                count(numbers, _ENDING)
                break
    best = max(told.values(), default=0.0)
    if best < _CLEAR:
        return Origin()
    first = [number for number, worth in told.items() if worth >= 0.75 * best]
    home = frozenset[str]().union(*(table.groups[each].countries for each in first))
    others = [table.groups[each] for each in told]
    also = frozenset[str]().union(*(each.countries | each.also for each in others))
    return Origin(home, also - home)
