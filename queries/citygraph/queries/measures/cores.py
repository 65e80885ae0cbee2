"""How deep a city is in the network, and whether the network falls apart without it."""

from __future__ import annotations

from typing import cast

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from .engines import Bare, to_rustworkx
from .topology import Topology

__all__ = ["articulation", "core_number"]


def core_number(topology: Topology, graph: Bare | None = None) -> NDArray[np.float64]:
    """Return the largest k for which each city is in the k-core.

    The k-core is what is left when all cities with fewer than k ties to the rest are taken away, again and
    again. Undirected, unweighted; an isolated city has 0. Components do not touch each other's.

    References:
        Seidman, S. B. (1983). Network structure and minimum degree. Social Networks 5(3), 269-287.
        doi:10.1016/0378-8733(83)90028-X
        Batagelj, V. & Zaveršnik, M. (2011). Fast algorithms for determining (generalized) core groups in
        social networks. Advances in Data Analysis and Classification 5, 129-145.
        doi:10.1007/s11634-010-0079-y
    """
    found = cast("dict[int, int]", rx.core_number(graph or to_rustworkx(topology)))  # the stub says int
    return np.fromiter((found[node] for node in range(topology.order)), np.float64, topology.order)


def articulation(topology: Topology, graph: Bare | None = None) -> NDArray[np.float64]:
    """Return 1 for each city without which its component would fall apart, and 0 for the others.

    Undirected, unweighted; an isolated city has 0.

    References:
        Hopcroft, J. & Tarjan, R. (1973). Algorithm 447: efficient algorithms for graph manipulation.
        Communications of the ACM 16(6), 372-378. doi:10.1145/362248.362272
    """
    result = np.zeros(topology.order)
    result[list(rx.articulation_points(graph or to_rustworkx(topology)))] = 1
    return result
