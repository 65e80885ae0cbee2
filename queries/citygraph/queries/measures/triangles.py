"""The triangles of a network, and what is counted on them: clustering, transitivity."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .topology import Topology

__all__ = ["Triangles", "clustering", "find_triangles", "transitivity", "wedges"]

_AT_ONCE: Final = 1 << 22


@dataclass(frozen=True, slots=True, eq=False)
class Triangles:
    """Every triangle once, as three nodes and the three ties between them.

    Attributes:
        nodes: Numbers of the nodes, one row of three for each triangle.
        ties: Numbers, in the order of :meth:`Topology.edges`, of the ties opposite to them.
    """

    nodes: NDArray[np.int64]
    ties: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.nodes)

    def per_node(self, count: int) -> NDArray[np.int64]:
        """Return how many triangles each of ``count`` nodes is in."""
        return np.bincount(self.nodes.ravel(), minlength=count)


def find_triangles(topology: Topology) -> Triangles:
    """Return all triangles.

    Every tie is directed from its end with fewer ties to the other; two ties out of the same node make a
    triangle where their ends are tied. Chiba, N. & Nishizeki, T. (1985). Arboricity and subgraph listing
    algorithms. SIAM Journal on Computing 14, 210-223. doi:10.1137/0214017
    """
    count, edges = topology.order, topology.edges()
    by_degree = np.argsort(topology.degrees, kind="stable")
    rank = np.empty(count, np.int64)
    rank[by_degree] = np.arange(count)
    left, right = rank[edges.left], rank[edges.right]
    keys = np.minimum(left, right) * count + np.maximum(left, right)
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    low, high = np.divmod(keys, max(count, 1))
    ends = np.cumsum(np.bincount(low, minlength=count))[low]
    found_nodes, found_ties = [np.zeros((0, 3), np.int64)], [np.zeros((0, 3), np.int64)]
    for first, second in _pairs(ends):
        wanted = high[first] * count + high[second]
        place = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        closed = keys[place] == wanted
        one, two, three = first[closed], second[closed], place[closed]
        found_nodes.append(by_degree[np.stack((low[one], high[one], high[two]), axis=1)])
        found_ties.append(order[np.stack((three, two, one), axis=1)])
    return Triangles(np.concatenate(found_nodes), np.concatenate(found_ties))


def wedges(topology: Topology) -> int:
    """Return the number of pairs of ties that meet in a city.

    .. math:: \\sum_i k_i (k_i - 1) / 2

    Isolated cities add nothing.

    References:
        Newman, M. E. J., Strogatz, S. H. & Watts, D. J. (2001). Random graphs with arbitrary degree
        distributions and their applications. Physical Review E 64, 026118. doi:10.1103/PhysRevE.64.026118
    """
    degrees = topology.degrees.astype(np.int64)
    return int((degrees * (degrees - 1) // 2).sum())


def clustering(topology: Topology, triangles: Triangles | None = None) -> NDArray[np.float64]:
    """Return the share of pairs of each city's partners that are tied to each other.

    .. math:: C_i = 2 t_i / (k_i (k_i - 1))

    t is the number of triangles. Undirected, unweighted, between 0 and 1; 0 for a city with fewer than two
    partners, an isolated one too.

    References:
        Watts, D. J. & Strogatz, S. H. (1998). Collective dynamics of 'small-world' networks. Nature 393,
        440-442. doi:10.1038/30918
    """
    found = find_triangles(topology) if triangles is None else triangles
    degrees = topology.degrees.astype(np.float64)
    pairs = np.maximum(degrees * (degrees - 1), 1)
    return 2 * found.per_node(topology.order) / pairs


def transitivity(topology: Topology, triangles: Triangles | None = None) -> float:
    """Return the share of pairs of ties meeting in a city whose other ends are tied as well.

    .. math:: T = 3\\, \\text{triangles} / \\text{wedges}

    Over the whole network; isolated cities add nothing; nan where no two ties meet.

    References:
        Newman, M. E. J., Strogatz, S. H. & Watts, D. J. (2001). Random graphs with arbitrary degree
        distributions and their applications. Physical Review E 64, 026118. doi:10.1103/PhysRevE.64.026118
    """
    found, meeting = find_triangles(topology) if triangles is None else triangles, wedges(topology)
    return 3 * len(found) / meeting if meeting else math.nan


def _pairs(ends: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield the places of two ties out of the same node, a few millions at a time.

    Args:
        ends: For each tie, where the ties out of the same node end.
    """
    following = ends - np.arange(len(ends)) - 1
    until = np.cumsum(following)
    start = 0
    while start < len(ends):
        before = int(until[start - 1]) if start else 0
        stop = max(int(np.searchsorted(until, before + _AT_ONCE, side="right")), start + 1)
        counts = following[start:stop]
        first = np.repeat(np.arange(start, stop), counts)
        offset = np.arange(len(first)) - np.repeat(until[start:stop] - before - counts, counts)
        yield first, first + 1 + offset
        start = stop
