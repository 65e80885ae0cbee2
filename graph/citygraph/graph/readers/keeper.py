"""The keeper: a small process that keeps a template of the store's newest state, and passes on who wants a worker.

It holds no data, runs no query and has one thread. It is started by the server and ends with it; templates end with
it, and workers with their template.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, NoReturn

from citygraph.graph.directory import StoreDirectory

from .frames import Decoder, Frame, Kind, pack, pack_json, receive, send_with_socket
from .generations import Generation
from .loading import Source
from .template import hold

__all__ = ["main"]

_LOOK_EVERY: Final = 0.5
_BEFORE_ANOTHER_TRY: Final = 2.0
_AT_LEAST_APART: Final = 0.2
_REST: Final = 2.0
"""Times as long as loading took, at least, between two loadings: a long load is not followed batch by batch."""
_LAST_WORDS: Final = 3.0


@dataclass(slots=True)
class _Owner:
    """A process that asks for workers."""

    connection: socket.socket
    decoder: Decoder = field(default_factory=Decoder)


@dataclass(slots=True)
class _Held:
    """A template and how it is doing."""

    process: int
    control: socket.socket
    mark: object
    decoder: Decoder = field(default_factory=Decoder)
    generation: Generation | None = None
    retired_at: float | None = None
    trouble: bytes | None = None
    began: float = field(default_factory=time.monotonic)
    looking: list[_Owner] = field(default_factory=list["_Owner"])


@dataclass(slots=True)
class _Worker:
    owner: _Owner
    own_number: int
    template: _Held


class _Keeper:
    def __init__(self, hub: socket.socket, source: Source, grace: float, together: int) -> None:
        self._hub = hub
        self._source = source
        self._grace = grace
        self._together = together
        self._directory = StoreDirectory(source.path, bare=source.bare)
        self._poll = select.poll()
        self._readers: dict[int, Callable[[], None]] = {}
        self._owners: list[_Owner] = []
        self._templates: list[_Held] = []
        self._current: _Held | None = None
        self._coming: _Held | None = None
        self._workers: dict[int, _Worker] = {}
        self._waiting: list[tuple[_Owner, Frame]] = []
        self._looking: list[_Owner] = []
        self._numbers = 0
        self._generations = 0
        self._not_before = 0.0
        self._trouble: bytes | None = None
        self._over = False
        self._hub_decoder = Decoder()
        self._watch(hub, self._hear_hub)

    def run(self) -> None:
        """Serve until the hub is closed; then end everything."""
        self._begin()
        while not self._over:
            for number, _ in self._poll.poll(int(_LOOK_EVERY * 1000)):
                reader = self._readers.get(number)
                if reader is not None:
                    reader()
            self._look()
            self._bury()
        for held in list(self._templates):
            held.control.close()
        deadline = time.monotonic() + _LAST_WORDS
        for held in self._templates:
            while time.monotonic() < deadline and not _reaped(held.process):
                time.sleep(0.01)
            with suppress(OSError):
                os.kill(held.process, signal.SIGKILL)

    def _watch(self, connection: socket.socket, reader: Callable[[], None]) -> None:
        self._readers[connection.fileno()] = reader
        self._poll.register(connection, select.POLLIN)

    def _unwatch(self, connection: socket.socket) -> None:
        if self._readers.pop(connection.fileno(), None) is not None:
            self._poll.unregister(connection)
        connection.close()

    # --- the store

    def _mark(self) -> object:
        """Return what differs once there is something else to read.

        That is the pointer's stamp; while no writer is at work, the manifest's as well.
        """
        watched = [self._directory.publication.pointer]
        if self._current is None or not self._directory.is_being_written:
            watched.append(self._directory.manifest)
        return tuple(_stamp(path) for path in watched)

    def _look(self) -> None:
        now = time.monotonic()
        if self._coming is not None or now < self._not_before:
            return
        if self._current is None or self._mark() != self._current.mark:
            self._begin()
        else:
            self._tell_looked(self._looking)

    def _begin(self) -> None:
        """Start a template of the store's present state."""
        here, there = socket.socketpair()
        self._generations += 1
        mark, parent, number = self._mark(), os.getpid(), self._generations
        process = os.fork()
        if process == 0:
            here.close()
            self._become_template(there, number, parent)
        there.close()
        self._coming = _Held(process, here, mark, looking=self._looking)
        self._looking = []
        self._templates.append(self._coming)
        self._watch(here, partial(self._hear_template, self._coming))

    def _become_template(self, control: socket.socket, number: int, parent: int) -> NoReturn:
        try:
            self._hub.close()
            for owner in self._owners:
                owner.connection.close()
            for held in self._templates:
                held.control.close()
            for _, frame in self._waiting:
                if frame.carried is not None:
                    frame.carried.close()
            current = self._current.generation if self._current else None
            hold(self._source, number, current.digest if current else None, control, parent, self._together)
        finally:
            os._exit(1)

    # --- templates

    def _hear_template(self, held: _Held) -> None:
        try:
            frames = receive(held.control, held.decoder)
        except OSError:
            frames = None
        if frames is None:
            self._lose_template(held)
            return
        for frame in frames:
            if frame.kind is Kind.GENERATION:
                self._adopt(held, Generation.from_json(frame.content))
            elif frame.kind is Kind.SAME:
                self._keep_on(held)
            elif frame.kind is Kind.TROUBLE:
                held.trouble = frame.payload
            elif frame.kind is Kind.ENDED:
                self._tell_ended(frame.content["worker"], frame.content["signal"])

    def _adopt(self, held: _Held, generation: Generation) -> None:
        """Serve a generation from now on; the one before ends with its last worker."""
        before, self._current = self._current, held
        held.generation = generation
        self._trouble = None
        if before is not None:
            self._retire(before)
        for owner in self._owners:
            self._tell(owner, pack_json(Kind.GENERATION, **generation.to_json()))
        waiting, self._waiting = self._waiting, []
        for owner, frame in waiting:
            self._obey(owner, frame)
        self._has_looked(held)

    def _keep_on(self, held: _Held) -> None:
        """Stay with the generation that is served: the store still holds it."""
        held.retired_at = time.monotonic()
        if self._current is not None:
            self._current.mark = held.mark
        self._has_looked(held)

    def _has_looked(self, held: _Held) -> None:
        now = time.monotonic()
        self._coming = None
        self._not_before = now + max(_AT_LEAST_APART, _REST * (now - held.began))
        self._tell_looked(held.looking)

    def _retire(self, held: _Held) -> None:
        held.retired_at = time.monotonic()
        with suppress(OSError):
            held.control.sendall(pack(Kind.RETIRE))

    def _lose_template(self, held: _Held) -> None:
        self._unwatch(held.control)
        for number in [n for n, worker in self._workers.items() if worker.template is held]:
            self._tell_ended(number, signal.SIGKILL)
        if held is self._coming:
            self._coming = None
            self._not_before = time.monotonic() + _BEFORE_ANOTHER_TRY
            self._trouble = held.trouble or pack_json(Kind.TROUBLE, **_LOST)[5:]
            for owner in self._owners:
                self._tell(owner, pack(Kind.TROUBLE, self._trouble))
            if self._current is not None:
                self._current.mark = held.mark  # not again before the store has changed
            self._tell_looked(held.looking)
        elif held is self._current:
            self._current = None

    def _bury(self) -> None:
        now = time.monotonic()
        for held in list(self._templates):
            if held.retired_at is not None and now - held.retired_at > self._grace:
                with suppress(OSError):
                    os.kill(held.process, signal.SIGKILL)
                held.retired_at = now
            if _reaped(held.process):
                if held.control.fileno() != -1:
                    self._lose_template(held)
                self._templates.remove(held)

    # --- owners

    def _hear_hub(self) -> None:
        frames = receive(self._hub, self._hub_decoder)
        if frames is None:
            self._over = True
            return
        for frame in frames:
            if frame.kind is Kind.OWNER and frame.carried is not None:
                owner = _Owner(frame.carried)
                self._owners.append(owner)
                self._watch(owner.connection, partial(self._hear_owner, owner))
                if self._current is not None and self._current.generation is not None:
                    self._tell(owner, pack_json(Kind.GENERATION, **self._current.generation.to_json()))
                elif self._trouble is not None:
                    self._tell(owner, pack(Kind.TROUBLE, self._trouble))

    def _hear_owner(self, owner: _Owner) -> None:
        try:
            frames = receive(owner.connection, owner.decoder)
        except OSError:
            frames = None
        if frames is None:
            self._lose_owner(owner)
            return
        for frame in frames:
            self._obey(owner, frame)

    def _obey(self, owner: _Owner, frame: Frame) -> None:
        if frame.kind is Kind.LOOK:
            self._looking.append(owner)
            self._not_before = 0.0
        elif frame.kind is Kind.START and frame.carried is not None:
            if self._current is None:
                self._waiting.append((owner, frame))
            else:
                self._start(owner, frame, frame.carried, self._current)
        elif frame.kind in (Kind.KILL, Kind.LOWER):
            for number, worker in self._workers.items():
                if worker.owner is owner and worker.own_number == frame.content["worker"]:
                    with suppress(OSError):
                        worker.template.control.sendall(pack_json(frame.kind, worker=number))
                    break

    def _start(self, owner: _Owner, frame: Frame, connection: socket.socket, held: _Held) -> None:
        self._numbers += 1
        order = frame.content
        self._workers[self._numbers] = _Worker(owner, order["worker"], held)
        with connection, suppress(OSError):  # a template that is gone is noticed by its own socket
            message = pack_json(Kind.START, worker=self._numbers, copy=order["copy"])
            send_with_socket(held.control, message, connection)

    def _tell_ended(self, number: int, by_signal: int) -> None:
        worker = self._workers.pop(number, None)
        if worker is not None:
            self._tell(worker.owner, pack_json(Kind.ENDED, worker=worker.own_number, signal=by_signal))

    def _tell_looked(self, looking: list[_Owner]) -> None:
        for owner in looking:
            self._tell(owner, pack(Kind.LOOKED))
        looking.clear()

    def _tell(self, owner: _Owner, message: bytes) -> None:
        if owner.connection.fileno() != -1:
            with suppress(OSError):
                owner.connection.sendall(message)

    def _lose_owner(self, owner: _Owner) -> None:
        """End the workers of a process that is gone."""
        self._unwatch(owner.connection)
        self._owners.remove(owner)
        self._looking = [each for each in self._looking if each is not owner]
        for number, worker in self._workers.items():
            if worker.owner is owner:
                with suppress(OSError):
                    worker.template.control.sendall(pack_json(Kind.KILL, worker=number))


_LOST: Final[dict[str, object]] = {
    "code": "",
    "what": "the process that holds the store ended",
    "hint": None,
    "data": {},
}


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _reaped(process: int) -> bool:
    """Return whether a child has ended; its remains are then gone."""
    try:
        return os.waitpid(process, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


def main() -> None:
    """Run the keeper: its only argument is JSON with the number of the hub's file and where the store is."""
    asked: dict[str, Any] = json.loads(sys.argv[1])
    for each in (signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # the server decides when it is over
    source = Source(Path(asked["path"]), asked["base"], asked["largest_in_memory"], bare=asked["bare"])
    _Keeper(socket.socket(fileno=asked["hub"]), source, asked["grace"], asked["together"]).run()


if __name__ == "__main__":
    main()
