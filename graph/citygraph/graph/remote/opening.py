"""Opens the store in an endpoint: for reading as it is, or as its one writer."""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
import time
import uuid
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from citygraph.graph.changes import Change
from citygraph.graph.directory import is_alive
from citygraph.graph.errors import NotAStore, StoreInUse, StoreUnwritable
from citygraph.graph.manifest import DocumentRecord, Manifest
from citygraph.graph.verification import record_of, stored_documents, verify_documents
from citygraph.ontology import Identifiers

from .client import Client
from .dialect import Dialect, probe
from .endpoint import Endpoint
from .engine import RemoteEngine
from .errors import EndpointError, EndpointFailed
from .journal import Journal, Logged, State
from .mirror import MirroredEngine
from .protocol import Protocol, found
from .writing import make

__all__ = ["FORMAT", "RemoteStore"]

FORMAT: Final = 1
"""Version of the layout in an endpoint; a store of another version is refused."""
_FRESH: Final = 2.0
"""Seconds for which a reader takes what it knows of the documents for true."""
_ATTEMPTS: Final = 5
_ENGINES_OWN: Final = (
    "http://www.openlinksw.com/",
    "http://localuriqaserver/",
    "http://localhost:8890/",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "urn:activitystreams-owl:map",
    "urn:core:services:sparql",
)
"""How the names of graphs begin that Virtuoso has when it is new."""


class RemoteStore:
    """A store in an endpoint, open until :meth:`close`.

    Args:
        endpoint: Where it is.
        identifiers: Mints the IRIs.
        writable: Whether to become its writer.
        repair: Whether to take the place of a writer that is said to be there, and to drop what is damaged.

    Attributes:
        notices: What opening found that is no damage.
        writable: Whether this process may change it.
        repaired: Whether something damaged was dropped.

    Raises:
        EndpointError: The endpoint cannot be used; the sub-class says how.
        NotAStore: It holds other data, or a store of another base or format, or for a reader nothing.
        StoreInUse: Somebody else is writing.
    """

    def __init__(self, endpoint: Endpoint, identifiers: Identifiers, *, writable: bool, repair: bool) -> None:
        self.writable = writable
        self.repaired = False
        self.notices: tuple[str, ...] = ()
        self._address = endpoint.address
        self._identifiers = identifiers
        self._manifest = Manifest(None)
        self._writer: str | None = None
        self._looked = time.monotonic()
        self._looking = threading.Lock()
        self._begun = False
        self._closed = False
        with ExitStack() as undo:
            client = undo.enter_context(Client(endpoint))
            self._protocol = Protocol(client, found(client, endpoint))
            self._journal = Journal(self._protocol, identifiers.document_graph(""))
            self._state = self._journal.state() or self._created()
            self._check_state()
            self._dialect = Dialect.of_json(self._state.dialect)
            self._engine = self._chosen(endpoint.answers)
            if writable:
                undo.callback(self._leave)
                self._enter(repair)
                self.settle()
            elif self._journal.is_begun():
                self._begun = True
                self.notices = (
                    *self.notices,
                    "a change is under way, or was cut off: the next load completes it",
                )
            self._read()
            if repair:
                self._repair()
            self._resources = undo.pop_all()

    @property
    def engine(self) -> RemoteEngine:
        """The engine.

        Raises:
            NotAStore: The graph has been closed.
        """
        if self._closed:
            raise NotAStore("the graph has been closed", hint="open it again")
        return self._engine

    @property
    def manifest(self) -> Manifest:
        """Which documents the store holds; a reader looks again when some seconds have passed."""
        self._look()
        return self._manifest

    def whole(self, *, but: int | None = None) -> tuple[int, ox.Store | None]:
        """Return the number of the last change and everything that is there after it, never in the middle of one.

        Args:
            but: A number for which nothing need be read.

        Raises:
            EndpointFailed: A change is under way, or was cut off.
        """
        for _ in range(_ATTEMPTS):
            version = self._version(now=True)
            if version is None:
                break
            if version == but:
                return version, None
            store = self._engine.copy()
            if self._version(now=True) == version:
                return version, store
        raise EndpointFailed(
            self._address,
            "is being changed, or a change was cut off",
            hint="ask again in a moment; where nobody is loading, the next load completes the change",
        )

    def close(self) -> None:
        """Stop being the writer, and close the connections."""
        if not self._closed:
            self._closed = True
            self._resources.close()

    def commit(self, change: Change, records: Mapping[str, DocumentRecord | None]) -> None:
        """Make a change of documents and write down, before and after, what becomes of them.

        Raises:
            StoreInUse: Somebody else has taken our place as the writer.
            EndpointError: The endpoint fails. The change is then made by :meth:`settle`, or not begun.
        """
        self._hold()
        self._manifest.begin(records)
        self._log(change, records, self._state.reference)
        self._manifest.done(records)

    def renew(self, change: Change, reference: str) -> None:
        """Make a change that brings what follows from the documents up to date with the shipped data.

        Raises:
            StoreInUse: Somebody else has taken our place as the writer.
            EndpointError: The endpoint fails. The change is then made by :meth:`settle`, or not begun.
        """
        self._hold()
        self._log(change, {}, reference)
        self._manifest.describe_reference(reference)

    def publish(self, *, at_once: bool = False) -> None:
        """Do nothing: readers of an endpoint see what is done as soon as it is."""

    def settle(self) -> None:
        """Complete a change that was begun and not done, by whomever."""
        logged = self._journal.begun(self._engine)
        if logged is not None:
            self._make(logged)
            names = ", ".join(sorted(logged.records)) or "what follows from the documents"
            self.notices = (*self.notices, f"a change that was cut off has been completed: {names}")
        self._begun = False
        if logged is not None or self._manifest.pending:
            self._read()

    def _created(self) -> State:
        """Return the state of a new store in an endpoint without data."""
        if not self.writable:
            raise NotAStore(
                f"there is no citygraph store in the endpoint {self._address}",
                hint="make one with 'citygraph load PATH... --store ADDRESS'",
            )
        dialect = probe(self._protocol)
        strangers = [name for name in dialect.foreign if not name.startswith(_ENGINES_OWN)]
        if strangers or RemoteEngine(self._protocol, dialect).size():
            held = f"the graph <{strangers[0]}>" if strangers else "triples in its default graph"
            raise NotAStore(
                f"the endpoint {self._address} holds other data ({held}) and no citygraph store",
                hint="use an endpoint, or a dataset in it, that is empty",
            )
        state = State(FORMAT, self._identifiers.base, dialect.as_json())
        self._journal.create(state)
        return state

    def _chosen(self, answers: str) -> RemoteEngine:
        """Return what answers questions: the engine itself, or a copy where it is known to answer some wrong."""
        if answers == "engine" or (answers == "auto" and not self._dialect.unlike):
            return RemoteEngine(self._protocol, self._dialect)
        if answers == "auto":
            wrong = ", ".join(self._dialect.unlike)
            self.notices = (
                f"the engine answers otherwise than SPARQL 1.1 has it ({wrong}): "
                "questions are answered from a copy in memory",
            )
        return MirroredEngine(self._protocol, self._dialect, self._version, self.whole)

    def _version(self, *, now: bool) -> int | None:
        """Return the number of the last change that is whole; None while there is one that is not."""
        self._look(now=now)
        return None if self._begun else self._state.version

    def _look(self, *, now: bool = False) -> None:
        """Learn of changes that a writer has made since; a writer knows its own."""
        if self.writable or self._closed:
            return
        with self._looking:
            if now or time.monotonic() - self._looked > _FRESH:
                self._begun = self._journal.is_begun()
                state = self._journal.state()
                if state is not None and state.version != self._state.version:
                    self._state = state
                    self._read()
                self._looked = time.monotonic()

    def _check_state(self) -> None:
        if self._state.format != FORMAT:
            raise NotAStore(
                f"the store in {self._address} has format {self._state.format}, this version of citygraph reads "
                f"format {FORMAT}",
                hint="load the documents into an empty endpoint",
            )
        if self._state.base != self._identifiers.base:
            raise NotAStore(
                f"the store in {self._address} keeps its IRIs under {self._state.base}, "
                f"not under {self._identifiers.base}",
                hint="set the same base that it was made with",
            )

    def _enter(self, repair: bool) -> None:
        """Become the writer.

        Raises:
            StoreInUse: Somebody else is.
        """
        for other in self._journal.writers():
            if not repair and not _is_gone(other):
                raise StoreInUse(self._address, _who(other), hint=_GONE)
            self._journal.leave(other)
        owner = {
            "id": uuid.uuid4().hex,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "command": Path(sys.argv[0]).name + "".join(f" {a}" for a in sys.argv[1:2]),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        self._writer = json.dumps(owner)
        self._journal.enter(self._writer)
        self._hold()

    def _hold(self) -> None:
        """Return when we are the one writer."""
        if not self.writable:
            raise StoreUnwritable("the graph was opened for reading", hint="open it in write mode")
        others = [w for w in self._journal.writers() if w != self._writer]
        if others:
            raise StoreInUse(self._address, _who(others[0]), hint=_GONE)

    def _leave(self) -> None:
        with suppress(
            EndpointError
        ):  # the endpoint is gone, and our note with it or for the next to take away
            if self._writer is not None:
                self._journal.forget_log()
                self._journal.leave(self._writer)

    def _log(
        self, change: Change, records: Mapping[str, DocumentRecord | None], reference: str | None
    ) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        state = replace(self._state, reference=reference, modified=now, version=self._state.version + 1)
        logged = Logged(change, records, state)
        self._begun = True
        self._journal.begin(logged)
        self._make(logged)
        if isinstance(self._engine, MirroredEngine):
            self._engine.follow(change, state.version)

    def _make(self, logged: Logged) -> None:
        make(logged.change, self._protocol, self._dialect)
        self._journal.done(logged)
        self._state = logged.state
        self._begun = False

    def _read(self) -> None:
        """Read anew which documents the store holds."""
        manifest = Manifest(None)
        manifest.settle(self._journal.records(self._engine))
        if self._state.reference is not None:
            manifest.describe_reference(self._state.reference)
        manifest.modified = self._state.modified
        self._manifest = manifest

    def _repair(self) -> None:
        """Drop the documents that are not as they were loaded; what follows from the others is then made anew."""
        store = self._engine.copy()
        damage = verify_documents(store, self._manifest, self._identifiers, digests=True).damage
        if not damage:
            return
        present = stored_documents(store, self._identifiers)
        states: dict[str, DocumentRecord | None] = {}
        for each in damage:
            graph = present.get(each.subject)
            if each.problem == "unrecorded" and graph is not None:
                states[each.subject] = record_of(store, each.subject, graph)
                continue
            if graph is not None:
                self._protocol.delete(graph.value)
            states[each.subject] = None
        self._journal.settle(states)
        self._manifest.settle(states)
        self.repaired = True
        self.notices = (*self.notices, *(f"repaired: {each}" for each in damage))


_GONE: Final = "wait until it has finished; if it is gone for good, 'citygraph load --repair' takes its place"


def _is_gone(writer: str) -> bool:
    """Return whether a writer was a process of this machine that has ended."""
    try:
        owner = json.loads(writer)
        return owner["host"] == socket.gethostname() and not is_alive(owner["pid"])
    except (ValueError, KeyError, TypeError):
        return False


def _who(writer: str) -> str | None:
    try:
        owner = json.loads(writer)
        return f"process {owner['pid']} on {owner['host']} ({owner['command']}), since {owner['since']}"
    except (ValueError, KeyError, TypeError):
        return None
