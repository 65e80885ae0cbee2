"""How much cities lie on the shortest paths between others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from .engines import to_rustworkx
from .progress import Progress, unheeded
from .topology import Topology

__all__ = ["Method", "betweenness", "normalized"]

Method = Literal["auto", "batches", "rustworkx"]

_Matrix = sparse.csr_array[Any, tuple[int, int]]
_SECONDS_A_STEP: Final = 2e-4
_SECONDS_A_TIE: Final = 5e-8


def betweenness(
    topology: Topology, *, method: Method = "auto", progress: Progress = unheeded
) -> NDArray[np.float64]:
    """Return how much each city lies on the shortest paths between others.

    .. math:: b_i = \\sum_{s<t,\\ s,t \\ne i} \\sigma_{st}(i) / \\sigma_{st}

    Undirected, unweighted: every tie is one step long. A pair without a path adds nothing; an isolated city
    has 0. Exact, by Brandes' algorithm: every city is a source.

    Trees that hang on the rest are cut off first: what lies on them is counted in closed form, and the city
    that they hang on stands for them (Baglioni et al. 2012). Sources are then taken together in batches whose
    steps are products with the sparse adjacency matrix. A graph that is small or very long is left to
    rustworkx, where steps cost less.

    Args:
        topology: The graph.
        method: ``batches`` and ``rustworkx`` choose one way; ``auto`` takes the one that should be faster.
        progress: Told the share that is done.

    References:
        Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.
        doi:10.2307/3033543
        Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology
        25(2), 163-177. doi:10.1080/0022250X.2001.9990249
        Baglioni, M., Geraci, F., Pellegrini, M. & Lastres, E. (2012). Fast exact computation of betweenness
        centrality in social networks. ASONAM 2012, 450-456. doi:10.1109/ASONAM.2012.79
    """
    if not topology.size:
        return np.zeros(topology.order)
    chosen = _faster(topology) if method == "auto" else method
    if chosen == "rustworkx":
        scores = rx.betweenness_centrality(to_rustworkx(topology), normalized=False)
        progress(1.0)
        return np.fromiter((scores[node] for node in range(topology.order)), np.float64, topology.order)
    return _by_batches(topology, progress)


def normalized(raw: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return betweenness divided by the number of pairs of other cities, (n-1)(n-2)/2.

    n is all cities in scope, in whatever component. With fewer than three cities there is no pair: all 0.
    """
    pairs = (len(raw) - 1) * (len(raw) - 2) / 2
    return raw / pairs if pairs > 0 else np.zeros(len(raw))


def _faster(topology: Topology) -> Method:
    hub = int(np.argmax(topology.degrees))
    steps = csgraph.shortest_path(topology.matrix(), directed=False, unweighted=True, indices=hub)
    longest = float(np.max(steps[np.isfinite(steps)]))
    batches = -(-topology.order // _width(topology.order))
    in_batches = batches * longest * _SECONDS_A_STEP
    return "batches" if in_batches < topology.order * 2 * topology.size * _SECONDS_A_TIE else "rustworkx"


def _by_batches(topology: Topology, progress: Progress) -> NDArray[np.float64]:
    labels, sizes = (found := topology.components()).labels, found.sizes
    trees = _cut_trees(topology)
    # a path from anything that hangs on a city passes it, unless it ends within the same branch
    others = sizes[labels].astype(np.float64) - 1
    result = (others**2 - trees.squares - (others - (trees.weights - 1)) ** 2) / 2
    core = np.flatnonzero(trees.kept)
    if len(core):
        matrix: _Matrix = sparse.csr_array(topology.matrix()[core][:, core])
        order = csgraph.reverse_cuthill_mckee(matrix, symmetric_mode=True)
        matrix = sparse.csr_array(matrix[order][:, order])
        matrix.sort_indices()
        nodes = core[order]
        passes = _Passes(matrix, trees.weights[nodes], labels[nodes])
        result[nodes] += passes.run(progress) / 2
    progress(1.0)
    return result


@dataclass(frozen=True, slots=True, eq=False)
class _Trees:
    """What is left when nodes with one neighbour are cut off, again and again.

    Attributes:
        kept: Whether a node is left; of a component that is a tree, one node with no neighbour left is.
        weights: How many nodes it stands for: itself and all that hang on it.
        squares: Sum of the squares of the sizes of the branches that hang on it.
    """

    kept: NDArray[np.bool_]
    weights: NDArray[np.float64]
    squares: NDArray[np.float64]


def _cut_trees(topology: Topology) -> _Trees:
    degrees: list[int] = topology.degrees.tolist()
    offsets: list[int] = topology.offsets.tolist()
    neighbours: list[int] = topology.neighbours.tolist()
    kept = [True] * topology.order
    weights, squares = [1] * topology.order, [0] * topology.order
    leaves = [node for node, degree in enumerate(degrees) if degree == 1]
    while leaves:
        leaf = leaves.pop()
        if degrees[leaf] != 1:
            continue  # the last of its component
        kept[leaf] = False
        for place in range(offsets[leaf], offsets[leaf + 1]):
            other = neighbours[place]
            if kept[other]:
                weights[other] += weights[leaf]
                squares[other] += weights[leaf] ** 2
                degrees[other] -= 1
                if degrees[other] == 1:
                    leaves.append(other)
                break
    return _Trees(np.array(kept), np.array(weights, np.float64), np.array(squares, np.float64))


@dataclass(slots=True, eq=False)
class _Step:
    """What a batch of searches comes upon in one step.

    Attributes:
        nodes: The nodes that any of them comes upon.
        paths: For each of these and each search the number of shortest paths; 0 where it was there before.
        fresh: Whether it comes upon the node in this step.
        ties: Matrix of the ties from the step before to these.
    """

    nodes: NDArray[np.int64]
    paths: NDArray[np.float64]
    fresh: NDArray[np.bool_]
    ties: _Matrix | None


class _Passes:
    """Brandes' two passes, forward and back, from many sources at once, with weighted nodes.

    A column is one search in each component at once: components do not disturb each other.
    """

    def __init__(self, matrix: _Matrix, weights: NDArray[np.float64], component: NDArray[np.int32]) -> None:
        self._count = len(weights)
        self._offsets = np.asarray(matrix.indptr, np.int64)
        self._neighbours = np.asarray(matrix.indices, np.int64)
        self._degrees = np.diff(self._offsets)
        self._weights = weights
        self._component = component
        self._width = _width(self._count)
        self._place = np.zeros(self._count, np.int32)
        self._totals = np.zeros(self._count)

    def run(self, progress: Progress) -> NDArray[np.float64]:
        """Return for each node the weighted sum over ordered pairs of sources and targets."""
        # the number of each node within its component is the column of its search
        grouped = np.argsort(self._component, kind="stable")
        first = np.flatnonzero(np.diff(self._component[grouped], prepend=-1))
        within = np.arange(self._count) - np.repeat(first, np.diff(first, append=self._count))
        column = np.empty(self._count, np.int64)
        column[grouped] = within
        last = int(column.max()) + 1
        for start in range(0, last, self._width):
            sources = np.flatnonzero((column >= start) & (column < start + self._width) & (self._degrees > 0))
            if len(sources):
                self._batch(sources, column[sources] - start)
            progress(min(start + self._width, last) / last)
        return self._totals

    def _batch(self, sources: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
        standing = np.zeros((int(self._component.max()) + 1, self._width))
        standing[self._component[sources], columns] = self._weights[sources]
        steps = self._forward(sources, columns)
        passing = np.zeros_like(steps[-1].paths)
        for number in range(len(steps) - 1, 0, -1):
            step, before = steps[number], steps[number - 1]
            # products with masks take a tenth of the time of assignments by masks
            shares = passing + self._weights[step.nodes][:, None]
            shares /= step.paths + ~step.fresh
            shares *= step.fresh
            assert step.ties is not None
            passing = before.paths * (step.ties @ shares)
            if number > 1:
                standing_here = standing[self._component[before.nodes]]
                self._totals[before.nodes] += np.einsum("ij,ij->i", passing, standing_here)

    def _forward(self, sources: NDArray[np.int64], columns: NDArray[np.int64]) -> list[_Step]:
        paths = np.zeros((len(sources), self._width))
        paths[np.arange(len(sources)), columns] = 1
        seen = np.zeros((self._count, self._width), np.bool_)
        seen[sources, columns] = True
        steps = [_Step(sources, paths, paths > 0, None)]
        while True:
            ties, nodes = self._ties(steps[-1].nodes)
            paths = ties.T @ steps[-1].paths
            known = seen[nodes]
            paths *= ~known
            fresh = paths > 0
            reached = np.asarray(fresh.any(axis=1), np.bool_)
            if not reached.any():
                return steps
            if not reached.all():
                ties, nodes = _columns(ties, reached), nodes[reached]
                paths, known, fresh = paths[reached], known[reached], fresh[reached]
            seen[nodes] = known | fresh
            steps.append(_Step(nodes, paths, fresh, ties))

    def _ties(self, nodes: NDArray[np.int64]) -> tuple[_Matrix, NDArray[np.int64]]:
        """Return the ties of these nodes as a matrix, and the nodes that its columns are."""
        counts = self._degrees[nodes]
        offsets = np.zeros(len(nodes) + 1, np.int32)
        np.cumsum(counts, out=offsets[1:])
        places = np.arange(int(offsets[-1])) + np.repeat(self._offsets[nodes] - offsets[:-1], counts)
        others = self._neighbours[places]
        near = np.zeros(self._count, np.bool_)
        near[others] = True
        found = np.flatnonzero(near)
        self._place[found] = np.arange(len(found), dtype=np.int32)
        shape = (len(nodes), len(found))
        return sparse.csr_array((np.ones(len(others)), self._place[others], offsets), shape=shape), found


def _columns(matrix: _Matrix, kept: NDArray[np.bool_]) -> _Matrix:
    indices = np.asarray(matrix.indices)
    chosen = kept[indices]
    offsets = np.zeros(len(indices) + 1, np.int32)
    np.cumsum(chosen, out=offsets[1:])
    renumbered = (np.cumsum(kept) - 1).astype(np.int32)
    parts = (np.ones(int(offsets[-1])), renumbered[indices[chosen]], offsets[np.asarray(matrix.indptr)])
    return sparse.csr_array(parts, shape=(len(parts[2]) - 1, int(kept.sum())))


def _width(count: int) -> int:
    return 64 if count < 20_000 else 32
