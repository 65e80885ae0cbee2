"""Runs the application on a port."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

import uvicorn
from citygraph.graph import CityGraph
from citygraph.graph.readers import ReaderGraph
from citygraph.graph.writing import WriterProcess
from citygraph.ontology.errors import CityGraphError
from fastapi import FastAPI

from .app import create_app
from .protocol import DirectQueries, short_way_protocol
from .settings import Settings

__all__ = ["PortTaken", "Server", "serve"]


class PortTaken(CityGraphError):
    """The address cannot be listened on.

    Attributes:
        host: The host asked for.
        port: The port asked for.
    """

    code = "port-taken"

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"cannot listen on {host} port {port}: {reason}",
            hint="choose another port with --port, or 0 for any free one",
        )
        self.host = host
        self.port = port


class Server(uvicorn.Server):
    """A uvicorn server that says when it listens, and where.

    Args:
        config: uvicorn's own settings.
        app: The application.
        address: The address that it will listen on.
        on_listening: Called once with that address, when requests are taken.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        app: FastAPI,
        *,
        address: str,
        on_listening: Callable[[str], None] | None,
    ) -> None:
        super().__init__(config)
        self._app = app
        self.address = address
        self._on_listening = on_listening

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Take SIGINT and SIGTERM as a wish to stop, once: the caller then closes the graph."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {
            number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell the caller.

        Raises:
            CityGraphError: The readers cannot read the store.
        """
        await super().startup(sockets=sockets)
        failure: CityGraphError | None = self._app.state.failure
        if failure is not None:
            await super().shutdown(sockets=sockets)
            raise failure
        if self.started and self._on_listening is not None:
            self._on_listening(self.address)


def serve(
    graph: CityGraph | ReaderGraph,
    settings: Settings,
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    on_listening: Callable[[str], None] | None = None,
    access_log: bool = False,
    writer: WriterProcess | None = None,
    bare: bool = False,
) -> None:
    """Serve a graph until the process is asked to stop (SIGINT or SIGTERM), then finish running requests.

    Args:
        graph: What to serve; closing it stays with the caller.
        settings: The deployment's choices.
        host: Where to listen; the default is reachable from this machine alone.
        port: The port, or 0 for any free one.
        on_listening: Called with the real address (``http://127.0.0.1:8000``) once requests are taken.
        access_log: Whether each request is logged.
        writer: The process that writes, started; without it the server is read-only.
        bare: Whether the readers serve a bare dataset.

    Raises:
        PortTaken: The address cannot be listened on.
    """
    listening = listen(host, port)
    with listening:
        server_for(
            graph,
            settings,
            listening,
            on_listening=on_listening,
            access_log=access_log,
            writer=writer,
            bare=bare,
        ).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address.

    Raises:
        PortTaken: It cannot be bound.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except (OSError, OverflowError) as error:
        bound.close()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise PortTaken(host, port, reason) from error
    return bound


def server_for(
    graph: CityGraph | ReaderGraph,
    settings: Settings,
    listening: socket.socket,
    *,
    on_listening: Callable[[str], None] | None = None,
    access_log: bool = False,
    writer: WriterProcess | None = None,
    bare: bool = False,
) -> Server:
    """Return the server for a bound socket; for callers that run it in a thread of their own."""
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}"
    app = create_app(graph, settings, address=address, writer=writer, bare=bare)
    config = uvicorn.Config(
        DirectQueries(app, settings=settings),
        log_level="info" if access_log else "warning",
        access_log=access_log,
        server_header=False,
        timeout_graceful_shutdown=settings.shutdown_seconds,
        h11_max_incomplete_event_size=65536,
        timeout_keep_alive=15,
        http=short_way_protocol(app, settings),
        lifespan="on",
        forwarded_allow_ips=settings.proxies,
    )
    return Server(config, app, address=address, on_listening=on_listening)
