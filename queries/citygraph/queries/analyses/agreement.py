"""How far two divisions of the same cities agree."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["adjusted_rand", "variation_of_information"]


def adjusted_rand(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """Return how far two divisions agree on which pairs belong together: 1 wholly, 0 as by chance.

    .. math:: \\frac{\\sum_{ij} \\binom{n_{ij}}{2} - E}{\\frac12 (a + b) - E},
        \\quad a = \\sum_i \\binom{n_{i\\cdot}}{2},\\; b = \\sum_j \\binom{n_{\\cdot j}}{2},\\; E = ab / \\binom{n}{2}

    It can be negative. Two divisions that are both one group, or both all single, agree wholly (1).

    Args:
        first: For each city the number of its group in one division, from 0.
        second: The same in the other.

    References:
        Hubert, L. & Arabie, P. (1985). Comparing partitions. Journal of Classification 2, 193-218.
        doi:10.1007/BF01908075

    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    together = _pairs(_shared(first, second))
    one, other = _pairs(np.bincount(first)), _pairs(np.bincount(second))
    expected = one * other / max(len(first) * (len(first) - 1) / 2, 1)
    most = (one + other) / 2
    return 1.0 if most == expected else float((together - expected) / (most - expected))


def variation_of_information(first: NDArray[np.int64], second: NDArray[np.int64]) -> float:
    """Return how much one learns and loses in going from one division to the other, in nats: 0 for the same.

    .. math:: VI = -\\sum_{ij} r_{ij} \\Bigl(\\log\\frac{r_{ij}}{p_i} + \\log\\frac{r_{ij}}{q_j}\\Bigr)

    It is a distance, at most the logarithm of the number of cities.

    References:
        Meila, M. (2007). Comparing clusterings: an information based distance. Journal of Multivariate
        Analysis 98(5), 873-895. doi:10.1016/j.jmva.2006.11.013
    """
    shared = _shared(first, second) / len(first)
    one, other = np.bincount(first) / len(first), np.bincount(second) / len(second)
    return float(max(_entropy(shared) * 2 - _entropy(one) - _entropy(other), 0.0))


def _shared(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the sizes of all overlaps that are not empty."""
    key = first.astype(np.int64) * (int(second.max(initial=0)) + 1) + second
    return np.unique_counts(key).counts.astype(np.int64)


def _pairs(sizes: NDArray[np.int64]) -> float:
    return float((sizes * (sizes - 1)).sum() / 2)


def _entropy(shares: NDArray[np.float64]) -> float:
    held = shares[shares > 0]
    return float(-(held * np.log(held)).sum())
