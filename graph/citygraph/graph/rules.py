"""Runs the rules that make direct edges from facts and find conflicts between sources.

The rules are SPARQL CONSTRUCT queries that the ontology keeps; here is only where they are run: on small stores
in memory that hold the facts concerned, so that the work does not grow with the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pyoxigraph as ox
from citygraph.ontology import GRAPH_REFERENCE, Identifiers, Rule

from .document import SourceDocument

__all__ = ["conflicts_among", "edges_of"]


def edges_of(document: SourceDocument, rules: Sequence[Rule]) -> frozenset[ox.Triple]:
    """Return the direct edges that the facts of one document give by the derivation rules."""
    scratch = ox.Store()
    scratch.extend(ox.Quad(*t) for t in document.triples)
    edges: set[ox.Triple] = set()
    for rule in rules:
        edges.update(_construct(scratch, rule))
    return frozenset(edges)


def conflicts_among(
    statements: Mapping[str, Iterable[ox.Triple]],
    register: Iterable[ox.Triple],
    rules: Sequence[Rule],
    identifiers: Identifiers,
) -> frozenset[ox.Triple]:
    """Return the conflicts that the conflict rules find.

    Args:
        statements: What each document graph says about the facts concerned, by the graph's name.
        register: Descriptions that the rules look up, for the reference graph.
        rules: The conflict rules.
        identifiers: Names the reference graph; the rules take the base of new IRIs from the graphs' names.
    """
    scratch = ox.Store()
    for name, triples in statements.items():
        graph = ox.NamedNode(name)
        scratch.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    reference = ox.NamedNode(identifiers.common_graph(GRAPH_REFERENCE))
    scratch.extend(ox.Quad(t.subject, t.predicate, t.object, reference) for t in register)
    found: set[ox.Triple] = set()
    for rule in rules:
        found.update(_construct(scratch, rule))
    return frozenset(found)


def _construct(store: ox.Store, rule: Rule) -> Iterable[ox.Triple]:
    triples = store.query(rule.query)
    assert isinstance(triples, ox.QueryTriples)
    return triples
