"""Hands a topology to rustworkx, for the measures that it computes best."""

from __future__ import annotations

import rustworkx as rx

from .topology import Topology

__all__ = ["Bare", "to_rustworkx"]

Bare = rx.PyGraph[None, None]
"""A graph of which only the ties matter: nodes go by their numbers."""


def to_rustworkx(topology: Topology) -> Bare:
    """Return the graph with nodes and ties in their order, without labels or strengths."""
    graph: Bare = rx.PyGraph(multigraph=False, node_count_hint=topology.order, edge_count_hint=topology.size)
    graph.add_nodes_from([None] * topology.order)
    edges = topology.edges()
    graph.extend_from_edge_list(list(zip(edges.left.tolist(), edges.right.tolist(), strict=True)))
    return graph
