"""The readers as a server's event loop sees them: questions go in, answers come out as they are written."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections import deque
from dataclasses import dataclass
from typing import Final

from citygraph.graph.errors import QuerySyntax
from citygraph.ontology import CityGraphError

from .errors import QueryCrashed, QueryMemory, QueryTimeout, ReadersLost, ServerBusy
from .failures import read_failure
from .frames import Decoder, Frame, Kind, pack, pack_json, receive, send_with_socket
from .generations import Generation
from .questions import Limits, Question
from .rationing import OVER_RATION
from .streams import Answer, Worker

__all__ = ["Pool", "PoolLimits"]

_SLOW: Final = 1.0
"""Seconds after which a question lets all others go before it."""
_GRACE: Final = 0.5
"""Seconds over its limit after which a worker is killed that the system has not stopped."""
_LAST_WORDS: Final = 2.0
"""Seconds to wait for how a worker ended."""


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many questions one process may ask at once.

    Attributes:
        running: Most questions that run at once; each has a worker of its own.
        reserved: Workers beside those that trusted questions alone may take.
        waiting: Most questions that wait for a worker.
        patience: Seconds that a question waits before it is told that the server is busy.
        kept: Most bytes of memory that workers keep for themselves between questions, or as many as the store takes
            where that is more. One that has more than its part is then replaced.
        pools: How many pools ask the same readers, and share that memory.
    """

    running: int = 8
    reserved: int = 2
    waiting: int = 128
    patience: float = 5.0
    kept: int = 192 << 20
    pools: int = 1


class Pool:
    """Workers over one store, for one event loop.

    Args:
        control: The keeper's socket for this process.
        limits: How many questions may be asked at once.

    Attributes:
        generation: What is served, once started.
    """

    def __init__(self, control: socket.socket, limits: PoolLimits | None = None) -> None:
        self.limits = limits or PoolLimits()
        self._control = control
        self._decoder = Decoder()
        self._numbers = 0
        self._workers: dict[int, Worker] = {}
        self._idle: list[Worker] = []
        self._running = 0
        self._waiting: deque[tuple[Question, asyncio.Future[Worker]]] = deque()
        self._generation: Generation | None = None
        self._trouble: CityGraphError | None = None
        self._known: asyncio.Future[None] | None = None
        self._looks: deque[asyncio.Future[None]] = deque()
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def generation(self) -> Generation:
        """What is served.

        Raises:
            ReadersLost: Nothing is: the pool was not started, or the store cannot be read.
        """
        if self._generation is None:
            raise self._trouble or ReadersLost("the readers have not been started")
        return self._generation

    async def start(self) -> None:
        """Wait until there is something to ask.

        Raises:
            CityGraphError: The store cannot be read.
        """
        self._loop = loop = asyncio.get_running_loop()
        self._control.setblocking(False)
        self._known = loop.create_future()
        loop.add_reader(self._control.fileno(), self._hear)
        await self._known

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The event loop that the pool was started on.

        Raises:
            ReadersLost: It was not started, or has been closed.
        """
        if self._loop is None or self._closed:
            raise ReadersLost("the readers are not being asked")
        return self._loop

    async def refresh(self) -> None:
        """Return once what was published before the call is served."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._looks.append(future)
        self._control.sendall(pack(Kind.LOOK))
        await future

    async def close(self) -> None:
        """End all workers of this process; questions that are running fail."""
        if self._closed:
            return
        self._closed = True
        asyncio.get_running_loop().remove_reader(self._control.fileno())
        self._control.close()
        for _, future in self._waiting:
            if not future.done():
                future.set_exception(ReadersLost("the server is stopping"))
        self._waiting.clear()
        for worker in list(self._workers.values()):
            worker.close()

    async def ask(self, question: Question) -> Answer:
        """Return the answer, once it is known to begin; small ones are then complete.

        Raises:
            CityGraphError: There is none; the error says why.
        """
        loop = asyncio.get_running_loop()
        asked_at = loop.time()
        try:
            written = question.to_bytes()
        except UnicodeEncodeError as error:
            raise QuerySyntax("the query holds half of a surrogate pair, which is no character") from error
        worker = await self._lease(question)
        left = question.limits.seconds - (loop.time() - asked_at)
        if left <= 0:
            self._give_back(worker)
            raise QueryTimeout(question.limits.seconds)
        answer = Answer(self, worker, question)
        worker.begin(answer)
        answer.timers = (
            loop.call_later(_SLOW, self._lower, worker, answer),
            loop.call_later(left + _GRACE, self._kill, worker, answer),
        )
        worker.send(pack(Kind.QUESTION, written))
        try:
            await answer.begun()
        except BaseException:
            answer.abandon()
            raise
        return answer

    # --- what answers need of the pool

    def done(self, worker: Worker, answer: Answer) -> None:
        """Take a worker back from an answer that has ended, well or not."""
        for timer in answer.timers:
            timer.cancel()
        self._give_back(worker)

    def stop(self, worker: Worker) -> None:
        """End a worker whose answer nobody wants any more."""
        self._order(Kind.KILL, worker)

    async def why(self, worker: Worker, limits: Limits) -> CityGraphError:
        """Return why a worker ended in the middle of an answer."""
        try:
            by = await asyncio.wait_for(asyncio.shield(worker.ended), _LAST_WORDS)
        except TimeoutError:
            return QueryCrashed()
        if by == signal.SIGALRM or worker.too_slow:
            return QueryTimeout(limits.seconds)
        if by == OVER_RATION:
            return ServerBusy("the queries that run take all the memory there is for them")
        if by == signal.SIGABRT:  # what the engine does when memory is refused
            return QueryMemory(limits.memory)
        if by == signal.SIGKILL:
            return ReadersLost("the process that answered was ended", hint="ask again")
        return QueryCrashed()

    # --- leases

    async def _lease(self, question: Question) -> Worker:
        if self._closed:
            raise ReadersLost("the server is stopping")
        if self._may_run(question) and (question.trusted or not self._waiting):
            return self._take()
        if len(self._waiting) >= self.limits.waiting:
            raise ServerBusy
        future: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        entry = (question, future)
        self._waiting.append(entry)
        try:
            return await asyncio.wait_for(future, min(self.limits.patience, question.limits.seconds))
        except TimeoutError:
            raise ServerBusy from None
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._give_back(future.result())
            raise
        finally:
            if entry in self._waiting:
                self._waiting.remove(entry)

    def _may_run(self, question: Question) -> bool:
        most = self.limits.running + (self.limits.reserved if question.trusted else 0)
        return self._running < most

    def _take(self) -> Worker:
        self._running += 1
        try:
            return self._idle.pop() if self._idle else self._start_worker()
        except BaseException:
            self._running -= 1
            raise

    def _give_back(self, worker: Worker) -> None:
        self._running -= 1
        if worker.reusable and worker.generation == self.generation.number and not self._closed:
            self._idle.append(worker)
        else:
            worker.close()
        if self._waiting:
            self._serve_waiting()

    def _serve_waiting(self) -> None:
        """Give workers to those who wait, first come first served among those that may run."""
        for entry in list(self._waiting):
            question, future = entry
            if future.done():
                self._waiting.remove(entry)
            elif self._may_run(question):
                self._waiting.remove(entry)
                try:
                    future.set_result(self._take())
                except ReadersLost as error:
                    future.set_exception(error)

    def _start_worker(self) -> Worker:
        try:
            here, there = socket.socketpair()
        except OSError as error:
            raise ReadersLost(f"no process can be started: {error.strerror}") from error
        self._numbers += 1
        try:
            send_with_socket(self._control, pack_json(Kind.START, worker=self._numbers), there)
        except OSError as error:
            here.close()
            raise ReadersLost("the process that starts readers is gone", hint="restart the server") from error
        finally:
            there.close()
        worker = Worker(self._numbers, self, here)
        self._workers[worker.number] = worker
        return worker

    def grown(self, worker: Worker) -> None:
        """Let go of a worker that has more memory than its part, once all together have too much."""
        most = max(self.limits.kept, self.generation.memory) // self.limits.pools
        part = most // (self.limits.running + self.limits.reserved)
        if worker.own > part and sum(each.own for each in self._workers.values()) > most:
            worker.own, worker.reusable = 0, False  # what it has is as good as given back
            if worker in self._idle:
                worker.close()

    def forget(self, worker: Worker) -> None:
        """Let go of a worker that is gone, unless an answer still holds it."""
        if worker in self._idle:
            self._idle.remove(worker)

    # --- orders

    def _lower(self, worker: Worker, answer: Answer) -> None:
        if worker.answer is answer:
            worker.reusable = False  # it cannot be raised again
            self._order(Kind.LOWER, worker)

    def _kill(self, worker: Worker, answer: Answer) -> None:
        if worker.answer is answer:
            worker.too_slow = True
            self._order(Kind.KILL, worker)

    def _order(self, kind: Kind, worker: Worker) -> None:
        worker.reusable = False
        if not self._closed:
            self._control.sendall(pack_json(kind, worker=worker.number))

    # --- what the keeper says

    def _hear(self) -> None:
        try:
            frames = receive(self._control, self._decoder)
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
            self._renew()
        elif frame.kind is Kind.TROUBLE:
            self._trouble = read_failure(frame.payload)
            if self._known is not None and not self._known.done():
                self._known.set_exception(self._trouble)
        elif frame.kind is Kind.ENDED:
            worker = self._workers.pop(frame.content["worker"], None)
            if worker is not None and not worker.ended.done():
                worker.ended.set_result(frame.content["signal"])
        elif frame.kind is Kind.LOOKED and self._looks:
            future = self._looks.popleft()
            if not future.done():
                future.set_result(None)

    def _renew(self) -> None:
        """Replace idle workers of an older generation."""
        if self._known is not None and not self._known.done():
            self._known.set_result(None)
        idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()

    def _lose_keeper(self) -> None:
        asyncio.get_running_loop().remove_reader(self._control.fileno())
        lost = ReadersLost("the process that starts readers is gone", hint="restart the server")
        self._trouble = lost
        if self._known is not None and not self._known.done():
            self._known.set_exception(lost)
        for future in self._looks:
            if not future.done():
                future.set_exception(lost)
        self._looks.clear()
        for worker in self._workers.values():
            if not worker.ended.done():
                worker.ended.set_result(signal.SIGKILL)
