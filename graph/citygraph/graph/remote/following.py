"""Keeps a folder in step with a store behind an address, for those who read folders: a server and its readers."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox
from citygraph.graph.changes import Change
from citygraph.graph.manifest import DocumentRecord
from citygraph.graph.opening import OpenStore
from citygraph.ontology import Identifiers

from .endpoint import Endpoint
from .errors import EndpointError
from .opening import RemoteStore

__all__ = ["Follower"]

_BETWEEN: Final = 2.0
"""Seconds between two looks at the endpoint."""


class Follower:
    """A temporary store in a folder that holds what an endpoint holds, some seconds behind; use it in ``with``.

    The folder is a store like any other, whose one writer this is: it publishes each state for readers. It never
    holds half of a change. While the endpoint cannot be reached it stays as it is.

    Args:
        endpoint: The endpoint that is followed.
        identifiers: Mints the IRIs.
        tell: Called with a line when the endpoint is lost and when it is found again.

    Attributes:
        path: The store's folder, which is removed at the end.
        notices: What opening the endpoint's store found that is no damage.

    Raises:
        EndpointError: The endpoint cannot be used.
        NotAStore: It holds no store of this base.
    """

    def __init__(
        self, endpoint: Endpoint, identifiers: Identifiers, *, tell: Callable[[str], None] | None = None
    ) -> None:
        self._tell = tell
        self._over = threading.Event()
        self._version: int | None = None
        self._lost = False
        with ExitStack() as undo:
            self._theirs = RemoteStore(endpoint, identifiers, writable=False, repair=False)
            undo.callback(self._theirs.close)
            self.notices = self._theirs.notices
            folder = undo.enter_context(
                tempfile.TemporaryDirectory(prefix="citygraph-", ignore_cleanup_errors=True)
            )
            self.path = Path(folder) / "store"
            self._ours = OpenStore(self.path, identifiers, writable=True, repair=False)
            undo.callback(self._ours.close)
            self.look()
            self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)
            self._thread.start()
            undo.callback(self._stop)
            self._resources = undo.pop_all()

    def __enter__(self) -> Self:
        """Return the follower."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop following, and remove the folder."""
        self._resources.close()

    def look(self) -> None:
        """Take over what the endpoint holds, when that is another state than the folder's.

        Raises:
            EndpointError: The endpoint does not answer, or is in the middle of a change.
        """
        version, store = self._theirs.whole(but=self._version)
        if store is None:
            return
        manifest = self._theirs.manifest
        with self._ours.changing:
            present, meant = frozenset(self._ours.store), frozenset(store)
            emptied = _graphs(present) - _graphs(meant)
            change = Change(present - meant, meant - present, frozenset(emptied))
            records: dict[str, DocumentRecord | None] = dict.fromkeys(self._ours.manifest.records)
            self._ours.commit(change, records | manifest.records)
            if manifest.reference is not None:
                self._ours.manifest.describe_reference(manifest.reference)
            self._ours.publish(at_once=True)
        self._version = version

    def _follow(self) -> None:
        while not self._over.wait(_BETWEEN):
            try:
                self.look()
            except EndpointError as error:
                if not self._lost and self._tell is not None:
                    self._tell(f"{error}; serving what it held before")
                self._lost = True
            else:
                if self._lost and self._tell is not None:
                    self._tell("the endpoint answers again")
                self._lost = False

    def _stop(self) -> None:
        self._over.set()
        self._thread.join()


def _graphs(quads: frozenset[ox.Quad]) -> set[ox.NamedNode]:
    return {quad.graph_name for quad in quads if isinstance(quad.graph_name, ox.NamedNode)}
