"""What changes if one source is left out, and which ties rest on a single one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ranking import RankedBy, ranks, values_of
from .support import Support

__all__ = ["Without", "left_out", "ranks_on_accepted", "single_source_ties"]


@dataclass(frozen=True, slots=True, eq=False)
class Without:
    """A network without one of its sources.

    Attributes:
        source: IRI of the source.
        statements: How many statements it makes.
        ties_lost: How many ties are gone without it.
        cities_lost: How many cities have no tie any more that have one with it.
        moved: How many cities have another rank.
        shift: By how many ranks cities move, summed up.
        rank: The rank of each city without it, in the order of the support's cities.
        falls_most: The number of the city that falls furthest, or None.
    """

    source: str
    statements: int
    ties_lost: int
    cities_lost: int
    moved: int
    shift: int
    rank: NDArray[np.int32]
    falls_most: int | None


def left_out(
    support: Support,
    *,
    measure: RankedBy = "degree",
    most: int = 200,
    advance: Callable[[int, int], None] | None = None,
) -> tuple[Without, ...]:
    """Return what the network is without each source, those first that move ranks most.

    The ranks are exact: the measure is computed anew on what the other sources state. Sources are tried from
    the one on which most ties rest alone; equal ones in the order of IRIs.

    Args:
        support: What the ties rest on.
        measure: By what cities are ranked.
        most: At most so many sources are tried.
        advance: Told how many are done, and how many in all.
    """
    before = ranks(values_of(support, measure, support.all))
    whole = support.strengths(support.all)
    tied = _tied(support, whole)
    alone = np.bincount(support.sole_sources() + 1, minlength=len(support.sources) + 1)[1:]
    stated = np.bincount(support.source, minlength=len(support.sources))
    order = np.lexsort((np.arange(len(alone)), -stated, -alone))[:most]
    found: list[Without] = []
    for done, number in enumerate(order.tolist(), start=1):
        heard = support.source != number
        rank = ranks(values_of(support, measure, heard))
        left = support.strengths(heard)
        shift = rank.astype(np.int64) - before
        found.append(
            Without(
                source=support.sources[int(number)],
                statements=int(stated[number]),
                ties_lost=int(np.count_nonzero((whole > 0) & (left == 0))),
                cities_lost=int(np.count_nonzero(tied & ~_tied(support, left))),
                moved=int(np.count_nonzero(shift)),
                shift=int(np.abs(shift).sum()),
                rank=rank,
                falls_most=int(np.argmax(shift)) if shift.max(initial=0) > 0 else None,
            )
        )
        if advance is not None:
            advance(done, len(order))
    return tuple(sorted(found, key=lambda one: (-one.shift, -one.ties_lost, one.source)))


def single_source_ties(support: Support) -> Iterator[tuple[str, str, str]]:
    """Yield the two cities of each tie that rests on a single source, and that source, in their order."""
    sole = support.sole_sources()
    for number in np.flatnonzero(sole >= 0).tolist():
        left, right = support.ends[number].tolist()
        yield support.cities[left], support.cities[right], support.sources[sole[number]]


def ranks_on_accepted(support: Support, measure: RankedBy = "degree") -> NDArray[np.int32] | None:
    """Return the ranks on what a person has accepted alone, or None where no statement is."""
    if not support.accepted.any():
        return None
    return ranks(values_of(support, measure, support.accepted))


def _tied(support: Support, strengths: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.bincount(support.ends[strengths > 0].ravel(), minlength=len(support.cities)) > 0
