"""Makes everything that follows from the documents anew, when the shipped data or rules have changed."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
from citygraph.ontology import GRAPH_REFERENCE, Identifiers

from .changes import PART_OF, Change, Planner
from .document import SourceDocument, named_in, subjects_of
from .embedded import EmbeddedEngine
from .engine import Engine
from .register import Register
from .verification import stored_documents

__all__ = ["renewal"]


def renewal(
    store: ox.Store, identifiers: Identifiers, register: Register, planner: Callable[[Engine], Planner]
) -> Change:
    """Return what must change in a store so that it is what its documents make with this register.

    Args:
        store: The store, whose document graphs are taken as they are.
        identifiers: Names the graphs.
        register: The shipped data and rules.
        planner: Makes a planner for an engine.
    """
    wanted = ox.Store()
    planning = planner(EmbeddedEngine(wanted))
    planning.plan_register().apply(wanted)
    for identifier, graph in stored_documents(store, identifiers).items():
        planning.plan({identifier: _stored(store, identifiers, register, identifier, graph)}).apply(wanted)
    present, meant = frozenset(store), frozenset(wanted)
    return Change(present - meant, meant - present)


def _stored(
    store: ox.Store, identifiers: Identifiers, register: Register, identifier: str, graph: ox.NamedNode
) -> SourceDocument:
    """Return a document as the store holds it, with the descriptions of the governments that it names."""
    triples = frozenset(q.triple for q in store.quads_for_pattern(None, None, None, graph))
    reference = ox.NamedNode(identifiers.common_graph(GRAPH_REFERENCE))
    named = named_in(triples) - subjects_of(register.triples)
    described: set[ox.Triple] = set()
    while named:
        found = {q.triple for n in named for q in store.quads_for_pattern(n, None, None, reference)}
        named = named_in(t for t in found if t.predicate == PART_OF) - subjects_of(described | found)
        described |= found
    return SourceDocument(
        identifier, ox.NamedNode(identifiers.article(identifier)), triples, frozenset(described)
    )
