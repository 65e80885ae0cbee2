"""Decides about IRIs that were published, and keeps the decisions true while documents come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyoxigraph as ox
from citygraph.ontology import Identifiers

from .changes import Change, Planner
from .decisions import DECISIONS, Decision, Decisions, check_merge, no_longer_stated, stated_in
from .document import SourceDocument
from .engine import Engine, Pattern
from .errors import MergeRefused, StoreUnwritable, UnknownDocument
from .manifest import DocumentRecord
from .opening import OpenStore

if TYPE_CHECKING:
    from .remote.opening import RemoteStore

__all__ = ["Curation"]

_Changed = Mapping[str, SourceDocument | None]
_Records = Mapping[str, DocumentRecord | None]


class Curation:
    """The decisions of one graph, and how they are made; :attr:`CityGraph.curation` gives it.

    Args:
        opened: The graph's store.
        identifiers: Mints its IRIs.
        planner: Makes a planner for an engine.
    """

    def __init__(
        self, opened: OpenStore | RemoteStore, identifiers: Identifiers, planner: Callable[[Engine], Planner]
    ) -> None:
        self._opened = opened
        self._ids = identifiers
        self._planner = planner

    def withdraw(self, identifier: str, *, when: datetime | None = None) -> tuple[str, ...]:
        """Take a document out, and keep in mind which IRIs were used and are not any more; return these.

        They are forgotten again one by one when a document states them.

        Args:
            identifier: The document's id.
            when: When that was decided; now when left out.

        Raises:
            UnknownDocument: There is none of that id.
        """
        self.must_hold(identifier)
        engine = self._opened.engine
        change = self._planner(engine).plan({identifier: None})
        gone = no_longer_stated(engine, change, self._ids)
        graph = self._ids.document_graph(identifier)
        decided = self._decided().withdrawn(gone, when=when or datetime.now(UTC), source=graph)
        self._decide(decided, {identifier: None}, {identifier: None})
        return tuple(sorted(gone))

    def merge(self, iri: str, into: str, *, reason: str | None = None, when: datetime | None = None) -> None:
        """Decide that one IRI names the same thing as another, whose IRI is used from now on.

        Documents keep stating what they state of either; who asks for the one is sent to the other.

        Args:
            iri: The IRI that is given up.
            into: The IRI that stays.
            reason: Why, in a sentence.
            when: When that was decided; now when left out.

        Raises:
            MergeRefused: They are not two things of one kind that the graph knows.
        """
        check_merge(self._opened.engine, iri, into, self._ids)
        decided = self._decided().merged(iri, into, when=when or datetime.now(UTC), reason=reason)
        self._decide(decided, {}, {})

    def unmerge(self, iri: str) -> None:
        """Take the decision back that an IRI names the same thing as another.

        Raises:
            MergeRefused: There is no such decision.
        """
        decided = self._decided()
        present = decided.by_iri.get(iri)
        if present is None or present.into is None:
            raise MergeRefused(f"{iri} was not merged into anything")
        self._decide(decided.without([iri], merged=True), {}, {})

    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided, by IRI."""
        return tuple(each for _, each in sorted(self._decided().by_iri.items()))

    def must_hold(self, identifier: str) -> None:
        """Return when a document of that id is in the graph.

        Raises:
            UnknownDocument: There is none.
        """
        records = self._opened.manifest.records
        if identifier not in records or identifier == DECISIONS:
            known = ", ".join(sorted(records.keys() - {DECISIONS})[:10]) or "none"
            raise UnknownDocument(
                f"no document {identifier!r} is in the graph", hint=f"the documents are: {known}"
            )

    def commit(self, changed: _Changed, records: _Records, *, withdraw: bool = False) -> None:
        """Make a change of documents, and keep the decisions true.

        What was withdrawn and is stated now is no longer withdrawn.

        Args:
            changed: The new document by id; None takes the document out.
            records: What the manifest will say of each.
            withdraw: Whether what nothing states any more is withdrawn, and not forgotten.

        Raises:
            StoreUnwritable: The graph was opened for reading, or the disk refuses.
        """
        if not self._opened.writable:
            raise StoreUnwritable("the graph was opened for reading", hint="open it in write mode")
        self._opened.settle()
        change = self._planner(self._opened.engine).plan(changed)
        if DECISIONS not in changed:
            decided = self._following(change, changed, withdraw=withdraw)
            if decided is not None:
                self._decide(decided, changed, records)
                return
        self._opened.commit(change, records)

    def _following(self, change: Change, changed: _Changed, *, withdraw: bool) -> Decisions | None:
        """Return the decisions after a change of documents, or None where they stay as they are."""
        known = self._opened.manifest.records
        present = self._decided() if DECISIONS in known else Decisions(())
        left = present
        if present.by_iri:
            named = (term for quad in change.added for term in (quad.subject, quad.graph_name))
            left = present.without(term.value for term in named if isinstance(term, ox.NamedNode))
        if change.removed and withdraw:
            gone = no_longer_stated(self._opened.engine, change, self._ids)
            graphs = {
                identifier: ox.NamedNode(self._ids.document_graph(identifier)) for identifier in changed
            }
            following = gone.difference(*(stated_in(change, each) for each in graphs.values()))
            now = datetime.now(UTC)
            for identifier, document in changed.items():
                graph = graphs[identifier]
                of_it = gone & stated_in(change, graph)
                if document is None:
                    of_it |= following
                left = left.withdrawn(sorted(of_it), when=now, source=graph.value)
        return left if left.by_iri != present.by_iri else None

    def _decide(self, decided: Decisions, changed: _Changed, records: _Records) -> None:
        """Make a change of documents together with one of the decisions."""
        document = decided.document(self._ids)
        if document is not None:
            record = DocumentRecord(DECISIONS, document.digest, len(document.triples), 0)
            self.commit({**changed, DECISIONS: document}, {**records, DECISIONS: record})
        elif DECISIONS in self._opened.manifest.records:
            self.commit({**changed, DECISIONS: None}, {**records, DECISIONS: None})
        else:
            self.commit(changed, records)

    def _decided(self) -> Decisions:
        graph = ox.NamedNode(self._ids.document_graph(DECISIONS))
        return Decisions.read(self._opened.engine.matching([Pattern(graph=graph)]))
