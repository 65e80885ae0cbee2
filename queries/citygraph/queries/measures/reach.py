"""How many steps cities are from each other: closeness, harmonic closeness, diameter, mean distance."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from .progress import Progress, unheeded
from .topology import Topology

__all__ = ["Distances", "closeness", "diameter", "distances", "harmonic", "mean_distance"]

_WORDS: Final = 8
_BITS: Final = 64 * _WORDS


@dataclass(frozen=True, slots=True, eq=False)
class Distances:
    """The distances between all cities, summed up.

    Attributes:
        reached: How many other cities each city reaches.
        total: Sum of its distances to these, in steps.
        inverse: Sum of their inverses.
        eccentricity: Its distance to the farthest of these; 0 for an isolated city.
        pairs: How many pairs of cities are 1, 2, ... steps apart.
    """

    reached: NDArray[np.int64]
    total: NDArray[np.int64]
    inverse: NDArray[np.float64]
    eccentricity: NDArray[np.int64]
    pairs: NDArray[np.int64]


def distances(topology: Topology, *, progress: Progress = unheeded) -> Distances:
    """Return the distances between all cities, summed up.

    One search runs from 512 cities at a time, a bit for each: a step is an *or* over neighbours. Then et al.
    (2014), The more the merrier: efficient multi-source graph traversal. PVLDB 8(4), 449-460.
    doi:10.14778/2735496.2735507

    Args:
        topology: The graph; every tie is one step long.
        progress: Told the share that is done.
    """
    count = topology.order
    reached, total, eccentricity = (np.zeros(count, np.int64) for _ in range(3))
    inverse = np.zeros(count)
    pairs: list[int] = []
    if not topology.size:
        return Distances(reached, total, inverse, eccentricity, np.zeros(0, np.int64))
    # cities beside each other are searched from together, so that a step concerns few rows
    order = csgraph.reverse_cuthill_mckee(topology.matrix(), symmetric_mode=True)
    renumbered = topology.matrix()[order][:, order]
    renumbered.sort_indices()
    search = _Search(np.asarray(renumbered.indptr, np.int64), np.asarray(renumbered.indices, np.int64))
    component = topology.components().labels[order]
    for first in range(0, count, _BITS):
        sources = np.arange(first, min(first + _BITS, count))
        for step, rows, fresh in search.run(sources, component):
            nodes = order[rows]
            reached[nodes] += fresh
            total[nodes] += step * fresh
            inverse[nodes] += fresh / step
            eccentricity[nodes] = np.maximum(eccentricity[nodes], step)
            if step > len(pairs):
                pairs.append(0)
            pairs[step - 1] += int(fresh.sum())
        progress(min(first + _BITS, count) / count)
    return Distances(reached, total, inverse, eccentricity, np.array(pairs, np.int64) // 2)


def closeness(topology: Topology, found: Distances | None = None) -> NDArray[np.float64]:
    """Return how near each city is to those that it can reach, counting how many those are.

    .. math:: c_i = \\frac{r_i}{n-1} \\cdot \\frac{r_i}{\\sum_j d_{ij}}

    r is the number of other cities reached, n all cities in scope, d the number of steps. This is Wasserman
    and Faust's form for disconnected networks: a pair of cities tied only to each other does not score 1.
    Undirected, unweighted, between 0 and 1; an isolated city has 0.

    References:
        Wasserman, S. & Faust, K. (1994). Social Network Analysis, p. 201. Cambridge University Press.
        doi:10.1017/CBO9780511815478
    """
    known = found or distances(topology)
    result = np.zeros(topology.order)
    tied = known.reached > 0
    reached = known.reached[tied].astype(np.float64)
    result[tied] = reached * reached / ((topology.order - 1) * known.total[tied])
    return result


def harmonic(topology: Topology, found: Distances | None = None) -> NDArray[np.float64]:
    """Return the sum of the inverse distances from each city to all others.

    .. math:: h_i = \\sum_{j \\ne i} 1 / d_{ij}

    A city that cannot be reached is infinitely far and adds 0, so cities of different components compare.
    Undirected, unweighted, not normalised: between 0 (an isolated city) and n-1.

    References:
        Marchiori, M. & Latora, V. (2000). Harmony in the small-world. Physica A 285, 539-546.
        doi:10.1016/S0378-4371(00)00311-3
        Boldi, P. & Vigna, S. (2014). Axioms for centrality. Internet Mathematics 10, 222-262.
        doi:10.1080/15427951.2013.865686
    """
    return (found or distances(topology)).inverse


def diameter(topology: Topology, found: Distances | None = None) -> int:
    """Return the greatest distance between two cities that are joined at all, in whatever component.

    0 where no city is tied.

    References:
        Wasserman, S. & Faust, K. (1994). Social Network Analysis, p. 111. doi:10.1017/CBO9780511815478
    """
    return len((found or distances(topology)).pairs)


def mean_distance(topology: Topology, found: Distances | None = None) -> float:
    """Return the mean distance between two cities that are joined at all.

    .. math:: \\ell = \\sum_{i<j} d_{ij} / |\\{i<j : d_{ij} < \\infty\\}|

    Pairs in different components are left out: how many that are, the components tell. nan where no city is
    tied.

    References:
        Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393,
        440-442. doi:10.1038/30918
    """
    pairs = (found or distances(topology)).pairs
    joined = int(pairs.sum())
    return int(np.arange(1, len(pairs) + 1) @ pairs) / joined if joined else math.nan


class _Search:
    """Breadth-first searches from many nodes at once over one graph."""

    def __init__(self, offsets: NDArray[np.int64], neighbours: NDArray[np.int64]) -> None:
        self._offsets, self._neighbours = offsets, neighbours
        self._degrees = np.diff(offsets)
        self._frontier = np.zeros((len(self._degrees), _WORDS), np.uint64)

    def run(
        self, sources: NDArray[np.int64], component: NDArray[np.int32]
    ) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
        """Yield for each step the nodes that a search comes upon, and how many searches do."""
        bits = np.arange(len(sources))
        seen = np.zeros_like(self._frontier)
        seen[sources, bits // 64] = np.uint64(1) << (bits % 64).astype(np.uint64)
        # how many searches are still to come upon each node
        due = np.bincount(component[sources], minlength=int(component.max()) + 1)[component]
        due[sources] -= 1
        rows, fresh, step = sources, seen[sources], 0
        while True:
            near = np.zeros(len(due), np.bool_)
            near[self._neighbours[self._places(rows)[0]]] = True
            near &= due > 0
            candidates = np.flatnonzero(near)
            if not len(candidates):
                return
            self._frontier[rows] = fresh
            places, starts = self._places(candidates)
            coming = np.bitwise_or.reduceat(self._frontier[self._neighbours[places]], starts, axis=0)
            self._frontier[rows] = 0
            known = seen[candidates]
            coming &= ~known
            reached = np.bitwise_count(coming).sum(axis=1, dtype=np.int64)
            kept = reached > 0
            rows, fresh, reached, step = candidates[kept], coming[kept], reached[kept], step + 1
            seen[candidates] = known | coming
            due[rows] -= reached
            yield step, rows, reached

    def _places(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where the neighbours of these nodes stand, and where those of each node begin among them."""
        counts = self._degrees[rows]
        starts = np.cumsum(counts) - counts
        return np.arange(int(counts.sum())) + np.repeat(self._offsets[rows] - starts, counts), starts
