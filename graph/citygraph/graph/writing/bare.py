"""Carries out orders in a bare dataset: as the specifications have it, without documents and without a gate."""

from __future__ import annotations

import pyoxigraph as ox

from .errors import UnknownGraph, UpdateFailed
from .orders import Done, GraphOrder, Order, UpdateOrder
from .payloads import triples_of
from .updates import run_update

__all__ = ["BareWriting"]


class BareWriting:
    """Carries out orders in a bare dataset.

    Args:
        store: The dataset.
        base: What relative IRIs of updates are relative to.
    """

    def __init__(self, store: ox.Store, *, base: str) -> None:
        self._store = store
        self._base = base

    def carry_out(self, order: Order) -> Done:
        """Do what an order says, or nothing.

        Raises:
            PayloadUnreadable: A payload cannot be read.
            QuerySyntax: The update is not valid.
            QueryRefused: The update asks for what citygraph does not do.
            UnknownGraph: There is no graph of that name.
            UpdateFailed: The engine cannot carry it out, or the disk refuses.
        """
        if isinstance(order, UpdateOrder):
            run_update(self._store, order, base=self._base)
            created = False
        else:
            created = self._change_graph(order)
        try:
            self._store.flush()
        except (OSError, RuntimeError) as error:
            raise UpdateFailed(f"what was written could not be made to last: {error}") from error
        return Done(created)

    def _change_graph(self, order: GraphOrder) -> bool:
        """Return whether the graph was made."""
        store = self._store
        graph = ox.DefaultGraph() if order.graph is None else ox.NamedNode(order.graph)
        there = isinstance(graph, ox.DefaultGraph) or store.contains_named_graph(graph)
        if order.action == "delete" and order.graph is not None and not there:
            raise UnknownGraph(order.graph)
        triples = triples_of(order.payloads, base=order.graph or self._base)
        try:
            if order.action == "post":
                if isinstance(graph, ox.NamedNode) and not triples:
                    store.add_graph(graph)
                store.extend([ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples])
            else:
                store.update(_replacement(graph, triples, keep=order.action == "put"))
        except (OSError, RuntimeError, ValueError) as error:
            raise UpdateFailed(f"the graph could not be written: {error}") from error
        return not there


def _replacement(graph: ox.NamedNode | ox.DefaultGraph, triples: set[ox.Triple], *, keep: bool) -> str:
    """Return the update that puts triples in the place of a graph, in one transaction."""
    data = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert data is not None  # since no file was given to write to
    if isinstance(graph, ox.DefaultGraph):
        return f"CLEAR DEFAULT; INSERT DATA {{ {data.decode()} }}"
    if not keep:
        return f"DROP GRAPH {graph}"
    return f"DROP SILENT GRAPH {graph}; CREATE GRAPH {graph}; INSERT DATA {{ GRAPH {graph} {{ {data.decode()} }} }}"
