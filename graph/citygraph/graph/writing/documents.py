"""Carries out orders in a graph of cities: whatever is changed, documents go in through the gate, all or none.

The default graph, the direct edges, the conflicts and the reference data follow from the documents. So an update is
tried on a copy, and what it does to the documents' own graphs is then done to the documents; one that touches anything
else is refused.
"""

from __future__ import annotations

import gc
import hashlib
import re
import tempfile
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox
from citygraph.graph.changes import PART_OF
from citygraph.graph.document import SourceDocument, named_in, subjects_of
from citygraph.graph.store import CityGraph
from citygraph.ontology import GRAPH_CONFLICTS, GRAPH_DECISIONS, GRAPH_REFERENCE, PREFIXES, RESERVED_DOCUMENTS

from .errors import GraphProtected, PayloadUnreadable, UnknownGraph
from .orders import Done, Order, UpdateOrder
from .payloads import triples_of
from .updates import run_update

__all__ = ["Describe", "DocumentWriting"]

Describe = Callable[[ox.NamedNode], frozenset[ox.Triple]]
"""Returns what a gazetteer knows of a local government, with those that it is part of; nothing where it knows none."""

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID: Final = 120
_DEFAULT: Final = ox.DefaultGraph()
_ONLY_DOCUMENTS: Final = "write to a document's graph: GRAPH <…/graph/ID> { … }"


class DocumentWriting:
    """Carries out orders in a graph of cities.

    Args:
        graph: The graph, open for writing.
        describe: Describes local governments that no document has named so far.
        scratch: Folder for copies to try updates on, on the store's own disk.
    """

    def __init__(self, graph: CityGraph, *, describe: Describe | None = None, scratch: Path) -> None:
        self._graph = graph
        self._ids = graph.identifiers
        self._describe = describe
        self._scratch = scratch
        self._reference = ox.NamedNode(self._ids.common_graph(GRAPH_REFERENCE))
        self._fixed = subjects_of(graph.register.triples)

    def carry_out(self, order: Order) -> Done:
        """Do what an order says, or nothing.

        Raises:
            ChangeRefused: The shapes refuse a document.
            GraphProtected: The order touches a graph that is no document's.
            PayloadUnreadable: A payload cannot be read.
            QuerySyntax: The update is not valid.
            QueryRefused: The update asks for what citygraph does not do.
            StoreUnwritable: The disk refuses.
            UnknownGraph: There is no graph of that name.
            UpdateFailed: The engine cannot carry out the update.
        """
        if isinstance(order, UpdateOrder):
            return self._update(order)
        identifier = self._document(order.graph)
        there = {record.id for record in self._graph.documents()}
        if order.action == "delete":
            if identifier not in there:
                raise UnknownGraph(cast(str, order.graph))
            return self._change({identifier: None}, created=False)
        triples = triples_of(order.payloads, base=order.graph)
        if order.action == "post":
            triples |= {
                quad.triple
                for quad in self._store.quads_for_pattern(
                    None, None, None, ox.NamedNode(cast(str, order.graph))
                )
            }
        return self._change({identifier: triples}, created=identifier not in there)

    @property
    def _store(self) -> ox.Store:
        return self._graph.engine.copy()

    def _update(self, order: UpdateOrder) -> Done:
        """Try an update on a copy and do to the documents what it does to their graphs there."""
        with self._copy() as copy:
            run_update(copy, order, base=self._ids.base, prefixes=PREFIXES)
            changed = self._changed(copy)
        there = {record.id for record in self._graph.documents()}
        return self._change(changed, created=any(identifier not in there for identifier in changed))

    def _changed(self, copy: ox.Store) -> dict[str, set[ox.Triple] | None]:
        """Return the new triples of each document whose graph is another in the copy; None where it is gone."""
        store = self._store
        names = {g for each in (store, copy) for g in each.named_graphs() if isinstance(g, ox.NamedNode)}
        changed: dict[str, set[ox.Triple] | None] = {}
        if _digest(store, _DEFAULT) != _digest(copy, _DEFAULT):
            self._document(None)  # which says why it cannot be written
        for graph in sorted(names, key=str):
            is_new = not store.contains_named_graph(graph)
            if not is_new and _digest(store, graph) == _digest(copy, graph):
                continue
            identifier = self._document(graph.value)
            triples = {quad.triple for quad in copy.quads_for_pattern(None, None, None, graph)}
            if is_new and not triples:
                raise GraphProtected(
                    graph.value, f"the graph <{graph.value}> would be empty", hint="a document says something"
                )
            changed[identifier] = triples or None
        return changed

    def _change(self, changed: Mapping[str, set[ox.Triple] | None], *, created: bool) -> Done:
        """Put the documents' triples through the gate and into the graph."""
        documents = {
            identifier: None if triples is None else self._source(identifier, triples)
            for identifier, triples in changed.items()
        }
        warnings = self._graph.change(documents)
        return Done(created, tuple(documents), tuple(str(finding) for finding in warnings))

    def _source(self, identifier: str, triples: set[ox.Triple]) -> SourceDocument:
        if not triples:
            raise PayloadUnreadable("the graph is empty", hint="send triples, or DELETE the graph")
        if any(isinstance(t.subject, ox.BlankNode) or isinstance(t.object, ox.BlankNode) for t in triples):
            raise PayloadUnreadable(
                f"the document {identifier} has blank nodes",
                hint="give every node an IRI, so that it can be named",
            )
        article = ox.NamedNode(self._ids.article(identifier))
        return SourceDocument(identifier, article, frozenset(triples), self._descriptions(triples))

    def _descriptions(self, triples: Iterable[ox.Triple]) -> frozenset[ox.Triple]:
        """Return what is known of the local governments that triples name, and of those that they are part of."""
        found: set[ox.Triple] = set()
        left = named_in(triples)
        passed: set[ox.NamedNode] = set(self._fixed)
        cities = self._ids.city("")
        while left:
            thing = left.pop()
            if thing in passed:
                continue
            passed.add(thing)
            known = {q.triple for q in self._store.quads_for_pattern(thing, None, None, self._reference)}
            if not known and self._describe is not None and thing.value.startswith(cities):
                known = set(self._describe(thing))
            found |= known
            left |= named_in(t for t in known if t.predicate == PART_OF)
        return frozenset(found)

    def _document(self, graph: str | None) -> str:
        """Return the id of the document whose graph it is.

        Raises:
            GraphProtected: It is no document's.
        """
        if graph is None:
            raise GraphProtected(
                "default", "the default graph is the merge of all documents", hint=_ONLY_DOCUMENTS
            )
        what = {
            self._ids.common_graph(
                GRAPH_REFERENCE
            ): "the reference data come with citygraph and the gazetteer",
            self._ids.common_graph(GRAPH_CONFLICTS): "the conflicts follow from the documents",
            self._ids.common_graph(GRAPH_DECISIONS): "the decisions are those of reviewers",
        }.get(graph)
        if what is None and graph.startswith(self._ids.derived_graph("")):
            what = "the direct edges follow from the documents"
        identifier = graph.removeprefix(self._ids.document_graph(""))
        if what is None and (
            identifier == graph
            or identifier in RESERVED_DOCUMENTS
            or len(identifier) > _LONGEST_ID
            or not _ID.fullmatch(identifier)
        ):
            what = f"<{graph}> is no document's graph"
        if what is not None:
            raise GraphProtected(graph, what, hint=_ONLY_DOCUMENTS)
        return identifier

    @contextmanager
    def _copy(self) -> Generator[ox.Store]:
        """Give a copy of everything that may be changed."""
        with tempfile.TemporaryDirectory(
            prefix="trial-", dir=self._scratch, ignore_cleanup_errors=True
        ) as folder:
            self._store.backup(Path(folder) / "data")
            copy = ox.Store(str(Path(folder) / "data"))
            try:
                yield copy
            finally:
                del copy
                gc.collect()  # the engine closes its files when the last reference goes


class _Hash:
    """A file that keeps nothing of what is written but its digest."""

    def __init__(self) -> None:
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        pass


def _digest(store: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> bytes:
    """Return a digest of a graph, which stands in the same order in two copies of one store."""
    out = _Hash()
    store.dump(cast("IO[bytes]", out), format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    return out.digest.digest()
