"""Measures in which a city counts as much as those that it is tied to: eigenvector and PageRank."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from citygraph.queries.errors import UndefinedMeasure
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import linalg

from .topology import Topology

__all__ = ["eigenvector", "pagerank"]

_SMALL: Final = 64
_TOLERANCE: Final = 1e-13


def eigenvector(topology: Topology) -> NDArray[np.float64]:
    """Return how well each city is tied to cities that are well tied themselves, within its component.

    .. math:: \\lambda x_i = \\sum_j a_{ij} x_j, \\quad \\sum_{i \\in K} x_i^2 = 1

    lambda is the greatest eigenvalue of the component K that the city is in. Undirected, unweighted, above 0
    and at most 1. Each component has its own scale, so cities of two components do not compare; of a
    disconnected network as a whole the measure would be 0 in all components but one. An isolated city has
    none (nan).

    References:
        Bonacich, P. (1972). Factoring and weighting approaches to status scores and clique identification.
        Journal of Mathematical Sociology 2(1), 113-120. doi:10.1080/0022250X.1972.9989806

    Raises:
        UndefinedMeasure: There is no tie.
    """
    if not topology.size:
        raise UndefinedMeasure("eigenvector", "no two cities are tied")
    result = np.full(topology.order, np.nan)
    components = topology.components()
    order = np.argsort(components.labels, kind="stable")
    matrix = sparse.csr_array(topology.matrix()[order][:, order])
    sizes = components.sizes.astype(np.int64)
    starts = np.cumsum(sizes) - sizes
    for start, size in zip(starts[sizes > _SMALL], sizes[sizes > _SMALL], strict=True):
        inside = slice(int(start), int(start + size))
        result[order[inside]] = _leading(sparse.csr_array(matrix[inside, inside]))
    for size in np.unique(sizes[(sizes > 1) & (sizes <= _SMALL)]):
        nodes = starts[sizes == size][:, None] + np.arange(int(size), dtype=np.int64)
        result[order[nodes]] = _of_small(matrix, nodes)
    return result


def pagerank(topology: Topology, *, damping: float = 0.85) -> NDArray[np.float64]:
    """Return the share of time that a random walk over ties spends at each city.

    .. math:: p_i = \\frac{1-\\alpha}{n} + \\alpha \\sum_j a_{ij} p_j / k_j

    alpha is 0.85. Undirected and unweighted: a city passes the same to each city that it is tied to. An
    isolated city passes to all alike. The values sum to 1. The iteration stops when they change in total by
    less than 1e-13; networkx by default stops at n times 1e-6, which shows in the sixth decimal.

    References:
        Brin, S. & Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. Computer
        Networks and ISDN Systems 30, 107-117. doi:10.1016/S0169-7552(98)00110-X

    Raises:
        UndefinedMeasure: There is no city.
    """
    count = topology.order
    if not count:
        raise UndefinedMeasure("pagerank", "there is no city")
    matrix, degrees = topology.matrix(), topology.degrees
    passed = damping / np.maximum(degrees, 1)
    isolated = degrees == 0
    ranks = np.full(count, 1 / count)
    change = 1.0
    while change > _TOLERANCE:
        to_all = (1 - damping + damping * float(ranks[isolated].sum())) / count
        renewed = matrix @ (passed * ranks) + to_all
        change = float(np.abs(renewed - ranks).sum())
        ranks = renewed
    return np.asarray(ranks / ranks.sum(), np.float64)


def _leading(matrix: sparse.csr_array[Any, tuple[int, int]]) -> NDArray[np.float64]:
    """Return the leading eigenvector of a connected graph, by Lanczos' method from a fixed start."""
    count = matrix.shape[0]
    degrees = np.diff(matrix.indptr).astype(np.float64)
    width = min(count - 1, 40)
    _, vectors = linalg.eigsh(matrix, k=1, which="LA", v0=degrees, ncv=width, maxiter=count * 100)
    vector = np.abs(np.asarray(vectors, np.float64)[:, 0])
    return np.asarray(vector / np.linalg.norm(vector), np.float64)


def _of_small(
    matrix: sparse.csr_array[Any, tuple[int, int]], nodes: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the leading eigenvectors of components of the same size, each a row of nodes that follow another."""
    many, size = nodes.shape
    dense = np.zeros((many, size, size))
    component = np.full(matrix.shape[0], -1)
    component[nodes] = np.arange(many)[:, None]
    offsets, indices = np.asarray(matrix.indptr), np.asarray(matrix.indices)
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(offsets))
    inside = component[rows] >= 0
    rows, columns = rows[inside], indices[inside]
    first = nodes[component[rows], 0]
    dense[component[rows], rows - first, columns - first] = 1
    vectors = np.abs(np.linalg.eigh(dense).eigenvectors[:, :, -1])
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float64)
