"""What a set of documents changes in the graph, worked out before anything is written.

Everything the graph holds follows from the documents in it. So a change is a set of statements to take out and a
set to put in, over the documents' own graphs, their direct edges, the reference graph, the conflicts and the
merged default graph, and it is applied in one transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pyoxigraph as ox
from citygraph.ontology import DCTERMS, GRAPH_CONFLICTS, GRAPH_DECISIONS, GRAPH_REFERENCE, Identifiers, Rule

from .conflicts import ConflictFinder
from .document import SourceDocument, named_in, subjects_of
from .engine import MERGED, Engine, Pattern
from .rules import edges_of

__all__ = ["PART_OF", "Change", "Planner"]

PART_OF = ox.NamedNode(DCTERMS + "isPartOf")
"""The property that ties a local government to the one that it lies in."""


@dataclass(frozen=True, slots=True)
class Change:
    """Statements to take out of the store and to put in.

    Attributes:
        removed: Quads that are in the store and must go.
        added: Quads that must be in the store; some may be there already, or twice in the list.
        emptied: Graphs that hold nothing afterwards and are forgotten by name too.
        contents: All that the graphs of the changed documents hold afterwards, for an engine that puts whole graphs.
    """

    removed: frozenset[ox.Quad]
    added: Collection[ox.Quad]
    emptied: frozenset[ox.NamedNode] = frozenset()
    contents: Mapping[ox.NamedNode, Collection[ox.Triple]] = field(
        default_factory=dict[ox.NamedNode, Collection[ox.Triple]]
    )

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
    """Works out changes against one engine.

    Args:
        engine: The engine, with what it holds now.
        identifiers: Mints the graphs' names.
        register: The reference data that belongs to no document.
        derivations: Rules that make direct edges.
        conflicts: Rules that find conflicts.
    """

    def __init__(
        self,
        engine: Engine,
        identifiers: Identifiers,
        *,
        register: Iterable[ox.Triple],
        derivations: Sequence[Rule],
        conflicts: Sequence[Rule],
    ) -> None:
        self._engine = engine
        self._ids = identifiers
        self._register = frozenset(register)
        self._fixed = subjects_of(self._register)
        self._derivations = derivations
        self._reference = ox.NamedNode(identifiers.common_graph(GRAPH_REFERENCE))
        # What is said there of a government follows from documents, which name it themselves while they are there.
        self._following = frozenset(
            ox.NamedNode(identifiers.common_graph(name))
            for name in (GRAPH_REFERENCE, GRAPH_CONFLICTS, GRAPH_DECISIONS)
        )
        self._conflicts = ConflictFinder(engine, identifiers, self._register, conflicts)

    def plan(self, changed: Mapping[str, SourceDocument | None]) -> Change:
        """Return what putting these documents in the place of those with their ids changes.

        Args:
            changed: The new document by id; None takes the document out.
        """
        graphs = {
            ox.NamedNode(g(i)) for i in changed for g in (self._ids.document_graph, self._ids.derived_graph)
        }
        old = set(self._engine.matching(Pattern(graph=g) for g in graphs))
        contents: dict[ox.NamedNode, Collection[ox.Triple]] = {}
        for identifier, document in changed.items():
            if document is not None:
                contents[ox.NamedNode(self._ids.document_graph(identifier))] = document.triples
                edges = edges_of(document, self._derivations)
                contents[ox.NamedNode(self._ids.derived_graph(identifier))] = edges
        new = [quad for graph, triples in contents.items() for quad in _quads(triples, graph)]
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
        contents = {graph: triples for graph, triples in contents.items() if triples}
        change = self._with_merge(removed, added)
        if not old:
            return replace(change, contents=contents)
        emptied = {q.graph_name for q in old if isinstance(q.graph_name, ox.NamedNode)} - contents.keys()
        return replace(
            change,
            emptied=frozenset(graphs - contents.keys()),
            contents=contents | dict.fromkeys(emptied, frozenset[ox.Triple]()),
        )

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
        there = self._described(described)
        for subject, quads in described.items():
            removed |= there[subject] - quads
            added |= quads - there[subject]
        kept = described.keys() | self._fixed
        left = named_in(old) - kept
        gone: set[ox.NamedNode] = set()
        while left:
            present = self._described(left)
            going = present.keys() - self._named_elsewhere(present, graphs, gone)
            gone |= going
            leaving = {quad for subject in going for quad in present[subject]}
            removed |= leaving
            left = named_in(q for q in leaving if q.predicate == PART_OF) - kept - gone
        return removed, added

    def _described(self, subjects: Iterable[ox.NamedNode]) -> dict[ox.NamedNode, set[ox.Quad]]:
        """Return what the reference graph says of each subject of which it says something."""
        found: dict[ox.NamedNode, set[ox.Quad]] = defaultdict(set)
        for quad in self._engine.matching(Pattern(s, graph=self._reference) for s in subjects):
            if isinstance(quad.subject, ox.NamedNode):
                found[quad.subject].add(quad)
        return found

    def _named_elsewhere(
        self, things: Collection[ox.NamedNode], graphs: set[ox.NamedNode], gone: set[ox.NamedNode]
    ) -> set[ox.NamedNode]:
        """Return the things that something names which stays: another document, or another description."""
        described = self._engine.matching(Pattern(object=t, graph=self._reference) for t in things)
        by_others = named_in(q for q in described if q.subject not in gone)
        return by_others | self._engine.named(
            (t for t in things if t not in by_others), outside=graphs | self._following
        )

    def _with_merge(self, removed: set[ox.Quad], added: list[ox.Quad]) -> Change:
        """Return the change with its effect on the default graph: each triple once, while one graph states it."""
        merged_in = [ox.Quad(q.subject, q.predicate, q.object, MERGED) for q in added]
        if not removed:
            return Change(frozenset(), (*added, *merged_in))
        merged_out = {ox.Quad(q.subject, q.predicate, q.object, MERGED) for q in removed}.difference(
            merged_in
        )
        stated = self._engine.stated((q.triple for q in merged_out), apart_from=removed)
        unstated = {q for q in merged_out if q.triple not in stated}
        return Change(frozenset(removed | unstated), (*added, *merged_in))


def _quads(triples: Iterable[ox.Triple], graph: ox.NamedNode) -> list[ox.Quad]:
    return [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]


def _data(quads: Iterable[ox.Quad]) -> str:
    return " ".join(
        f"{q.subject} {q.predicate} {q.object} ."
        if isinstance(q.graph_name, ox.DefaultGraph)
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
        for q in quads
    )
