"""One worker's connection, and the answer that comes over it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections import deque
from collections.abc import AsyncIterator, Callable
from functools import lru_cache, partial
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

    Args:
        pool: Who was asked.
        question: The question.
        written: The question as it is sent.
        client: Who asks.
        heard: Called whenever something has changed.
        now: The time.

    Attributes:
        question: The question.
        written: The question as it is sent.
        client: Who asks.
        heard: Called whenever something has changed.
        form: ``solutions``, ``boolean``, ``triples`` or ``records``.
        format: Name of the format that it is written in.
        generation: Number of the store's state that it was computed on.
        more: Whether there are more rows than were asked for; known at the end.
        has_begun: Whether its form and format are known.
        is_complete: Whether the whole answer has come.
        error: Why there is no answer, or none to its end.
        asked_at: When it was asked.
        begun_at: When a worker was given it.
        is_lowered: Whether others go before it, since it takes long.
    """

    def __init__(
        self,
        pool: Pool,
        question: Question,
        written: bytes,
        client: str,
        heard: Callable[[], None] | None,
        now: float,
    ) -> None:
        self.question = question
        self.written = written
        self.client = client
        self.heard = heard
        self.form: Form = "solutions"
        self.format = ""
        self.generation = 0
        self.more = False
        self.has_begun = False
        self.is_complete = False
        self.error: CityGraphError | None = None
        self.asked_at = now
        self.begun_at = now
        self.is_lowered = False
        self._pool = pool
        self._worker: Worker | None = None
        self._is_wanted = True
        self._chunks: deque[bytes] = deque()
        self._held = 0

    @property
    def worker(self) -> Worker | None:
        """Who is answering."""
        return self._worker

    @property
    def body(self) -> bytes:
        """What has come and was not taken yet; the whole answer where it is complete."""
        return self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)

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
                if self.is_complete:
                    return
                self._raise_if_over()
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
        return self.body if self.is_complete else b"".join([part async for part in self])

    async def begun(self) -> None:
        """Wait for the answer's head.

        Raises:
            CityGraphError: There is no answer.
        """
        while not self.has_begun:
            self._raise_if_over()
            await self._wait()

    def abandon(self) -> None:
        """Want no more of the answer; its worker is ended unless it has finished."""
        self._is_wanted = False
        worker = self._worker
        if worker is not None:
            self._pool.stop(worker)
            self._release()
        elif not self.is_complete and self.error is None:
            self._pool.withdraw(self)

    def begin(self, worker: Worker, now: float) -> None:
        """Be answered by a worker from now on."""
        self._worker = worker
        self.begun_at = now
        worker.begin(self)

    def take(self, frame: Frame) -> None:
        """Take a frame from the worker."""
        if frame.kind is Kind.WHOLE:
            payload = frame.payload
            end = 1 + payload[0]
            self._know(payload[1:end])
            self._chunks.append(payload[end:])
            self.is_complete = True
            self._release()
        elif frame.kind is Kind.DATA:
            self._chunks.append(frame.payload)
            self._held += len(frame.payload)
            if self._held > _MOST_HELD and self._worker is not None and self.has_begun:
                self._worker.pause()
        elif frame.kind is Kind.HEAD:
            self._know(frame.payload)
        elif frame.kind is Kind.END:
            self.more = bool(frame.content.get("more", False))
            self.is_complete = True
            self._release()
        else:
            self.error = read_failure(frame.payload)
            self._release()
        self._tell()

    def _know(self, head: bytes) -> None:
        self.form, self.format, self.more = _read_head(head)
        self.has_begun = True
        if self._worker is not None:
            self.generation = self._worker.generation

    def lose(self) -> None:
        """Know that the worker is gone; why is told later."""
        worker = self._worker
        if worker is not None:
            self._release()
            self._pool.explain(worker, self)

    def fail(self, error: CityGraphError) -> None:
        """Know that there is no answer, or none to its end."""
        if self.error is None and not self.is_complete:
            self.error = error
            self._tell()

    def _release(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.answer = None
            self._pool.done(worker, self)

    def _raise_if_over(self) -> None:
        if self.error is not None:
            raise self.error
        if not self._is_wanted:
            raise ReadersLost("nobody wants the answer any more")

    async def _wait(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.heard = partial(_resolve, waiter)
        try:
            await waiter
        finally:
            self.heard = None

    def _tell(self) -> None:
        if self.heard is not None:
            self.heard()


def _resolve(waiter: asyncio.Future[None]) -> None:
    if not waiter.done():
        waiter.set_result(None)


@lru_cache(maxsize=64)
def _read_head(head: bytes) -> tuple[Form, str, bool]:
    """Return form, format and whether there is more."""
    content: dict[str, Any] = json.loads(head)
    return cast(Form, content["form"]), content["format"], bool(content.get("more", False))
