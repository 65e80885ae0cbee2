"""The graph itself: documents in, validated and whole; answers out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Final, Literal, Self

import pyoxigraph as ox
from citygraph.ontology import GRAPH_REFERENCE, Identifiers

from .changes import Planner
from .collection import collector_held_back
from .curation import Curation
from .decisions import DECISIONS
from .document import SourceDocument, subjects_of
from .engine import Engine, Pattern
from .errors import ChangeRefused, DocumentInvalid
from .exports import EXPORT_FORMATS, ExportOptions, Sink, dump_graph, graph_names
from .findings import Finding
from .gate import Gate
from .manifest import Damage, DocumentRecord
from .opening import OpenStore
from .register import Register
from .remote import Endpoint
from .renewal import renewal
from .sparql import QueryResult, Term
from .verification import is_merged, verify_documents

if TYPE_CHECKING:
    import rdflib

    from .remote.opening import RemoteStore

__all__ = ["CityGraph", "Loaded", "Refused"]

_BATCH = 128
"""Documents in one transaction: writing them down for good takes as long for one as for many."""

_GATED = 128
"""Documents validated together: more take no less time for each, and more memory."""


_CHANGES: Final[dict[tuple[bool, bool], Literal["added", "replaced", "unchanged"]]] = {
    (True, False): "added",
    (True, True): "replaced",
    (False, False): "unchanged",
}
"""What became of a document, by whether it was new or different and whether it was there before."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that is in the graph now.

    Attributes:
        id: The document's id.
        change: ``added``, ``replaced`` or ``unchanged``.
        facts: How many facts it states.
        warnings: What the shapes found that does not keep a document out.
    """

    id: str
    change: Literal["added", "replaced", "unchanged"]
    facts: int
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A document that the gate kept out; whatever the graph held under its id before is still there.

    Attributes:
        id: The document's id.
        error: Why, with every finding.
    """

    id: str
    error: DocumentInvalid


class CityGraph:
    """A graph of city cooperation, in memory, in a folder on disk, or in an engine behind an address.

    Use :meth:`open`, preferably in a ``with`` statement. A store has one writer at a time. Readers of a folder work
    on the state that was there, or that the writer had published, when they opened it; readers of an endpoint on
    what is there.

    Attributes:
        identifiers: Mints the graph's IRIs.
        notices: What opening found that is no damage, but that the owner should know.
    """

    def __init__(self, opened: OpenStore | RemoteStore, register: Register, identifiers: Identifiers) -> None:
        self.identifiers = identifiers
        self.notices = opened.notices
        if not opened.writable and opened.manifest.reference != register.digest:
            self.notices = (
                *self.notices,
                "made with other shipped data: loading into it brings it up to date",
            )
        self._opened = opened
        self._register = register
        self._gate: Gate | None = None

    @classmethod
    def open(
        cls,
        path: Path | Endpoint | None = None,
        *,
        mode: Literal["write", "read"] = "write",
        identifiers: Identifiers | None = None,
        repair: bool = False,
    ) -> CityGraph:
        """Open the graph in the folder or endpoint path, or a new one in memory when path is None.

        Args:
            path: The store's folder, or the endpoint that holds it. In write mode a new one is made where there is
                none.
            mode: ``write`` to be the one writer, ``read`` for a private copy of a folder's present state, or for an
                endpoint as it is.
            identifiers: Mints IRIs; the default base when left out. A store keeps the base it was made with.
            repair: Drop what is damaged instead of raising; the notices then say what must be loaded again.

        Raises:
            NotAStore: The folder holds something else, or in read mode nothing.
            StoreInUse: Another process is writing.
            StoreDamaged: Documents that were loaded are missing or not as they were.
            StoreUnwritable: The folder may not be written.
            EndpointError: The endpoint cannot be used; the sub-class says how.
        """
        ids = identifiers or Identifiers()
        register = Register.shipped(ids)
        opened: OpenStore | RemoteStore
        if isinstance(path, Endpoint):
            from .remote.opening import RemoteStore  # an HTTP client is loaded where one is needed

            opened = RemoteStore(path, ids, writable=mode == "write", repair=repair)
        else:
            opened = OpenStore(path, ids, writable=mode == "write", repair=repair)
        try:
            graph = cls(opened, register, ids)
            if opened.writable and (opened.repaired or opened.manifest.reference != register.digest):
                graph._bring_up_to_date()
            opened.publish(at_once=True)
        except BaseException:
            opened.close()
            raise
        return graph

    def close(self) -> None:
        """Close the graph; a store on disk is left whole, its manifest short, its lock free."""
        self._opened.close()

    def __enter__(self) -> Self:
        """Return the graph."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the graph."""
        self.close()

    def add(self, document: SourceDocument) -> Loaded:
        """Put one document in the graph, in the place of the one with its id.

        Raises:
            DocumentInvalid: The shapes refuse it; nothing is changed.
            StoreUnwritable: The disk refuses; nothing is changed.
        """
        (outcome,) = self.add_all([document])
        if isinstance(outcome, Refused):
            raise outcome.error
        return outcome

    def add_all(
        self, documents: Iterable[SourceDocument], *, withdraw: bool = False
    ) -> Iterator[Loaded | Refused]:
        """Put documents in the graph, many in one transaction; yield what became of each, in their order.

        A document is reported as loaded once it is on disk. A refused one does not keep the others out.

        Args:
            documents: The documents.
            withdraw: Whether what a document stated before, and nothing states now, is withdrawn: its IRIs are known
                to have been used. Otherwise the graph is as if only the new document had ever been there.

        Raises:
            StoreUnwritable: The disk refuses; what was reported stays, the rest is not loaded.
        """
        batch: dict[str, SourceDocument] = {}
        for document in documents:
            if document.id in batch or len(batch) == _BATCH:
                with collector_held_back():
                    outcomes = self._add_batch(list(batch.values()), withdraw=withdraw)
                yield from outcomes
                batch = {}
            batch[document.id] = document
        if batch:
            with collector_held_back():
                outcomes = self._add_batch(list(batch.values()), withdraw=withdraw)
            yield from outcomes

    def check(self, documents: Iterable[SourceDocument]) -> Iterator[tuple[Finding, ...]]:
        """Yield what the shapes find about each document, without changing anything."""
        batch: list[SourceDocument] = []
        for document in documents:
            batch.append(document)
            if len(batch) == _BATCH:
                yield from self._validate(batch)
                batch = []
        yield from self._validate(batch)

    def remove(self, identifier: str) -> None:
        """Take a document out, with everything that follows from it alone, as if it had never been there.

        Raises:
            UnknownDocument: There is none of that id.
        """
        self.curation.must_hold(identifier)
        self._commit({identifier: None}, {identifier: None})

    def change(self, documents: Mapping[str, SourceDocument | None]) -> tuple[Finding, ...]:
        """Put documents in and take others out in one transaction, all of it or nothing; return the warnings.

        Args:
            documents: The new document by id; None takes the document out. What nothing states any more is withdrawn.

        Raises:
            ChangeRefused: The shapes refuse a document; nothing is changed.
            UnknownDocument: One that is to go is not there; nothing is changed.
            StoreUnwritable: The disk refuses; nothing is changed.
        """
        for identifier, document in documents.items():
            if document is None:
                self.curation.must_hold(identifier)
        coming = [document for document in documents.values() if document is not None]
        findings = [
            (document.id, finding)
            for document, found in zip(coming, self.check(coming), strict=True)
            for finding in found
        ]
        if any(finding.is_violation for _, finding in findings):
            raise ChangeRefused(findings)
        records = {
            identifier: None
            if document is None
            else DocumentRecord(document.id, document.digest, len(document.triples), len(document.facts))
            for identifier, document in documents.items()
        }
        if documents:
            self._commit(documents, records, withdraw=True)
        return tuple(finding for _, finding in findings)

    @property
    def curation(self) -> Curation:
        """Decides about IRIs that were published: what was withdrawn, and what is the same as another thing."""
        return Curation(self._opened, self.identifiers, self._planner)

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return what the manifest says of each document, by id."""
        records = sorted(self._opened.manifest.records.items())
        return tuple(record for identifier, record in records if identifier != DECISIONS)

    @property
    def register(self) -> Register:
        """The shipped data and rules that the graph works with."""
        return self._register

    @property
    def engine(self) -> Engine:
        """The engine that holds the graph."""
        return self._opened.engine

    @property
    def digest(self) -> str:
        """SHA-256 over the digests of all documents and of the shipped data: the same for the same content."""
        return self._opened.manifest.digest

    @property
    def modified(self) -> datetime | None:
        """When the content last changed, in UTC to the second; None when the store does not know."""
        when = self._opened.manifest.modified
        return datetime.fromisoformat(when) if when else None

    def publish(self) -> None:
        """Show readers the graph as it is now, without waiting for more to come."""
        self._opened.publish(at_once=True)

    def __len__(self) -> int:
        """Return the number of triples in the merged default graph."""
        return self._opened.engine.size()

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> QueryResult:
        """Answer a SPARQL query over the merged graph; see :func:`citygraph.graph.sparql.ask`."""
        return self._opened.engine.query(
            sparql,
            substitutions=substitutions,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
        )

    def export(self, form: str, out: IO[bytes]) -> None:
        """Write the graph to out in the format of that name; see :data:`EXPORT_FORMATS`.

        Raises:
            KeyError: There is no format of that name.
        """
        EXPORT_FORMATS[form].write(self, out, ExportOptions(identifiers=self.identifiers))

    def graph_names(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return graph_names(self._opened.engine)

    def dump_graph(self, name: str | None, out: Sink) -> None:
        """Write a named graph, or the merged default graph for None, to out as N-Triples in any order."""
        dump_graph(self._opened.engine, name, out)

    def to_rdflib(self) -> rdflib.Dataset:
        """Return a copy of the whole dataset for rdflib: the named graphs, and their merge as default graph."""
        import rdflib as rdf

        dump = self._opened.engine.copy().dump(format=ox.RdfFormat.N_QUADS)
        assert dump is not None
        return rdf.Dataset().parse(data=dump, format="nquads")

    def verify(self) -> tuple[Damage, ...]:
        """Check every document's digest and that the merged graph is what it must be; return what is wrong."""
        store = self._opened.engine.copy()
        found = list(verify_documents(store, self._opened.manifest, self.identifiers, digests=True).damage)
        if not is_merged(store):
            found.append(
                Damage("the merged graph", "inconsistent", "it is not the merge of the named graphs")
            )
        return tuple(found)

    def _bring_up_to_date(self) -> None:
        """Make everything that follows from the documents anew: the shipped data or rules have changed."""
        change = renewal(self._opened.engine.copy(), self.identifiers, self._register, self._planner)
        self._opened.renew(change, self._register.digest)

    def _validate(self, documents: Sequence[SourceDocument]) -> list[tuple[Finding, ...]]:
        if self._gate is None:
            self._gate = Gate(self._register.shapes, self._register.triples)
        chunks = (documents[start : start + _GATED] for start in range(0, len(documents), _GATED))
        return [findings for chunk in chunks for findings in self._gate.check(chunk)]

    def _add_batch(
        self, documents: Sequence[SourceDocument], *, withdraw: bool = False
    ) -> list[Loaded | Refused]:
        records = {d.id: DocumentRecord(d.id, d.digest, len(d.triples), len(d.facts)) for d in documents}
        held = self._held(documents, records)
        fresh = [d for d in documents if d.id not in held]
        findings = dict(zip((d.id for d in fresh), self._validate(fresh), strict=True))
        accepted = [d for d in fresh if not any(f.is_violation for f in findings[d.id])]
        replaced = {d.id for d in accepted if d.id in self._opened.manifest.records}
        if accepted:
            self._commit(
                {d.id: d for d in accepted}, {d.id: records[d.id] for d in accepted}, withdraw=withdraw
            )
        outcomes: list[Loaded | Refused] = []
        for document in documents:
            found = findings.get(document.id, ())
            if any(f.is_violation for f in found):
                outcomes.append(Refused(document.id, DocumentInvalid(document.id, found)))
            else:
                change = _CHANGES[document.id in findings, document.id in replaced]
                outcomes.append(Loaded(document.id, change, records[document.id].facts, found))
        return outcomes

    def _held(self, documents: Sequence[SourceDocument], records: Mapping[str, DocumentRecord]) -> set[str]:
        """Return the ids of the documents that are in the graph as they are, with all that they describe."""
        known = self._opened.manifest.records
        same = [d for d in documents if known.get(d.id) == records[d.id]]
        graph = ox.NamedNode(self.identifiers.common_graph(GRAPH_REFERENCE))
        subjects = {s for d in same for s in subjects_of(d.reference)}
        described = self._opened.engine.matching(Pattern(s, graph=graph) for s in subjects)
        there = {q.triple for q in described} if subjects else set[ox.Triple]()
        return {d.id for d in same if d.reference <= there}

    def _commit(
        self,
        changed: Mapping[str, SourceDocument | None],
        records: Mapping[str, DocumentRecord | None],
        *,
        withdraw: bool = False,
    ) -> None:
        self.curation.commit(changed, records, withdraw=withdraw)

    def _planner(self, engine: Engine) -> Planner:
        register = self._register
        return Planner(
            engine,
            self.identifiers,
            register=register.triples,
            derivations=register.derivations,
            conflicts=register.conflicts,
        )
