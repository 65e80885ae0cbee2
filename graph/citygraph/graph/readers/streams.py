"""One worker's connection, and the answer that comes over it."""

from __future__ import annotations

import asyncio
import socket
from collections import deque
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Final, cast

from citygraph.ontology import CityGraphError

from .errors import ReadersLost
from .failures import read_failure
from .frames import Decoder, Frame, Kind
from .questions import Form, Question

if TYPE_CHECKING:
    from .pool import Pool

__all__ = ["Answer", "Worker"]

_MOST_HELD: Final = 1 << 18
"""Bytes of an answer that are read ahead of whoever takes them."""


class Worker:
    """A worker process, from this side of its socket.

    Attributes:
        number: Its number among this process's.
        generation: The state of the store that it answers from, 0 before it has said so.
        answer: What it is answering, if anything.
        reusable: Whether it may be asked again.
        too_slow: Whether it was killed for the time it took.
        own: Bytes of memory that it has for itself, as far as it has said.
        ended: Set to the signal that ended it, 0 for none.
    """

    def __init__(self, number: int, pool: Pool, connection: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        self.number = number
        self.generation = 0
        self.answer: Answer | None = None
        self.reusable = True
        self.too_slow = False
        self.own = 0
        self.ended: asyncio.Future[int] = loop.create_future()
        self._pool = pool
        self._loop = loop
        self._connection = connection
        connection.setblocking(False)
        self._decoder = Decoder()
        self._reading = False
        self._closed = False
        self.resume()

    def begin(self, answer: Answer) -> None:
        """Take what comes from now on as this answer; the end of the one before may have come while it was held up."""
        self.answer = answer
        self.resume()

    def send(self, message: bytes) -> None:
        """Send a message; what does not fit at once follows when it does."""
        try:
            sent = self._connection.send(message)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # the worker is gone, as reading will show
        if sent < len(message):
            self._loop.add_writer(self._connection.fileno(), self._send_rest, bytearray(message[sent:]))

    def _send_rest(self, rest: bytearray) -> None:
        try:
            del rest[: self._connection.send(rest)]
        except BlockingIOError:
            return
        except OSError:
            rest.clear()
        if not rest:
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
            self._pool.forget(self)
            if self.answer is not None:
                self.answer.lose()

    def _read(self) -> None:
        try:
            data = self._connection.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.close()
            return
        for frame in self._decoder.feed(data):
            if frame.kind is Kind.HELLO:
                self.generation = frame.content["generation"]
            elif frame.kind is Kind.GROWN:
                self.own = frame.content["own"] << 10
                self._pool.grown(self)
            elif self.answer is not None:
                self.answer.take(frame)


class Answer:
    """An answer as it comes.

    Attributes:
        form: ``solutions``, ``boolean``, ``triples`` or ``records``.
        format: Name of the format that it is written in.
        generation: Number of the store's state that it was computed on.
        more: Whether there are more rows than were asked for; known at the end.
    """

    def __init__(self, pool: Pool, worker: Worker, question: Question) -> None:
        self.form: Form = "solutions"
        self.format = ""
        self.generation = 0
        self.more = False
        self.timers: tuple[asyncio.TimerHandle, ...] = ()
        self._pool = pool
        self._worker: Worker | None = worker
        self._question = question
        self._chunks: deque[bytes] = deque()
        self._held = 0
        self._has_begun = False
        self._complete = False
        self._error: CityGraphError | None = None
        self._lost: Worker | None = None
        self._waiter: asyncio.Future[None] | None = None

    @property
    def is_complete(self) -> bool:
        """Whether the whole answer has come."""
        return self._complete

    @property
    def body(self) -> bytes:
        """What has come and was not taken yet; the whole answer where it is complete."""
        return b"".join(self._chunks)

    def __aiter__(self) -> AsyncIterator[bytes]:
        """Give the answer part by part."""
        return self._parts()

    async def _parts(self) -> AsyncIterator[bytes]:
        try:
            while True:
                while self._chunks:
                    chunk = self._chunks.popleft()
                    self._held -= len(chunk)
                    yield chunk
                if self._complete:
                    return
                await self._raise_if_over()
                if self._worker is not None:
                    self._worker.resume()
                await self._wait()
        finally:
            self.abandon()

    async def whole(self) -> bytes:
        """Return the whole answer.

        Raises:
            CityGraphError: It has broken off.
        """
        return self.body if self._complete else b"".join([part async for part in self])

    async def begun(self) -> None:
        """Wait for the answer's head.

        Raises:
            CityGraphError: There is no answer.
        """
        while not self._has_begun:
            await self._raise_if_over()
            await self._wait()

    def abandon(self) -> None:
        """Want no more of the answer; its worker is ended unless it has finished."""
        worker = self._worker
        if worker is not None:
            self._pool.stop(worker)
            self._release()

    def take(self, frame: Frame) -> None:
        """Take a frame from the worker."""
        if frame.kind is Kind.DATA:
            self._chunks.append(frame.payload)
            self._held += len(frame.payload)
            if self._held > _MOST_HELD and self._worker is not None and self._has_begun:
                self._worker.pause()
        elif frame.kind is Kind.HEAD:
            head: dict[str, Any] = frame.content
            self.form, self.format = cast(Form, head["form"]), head["format"]
            self._has_begun = True
            if self._worker is not None:
                self.generation = self._worker.generation
        elif frame.kind is Kind.END:
            self.more = bool(frame.content.get("more", False))
            self._complete = True
            self._release()
        else:
            self._error = read_failure(frame.payload)
            self._release()
        self._wake()

    def lose(self) -> None:
        """Know that the worker is gone."""
        if self._worker is not None:
            self._lost = self._worker
            self._release()
        self._wake()

    def _release(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.answer = None
            self._pool.done(worker, self)

    async def _raise_if_over(self) -> None:
        if self._error is None and self._lost is not None:
            self._error = await self._pool.why(self._lost, self._question.limits)
        if self._error is not None:
            raise self._error
        if self._worker is None:
            raise ReadersLost("nobody wants the answer any more")

    async def _wait(self) -> None:
        self._waiter = asyncio.get_running_loop().create_future()
        try:
            await self._waiter
        finally:
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
