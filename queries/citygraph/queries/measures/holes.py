"""Structural holes: whether a city's partners lead to different places or back to each other."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .topology import Topology
from .triangles import Triangles, find_triangles

__all__ = ["constraint", "effective_size"]


def constraint(topology: Topology, triangles: Triangles | None = None) -> NDArray[np.float64]:
    """Return how much each city's ties all lead back to the same few cities.

    .. math:: c_i = \\sum_{j \\in N(i)} \\Bigl(p_{ij} + \\sum_{q \\ne i,j} p_{iq} p_{qj}\\Bigr)^2

    p is 1/k for each of a city's k ties: unweighted. Undirected. Low values are open positions; an isolated
    city has none (nan).

    References:
        Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology 110(2), 349-399.
        doi:10.1086/421787
    """
    found = find_triangles(topology) if triangles is None else triangles
    edges = topology.edges()
    shares = 1 / np.maximum(topology.degrees, 1)
    # a tie is led round by each city tied to both of its ends, as much as that city gives a share to each
    round_about = np.bincount(found.ties.ravel(), shares[found.nodes.ravel()], minlength=topology.size)
    squares = (1 + round_about) ** 2
    total = np.bincount(edges.left, squares, minlength=topology.order)
    total += np.bincount(edges.right, squares, minlength=topology.order)
    return np.where(topology.degrees > 0, total * shares**2, np.nan)


def effective_size(topology: Topology, triangles: Triangles | None = None) -> NDArray[np.float64]:
    """Return each city's number of partners, less the average number of ties among them.

    .. math:: e_i = k_i - 2 t_i / k_i

    t is the number of ties among the k partners. Undirected, unweighted; an isolated city has none (nan).

    References:
        Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections 20(1),
        35-38.
        Burt, R. S. (1992). Structural Holes. Harvard University Press. doi:10.4159/9780674029095
    """
    found = find_triangles(topology) if triangles is None else triangles
    degrees = topology.degrees.astype(np.float64)
    among = found.per_node(topology.order)
    return np.where(degrees > 0, degrees - 2 * among / np.maximum(degrees, 1), np.nan)
