"""How firm ranks are: intervals from hearing the sources anew, some twice and some not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ranking import RankedBy, ranks, values_of
from .support import Support

__all__ = ["RankIntervals", "rank_intervals"]


@dataclass(frozen=True, slots=True, eq=False)
class RankIntervals:
    """The rank of each city, and between which ranks it moves; arrays in the order of the support's cities.

    Attributes:
        measure: By what the cities are ranked.
        draws: How many draws were made.
        level: The share of draws that an interval holds.
        seed: The seed of chance.
        values: The measure on all statements.
        rank: The rank on all statements.
        low: The best rank of the interval.
        high: The worst.
        median: The rank in the middle draw.
        tied: The share of draws in which the city has a tie.
        among_first: The share of draws in which it is among the first ten.
    """

    measure: RankedBy
    draws: int
    level: float
    seed: int
    values: NDArray[np.float64]
    rank: NDArray[np.int32]
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    median: NDArray[np.int32]
    tied: NDArray[np.float64]
    among_first: NDArray[np.float64]


def rank_intervals(
    support: Support,
    *,
    measure: RankedBy = "degree",
    draws: int = 200,
    level: float = 0.9,
    seed: int = 1,
    first: int = 10,
    advance: Callable[[int, int], None] | None = None,
) -> RankIntervals:
    """Return between which ranks each city moves when sources and statements are drawn anew.

    A bootstrap over sources (not over statements, which are not independent within one), thinned by confidence.
    A city whose ties rest on one source is without them in about 0.37 of the draws, so its interval is wide; one whose
    ties rest on many sources each keeps them or loses as many as others do. Where every source states
    everything for certain, and where there is but one source, each interval is a point: the method cannot see
    what no source tells.

    Args:
        support: What the ties rest on.
        measure: By what cities are ranked.
        draws: How many draws.
        level: The share of draws that an interval holds, above 0 and below 1.
        seed: The seed of chance; the same seed gives the same intervals.
        first: How many cities count as the first.
        advance: Told how many draws are done, and how many in all.

    References:
        Efron, B. (1979). Bootstrap methods: another look at the jackknife. Annals of Statistics 7(1), 1-26.
        doi:10.1214/aos/1176344552
        Field, C. A. & Welsh, A. H. (2007). Bootstrapping clustered data. Journal of the Royal Statistical
        Society B 69(3), 369-390. doi:10.1111/j.1467-9868.2007.00593.x
    """
    chance = np.random.default_rng(seed)
    count, sources = len(support.cities), len(support.sources)
    found = np.empty((draws, count), np.int32)
    tied = np.zeros(count)
    evenly = np.full(sources, 1 / max(sources, 1))
    doubtful = np.flatnonzero(support.confidence < 1)
    for draw in range(draws):
        copies = chance.multinomial(sources, evenly).astype(np.int64)
        heard = copies[support.source] > 0
        heard[doubtful] &= chance.random(len(doubtful)) < support.confidence[doubtful]
        values = values_of(support, measure, heard, copies)
        found[draw] = ranks(values)
        kept = support.ends[support.strengths(heard) > 0] if measure != "degree" else None
        tied += (values > 0) if kept is None else np.bincount(kept.ravel(), minlength=count) > 0
        if advance is not None:
            advance(draw + 1, draws)
    values = values_of(support, measure, support.all)
    ordered = np.sort(found, axis=0)
    outside = int(np.floor(draws * (1 - level) / 2))
    return RankIntervals(
        measure=measure,
        draws=draws,
        level=level,
        seed=seed,
        values=values,
        rank=ranks(values),
        low=ordered[outside],
        high=ordered[draws - 1 - outside],
        median=ordered[draws // 2],
        tied=tied / draws,
        among_first=(found <= first).mean(axis=0),
    )
