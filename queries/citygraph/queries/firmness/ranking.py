"""Ranks of cities by a measure, and the measures that firmness is worked out for."""

from __future__ import annotations

from typing import Final, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from .support import Mask, Numbers, Support, Values

__all__ = ["MEASURES", "RankedBy", "ranks", "values_of"]

RankedBy = Literal["degree", "strength", "pagerank", "closeness", "betweenness"]
MEASURES: Final[tuple[RankedBy, ...]] = get_args(RankedBy)


def values_of(
    support: Support, measure: RankedBy, heard: Mask, copies: Numbers | None = None
) -> NDArray[np.float64]:
    """Return each city's value of a measure when only some statements are heard."""
    if measure not in ("degree", "strength"):
        from citygraph.queries.measures.registry import measure_cities  # its engines: only who measures waits
        from citygraph.queries.measures.workings import Workings

        found = measure_cities(Workings(support.topology(heard, copies)), [measure])[measure]
        return np.nan_to_num(found)
    strengths = support.strengths(heard, copies)
    added = (strengths > 0).astype(np.float64) if measure == "degree" else strengths
    count = len(support.cities)
    return np.bincount(support.ends.ravel(), np.repeat(added, 2), count).astype(np.float64)


def ranks(values: Values) -> NDArray[np.int32]:
    """Return each city's rank: 1 and how many cities have more.

    >>> ranks(np.array([5.0, 7.0, 5.0, 0.0])).tolist()
    [2, 1, 2, 4]
    """
    rounded = np.round(values, 12)
    ordered = np.sort(rounded)
    return (len(rounded) - np.searchsorted(ordered, rounded, side="right") + 1).astype(np.int32)
