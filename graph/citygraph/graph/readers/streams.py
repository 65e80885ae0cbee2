"""An answer on its way in: it comes over a worker's connection, as a whole or part by part."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, cast

from citygraph.ontology import CityGraphError

from .errors import ReadersLost
from .failures import read_failure
from .frames import Frame, Kind
from .questions import Form, Question

if TYPE_CHECKING:
    from .connection import Worker
    from .pool import Pool

__all__ = ["Answer"]

_MOST_HELD: Final = 1 << 18
"""Bytes of an answer that are read ahead of whoever takes them."""


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
                if self._chunks:  # as one part: each costs the server more than its bytes do
                    part = self.body
                    self._chunks.clear()
                    self._held = 0
                    yield part
                    continue
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
