"""What an endpoint itself knows of the store in it: its state, its documents, who writes, and the change under way.

Three graphs of an endpoint are no data. The *journal* says what the store is and which documents it holds, and who is
writing. The *log* holds the whole of the change that is being made. A change is made in steps, which no protocol lets
anyone make at once; so it is written to the log first, then marked as begun, made, and marked as done. Each step may
be made twice. Whoever opens a store with a change that was begun and not done makes it again from the log.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, TypeVar

import pyoxigraph as ox
from citygraph.graph.changes import Change
from citygraph.graph.manifest import DocumentRecord

from .answers import RESULTS, results_of
from .dialect import JOURNAL, LOG
from .engine import RemoteEngine
from .errors import EndpointFailed
from .protocol import Protocol

__all__ = ["Journal", "Logged", "State"]

_T = TypeVar("_T")
_STORE: Final = ox.NamedNode(JOURNAL + "#store")
_STATE: Final = ox.NamedNode(JOURNAL + "#state")
_RECORD: Final = ox.NamedNode(JOURNAL + "#record")
_WRITER: Final = ox.NamedNode(JOURNAL + "#writer")
_BEGUN: Final = ox.NamedNode(JOURNAL + "#begun")
_PART: Final = LOG + "#part/"
_PART_SIZE: Final = 8_000
"""Longest literal in the log; Virtuoso refuses some that are four times as long."""


@dataclass(frozen=True, slots=True)
class State:
    """What a store in an endpoint is.

    Attributes:
        format: Version of the layout.
        base: Where its instance IRIs live.
        dialect: What is known of the engine, as JSON holds it.
        reference: Digest of the shipped data that it holds, or None before there is any.
        modified: When its content last changed.
        version: How many changes it has seen.
    """

    format: int
    base: str
    dialect: dict[str, Any]
    reference: str | None = None
    modified: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Logged:
    """A change that is made, or to be made again.

    Attributes:
        change: The statements.
        records: What becomes of documents; None is a removal.
        state: What the store is afterwards.
    """

    change: Change
    records: Mapping[str, DocumentRecord | None]
    state: State


class Journal:
    """The journal and the log of one endpoint.

    Args:
        protocol: Asks and changes the endpoint.
        prefix: What stands before a document's id in the name of its graph.
    """

    def __init__(self, protocol: Protocol, prefix: str) -> None:
        self._protocol = protocol
        self._prefix = prefix

    def state(self) -> State | None:
        """Return what the store is; None where there is none.

        Raises:
            EndpointFailed: The journal cannot be read.
        """
        found = [self._read(_STATE, text, lambda entry: State(**entry)) for text in self._noted(_STATE)]
        return max(found, key=lambda state: state.version, default=None)

    def create(self, state: State) -> None:
        """Write down what a new store is."""
        self._insert([_noting(_STATE, asdict(state))])

    def records(self, engine: RemoteEngine) -> dict[str, DocumentRecord]:
        """Return the record of each document, by its id.

        Raises:
            EndpointFailed: The journal cannot be read.
        """
        found: dict[str, DocumentRecord] = {}
        for triple in engine.graph(JOURNAL):
            subject, text = triple.subject, triple.object
            if triple.predicate == _RECORD and isinstance(subject, ox.NamedNode):
                identifier = subject.value.removeprefix(self._prefix)
                assert isinstance(text, ox.Literal)
                entry = self._read(_RECORD, text.value, list[Any])
                found[identifier] = DocumentRecord(identifier, *entry)
        return found

    def settle(self, records: Mapping[str, DocumentRecord | None]) -> None:
        """Write down documents' records in the place of those that are there; None takes one away."""
        subjects = " ".join(f"<{self._prefix}{identifier}>" for identifier in records)
        if subjects:
            pattern = f"GRAPH <{JOURNAL}> {{ ?s {_RECORD} ?o }}"
            self._protocol.update(f"DELETE {{ {pattern} }} WHERE {{ {pattern} VALUES ?s {{ {subjects} }} }}")
        self._insert(
            ox.Triple(ox.NamedNode(self._prefix + record.id), _RECORD, _literal(_entry(record)))
            for record in records.values()
            if record is not None
        )

    def begin(self, logged: Logged) -> None:
        """Write a change to the log, and then that it is begun."""
        content = zlib.compress(json.dumps(_as_json(logged)).encode())
        text = base64.b64encode(content).decode("ascii")
        parts = [text[at : at + _PART_SIZE] for at in range(0, len(text), _PART_SIZE)]
        self._protocol.put(
            LOG,
            [ox.Triple(_STORE, ox.NamedNode(f"{_PART}{n:06}"), ox.Literal(p)) for n, p in enumerate(parts)],
        )
        self._insert([_noting(_BEGUN, hashlib.sha256(text.encode()).hexdigest())])

    def is_begun(self) -> bool:
        """Return whether there is a change that was begun and not done."""
        return bool(self._noted(_BEGUN))

    def begun(self, engine: RemoteEngine) -> Logged | None:
        """Return the change that was begun and not done; None where there is none.

        Raises:
            EndpointFailed: The log does not hold the change that was begun.
        """
        marks = self._noted(_BEGUN)
        if not marks:
            return None
        parts = {
            triple.predicate.value: triple.object.value
            for triple in engine.graph(LOG)
            if isinstance(triple.object, ox.Literal)
        }
        text = "".join(parts[name] for name in sorted(parts))
        digest = hashlib.sha256(text.encode()).hexdigest()
        if digest not in (self._read(_BEGUN, mark, str) for mark in marks):
            raise EndpointFailed(
                self._protocol.address,
                "has lost the log of a change that was begun",
                hint="load the documents into an empty endpoint",
            )
        return _of_json(json.loads(zlib.decompress(base64.b64decode(text))))

    def done(self, logged: Logged) -> None:
        """Write down that a change is made; the new state comes before the old one goes."""
        self.settle(logged.records)
        state = _noting(_STATE, asdict(logged.state))
        self._insert([state])
        old = [ox.Literal(text) for text in self._noted(_STATE)]
        for each in old:
            if each != state.object:
                self._delete_data(f"{_STORE} {_STATE} {each}")
        self._protocol.update(f"DELETE WHERE {{ GRAPH <{JOURNAL}> {{ {_STORE} {_BEGUN} ?o }} }}")

    def writers(self) -> list[str]:
        """Return who is writing, each as written down by :meth:`enter`: more than one only for a moment."""
        return self._noted(_WRITER)

    def enter(self, writer: str) -> None:
        """Write down who is writing."""
        self._insert([ox.Triple(_STORE, _WRITER, ox.Literal(writer))])

    def leave(self, writer: str) -> None:
        """Take away that somebody is writing."""
        self._delete_data(f"{_STORE} {_WRITER} {ox.Literal(writer)}")

    def forget_log(self) -> None:
        """Take away the log of a change that is done."""
        self._protocol.delete(LOG)

    def _noted(self, what: ox.NamedNode) -> list[str]:
        answer = self._protocol.query(
            f"SELECT ?o {{ GRAPH <{JOURNAL}> {{ {_STORE} {what} ?o }} }}", accept=", ".join(RESULTS)
        )
        results = results_of(answer, self._protocol.address)
        assert isinstance(results, ox.QuerySolutions)
        return [row["o"].value for row in results if isinstance(row["o"], ox.Literal)]

    def _insert(self, triples: Iterable[ox.Triple]) -> None:
        self._protocol.post(JOURNAL, triples)

    def _delete_data(self, triple: str) -> None:
        self._protocol.update(f"DELETE DATA {{ GRAPH <{JOURNAL}> {{ {triple} }} }}")

    def _read(self, what: ox.NamedNode, text: str, make: Callable[[Any], _T]) -> _T:
        try:
            return make(json.loads(text))
        except (ValueError, TypeError, KeyError) as error:
            raise EndpointFailed(
                self._protocol.address,
                f"holds a journal that this version cannot read ({what.value})",
                hint="load the documents into an empty endpoint",
            ) from error


def _noting(what: ox.NamedNode, entry: object) -> ox.Triple:
    return ox.Triple(_STORE, what, _literal(entry))


def _literal(entry: object) -> ox.Literal:
    return ox.Literal(json.dumps(entry, ensure_ascii=True))


def _entry(record: DocumentRecord | None) -> list[object] | None:
    return None if record is None else [record.digest, record.triples, record.facts]


def _as_json(logged: Logged) -> dict[str, object]:
    change = logged.change
    return {
        "contents": {graph.value: _text(triples) for graph, triples in change.contents.items()},
        "removed": _text(q for q in change.removed if q.graph_name not in change.contents),
        "added": _text(q for q in change.added if q.graph_name not in change.contents),
        "records": {identifier: _entry(record) for identifier, record in logged.records.items()},
        "state": asdict(logged.state),
    }


def _of_json(entry: dict[str, Any]) -> Logged:
    return Logged(
        Change(
            frozenset(_quads(entry["removed"])),
            _quads(entry["added"]),
            contents={
                ox.NamedNode(graph): frozenset(quad.triple for quad in _quads(text))
                for graph, text in entry["contents"].items()
            },
        ),
        {i: None if record is None else DocumentRecord(i, *record) for i, record in entry["records"].items()},
        State(**entry["state"]),
    )


def _text(statements: Iterable[ox.Quad] | Iterable[ox.Triple]) -> str:
    text = ox.serialize(statements, format=ox.RdfFormat.N_QUADS)
    assert text is not None  # since no file was given to write to
    return text.decode()


def _quads(text: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
