"""Serves with several web processes that share one port, and the readers of one store."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Final, NoReturn

from citygraph.graph.readers import Generation, Limits, Pool, PoolLimits, ReaderGraph, Readers
from citygraph.graph.readers.process import die_with_parent, processors
from citygraph.graph.writing import WriterProcess
from citygraph.ontology.identifiers import Identifiers

from .serving import Server, listen, server_for
from .settings import Settings

__all__ = ["WebProcesses", "serve_store"]

_PAGE_MEMORY: Final = 1 << 30
"""Bytes of memory that a query of citygraph's own may take."""
_TOO_SOON: Final = 1.0
"""Seconds that a process must have lived for another to be started at once in its place."""


def serve_store(
    readers: Readers,
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    processes: int = 1,
    on_listening: Callable[[str, Generation], None] | None = None,
    access_log: bool = False,
    writer: WriterProcess | None = None,
    bare: bool = False,
) -> None:
    """Serve a store through its readers until the process is asked to stop, then finish running requests.

    Args:
        readers: The processes that read the store; ending them stays with the caller.
        settings: The deployment's choices.
        host: Where to listen; the default is reachable from this machine alone.
        port: The port, or 0 for any free one.
        processes: How many web processes share the port; more than one are forked from this process, which must
            have no other thread.
        on_listening: Called, in the first of them, with the real address and what is served once requests are taken.
        access_log: Whether each request is logged.
        writer: The process that writes, started; without it the server is read-only. It needs one web process.
        bare: Whether the readers serve a bare dataset.

    Raises:
        PortTaken: The address cannot be listened on.
        CityGraphError: The store cannot be read.
    """
    with listen(host, port) as listening:

        def server(place: int, control: socket.socket) -> Server:
            pool = Pool(control, _share(settings, processes))
            memory = min(_PAGE_MEMORY, settings.memory_together)
            pages = Limits(seconds=settings.request_seconds, memory=memory, rows=None, size=None)
            graph = ReaderGraph(pool, Identifiers(settings.base), pages)

            def told(address: str) -> None:
                if on_listening is not None:
                    on_listening(address, pool.generation)

            return server_for(
                graph,
                settings,
                listening,
                on_listening=told if place == 0 else None,
                access_log=access_log,
                writer=writer,
                bare=bare,
            )

        if processes == 1:
            server(0, readers.connect()).run(sockets=[listening])
        else:
            WebProcesses(listening, processes, readers.connect, server).run()


def _share(settings: Settings, processes: int) -> PoolLimits:
    """Return how many questions one of several web processes may ask at once."""
    return PoolLimits(
        running=-(-settings.queries // processes),
        quick=-(-processors() // processes),
        client_running=max(1, settings.queries_client // processes),
        waiting=-(-settings.queries_waiting // processes),
        client_waiting=max(1, settings.queries_waiting * 3 // (4 * processes)),
        patience=settings.queries_patience,
        copies=None if settings.memory_copies is None else settings.memory_copies << 20,
        pools=processes,
    )


class WebProcesses:
    """Processes that take requests from one listening socket, forked from this one, which has no other thread.

    Args:
        listening: The socket.
        count: How many processes.
        connect: Called before each fork for a socket of the readers' keeper.
        make_server: Called in each new process, with its place among them and that socket, for its server.
    """

    def __init__(
        self,
        listening: socket.socket,
        count: int,
        connect: Callable[[], socket.socket],
        make_server: Callable[[int, socket.socket], Server],
    ) -> None:
        self._listening = listening
        self._count = count
        self._connect = connect
        self._make_server = make_server
        self._places: dict[int, tuple[int, float]] = {}
        self._stopping = False

    def run(self) -> None:
        """Serve until this process is asked to stop (SIGINT or SIGTERM); a process that ends otherwise is replaced."""
        self._listening.listen(2048)
        before = {number: signal.signal(number, self._stop) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            for place in range(self._count):
                self._start(place)
            while self._places:
                process, _ = os.wait()
                if process not in self._places:
                    continue
                place, began = self._places.pop(process)
                if self._stopping:
                    continue
                if time.monotonic() - began < _TOO_SOON:
                    time.sleep(_TOO_SOON)
                self._start(place)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _start(self, place: int) -> None:
        control, parent = self._connect(), os.getpid()
        process = os.fork()
        if process == 0:
            self._serve(place, control, parent)
        control.close()
        self._places[process] = (place, time.monotonic())
        if self._stopping:  # asked to between the look and the fork
            os.kill(process, signal.SIGTERM)

    def _serve(self, place: int, control: socket.socket, parent: int) -> NoReturn:
        status = 1
        try:
            die_with_parent(parent)
            self._make_server(place, control).run(sockets=[self._listening])
            status = 0
        except KeyboardInterrupt:  # what the server leaves of a signal once it has stopped
            status = 0
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)

    def _stop(self, number: int, frame: object) -> None:
        self._stopping = True
        for process in self._places:
            os.kill(process, signal.SIGTERM)
