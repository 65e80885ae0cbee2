"""Reads a store's state for a template: in a process of its own, so that no thread of the engine's is ever forked."""

from __future__ import annotations

import json
import logging
import os
import signal
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox
from citygraph.graph.decisions import DECISIONS
from citygraph.graph.manifest import DocumentRecord
from citygraph.graph.opening import OpenStore
from citygraph.ontology import CityGraphError, Identifiers

from .failures import failure_frame, read_failure
from .frames import Kind

__all__ = ["Loading", "Source", "State", "load_state"]

_HEADER = 5


@dataclass(frozen=True, slots=True)
class State:
    """What a store held when it was read.

    Attributes:
        digest: Digest of the dataset.
        records: What the manifest says of each document.
        triples: How many triples the default graph has.
        modified: When the content last changed, or None where the store does not know.
        notices: What opening found that is no damage.
        folder: Where its copy on disk is, or None where the dataset follows on the pipe.
        empty: Names of the graphs without a triple, which do not follow with the dataset.
    """

    digest: str
    records: tuple[DocumentRecord, ...]
    triples: int
    modified: str | None
    notices: tuple[str, ...]
    folder: Path | None
    empty: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "digest": self.digest,
            "records": [[r.id, r.digest, r.triples, r.facts] for r in self.records],
            "triples": self.triples,
            "modified": self.modified,
            "notices": self.notices,
            "folder": None if self.folder is None else str(self.folder),
            "empty": self.empty,
        }

    @classmethod
    def from_json(cls, content: dict[str, Any]) -> State:
        """Return what :meth:`to_json` gave."""
        return cls(
            digest=content["digest"],
            records=tuple(DocumentRecord(*each) for each in content["records"]),
            triples=content["triples"],
            modified=content["modified"],
            notices=tuple(content["notices"]),
            folder=None if content["folder"] is None else Path(content["folder"]),
            empty=tuple(content["empty"]),
        )


class Loading:
    """A state that was loaded.

    Attributes:
        state: What is known of it.
        store: The dataset in memory, or None where each worker opens the copy on disk.
    """

    def __init__(self, state: State, store: ox.Store | None, process: int, held: IO[bytes] | None) -> None:
        self.state = state
        self.store = store
        self._process = process
        self._held = held

    def close(self) -> None:
        """Let the copy on disk be removed, and wait until it is."""
        if self._held is not None:
            self._held.close()
            self._held = None
            os.waitpid(self._process, 0)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a template finds what it holds.

    Attributes:
        path: The store's folder.
        base: Where its instance IRIs live.
        largest_in_memory: Most bytes of the engine's files for a dataset that is held in memory.
        bare: Whether it is a bare dataset.
    """

    path: Path
    base: str
    largest_in_memory: int
    bare: bool = False


def load_state(source: Source, known: str | None, not_theirs: socket.socket) -> Loading | None:
    """Return the state of the store in a folder, or None when its digest is known already.

    Args:
        source: Where it is.
        known: Digest of the state that is served.
        not_theirs: A socket of this process that the reading one must not hold open.

    Raises:
        CityGraphError: The store cannot be read.
    """
    from_child, to_parent = os.pipe()
    from_parent, to_child = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(from_child)
        os.close(to_child)
        not_theirs.close()
        with os.fdopen(to_parent, "wb") as out, os.fdopen(from_parent, "rb") as until:
            _tell(source, known, out, until)
    os.close(to_parent)
    os.close(from_parent)
    held = os.fdopen(to_child, "wb")
    with os.fdopen(from_child, "rb") as told:
        line = told.readline()
        content: dict[str, Any] = json.loads(line) if line else {"failure": None}
        if "failure" in content:
            held.close()
            os.waitpid(process, 0)
            raise _failure(content["failure"])
        if "same" in content:
            held.close()
            os.waitpid(process, 0)
            return None
        state = State.from_json(content)
        if state.folder is not None:
            return Loading(state, None, process, held)
        store = ox.Store()
        store.bulk_load(told, format=ox.RdfFormat.N_QUADS, lenient=True)
        for name in state.empty:
            store.add_graph(ox.NamedNode(name))
    held.close()
    _, status = os.waitpid(process, 0)
    if status:
        raise _failure(None)
    return Loading(state, store, process, None)


def _failure(written: str | None) -> CityGraphError:
    if written is None:
        written = json.dumps({"code": "", "what": "the store could not be read", "hint": None, "data": {}})
    return read_failure(written.encode())


def _tell(source: Source, known: str | None, out: IO[bytes], until: IO[bytes]) -> None:
    """Open the store as a reader and tell what it holds; keep the copy until the other side needs it no more."""
    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        opened = OpenStore(
            source.path, Identifiers(source.base), writable=False, repair=False, bare=source.bare
        )
        try:
            if opened.manifest.digest == known:
                out.write(b'{"same": true}\n')
                out.flush()
                status = 0
                return
            in_memory = opened.size <= source.largest_in_memory
            state = State(
                digest=opened.manifest.digest,
                records=tuple(r for name, r in sorted(opened.manifest.records.items()) if name != DECISIONS),
                triples=_count(opened.store),
                modified=opened.manifest.modified,
                notices=opened.notices,
                empty=tuple(_empty(opened.store)) if source.bare and in_memory else (),
                folder=None if in_memory else opened.let_go(),
            )
            out.write(json.dumps(state.to_json()).encode() + b"\n")
            if in_memory:
                opened.store.dump(out, format=ox.RdfFormat.N_QUADS)
            out.flush()
            if not in_memory:
                until.read()
        finally:
            opened.close()
        status = 0
    except CityGraphError as error:
        content = failure_frame(error, Kind.TROUBLE)[_HEADER:].decode()
        out.write(json.dumps({"failure": content}).encode() + b"\n")
        out.flush()
    except BrokenPipeError:  # the template is gone
        status = 0
    except Exception:
        logging.getLogger(__name__).exception("a store could not be read")
    finally:
        os._exit(status)


def _count(store: ox.Store) -> int:
    results = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert isinstance(results, ox.QuerySolutions)
    (value,) = next(results)
    assert isinstance(value, ox.Literal)
    return int(value.value)


def _empty(store: ox.Store) -> Iterator[str]:
    """Yield the names of the graphs without a triple."""
    for graph in store.named_graphs():
        if next(iter(store.quads_for_pattern(None, None, None, graph)), None) is None:
            yield graph.value
