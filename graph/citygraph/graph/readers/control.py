"""What a pool and the keeper tell each other: which state of the store is served, and what becomes of workers."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from citygraph.ontology import CityGraphError

from .errors import ReadersLost
from .failures import read_failure
from .frames import Decoder, Frame, Kind, pack, pack_json, receive, send_with_socket
from .generations import Generation

if TYPE_CHECKING:
    from .pool import Pool

__all__ = ["Control"]


class Control:
    """The keeper's socket for one process.

    Args:
        connection: The socket.
        pool: Who is told what the keeper says.
    """

    def __init__(self, connection: socket.socket, pool: Pool) -> None:
        self._connection = connection
        self._pool = pool
        self._decoder = Decoder()
        self._generation: Generation | None = None
        self._trouble: CityGraphError | None = None
        self._known: asyncio.Future[None] | None = None
        self._looks: deque[asyncio.Future[None]] = deque()
        self._closed = False

    @property
    def generation(self) -> Generation:
        """What is served.

        Raises:
            ReadersLost: Nothing is: it was not started, or the store cannot be read.
        """
        if self._generation is None:
            raise self._trouble or ReadersLost("the readers have not been started")
        return self._generation

    async def start(self) -> None:
        """Wait until there is something to ask.

        Raises:
            CityGraphError: The store cannot be read.
        """
        loop = asyncio.get_running_loop()
        self._connection.setblocking(False)
        self._known = loop.create_future()
        loop.add_reader(self._connection.fileno(), self._hear)
        await self._known

    async def refresh(self) -> None:
        """Return once what was published before the call is served.

        Raises:
            ReadersLost: The process that starts readers is gone.
        """
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        try:
            self._connection.sendall(pack(Kind.LOOK))
        except OSError as error:
            raise _lost() from error
        self._looks.append(future)
        await future

    def close(self) -> None:
        """Say and hear nothing any more."""
        self._closed = True
        asyncio.get_running_loop().remove_reader(self._connection.fileno())
        self._connection.close()

    def start_worker(self, number: int, *, has_copy: bool) -> socket.socket:
        """Return a socket of a worker that is being started.

        Args:
            number: What to call it.
            has_copy: Whether it takes a copy of the store of its own before it says that it is ready.

        Raises:
            ReadersLost: It cannot be started.
        """
        try:
            here, there = socket.socketpair()
        except OSError as error:
            raise ReadersLost(f"no process can be started: {error.strerror}") from error
        try:
            order = pack_json(Kind.START, worker=number, copy=has_copy)
            send_with_socket(self._connection, order, there)
        except OSError as error:
            here.close()
            raise _lost() from error
        finally:
            there.close()
        return here

    def order(self, kind: Kind, number: int) -> None:
        """Have a worker ended or lowered; nothing where the process that does so is gone, for its workers end too."""
        if not self._closed:
            with suppress(OSError):
                self._connection.sendall(pack_json(kind, worker=number))

    def _hear(self) -> None:
        try:
            frames = receive(self._connection, self._decoder)
        except BlockingIOError:
            return
        except OSError:
            frames = None
        if frames is None:
            self._lose_keeper()
            return
        for frame in frames:
            self._heed(frame)

    def _heed(self, frame: Frame) -> None:
        if frame.kind is Kind.GENERATION:
            self._generation = Generation.from_json(frame.content)
            if self._known is not None and not self._known.done():
                self._known.set_result(None)
            self._pool.renew()
        elif frame.kind is Kind.TROUBLE:
            self._trouble = read_failure(frame.payload)
            if self._known is not None and not self._known.done():
                self._known.set_exception(self._trouble)
        elif frame.kind is Kind.ENDED:
            self._pool.ended(frame.content["worker"], frame.content["signal"])
        elif frame.kind is Kind.LOOKED and self._looks:
            future = self._looks.popleft()
            if not future.done():
                future.set_result(None)

    def _lose_keeper(self) -> None:
        asyncio.get_running_loop().remove_reader(self._connection.fileno())
        lost = _lost()
        self._trouble = lost
        if self._known is not None and not self._known.done():
            self._known.set_exception(lost)
        for future in self._looks:
            if not future.done():
                future.set_exception(lost)
        self._looks.clear()
        self._pool.keeper_lost()


def _lost() -> ReadersLost:
    return ReadersLost("the process that starts readers is gone", hint="restart the server")
