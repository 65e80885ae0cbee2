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
from citygraph.ontology import DCTERMS, GRAPH_CONFLICTS, GRAPH_REFERENCE, Identifiers, Rule

from .conflicts import ConflictFinder
from .document import SourceDocument, named_in, subjects_of
from .rules import edges_of

__all__ = ["PART_OF", "Change", "Planner"]

_DEFAULT = ox.DefaultGraph()
PART_OF = ox.NamedNode(DCTERMS + "isPartOf")
"""The property that ties a local government to the one that it lies in."""


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
        self._fixed = subjects_of(self._register)
        self._derivations = derivations
        self._reference = ox.NamedNode(identifiers.common_graph(GRAPH_REFERENCE))
        # What is said there of a government follows from documents, which name it themselves while they are there.
        self._merged_or_derived = (_DEFAULT, ox.NamedNode(identifiers.common_graph(GRAPH_CONFLICTS)))
        self._conflicts = ConflictFinder(store, identifiers, self._register, conflicts)

    def plan(self, changed: Mapping[str, SourceDocument | None]) -> Change:
        """Return what putting these documents in the place of those with their ids changes.

        Args:
            changed: The new document by id; None takes the document out.
        """
        graphs = {
            ox.NamedNode(g(i)) for i in changed for g in (self._ids.document_graph, self._ids.derived_graph)
        }
        old = {q for g in graphs for q in self._store.quads_for_pattern(None, None, None, g)}
        new: list[ox.Quad] = []
        for identifier, document in changed.items():
            if document is not None:
                new += _quads(document.triples, ox.NamedNode(self._ids.document_graph(identifier)))
                edges = edges_of(document, self._derivations)
                new += _quads(edges, ox.NamedNode(self._ids.derived_graph(identifier)))
        removed, added = (
            (old.difference(new), [q for q in new if q not in old]) if old else (set[ox.Quad](), new)
        )
        documents = [d for d in changed.values() if d is not None]
        for gone, come in (
            self._plan_reference(documents, old, graphs),
            self._conflicts.change(old, new, graphs),
        ):
            removed = removed | gone
            added = [*added, *come]
        kept = {q.graph_name for q in new} if old else set[object]()
        return self._with_merge(removed, added, frozenset(graphs - kept) if old else frozenset())

    def plan_register(self) -> Change:
        """Return what brings the register in the store to the one given, in a store without documents."""
        return self._with_merge(set(), _quads(self._register, self._reference))

    def _plan_reference(
        self, documents: Sequence[SourceDocument], old: set[ox.Quad], graphs: set[ox.NamedNode]
    ) -> tuple[set[ox.Quad], set[ox.Quad]]:
        described: dict[ox.NamedNode, set[ox.Quad]] = defaultdict(set)
        for quad in _quads({t for document in documents for t in document.reference}, self._reference):
            if isinstance(quad.subject, ox.NamedNode):
                described[quad.subject].add(quad)
        removed: set[ox.Quad] = set()
        added: set[ox.Quad] = set()
        for subject, quads in described.items():
            present = self._described(subject)
            removed |= present - quads
            added |= quads - present
        kept = described.keys() | self._fixed
        left = named_in(old) - kept
        gone: set[ox.NamedNode] = set()
        while left:
            subject = left.pop()
            present = self._described(subject)
            if present and not self._named_elsewhere(subject, graphs, gone):
                removed |= present
                gone.add(subject)
                left |= named_in(q for q in present if q.predicate == PART_OF) - kept - gone
        return removed, added

    def _described(self, subject: ox.NamedNode) -> set[ox.Quad]:
        return set(self._store.quads_for_pattern(subject, None, None, self._reference))

    def _named_elsewhere(
        self, thing: ox.NamedNode, graphs: set[ox.NamedNode], gone: set[ox.NamedNode]
    ) -> bool:
        return any(
            quad.graph_name not in graphs
            and quad.graph_name not in self._merged_or_derived
            and not (quad.graph_name == self._reference and quad.subject in gone)
            for quad in self._store.quads_for_pattern(None, None, thing, None)
        )

    def _with_merge(
        self, removed: set[ox.Quad], added: list[ox.Quad], emptied: frozenset[ox.NamedNode] = frozenset()
    ) -> Change:
        """Return the change with its effect on the default graph: each triple once, while one graph states it."""
        merged_in = [ox.Quad(q.subject, q.predicate, q.object, _DEFAULT) for q in added]
        if not removed:
            return Change(frozenset(), (*added, *merged_in), emptied)
        merged_out = {ox.Quad(q.subject, q.predicate, q.object, _DEFAULT) for q in removed}.difference(
            merged_in
        )
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
