"""Opens the embedded engine's store with its manifest: in memory, for writing, or as a reader's private copy."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import RLock, Timer
from time import monotonic

import pyoxigraph as ox
from citygraph.ontology import Identifiers

from .changes import Change
from .directory import StoreDirectory
from .embedded import EmbeddedEngine
from .engine import Engine
from .errors import NotAStore, StoreDamaged, StoreUnwritable
from .manifest import Damage, DocumentRecord, Manifest
from .verification import Verification, is_merged, record_of, stored_documents, verify_documents

__all__ = ["OpenStore"]

_BETWEEN_COPIES = 1.0
"""Least seconds between two copies that are published."""


class OpenStore:
    """A store with its manifest, open until :meth:`close`.

    A bare dataset has a manifest without documents, which says no more than that something has changed.

    Attributes:
        manifest: Which documents the store holds.
        notices: What opening found that is no damage.
        writable: Whether this process may change it.
        changing: Held while the store and its manifest do not agree.
    """

    def __init__(
        self,
        path: Path | None,
        identifiers: Identifiers,
        *,
        writable: bool,
        repair: bool,
        bare: bool = False,
    ) -> None:
        self._identifiers = identifiers
        self._bare = bare
        self._directory = None if path is None else StoreDirectory(path, bare=bare)
        self._resources = ExitStack()
        self._store: ox.Store | None = None
        self._data: Path | None = None
        self._shown: str | None = None
        self._shown_at = -_BETWEEN_COPIES
        self._later: Timer | None = None
        self.manifest = Manifest(None)
        self.notices: tuple[str, ...] = ()
        self.writable = writable
        self.changing = RLock()
        self.repaired = False
        with ExitStack() as undo:
            undo.callback(self._resources.close)
            undo.callback(self._drop)
            if self._directory is None:
                self._store = ox.Store()
            elif writable:
                self._open_for_writing(self._directory, repair)
            else:
                self._open_for_reading(self._directory)
            undo.pop_all()

    @property
    def engine(self) -> Engine:
        """The engine.

        Raises:
            NotAStore: The graph has been closed.
        """
        return EmbeddedEngine(self.store)

    @property
    def on_disk(self) -> bool:
        """Whether the store is in a folder, and its writes must be flushed to last."""
        return self._directory is not None

    @property
    def store(self) -> ox.Store:
        """The engine's store.

        Raises:
            NotAStore: The graph has been closed.
        """
        if self._store is None:
            raise NotAStore("the graph has been closed", hint="open it again")
        return self._store

    def commit(self, change: Change, records: Mapping[str, DocumentRecord | None]) -> None:
        """Make a change of documents and write down, before and after, what becomes of them.

        Raises:
            StoreUnwritable: The disk refuses; the change is made as a whole or not at all.
        """
        with self.changing:
            self.manifest.begin(records)
            self._write(change)
            self.manifest.done(records)
            self.publish()

    def renew(self, change: Change, reference: str) -> None:
        """Make a change that brings what follows from the documents up to date with the shipped data.

        Raises:
            StoreUnwritable: The disk refuses; the change is made as a whole or not at all.
        """
        with self.changing:
            self._write(change)
            self.manifest.describe_reference(reference)
            self.publish(at_once=True)

    def settle(self) -> None:
        """Write down what became of documents whose loading was cut off: each is there, old or new, or it is not."""
        if not self.manifest.pending:
            return
        present = stored_documents(self.store, self._identifiers)
        self.manifest.settle(
            {i: record_of(self.store, i, present[i]) if i in present else None for i in self.manifest.pending}
        )

    def _write(self, change: Change) -> None:
        try:
            change.apply(self.store)
            if self.on_disk:
                self.store.flush()
        except (OSError, RuntimeError) as error:
            raise StoreUnwritable(
                f"the store could not be written: {error}",
                hint="make room on the disk, then load again what was not reported as loaded",
            ) from error

    @property
    def size(self) -> int:
        """Bytes of the engine's files that are being read; 0 for a store in memory."""
        return 0 if self._data is None else sum(StoreDirectory.listing(self._data).values())

    def let_go(self) -> Path:
        """Close the engine, but keep the private copy for others to read until :meth:`close`; return its folder.

        Raises:
            NotAStore: The graph was not opened for reading from a folder.
        """
        if self._data is None or self.writable:
            raise NotAStore("only a reader has a copy of its own")
        self._drop()
        return self._data

    def publish(self, *, at_once: bool = False) -> None:
        """Show readers the store as it is now; within a second of the last time, when that second is over.

        What cannot be published, for want of room or while documents are begun and not known to be done, is published
        with the next batch, or read from the store itself once the writer has finished.
        """
        with self.changing:
            directory = self._directory
            if directory is None or not self.writable or self._store is None or self.manifest.pending:
                return
            state = self.manifest.digest
            early = self._shown_at + _BETWEEN_COPIES - monotonic()
            if state == self._shown:
                return
            if early <= 0 or at_once:
                self._show(directory, state)
            elif self._later is None:
                self._later = Timer(early, self._publish_late)
                self._later.daemon = True
                self._later.start()

    def _publish_late(self) -> None:
        with self.changing:
            self._later = None
            self.publish(at_once=True)

    def _show(self, directory: StoreDirectory, state: str) -> None:
        def write_manifest(copy: Path, data: Path) -> None:
            self.manifest.write_copy(copy / directory.manifest.name, directory.listing(data))

        with suppress(OSError, RuntimeError, StoreUnwritable):
            directory.publication.publish(self.store, state, write_manifest)
            self._shown, self._shown_at = state, monotonic()

    def close(self) -> None:
        """Close the store; after writing, leave a manifest with a listing of the store's files."""
        if self._store is None:
            self._resources.close()
            return
        with self.changing:
            self.publish(at_once=True)
            if self._later is not None:
                self._later.cancel()
            self._drop()
        try:
            if self._directory is not None and self.writable:
                self.manifest.close(self._directory.listing(self._directory.data))
        finally:
            self._resources.close()

    def _open_for_writing(self, directory: StoreDirectory, repair: bool) -> None:
        if not directory.exists:
            directory.create(self._identifiers.base)
        directory.verify(self._identifiers.base)
        directory.acquire()
        self._resources.callback(directory.release)
        self.manifest = Manifest(directory.manifest)
        changed = self._changed_files(directory.data)
        self._store = self._engine(directory, directory.data)
        self._verify(directory.path, changed=changed, repair=repair)
        published = directory.publication.current()
        self._shown = published.state if published and not self.repaired else None

    def _open_for_reading(self, directory: StoreDirectory) -> None:
        directory.verify(self._identifiers.base)
        copy = self._resources.enter_context(directory.snapshot())
        self.manifest = Manifest(copy / directory.manifest.name)
        self._data = copy / "data"
        changed = self._changed_files(self._data)
        self._store = self._engine(directory, self._data, whole=not changed)
        self._verify(directory.path, changed=changed, repair=False)

    def _drop(self) -> None:
        self._store = None
        if self.writable:
            gc.collect()  # the engine lets go of its lock when the last reference goes

    def _engine(self, directory: StoreDirectory, folder: Path, *, whole: bool = False) -> ox.Store:
        """Return the engine on a folder; on a whole copy that nobody writes, without what writing it would need.

        An engine that an error left behind in this process, where nothing but a cycle of references still holds it,
        is let go of first.
        """
        try:
            return _engine_on(folder, whole=whole)
        except (OSError, RuntimeError) as error:  # the engine reports corruption as RuntimeError
            if "lock" in str(error).lower():
                raise StoreUnwritable(f"the engine's folder {folder} is in use: {error}") from error
            raise StoreDamaged(
                directory.path, [Damage("the engine's data", "damaged", str(error))]
            ) from error

    def _changed_files(self, data: Path) -> str:
        """Return how the engine's files are not as the last writer left them, or the empty string."""
        if self.manifest.files is None:
            return "the last writer did not finish"
        listing = StoreDirectory.listing(data) if data.is_dir() else {}
        missing = sorted(self.manifest.files.keys() - listing.keys())
        if missing:
            return f"files of the engine are missing: {', '.join(missing)}"
        altered = sorted(n for n, size in listing.items() if self.manifest.files.get(n) != size)
        return f"files of the engine are not as they were left: {', '.join(altered)}" if altered else ""

    def _verify(self, path: Path, *, changed: str, repair: bool) -> None:
        if self._bare:  # there are no documents, and the default graph is nothing's merge
            return
        found, damage = self._compare(digests=bool(changed))
        if damage and not repair:
            raise StoreDamaged(
                path, damage
            )  # no reference to the store here: it must close while this is handled
        notices = [f"repaired: {d}" for d in damage]
        if changed and self.manifest.records:
            notices.append(f"{changed}; every document was checked against the manifest")
        if found.lost:
            notices.append(f"begun and never finished, load again: {', '.join(found.lost)}")
        if found.settled or damage:
            self.manifest.settle(found.settled | self._as_found(damage))
        self.repaired = bool(damage)
        self.notices = tuple(notices)

    def _compare(self, *, digests: bool) -> tuple[Verification, list[Damage]]:
        found = verify_documents(self.store, self.manifest, self._identifiers, digests=digests)
        damage = list(found.damage)
        if digests and not is_merged(self.store):
            damage.append(
                Damage("the merged graph", "inconsistent", "it is not the merge of the named graphs")
            )
        return found, damage

    def _as_found(self, damage: list[Damage]) -> dict[str, DocumentRecord | None]:
        """Return what is left of damaged documents: nothing is kept of a document that is not whole."""
        present = stored_documents(self.store, self._identifiers)
        states: dict[str, DocumentRecord | None] = {}
        for each in damage:
            graph = present.get(each.subject)
            if each.problem == "unrecorded" and graph is not None:
                states[each.subject] = record_of(self.store, each.subject, graph)
            elif each.problem in ("missing", "damaged"):
                if graph is not None:
                    self.store.remove_graph(graph)
                states[each.subject] = None
        return states


def _engine_on(folder: Path, *, whole: bool) -> ox.Store:
    try:
        return ox.Store.read_only(str(folder)) if whole else ox.Store(str(folder))
    except (OSError, RuntimeError) as error:
        if "lock" not in str(error).lower():
            raise
    gc.collect()
    return ox.Store.read_only(str(folder)) if whole else ox.Store(str(folder))
