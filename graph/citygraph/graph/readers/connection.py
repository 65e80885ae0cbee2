"""One worker's connection, and what it was given to answer."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from typing import TYPE_CHECKING

from .frames import Decoder, Kind, pack_json

if TYPE_CHECKING:
    from .pool import Pool
    from .streams import Answer

__all__ = ["Worker"]


class Worker:
    """A worker process, from this side of its socket.

    Attributes:
        number: Its number among this process's.
        generation: The state of the store that it answers from, 0 before it has said so.
        has_copy: Whether it has, or makes, a copy of the store of its own.
        answer: What it is answering, if anything.
        following: What it was given beside that, to answer after it.
        is_recalling: Whether it was told to answer no more of that, and has not yet said that it will not.
        reusable: Whether it may be asked again.
        ending: Whether it was told to end at once.
        too_slow: Whether that was for the time it took.
        own: Bytes of memory that it has for itself, as far as it has said.
        ended: Set to the signal that ended it, 0 for none.
    """

    def __init__(self, number: int, pool: Pool, connection: socket.socket, *, has_copy: bool) -> None:
        loop = asyncio.get_running_loop()
        self.number = number
        self.generation = 0
        self.has_copy = has_copy
        self.answer: Answer | None = None
        self.following: deque[Answer] = deque()
        self.is_recalling = False
        self.reusable = True
        self.ending = False
        self.too_slow = False
        self.own = 0
        self.ended: asyncio.Future[int] = loop.create_future()
        self._pool = pool
        self._loop = loop
        self._connection = connection
        connection.setblocking(False)
        self._decoder = Decoder()
        self._rest = bytearray()
        self._reading = False
        self._closed = False
        self.resume()

    @property
    def is_open(self) -> bool:
        """Whether its socket is open on this side."""
        return not self._closed

    def begin(self, answer: Answer) -> None:
        """Take what comes from now on as this answer; the end of the one before may have come while it was held up."""
        self.answer = answer
        self.resume()

    def recall(self) -> None:
        """Tell it to answer nothing that it has not begun, and to say so; what it answers until then is not heard."""
        self.is_recalling = True
        self.send(pack_json(Kind.RECALL, questions=len(self.following)))
        self.following.clear()

    def send(self, message: bytes) -> None:
        """Send a message; what does not fit at once follows when it does."""
        if self._rest:
            self._rest += message
            return
        try:
            sent = self._connection.send(message)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # the worker is gone, as reading will show
        if sent < len(message):
            self._rest += message[sent:]
            self._loop.add_writer(self._connection.fileno(), self._send_rest)

    def _send_rest(self) -> None:
        try:
            del self._rest[: self._connection.send(self._rest)]
        except BlockingIOError:
            return
        except OSError:
            self._rest.clear()
        if not self._rest:
            self._loop.remove_writer(self._connection.fileno())

    def pause(self) -> None:
        """Read no more for now."""
        if self._reading:
            self._loop.remove_reader(self._connection.fileno())
            self._reading = False

    def resume(self) -> None:
        """Read on."""
        if not self._reading and not self._closed:
            self._loop.add_reader(self._connection.fileno(), self._read)
            self._reading = True

    def close(self) -> None:
        """Let the worker end."""
        if not self._closed:
            self.pause()
            self._loop.remove_writer(self._connection.fileno())
            self._closed = True
            self.reusable = False
            self._connection.close()
            if self.answer is not None:
                self.answer.lose()
            self._pool.gone(self)

    def _read(self) -> None:
        buffer = self._pool.buffer
        try:
            length = self._connection.recv_into(buffer)
        except BlockingIOError:
            return
        except OSError:
            length = 0
        if not length:
            self.close()
            return
        for frame in self._decoder.feed(buffer[:length]):
            if frame.kind is Kind.HELLO:
                self.generation = frame.content["generation"]
                self._pool.greet(self)
            elif frame.kind is Kind.GROWN:
                self.own = frame.content["own"] << 10
                self._pool.grown(self)
            elif frame.kind is Kind.RECALLED:
                self.is_recalling = False
                if self.answer is None:
                    self._pool.free(self)
            elif self.answer is not None:
                self.answer.take(frame)
