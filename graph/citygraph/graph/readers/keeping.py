"""Starts the keeper of a store's readers, and ends it."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from citygraph.ontology import Identifiers

from .errors import ReadersLost
from .frames import Kind, pack, send_with_socket

__all__ = ["LARGEST_IN_MEMORY", "TOGETHER", "Readers"]

LARGEST_IN_MEMORY: Final = 1 << 30
"""Bytes of the engine's files up to which a store is held in memory."""

TOGETHER: Final = 640 << 20
"""Bytes of memory that all queries may take at once, beside the store."""

_LAST_WORDS: Final = 5.0


class Readers:
    """The processes that read a store, started by this one.

    They are a keeper, a template of the store's newest published state, and workers, which are forked from the
    template as they are wanted. All of them end with this process. Several processes may ask: each uses a socket of
    its own from :meth:`connect` with a :class:`citygraph.graph.readers.Pool`.

    Args:
        path: The store's folder.
        identifiers: Where its instance IRIs live.
        largest_in_memory: Bytes of the engine's files up to which the store is held in memory; a larger one is read
            from a copy on disk.
        bare: Whether it holds a bare dataset.
        grace: Seconds that a replaced state of the store may still be asked.
        together: Most bytes of memory that all queries may take at once, beside the store.

    Raises:
        ReadersLost: The system cannot fork processes.
    """

    def __init__(
        self,
        path: Path,
        *,
        identifiers: Identifiers | None = None,
        largest_in_memory: int = LARGEST_IN_MEMORY,
        bare: bool = False,
        grace: float = 60.0,
        together: int = TOGETHER,
    ) -> None:
        if not hasattr(os, "fork"):
            raise ReadersLost("readers need a system that can fork processes", hint="serve on Linux or macOS")
        ids = identifiers or Identifiers()
        self._hub, theirs = socket.socketpair()
        asked = {
            "hub": theirs.fileno(),
            "path": str(path.absolute()),
            "base": ids.base,
            "largest_in_memory": largest_in_memory,
            "bare": bare,
            "grace": grace,
            "together": together,
        }
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, and a module of ours
                [sys.executable, "-m", "citygraph.graph.readers.keeper", json.dumps(asked)],
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )

    @property
    def process(self) -> int:
        """The keeper's process id."""
        return self._process.pid

    def connect(self) -> socket.socket:
        """Return a socket for one process that will ask.

        Raises:
            ReadersLost: The keeper is gone.
        """
        mine, theirs = socket.socketpair()
        with theirs:
            try:
                send_with_socket(self._hub, pack(Kind.OWNER), theirs)
            except OSError as error:
                mine.close()
                raise ReadersLost("the keeper of the readers is gone", hint="restart the server") from error
        return mine

    def close(self) -> None:
        """End all the processes, and wait until they have."""
        self._hub.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_LAST_WORDS)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def __enter__(self) -> Self:
        """Return the readers."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self.close()
