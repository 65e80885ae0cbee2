"""One run of the Leiden algorithm on a graph."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

import numpy as np
from citygraph.queries.measures import Topology
from numpy.typing import NDArray

__all__ = ["by_size", "leiden"]


class _Engine(Protocol):
    """The engine's function, which tells no types of its own."""

    def __call__(
        self,
        indptr: NDArray[np.int64],
        indices: NDArray[np.int32],
        data: NDArray[np.float64],
        n_nodes: int,
        *,
        resolution: float,
        iterations: int,
        seed: int,
    ) -> tuple[float, dict[int, int]]: ...


def leiden(
    topology: Topology, *, seed: int, resolution: float = 1.0, iterations: int = 1
) -> NDArray[np.int64]:
    """Return a division into communities of great modularity: for each node the number of its community.

    The same seed gives the same division. Communities are numbered as :func:`by_size` does.

    Args:
        topology: The graph; strengths count.
        seed: Where the chance begins.
        resolution: Above 1 gives more and smaller communities.
        iterations: How often the algorithm goes on from its own result.

    References:
        Traag, V. A., Waltman, L. & van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected
        communities. Scientific Reports 9, 5233. doi:10.1038/s41598-019-41695-z
    """
    if not topology.size:
        return np.arange(topology.order)
    engine = cast("_Engine", import_module("graspologic_native").leiden_csr)
    _, found = engine(
        topology.offsets.astype(np.int64),
        topology.neighbours.astype(np.int32),
        topology.strengths,
        topology.order,
        resolution=resolution,
        iterations=iterations,
        seed=seed,
    )
    return by_size(np.fromiter((found[node] for node in range(topology.order)), np.int64, topology.order))


def by_size(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the same division with its groups numbered from 0 by size, then by their first member.

    >>> by_size(np.array([7, 3, 3, 5])).tolist()
    [1, 0, 0, 2]
    """
    _, first, inverse, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    number = np.empty(len(sizes), np.int64)
    number[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    return number[inverse]
