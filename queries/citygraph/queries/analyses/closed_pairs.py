"""Sums over pairs that are tied themselves, in bounded memory."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

__all__ = ["closed_sums"]

_Matrix = sparse.csr_array[Any, tuple[int, int]]
_ROWS: Final = 256


def closed_sums(left: _Matrix, right: _Matrix, ties: _Matrix) -> NDArray[np.float64]:
    """Return the row sums of the product of two matrices, counted only where there is a tie.

    .. math:: \\sum_c a_{ic} \\sum_b l_{ib} r_{bc}

    With the adjacency matrix for all three this is twice the number of each node's triangles. Some hundred rows are
    taken at a time: where large things tie all their cities, the whole product, or a list of the triangles, has no
    room in memory.

    Args:
        left: One matrix.
        right: The other.
        ties: Where to count, and how much.

    >>> triangle = sparse.csr_array(np.ones((3, 3)) - np.eye(3))
    >>> closed_sums(triangle, triangle, triangle).tolist()
    [2.0, 2.0, 2.0]
    """
    count = int(ties.shape[0])
    found = np.zeros(count)
    for first in range(0, count, _ROWS):
        rows = np.arange(first, min(first + _ROWS, count))
        product = (left[rows] @ right).multiply(ties[rows])
        found[rows] = np.asarray(product.sum(axis=1), np.float64).ravel()
    return found
