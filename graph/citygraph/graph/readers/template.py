"""A template: holds one state of the store and forks a worker of itself whenever one is asked for.

It has one thread and never runs a query. In memory, the workers share the dataset with it, page by page until one
writes, which none does. On disk each worker opens the template's copy, which nobody writes.
"""

from __future__ import annotations

import gc
import logging
import os
import select
import signal
import socket
import time
import warnings
from contextlib import suppress
from typing import Final, NoReturn

import pyoxigraph as ox
from citygraph.ontology import CityGraphError

from .answering import Content
from .failures import failure_frame
from .frames import Decoder, Frame, Kind, pack, pack_json, receive
from .generations import Generation
from .loading import Loading, Source, load_state
from .pages import pieces
from .process import die_with_parent
from .rationing import Ration
from .worker import work

__all__ = ["hold"]

_NICE: Final = 10


def hold(
    source: Source, number: int, known: str | None, control: socket.socket, parent: int, together: int
) -> NoReturn:
    """Load the store's present state, say so, and fork workers until the other side closes the socket.

    Args:
        source: Where the store is.
        number: What to call the generation.
        known: Digest of the generation before; when the store still has it, the process says so and ends.
        control: The keeper's socket.
        parent: The keeper's process.
        together: Most bytes that all workers may have beside what they share.
    """
    status = 1
    try:
        die_with_parent(parent)
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
            signal.signal(each, signal.SIG_DFL)
        loading = load_state(source, known, control)
        if loading is None:
            control.sendall(pack(Kind.SAME))
            os._exit(0)
        try:
            template = _Template(loading, number, control, together, bare=source.bare)
            control.sendall(pack_json(Kind.GENERATION, **template.generation.to_json()))
            template.run()
        finally:
            loading.close()
        status = 0
    except CityGraphError as error:
        with suppress(OSError):
            control.sendall(failure_frame(error, Kind.TROUBLE))
    except ConnectionError:  # the keeper is gone, and wants nothing any more
        status = 0
    except Exception:
        logging.getLogger(__name__).exception("a template ended")
    finally:
        os._exit(status)


class _Template:
    def __init__(
        self, loading: Loading, number: int, control: socket.socket, together: int, *, bare: bool
    ) -> None:
        state = loading.state
        self.generation = Generation(
            number=number,
            digest=state.digest,
            documents=len(state.records),
            facts=sum(record.facts for record in state.records),
            triples=state.triples,
            modified=state.modified,
            notices=state.notices,
            in_memory=loading.store is not None,
            memory=sum(piece.resident for piece in pieces()),
        )
        self._loading = loading
        self._bare = bare
        self._control = control
        self._together = together
        self._ration: Ration | None = None
        self._workers: dict[int, int] = {}
        self._numbers: dict[int, int] = {}
        self._retired = False

    def run(self) -> None:
        """Do what the keeper says, and tell it which workers have ended, until it closes the socket."""
        warnings.filterwarnings(
            "ignore", category=DeprecationWarning
        )  # of fork beside threads: there are none
        gc.collect()
        gc.freeze()
        awake, waking = socket.socketpair()
        awake.setblocking(False)
        waking.setblocking(False)
        signal.signal(signal.SIGCHLD, _nothing)
        signal.set_wakeup_fd(waking.fileno(), warn_on_full_buffer=False)
        self._ration = ration = Ration(self._together)
        decoder = Decoder()
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(awake, select.POLLIN)
        look_at = 0.0
        while not (self._retired and not self._workers):
            wait = ration.until_next
            ready = {number for number, _ in poll.poll(None if wait is None else int(wait * 1000))}
            if awake.fileno() in ready:
                with suppress(BlockingIOError):
                    awake.recv(4096)
            self._reap()
            if time.monotonic() >= look_at:
                ration.look()
                look_at = time.monotonic() + (ration.until_next or 0)
            if self._control.fileno() in ready:
                frames = receive(self._control, decoder)
                if frames is None:
                    break
                for frame in frames:
                    self._obey(frame)
        self._end_all()

    def _obey(self, frame: Frame) -> None:
        if frame.kind is Kind.START and frame.carried is not None:
            self._start(frame.content["worker"], frame.carried, copy=frame.content["copy"])
        elif frame.kind is Kind.RETIRE:
            self._retired = True
        elif frame.kind is Kind.KILL:
            self._signal(frame.content["worker"])
        elif frame.kind is Kind.LOWER:
            process = self._workers.get(frame.content["worker"])
            if process is not None:
                with suppress(OSError):
                    os.setpriority(os.PRIO_PROCESS, process, _NICE)

    def _start(self, number: int, connection: socket.socket, *, copy: bool) -> None:
        parent = os.getpid()
        process = os.fork()
        if process == 0:
            self._become_worker(connection, parent, copy=copy)
        connection.close()
        self._workers[number] = process
        if self._ration is not None:
            self._ration.add(process)
        self._numbers[process] = number

    def _become_worker(self, connection: socket.socket, parent: int, *, copy: bool) -> NoReturn:
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            if self._ration is not None:
                self._ration.close()
            die_with_parent(parent)
            state, store = self._loading.state, self._loading.store
            if store is None:
                store = ox.Store.read_only(str(state.folder))
            content = Content(store, state.records, bare=self._bare)
            work(content, connection, self.generation.number, has_copy=copy)
        finally:
            os._exit(1)

    def _signal(self, number: int) -> None:
        process = self._workers.get(number)
        if process is not None:  # not reaped yet, so the number is still its own
            os.kill(process, signal.SIGKILL)

    def _reap(self) -> None:
        while self._workers:
            process, status = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                return
            number = self._numbers.pop(process, None)
            if self._ration is not None:
                self._ration.remove(process)
            if number is not None:
                del self._workers[number]
                code = os.waitstatus_to_exitcode(status)
                with suppress(OSError):  # a keeper that is gone is noticed by its own socket
                    self._control.sendall(pack_json(Kind.ENDED, worker=number, signal=max(-code, 0)))

    def _end_all(self) -> None:
        for number in list(self._workers):
            self._signal(number)
        for process in self._numbers:
            os.waitpid(process, 0)


def _nothing(number: int, frame: object) -> None:
    """Handle a signal that only has to end a wait."""
