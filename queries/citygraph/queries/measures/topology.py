"""The plain graph under every measure: who is tied to whom, and how strongly, as arrays."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse
from scipy.sparse import csgraph

__all__ = ["Components", "Edges", "Topology"]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Every tie once, by the numbers of its two nodes, in their order.

    Attributes:
        left: The lower number of each tie.
        right: The higher number.
        strengths: How strong the tie is.
    """

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    strengths: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """Which nodes hang together.

    Attributes:
        labels: For each node the number of its component: 0 is the largest, and of two as large the one with
            the node that sorts first.
        sizes: How many nodes each component has, largest first; an isolated node is a component of one.
    """

    labels: NDArray[np.int32]
    sizes: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Topology:
    """A simple undirected graph in compressed sparse rows.

    Every tie stands twice, once in the row of each of its ends. Measures take a topology and return an array in
    the order of ``nodes``.

    Attributes:
        nodes: Labels of the nodes (IRIs of cities), sorted; isolated ones too.
        offsets: Where the row of each node begins in ``neighbours``; n + 1 numbers.
        neighbours: Numbers of the nodes at the other ends, ascending in each row; 2m numbers.
        strengths: How strong the tie to each neighbour is, above 0; 2m numbers, ones where nothing weighs.
    """

    nodes: tuple[str, ...]
    offsets: NDArray[np.int32]
    neighbours: NDArray[np.int32]
    strengths: NDArray[np.float64]

    @classmethod
    def from_edges(
        cls,
        left: ArrayLike,
        right: ArrayLike,
        strengths: ArrayLike | None = None,
        *,
        nodes: Sequence[str] | int,
    ) -> Topology:
        """Return the graph of these ties, given by the numbers of their ends.

        A pair given more than once is one tie: its strengths are added, and without strengths it has 1.

        Args:
            left: Number of the node at one end of each tie.
            right: Number of the node at the other, in any order.
            strengths: How strong each is; not given: 1.
            nodes: Labels of all nodes, sorted, or how many there are (their numbers then are their labels).

        Raises:
            ValueError: A tie joins a node to itself or to none of the nodes, a strength is not a positive
                number, or the labels are not sorted and distinct.

        >>> path = Topology.from_edges([0, 2], [1, 1], nodes=["a", "b", "c", "d"])
        >>> path.degrees.tolist(), path.components().sizes.tolist()
        ([1, 2, 1, 0], [3, 1])
        """
        names = _numbered(nodes) if isinstance(nodes, int) else tuple(nodes)
        if any(first >= second for first, second in itertools.pairwise(names)):
            raise ValueError("the labels of nodes must be sorted and distinct")
        starts, ends = np.asarray(left, np.int64).ravel(), np.asarray(right, np.int64).ravel()
        weights = np.ones(len(starts)) if strengths is None else np.asarray(strengths, np.float64).ravel()
        if not len(starts) == len(ends) == len(weights):
            raise ValueError(f"{len(starts)} left ends, {len(ends)} right ends and {len(weights)} strengths")
        if len(starts):
            if min(starts.min(), ends.min()) < 0 or max(starts.max(), ends.max()) >= len(names):
                raise ValueError(f"a tie joins a node that is none of the {len(names)}")
            if np.any(starts == ends):
                raise ValueError("a tie joins a node to itself")
            if not np.all((weights > 0) & np.isfinite(weights)):
                raise ValueError("the strength of a tie must be a number above 0")
        shape = (len(names), len(names))
        both = (np.concatenate((starts, ends)), np.concatenate((ends, starts)))
        matrix = sparse.csr_array((np.concatenate((weights, weights)), both), shape=shape)
        matrix.sum_duplicates()
        found = np.asarray(matrix.data, np.float64)
        return cls(
            names,
            np.asarray(matrix.indptr, np.int32),
            np.asarray(matrix.indices, np.int32),
            np.ones(len(found)) if strengths is None else found,
        )

    @classmethod
    def from_pairs(
        cls,
        pairs: Iterable[tuple[str, str]],
        strengths: ArrayLike | None = None,
        *,
        isolated: Iterable[str] = (),
    ) -> Topology:
        """Return the graph of these ties, given by the labels of their ends.

        Args:
            pairs: The two ends of each tie, in any order.
            strengths: How strong each is, in the order of pairs; not given: 1.
            isolated: Nodes that no tie may join.

        Raises:
            ValueError: As for :meth:`from_edges`.
        """
        given = list(pairs)
        names = sorted({*isolated, *(end for pair in given for end in pair)})
        number = {name: index for index, name in enumerate(names)}
        left = [number[one] for one, _ in given]
        return cls.from_edges(left, [number[other] for _, other in given], strengths, nodes=names)

    @property
    def order(self) -> int:
        """How many nodes there are."""
        return len(self.nodes)

    @property
    def size(self) -> int:
        """How many ties there are."""
        return len(self.neighbours) // 2

    @property
    def degrees(self) -> NDArray[np.int32]:
        """How many neighbours each node has."""
        return np.diff(self.offsets)

    @property
    def rows(self) -> NDArray[np.int32]:
        """Number of the node in whose row each of ``neighbours`` stands; 2m numbers."""
        return np.repeat(np.arange(self.order, dtype=np.int32), self.degrees)

    def edges(self) -> Edges:
        """Return every tie once."""
        rows = self.rows
        once = rows < self.neighbours
        return Edges(rows[once], self.neighbours[once], self.strengths[once])

    def matrix(self, *, weighted: bool = False) -> sparse.csr_array[Any, tuple[int, int]]:
        """Return the adjacency matrix: 1, or the strength, for each tie.

        It shares the arrays of the graph: copy it before changing it.
        """
        data = self.strengths if weighted else np.ones(len(self.neighbours))
        return sparse.csr_array((data, self.neighbours, self.offsets), shape=(self.order, self.order))

    def components(self) -> Components:
        """Return the connected components."""
        if not self.order:
            nothing = np.zeros(0, np.int32)
            return Components(nothing, nothing)
        count, found = csgraph.connected_components(self.matrix(), directed=False)
        sizes = np.bincount(found, minlength=count)
        first = np.full(count, self.order)
        np.minimum.at(first, found, np.arange(self.order))
        ranking = np.lexsort((first, -sizes))
        number = np.empty(count, np.int32)
        number[ranking] = np.arange(count, dtype=np.int32)
        return Components(number[found], sizes[ranking].astype(np.int32))

    def subgraph(self, kept: ArrayLike) -> Topology:
        """Return the graph of some nodes and the ties between them.

        Args:
            kept: True for each node to keep, or the numbers of these nodes, in any order.
        """
        chosen = np.asarray(kept)
        mask = np.zeros(self.order, np.bool_)
        mask[chosen.astype(np.bool_ if chosen.dtype == np.bool_ else np.int64)] = True
        renumbered = np.cumsum(mask) - 1
        edges = self.edges()
        inside = mask[edges.left] & mask[edges.right]
        names = tuple(name for name, wanted in zip(self.nodes, mask.tolist(), strict=True) if wanted)
        return Topology.from_edges(
            renumbered[edges.left[inside]],
            renumbered[edges.right[inside]],
            edges.strengths[inside],
            nodes=names,
        )

    def index(self, node: str) -> int:
        """Return the number of a node.

        Raises:
            KeyError: There is no such node.
        """
        found = bisect.bisect_left(self.nodes, node)
        if found == self.order or self.nodes[found] != node:
            raise KeyError(node)
        return found


def _numbered(count: int) -> tuple[str, ...]:
    width = len(str(max(count - 1, 0)))
    return tuple(f"{number:0{width}}" for number in range(count))
