"""Keeps the conflicts between sources true while documents come and go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox
from citygraph.ontology import (
    CG,
    DCTERMS,
    GRAPH_CONFLICTS,
    GRAPH_DECISIONS,
    GRAPH_REFERENCE,
    ORG,
    PROV,
    SCHEMA,
    Identifiers,
    Rule,
)

from .document import DERIVED_FROM, named_in
from .engine import MERGED, Engine, Pair, Pattern
from .rules import conflicts_among

__all__ = ["ConflictFinder"]

_INVOLVES = ox.NamedNode(CG + "involves")
_ABOUT = ox.NamedNode(CG + "about")
_PARTIES = tuple(
    (ox.NamedNode(first), ox.NamedNode(second))
    for first, second in (
        (ORG + "member", ORG + "organization"),
        (CG + "partner", CG + "partner"),
        (CG + "participant", CG + "in"),
    )
)


_OF_ONE_SOURCE = frozenset(
    ox.NamedNode(iri)
    for iri in (
        CG + "evidence",
        CG + "confidence",
        CG + "rule",
        CG + "representedBy",
        DCTERMS + "identifier",
        PROV + "wasAttributedTo",
        PROV + "wasDerivedFrom",
        PROV + "wasGeneratedBy",
        SCHEMA + "about",
    )
)
"""What two sources of one fact say differently without contradicting each other."""

_SPOKESMEN = 20


class ConflictFinder:
    """Finds what a change of documents does to the conflicts, looking only at the facts concerned.

    Args:
        engine: The engine, with what it holds now.
        identifiers: Mints the graphs' names.
        register: Descriptions that the rules look up.
        rules: The conflict rules.
    """

    def __init__(
        self, engine: Engine, identifiers: Identifiers, register: Iterable[ox.Triple], rules: Sequence[Rule]
    ) -> None:
        self._engine = engine
        self._ids = identifiers
        self._register = frozenset(register)
        self._rules = rules
        self._graph = ox.NamedNode(identifiers.common_graph(GRAPH_CONFLICTS))
        self._prefix = identifiers.document_graph("")
        self._common = {
            identifiers.common_graph(n) for n in (GRAPH_REFERENCE, GRAPH_CONFLICTS, GRAPH_DECISIONS)
        }

    def change(
        self, old: Iterable[ox.Quad], new: Sequence[ox.Quad], graphs: set[ox.NamedNode]
    ) -> tuple[set[ox.Quad], set[ox.Quad]]:
        """Return the statements about conflicts that go and that come when new takes the place of old.

        Args:
            old: What the documents that change say now.
            new: What they will say.
            graphs: Their graphs.
        """
        own = [q for q in (*old, *new) if self._document_of(q) is not None]
        facts = {
            q.subject for q in own if q.predicate == DERIVED_FROM and isinstance(q.subject, ox.NamedNode)
        }
        concerned = facts | self._same_parties([q for q in own if q.subject in facts])
        known = self._conflicts_on(concerned)
        concerned |= {
            q.object for q in known if q.predicate == _INVOLVES and isinstance(q.object, ox.NamedNode)
        }
        concerned |= self._subjects_of_figures(concerned, new)
        found = conflicts_among(self._said_of(concerned, new, graphs), self._register, self._rules, self._ids)
        quads = {ox.Quad(t.subject, t.predicate, t.object, self._graph) for t in found}
        return known - quads, quads - known

    def _conflicts_on(self, facts: Iterable[ox.NamedNode]) -> set[ox.Quad]:
        """Return what is stored of the conflicts that the facts are involved in."""
        mentions = self._engine.matching(Pattern(None, _INVOLVES, fact, self._graph) for fact in facts)
        conflicts = {q.subject for q in mentions if isinstance(q.subject, ox.NamedNode)}
        return set(self._engine.matching(Pattern(conflict, graph=self._graph) for conflict in conflicts))

    def _subjects_of_figures(self, facts: set[ox.NamedNode], new: Sequence[ox.Quad]) -> set[ox.NamedNode]:
        """Return what the figures among the facts are about: the rules read its edition."""
        stored = self._engine.matching(Pattern(fact, _ABOUT, None, MERGED) for fact in facts)
        coming = (q for q in new if q.predicate == _ABOUT and q.subject in facts)
        return named_in((*stored, *coming))

    def _said_of(
        self, facts: set[ox.NamedNode], new: Sequence[ox.Quad], graphs: set[ox.NamedNode]
    ) -> dict[str, set[ox.Triple]]:
        """Return what the documents' graphs will say of the facts, and of themselves, when the new quads are in.

        Where very many documents say the same of a fact, a fixed number of them speak for all.
        """
        said: dict[object, dict[str, set[ox.Triple]]] = defaultdict(lambda: defaultdict(set))
        for quad in (*self._kept(facts, graphs), *(q for q in new if q.subject in facts)):
            document = self._document_of(quad)
            if document is not None:
                said[quad.subject][document].add(quad.triple)
        statements: dict[str, set[ox.Triple]] = defaultdict(set)
        for by_document in said.values():
            for document in _spokesmen(by_document):
                statements[document] |= by_document[document]
        articles = {
            t.object
            for triples in statements.values()
            for t in triples
            if t.predicate == DERIVED_FROM and isinstance(t.object, ox.NamedNode)
        }
        for quad in (*self._kept(articles, graphs), *(q for q in new if q.subject in articles)):
            document = self._document_of(quad)
            if document in statements:
                statements[document].add(quad.triple)
        return statements

    def _kept(self, subjects: set[ox.NamedNode], graphs: set[ox.NamedNode]) -> Iterator[ox.Quad]:
        for quad in self._engine.matching(Pattern(subject) for subject in subjects):
            if quad.graph_name not in graphs:
                yield quad

    def _document_of(self, quad: ox.Quad) -> str | None:
        """Return the name of the quad's graph if that is a document's."""
        name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        return name if name.startswith(self._prefix) and name not in self._common else None

    def _same_parties(self, quads: Sequence[ox.Quad]) -> set[ox.NamedNode]:
        """Return the facts in the store that have two parties in common with one of the facts in quads."""
        found: set[ox.NamedNode] = set()
        for first, second in _PARTIES:
            parties = defaultdict[object, tuple[set[ox.NamedNode], set[ox.NamedNode]]](lambda: (set(), set()))
            for quad in quads:
                if isinstance(quad.object, ox.NamedNode):
                    if quad.predicate == first:
                        parties[quad.subject][0].add(quad.object)
                    if quad.predicate == second:
                        parties[quad.subject][1].add(quad.object)
            pairs = {
                Pair(one, other)
                for ones, others in parties.values()
                for one in ones
                for other in others - {one}
            }
            if pairs:
                found |= self._engine.with_both(first, second, pairs)
        return found


def _spokesmen(by_document: Mapping[str, set[ox.Triple]]) -> Iterator[str]:
    """Yield, of the documents that say the same of a fact, the first twenty by name.

    A conflict of one thing said by a thousand articles with another is found on twenty of them as well, and the
    rules compare every two: without this, each article that repeats a fact would take longer than the one before.
    """
    saying: dict[frozenset[tuple[object, object]], list[str]] = defaultdict(list)
    for document, triples in by_document.items():
        said = frozenset((t.predicate, t.object) for t in triples if t.predicate not in _OF_ONE_SOURCE)
        saying[said].append(document)
    for documents in saying.values():
        yield from sorted(documents)[:_SPOKESMEN]
