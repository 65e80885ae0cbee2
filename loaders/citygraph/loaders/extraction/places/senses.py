"""Which of the places that bear a name is meant in this article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log2, log10
from typing import Final

from citygraph.loaders.extraction.records import record
from citygraph.loaders.gazetteer import Level

from .index import Bearer

__all__ = ["Clues", "Sense", "is_close", "rank", "shared_by"]

_LEVELS: Final = {"city": 0, "metropolitan-area": 1, "regency": 2, "province": 3}
_KINDS: Final = {-1: 2.5, 0: 2.0, 1: 2.0, 2: 1.0, 3: 0.7, 4: -0.7}
_SIZES: Final = {2: 5.3, 3: 6.0}  # of governments whose people are not counted
_NATIONAL: Final = 1
_ALTERNATE: Final = 4
_SIZE: Final = 1.6  # how much a tenfold number of people counts
_SCRIPTS: Final = 0.5  # how much twice as many names in other scripts count
_BESIDE: Final = 6.0
_NEAR: Final = 1.7
_NAMED: Final = 1.2
_SHARED: Final = 1.0
_MOST: Final = 0.5  # of the country that more of the article's other places lie in than in any other
_SHARE: Final = 2.0  # of a country that several and all of them lie in
_SEVERAL: Final = 3
_LIKELY: Final = 1.5
_NEARLY: Final = 3.5  # by how much the best reading may beat one in another country that is looked at again


@record(frozen=True, slots=True)
class Clues:
    """What the article says about which place is meant.

    Attributes:
        level: What a level word says.
        levels: Levels that other mentions of the name have.
        beside: Country written after it, or None.
        near: Countries named in its sentences.
        named: Countries named in the article.
        shared: How much the article's other places speak for each country, as far as they are places for sure.
        unknown: Whether no place of that name is known in the country written after it.
        home: Countries of the language.
        likely: Countries that the caller holds likely.
    """

    level: Level | None
    levels: frozenset[Level]
    beside: str | None
    near: frozenset[str]
    named: frozenset[str]
    shared: Mapping[str, float]
    home: frozenset[str]
    likely: frozenset[str]
    unknown: bool = False


@record(frozen=True, slots=True)
class Sense:
    """A place that a name may mean.

    Attributes:
        bearer: The place.
        score: How well it fits.
        clues: What it was weighed by.
    """

    bearer: Bearer
    score: float
    clues: Clues

    @property
    def reasons(self) -> tuple[str, ...]:
        """What speaks for it, in words, the strongest first."""
        return _reasons(self.bearer, self.clues)


def rank(bearers: Sequence[Bearer], clues: Clues) -> list[Sense]:
    """Return what a name may mean, the best first."""
    if len(bearers) == 1:
        return [Sense(bearers[0], _score(bearers[0], clues), clues)]
    scored = [(_score(bearer, clues), bearer) for bearer in bearers]
    scored.sort(key=lambda pair: (-pair[0], pair[1].place))
    return [Sense(bearer, score, clues) for score, bearer in scored]


def shared_by(countries: Iterable[str]) -> dict[str, float]:
    """Return how much places speak for each country, given the country of each place.

    >>> shared_by(["ID", "ID", "NL", "ID"])
    {'ID': 3.0, 'NL': 1.0}
    """
    counts = Counter(countries)
    first, second = [*(count for _, count in counts.most_common(2)), 0, 0][:2]
    return {
        country: _SHARED
        + (_MOST if count == first > second and count > 1 else 0.0)
        + (_SHARE * count / counts.total() if count >= _SEVERAL else 0.0)
        for country, count in counts.items()
    }


def is_close(senses: Sequence[Sense]) -> bool:
    """Return whether a place in another country is nearly as likely as the best."""
    return any(
        each.bearer.country != senses[0].bearer.country and senses[0].score - each.score < _NEARLY
        for each in senses[1:]
    )


def _score(bearer: Bearer, clues: Clues) -> float:
    country = bearer.country
    score = _by_itself(bearer.population, bearer.level, bearer.kind, bearer.scripts)
    if clues.beside == country:
        score += _BESIDE
    if country in clues.near:
        score += _NEAR
    if country in clues.named:
        score += _NAMED
    score += clues.shared.get(country, 0.0)
    if country in clues.likely:
        score += _LIKELY
    if country in clues.home:
        score += 2.0 if bearer.kind <= _NATIONAL else 0.5
    return score + _level(bearer, clues)


@lru_cache(maxsize=16_384)
def _by_itself(population: int, level: int, kind: int, scripts: int) -> float:
    """Return how likely a place is meant when nothing else is known."""
    size = log10(max(population, 500)) if level == 0 else _SIZES.get(level, 5.0)
    return _SIZE * size + _KINDS[kind] + (_SCRIPTS if kind < _ALTERNATE else _SCRIPTS / 4) * log2(1 + scripts)


def _reasons(bearer: Bearer, clues: Clues) -> tuple[str, ...]:
    """Return what speaks for a place, in words, the strongest first."""
    country = bearer.country
    reasons = [
        reason
        for holds, reason in (
            (clues.level is not None and _LEVELS[clues.level] == bearer.level,
             f"level {clues.level}, as the word beside it says"),
            (clues.beside == country, f"{country} written after it"),
            (country in clues.near, f"{country} named beside it"),
            (country in clues.named, f"{country} named in the article"),
            (country in clues.shared, f"other places of the article lie in {country}"),
            (country in clues.likely, f"the article is likely about {country}"),
            (country in clues.home, "in the country of the article's language"),
            (bearer.kind <= 0, "the usual meaning of the name"),
            (bearer.kind == _NATIONAL, "in the national list of governments"),
            (bearer.population > 0, f"{bearer.population:,} people"),
            (bearer.scripts > 0, f"{bearer.scripts} names in other scripts"),
        )
        if holds
    ]  # fmt: skip
    return tuple(reasons)


def _level(bearer: Bearer, clues: Clues) -> float:
    """Return how well the level fits; without a word for it, a city is meant rather than the land around."""
    if clues.level is not None:
        return 3.0 if _LEVELS[clues.level] == bearer.level else -3.0
    if bearer.level == 0:
        return 1.5 if bearer.kind <= _NATIONAL else 0.0
    elsewhere = any(_LEVELS[level] == bearer.level for level in clues.levels) and "city" not in clues.levels
    return (1.0 if elsewhere else 0.0) - (0.5 if bearer.level == _LEVELS["regency"] else 1.2)
