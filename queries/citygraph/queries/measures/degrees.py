"""How many ties a city has, how strong they are, and how unequally they are shared out."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .topology import Topology

__all__ = ["assortativity", "degree", "density", "gini", "strength"]


def degree(topology: Topology) -> NDArray[np.float64]:
    """Return the number of cities that each city is tied to.

    .. math:: k_i = |\\{j : a_{ij} = 1\\}|

    Undirected, unweighted, not normalised; a pair counts once, however much it shares. An isolated city has
    0.

    References:
        Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3),
        215-239. doi:10.1016/0378-8733(78)90021-7
    """
    return topology.degrees.astype(np.float64)


def strength(topology: Topology) -> NDArray[np.float64]:
    """Return the sum of the strengths of each city's ties.

    .. math:: s_i = \\sum_j w_{ij}

    Undirected, not normalised; an isolated city has 0. With ties that count a thing shared by k cities as
    1/(k-1), it is Newman's strength: the number of things that a city shares.

    References:
        Barrat, A., Barthélemy, M., Pastor-Satorras, R. & Vespignani, A. (2004). The architecture of complex
        weighted networks. PNAS 101(11), 3747-3752. doi:10.1073/pnas.0400087101
        Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review E 64, 016132.
        doi:10.1103/PhysRevE.64.016132
    """
    return np.bincount(topology.rows, topology.strengths, topology.order).astype(np.float64)


def density(topology: Topology) -> float:
    """Return the share of all pairs of cities that are tied.

    .. math:: 2m / (n (n-1))

    Isolated cities count; nan for fewer than two cities.

    References:
        Wasserman, S. & Faust, K. (1994). Social Network Analysis, p. 101. doi:10.1017/CBO9780511815478
    """
    pairs = topology.order * (topology.order - 1) / 2
    return topology.size / pairs if pairs else math.nan


def gini(values: ArrayLike) -> float:
    """Return how unequally values are shared out: 0 if all are equal, near 1 if one city has all.

    .. math:: G = \\frac{2 \\sum_i i\\, x_{(i)}}{n \\sum_i x_i} - \\frac{n+1}{n}

    x in ascending order; isolated cities count with 0. nan where there is nothing to share.

    References:
        Gini, C. (1912). Variabilità e mutabilità.
        Kunegis, J. & Preusse, J. (2012). Fairness on the web: alternatives to the power law. WebSci 2012,
        175-184. doi:10.1145/2380718.2380741
    """
    ordered = np.sort(np.asarray(values, np.float64))
    count, total = len(ordered), float(ordered.sum())
    if not total:
        return math.nan
    return float(2 * np.arange(1, count + 1) @ ordered / (count * total) - (count + 1) / count)


def assortativity(topology: Topology) -> float:
    """Return whether cities with many ties are tied to each other (above 0) or to those with few (below).

    .. math:: r = \\frac{\\sum_e k k' / m - \\mu^2}{\\sum_e (k^2 + k'^2) / 2m - \\mu^2},
              \\quad \\mu = \\sum_e (k + k') / 2m

    The correlation of the degrees k, k' at the two ends of ties; between -1 and 1. Isolated cities have no
    part in it. nan where all ends have the same degree.

    References:
        Newman, M. E. J. (2002). Assortative mixing in networks. Physical Review Letters 89, 208701.
        doi:10.1103/PhysRevLett.89.208701
    """
    degrees = topology.degrees.astype(np.int64)
    here, there = degrees[topology.rows], degrees[topology.neighbours]
    ends = len(here)
    # in whole numbers: a difference of two large sums would lose digits
    total, squares, products = int(here.sum()), int(here @ here), int(here @ there)
    spread = ends * squares - total * total
    return (ends * products - total * total) / spread if spread else math.nan
