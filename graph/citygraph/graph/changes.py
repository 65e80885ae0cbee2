"""What a set of documents changes in the graph, worked out before anything is written.

Everything the graph holds follows from the documents in it. So a change is a set of statements to take out and a
set to put in, over the documents' own graphs, their direct edges, the reference graph, the conflicts and the
merged default graph, and it is applied in one transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from citygraph.ontology import CG, DCTERMS, GRAPH_CONFLICTS, GRAPH_DECISIONS, GRAPH_REFERENCE, ORG, Identifiers, Rule

from .document import DERIVED_FROM, SourceDocument, facts_in
from .rules import conflicts_among, edges_of

__all__ = ["PART_OF", "Change", "Planner"]

_DEFAULT = ox.DefaultGraph()
_INVOLVES = ox.NamedNode(CG + "involves")
PART_OF = ox.NamedNode(DCTERMS + "isPartOf")
_PARTIES = tuple(
    (ox.NamedNode(first), ox.NamedNode(second))
    for first, second in (
        (ORG + "member", ORG + "organization"),
        (CG + "partner", CG + "partner"),
        (CG + "participant", CG + "in"),
    )
)


@dataclass(frozen=True, slots=True)
class Change:
    """Statements to take out of the store and to put in.

    Attributes:
        removed: Quads that are in the store and must go.
        added: Quads that must be in the store; some may be there already, or twice in the list.
        emptied: Graphs that hold nothing afterwards and are forgotten by name too.
    """

    removed: frozenset[ox.Quad]
    added: Collection[ox.Quad]
    emptied: frozenset[ox.NamedNode] = frozenset()

    def apply(self, store: ox.Store) -> None:
        """Make the change in one transaction: all of it or, when the engine refuses, nothing."""
        if not self.removed:
            if self.added:
                store.extend(self.added)
            return
        parts = [f"DELETE DATA {{ {_data(self.removed)} }}"]
        if self.added:
            parts.append(f"INSERT DATA {{ {_data(self.added)} }}")
        parts.extend(f"DROP SILENT GRAPH {graph}" for graph in self.emptied)
        store.update(";".join(parts))


class Planner:
    """Works out changes against one store.

    Args:
        store: The store as it is.
        identifiers: Mints the graphs' names.
        register: The reference data that belongs to no document.
        derivations: Rules that make direct edges.
        conflicts: Rules that find conflicts.
    """

    def __init__(
        self,
        store: ox.Store,
        identifiers: Identifiers,
        *,
        register: Iterable[ox.Triple],
        derivations: Sequence[Rule],
        conflicts: Sequence[Rule],
    ) -> None:
        self._store = store
        self._ids = identifiers
        self._register = frozenset(register)
        self._derivations = derivations
        self._rules = conflicts
        self._reference = ox.NamedNode(identifiers.common_graph(GRAPH_REFERENCE))
        self._conflicts = ox.NamedNode(identifiers.common_graph(GRAPH_CONFLICTS))
        self._prefix = identifiers.document_graph("")
        self._common = {identifiers.common_graph(n) for n in (GRAPH_REFERENCE, GRAPH_CONFLICTS, GRAPH_DECISIONS)}

    def plan(self, changed: Mapping[str, SourceDocument | None]) -> Change:
        """Return what putting these documents in the place of those with their ids changes.

        Args:
            changed: The new document by id; None takes the document out.
        """
        graphs = {ox.NamedNode(g(i)) for i in changed for g in (self._ids.document_graph, self._ids.derived_graph)}
        old = {q for g in graphs for q in self._store.quads_for_pattern(None, None, None, g)}
        new: list[ox.Quad] = []
        for identifier, document in changed.items():
            if document is not None:
                new += _quads(document.triples, ox.NamedNode(self._ids.document_graph(identifier)))
                edges = edges_of(document, self._derivations)
                new += _quads(edges, ox.NamedNode(self._ids.derived_graph(identifier)))
        removed, added = (old.difference(new), [q for q in new if q not in old]) if old else (set[ox.Quad](), new)
        for part in (
            self._plan_reference([d for d in changed.values() if d is not None], old, graphs),
            self._plan_conflicts(old, new, graphs),
        ):
            removed = removed | part.removed
            added = [*added, *part.added]
        kept = {q.graph_name for q in new} if old else set()
        return self._with_merge(removed, added, frozenset({q.graph_name for q in old} - kept))

    def plan_register(self) -> Change:
        """Return what brings the register in the store to the one given, in a store without documents."""
        return self._with_merge(set(), _quads(self._register, self._reference))

    def _plan_reference(
        self, documents: Sequence[SourceDocument], old: set[ox.Quad], graphs: set[ox.NamedNode]
    ) -> Change:
        described: dict[object, set[ox.Quad]] = defaultdict(set)
        for quad in _quads({t for document in documents for t in document.reference}, self._reference):
            described[quad.subject].add(quad)
        removed: set[ox.Quad] = set()
        added: set[ox.Quad] = set()
        for subject, quads in described.items():
            present = set(self._store.quads_for_pattern(subject, None, None, self._reference))
            removed |= present - quads
            added |= quads - present
        fixed = {t.subject for t in self._register}
        left = {q.object for q in old if isinstance(q.object, ox.NamedNode)} - described.keys() - fixed
        gone: set[object] = set()
        while left:
            subject = left.pop()
            present = set(self._store.quads_for_pattern(subject, None, None, self._reference))
            if present and not self._named_elsewhere(subject, graphs, gone):
                removed |= present
                gone.add(subject)
                left |= {q.object for q in present if q.predicate == PART_OF} - described.keys() - gone
        return Change(frozenset(removed), frozenset(added))

    def _named_elsewhere(self, thing: object, graphs: set[ox.NamedNode], gone: set[object]) -> bool:
        return any(
            quad.graph_name not in graphs
            and quad.graph_name != _DEFAULT
            and not (quad.graph_name == self._reference and quad.subject in gone)
            for quad in self._store.quads_for_pattern(None, None, thing, None)
        )

    def _plan_conflicts(self, old: set[ox.Quad], new: Sequence[ox.Quad], graphs: set[ox.NamedNode]) -> Change:
        own = [q for q in (*old, *new) if self._in_document(q)]
        facts = {ox.NamedNode(f) for f in facts_in(q.triple for q in own)}
        concerned: set[object] = facts | self._same_parties([q for q in own if q.subject in facts])
        known: set[ox.Quad] = set()
        for fact in tuple(concerned):
            for mention in self._store.quads_for_pattern(None, _INVOLVES, fact, self._conflicts):
                known |= set(self._store.quads_for_pattern(mention.subject, None, None, self._conflicts))
        concerned |= {q.object for q in known if q.predicate == _INVOLVES}
        found = conflicts_among(self._said_of(concerned, new, graphs), self._register, self._rules, self._ids)
        quads = set(_quads(found, self._conflicts))
        return Change(frozenset(known - quads), frozenset(quads - known))

    def _said_of(
        self, facts: set[object], new: Sequence[ox.Quad], graphs: set[ox.NamedNode]
    ) -> dict[str, set[ox.Triple]]:
        """Return what each document's graph will say of the facts, and of itself, when the new quads are in."""
        statements: dict[str, set[ox.Triple]] = defaultdict(set)
        for fact in facts:
            for quad in self._store.quads_for_pattern(fact, None, None, None):
                if quad.graph_name not in graphs and self._in_document(quad):
                    statements[quad.graph_name.value].add(quad.triple)
        for quad in new:
            if quad.subject in facts and self._in_document(quad):
                statements[quad.graph_name.value].add(quad.triple)
        articles = {t.object for triples in statements.values() for t in triples if t.predicate == DERIVED_FROM}
        for article in articles:
            for quad in self._store.quads_for_pattern(article, None, None, None):
                if quad.graph_name not in graphs and self._in_document(quad):
                    statements[quad.graph_name.value].add(quad.triple)
        for quad in new:
            if quad.subject in articles and self._in_document(quad):
                statements[quad.graph_name.value].add(quad.triple)
        return statements

    def _in_document(self, quad: ox.Quad) -> bool:
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        return name.startswith(self._prefix) and name not in self._common

    def _same_parties(self, quads: Sequence[ox.Quad]) -> set[object]:
        """Return the facts in the store that have two parties in common with one of the facts in quads."""
        found: set[object] = set()
        for first, second in _PARTIES:
            firsts, seconds = defaultdict[object, set[object]](set), defaultdict[object, set[object]](set)
            for quad in quads:
                if quad.predicate == first:
                    firsts[quad.subject].add(quad.object)
                if quad.predicate == second:
                    seconds[quad.subject].add(quad.object)
            for fact, ones in firsts.items():
                for one in ones:
                    for quad in self._store.quads_for_pattern(None, first, one, _DEFAULT):
                        others = seconds[fact] - {one}
                        if any(ox.Quad(quad.subject, second, two, _DEFAULT) in self._store for two in others):
                            found.add(quad.subject)
        return found

    def _with_merge(
        self, removed: set[ox.Quad], added: list[ox.Quad], emptied: frozenset[ox.NamedNode] = frozenset()
    ) -> Change:
        """Return the change with its effect on the default graph: each triple once, while one graph states it."""
        merged_in = [ox.Quad(q.subject, q.predicate, q.object, _DEFAULT) for q in added]
        if not removed:
            return Change(frozenset(), (*added, *merged_in), emptied)
        merged_out = {ox.Quad(q.subject, q.predicate, q.object, _DEFAULT) for q in removed}.difference(merged_in)
        unstated = {q for q in merged_out if not self._stated_elsewhere(q, removed)}
        return Change(frozenset(removed | unstated), (*added, *merged_in), emptied)

    def _stated_elsewhere(self, merged: ox.Quad, removed: set[ox.Quad]) -> bool:
        return any(
            quad.graph_name != _DEFAULT and quad not in removed
            for quad in self._store.quads_for_pattern(merged.subject, merged.predicate, merged.object, None)
        )


def _quads(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> list[ox.Quad]:
    return [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def _data(quads: Iterable[ox.Quad]) -> str:
    return " ".join(
        f"{q.subject} {q.predicate} {q.object} ."
        if isinstance(q.graph_name, ox.DefaultGraph)
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
        for q in quads
    )
