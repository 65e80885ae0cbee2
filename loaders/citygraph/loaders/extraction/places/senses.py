"""Which of the places that bear a name is meant in this article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Final

from citygraph.loaders.gazetteer import Level

from .index import Bearer

__all__ = ["Clues", "Sense", "rank"]

_LEVELS: Final = {"city": 0, "metropolitan-area": 1, "regency": 2, "province": 3}
_KINDS: Final = {-1: 2.5, 0: 2.0, 1: 2.0, 2: 1.0, 3: 0.5, 4: 0.0}
_SIZES: Final = {2: 5.3, 3: 6.0}  # of governments whose people are not counted
_NATIONAL: Final = 1
_SIZE: Final = 1.6  # how much a tenfold number of people counts


@dataclass(frozen=True, slots=True)
class Clues:
    """What the article says about which place is meant.

    Attributes:
        level: What a level word says.
        levels: Levels that other mentions of the name have.
        beside: Country written after it, or None.
        near: Countries named in its sentences.
        named: Countries named in the article.
        shared: Countries that the article's other places lie in.
        home: Countries of the language.
        likely: Countries that the caller holds likely.
    """

    level: Level | None
    levels: frozenset[Level]
    beside: str | None
    near: frozenset[str]
    named: frozenset[str]
    shared: frozenset[str]
    home: frozenset[str]
    likely: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sense:
    """A place that a name may mean.

    Attributes:
        bearer: The place.
        score: How well it fits.
        reasons: What speaks for it, in words, the strongest first.
    """

    bearer: Bearer
    score: float
    reasons: tuple[str, ...]


def rank(bearers: Sequence[Bearer], clues: Clues) -> list[Sense]:
    """Return what a name may mean, the best first."""
    senses = [_sense(bearer, clues) for bearer in bearers]
    senses.sort(key=lambda sense: (-sense.score, sense.bearer.place))
    return senses


def _sense(bearer: Bearer, clues: Clues) -> Sense:
    size = log10(max(bearer.population, 500)) if bearer.level == 0 else _SIZES.get(bearer.level, 5.0)
    score = _SIZE * size
    score += _KINDS[bearer.kind]
    reasons: list[str] = []
    for holds, value, reason in (
        (
            clues.beside is not None and clues.beside == bearer.country,
            6.0,
            f"{bearer.country} written after it",
        ),
        (bearer.country in clues.near, 1.7, f"{bearer.country} named beside it"),
        (bearer.country in clues.named, 0.7, f"{bearer.country} named in the article"),
        (bearer.country in clues.shared, 0.8, f"other places of the article lie in {bearer.country}"),
        (bearer.country in clues.likely, 1.5, f"the article is likely about {bearer.country}"),
    ):
        if holds:
            score += value
            reasons.append(reason)
    if bearer.country in clues.home:
        score += 2.0 if bearer.kind <= _NATIONAL else 0.5
        reasons.append("in the country of the article's language")
    score += _level(bearer, clues)
    if clues.level is not None and _LEVELS[clues.level] == bearer.level:
        reasons.insert(0, f"level {clues.level}, as the word beside it says")
    if bearer.kind <= 0:
        reasons.append("the usual meaning of the name")
    elif bearer.kind == _NATIONAL:
        reasons.append("in the national list of governments")
    if bearer.population:
        reasons.append(f"{bearer.population:,} people")
    return Sense(bearer, score, tuple(reasons))


def _level(bearer: Bearer, clues: Clues) -> float:
    """Return how well the level fits; without a word for it, a city is meant rather than the land around."""
    if clues.level is not None:
        return 3.0 if _LEVELS[clues.level] == bearer.level else -3.0
    if bearer.level == 0:
        return 1.5 if bearer.kind <= _NATIONAL else 0.0
    elsewhere = any(_LEVELS[level] == bearer.level for level in clues.levels) and "city" not in clues.levels
    return (1.0 if elsewhere else 0.0) - (0.5 if bearer.level == _LEVELS["regency"] else 1.2)
