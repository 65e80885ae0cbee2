"""The readers as a server's event loop sees them: questions go in, answers come out as they are written."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from citygraph.graph.errors import QuerySyntax
from citygraph.ontology import CityGraphError

from .errors import QueryCrashed, QueryMemory, QueryTimeout, ReadersLost, ServerBusy
from .failures import read_failure
from .frames import Decoder, Frame, Kind, pack, pack_json, receive, send_with_socket
from .generations import Generation
from .line import Line
from .process import processors
from .questions import Limits, Question
from .rationing import OVER_RATION
from .streams import Answer, Worker

__all__ = ["Pool", "PoolLimits"]

_SLOW: Final = 1.0
"""Seconds after which a question lets all others go before it."""
_GRACE: Final = 0.5
"""Seconds over its limit after which a worker is killed that the system has not stopped."""
_QUICK: Final = 0.005
"""Seconds within which small questions are answered: until then, no more of them run at once than processors do."""
_TICK: Final = 0.1
"""Seconds between two looks at how long questions have waited and run."""
_LAST_WORDS: Final = 2.0
"""Seconds to wait for how a worker ended."""


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many questions one process may ask at once.

    Attributes:
        running: Most questions that run at once; each has a worker of its own.
        reserved: Workers beside those that trusted questions alone may take.
        quick: Most of them that have just begun: as many as there are processors. More would only take turns.
        client_running: Most of them that one client asks.
        waiting: Most questions that wait for a worker.
        client_waiting: Most of them that one client asks.
        patience: Seconds that a question waits before it is told that the server is busy.
        kept: Most bytes of memory that workers keep for themselves between questions, or as many as the store takes
            where that is more. One that has more than its part is then replaced.
        pools: How many pools ask the same readers, and share that memory.
    """

    running: int = 8
    reserved: int = 2
    quick: int = field(default_factory=processors)
    client_running: int = 6
    waiting: int = 128
    client_waiting: int = 96
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
        self._answers: dict[int, Answer] = {}
        self._clients: dict[str, int] = {}
        self._line = Line()
        self._ticking: asyncio.TimerHandle | None = None
        self._serving: asyncio.TimerHandle | None = None
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
        if self._ticking is not None:
            self._ticking.cancel()
        asyncio.get_running_loop().remove_reader(self._control.fileno())
        self._control.close()
        waiting, self._line = list(self._line), Line()
        for answer in waiting:
            answer.fail(ReadersLost("the server is stopping"))
        for worker in list(self._workers.values()):
            worker.close()

    async def ask(self, question: Question, client: str = "") -> Answer:
        """Return the answer, once it is known to begin; small ones are then complete.

        Args:
            question: The question.
            client: Who asks; no client's questions take all workers.

        Raises:
            CityGraphError: There is none; the error says why.
        """
        answer = self.submit(question, client)
        try:
            await answer.begun()
        except BaseException:
            answer.abandon()
            raise
        return answer

    def submit(self, question: Question, client: str = "", heard: Callable[[], None] | None = None) -> Answer:
        """Return the answer to a question at once, to be filled later.

        Args:
            question: The question.
            client: Who asks; no client's questions take all workers.
            heard: Called whenever the answer has changed: it has begun, gone on, ended or failed.

        Raises:
            CityGraphError: The question cannot be taken.
        """
        loop = self.loop
        try:
            written = question.to_bytes()
        except UnicodeEncodeError as error:
            raise QuerySyntax("the query holds half of a surrogate pair, which is no character") from error
        answer = Answer(self, question, written, client, heard, loop.time())
        if self._may_run(answer) and (question.trusted or not self._line.of(client)):
            self._begin(answer)
        elif len(self._line) >= self.limits.waiting or self._line.of(client) >= self.limits.client_waiting:
            raise ServerBusy
        else:
            self._line.append(answer)
            self._serve_soon()
        if self._ticking is None:
            self._ticking = loop.call_later(_TICK, self._tick)
        return answer

    # --- what answers need of the pool

    def done(self, worker: Worker, answer: Answer) -> None:
        """Take a worker back from an answer that has ended, well or not."""
        self._running -= 1
        if not answer.question.trusted:
            self._count(answer.client, -1)
        self._answers.pop(worker.number, None)
        if worker.reusable and worker.generation == self.generation.number and not self._closed:
            self._idle.append(worker)
        else:
            worker.close()
        self._serve()

    def stop(self, worker: Worker) -> None:
        """End a worker whose answer nobody wants any more."""
        self._order(Kind.KILL, worker)

    def withdraw(self, answer: Answer) -> None:
        """Let a question wait no more for a worker."""
        self._line.remove(answer)

    def explain(self, worker: Worker, answer: Answer) -> None:
        """Tell an answer why its worker has ended, once that is known."""
        if self._closed:
            answer.fail(ReadersLost("the server is stopping"))
            return
        late = self.loop.call_later(_LAST_WORDS, answer.fail, QueryCrashed())

        def learn(ended: asyncio.Future[int]) -> None:
            late.cancel()
            answer.fail(_reason(worker, ended.result(), answer.question.limits))

        worker.ended.add_done_callback(learn)

    # --- turns

    def _may_run(self, answer: Answer) -> bool:
        if answer.question.trusted:
            return self._running < self.limits.running + self.limits.reserved
        if (
            self._running >= self.limits.running
            or self._clients.get(answer.client, 0) >= self.limits.client_running
        ):
            return False
        if self._running < self.limits.quick:
            return True
        since = self.loop.time() - _QUICK
        return sum(each.begun_at > since for each in self._answers.values()) < self.limits.quick

    def _serve(self) -> None:
        """Begin the questions whose turn it is."""
        while self._line and not self._closed and (following := self._line.next(self._may_run)) is not None:
            try:
                self._begin(following)
            except ReadersLost as error:
                following.fail(error)

    def _serve_soon(self) -> None:
        """Begin questions that wait once those that run turn out not to be quick."""
        if self._serving is None and self._running < self.limits.running:
            self._serving = self.loop.call_later(_QUICK, self._serve_late)

    def _serve_late(self) -> None:
        self._serving = None
        if not self._closed:
            self._serve()
            if self._line:
                self._serve_soon()

    def _begin(self, answer: Answer) -> None:
        worker = self._idle.pop() if self._idle else self._start_worker()
        self._running += 1
        if not answer.question.trusted:
            self._count(answer.client, 1)
        self._answers[worker.number] = answer
        answer.begin(worker, self.loop.time())
        worker.send(pack(Kind.QUESTION, answer.written))

    def _count(self, client: str, more: int) -> None:
        running = self._clients.get(client, 0) + more
        if running:
            self._clients[client] = running
        else:
            self._clients.pop(client, None)

    def _tick(self) -> None:
        """See which questions have waited or run for too long; again as long as there are any."""
        self._ticking = None
        if self._closed:
            return
        now = self.loop.time()
        for answer in list(self._line):
            if now - answer.asked_at > min(self.limits.patience, answer.question.limits.seconds):
                self._line.remove(answer)
                answer.fail(ServerBusy())
        for answer in list(self._answers.values()):
            worker, took = answer.worker, now - answer.asked_at
            if worker is None:
                continue
            if took > answer.question.limits.seconds + _GRACE:
                worker.too_slow = True
                self._order(Kind.KILL, worker)
            elif took > _SLOW and not answer.is_lowered:
                answer.is_lowered = True
                self._order(Kind.LOWER, worker)  # it cannot be raised again, so it is not asked again
        if self._answers or self._line:
            self._ticking = self.loop.call_later(_TICK, self._tick)

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


def _reason(worker: Worker, by: int, limits: Limits) -> CityGraphError:
    """Return why a worker ended in the middle of an answer."""
    if by == signal.SIGALRM or worker.too_slow:
        return QueryTimeout(limits.seconds)
    if by == OVER_RATION:
        return ServerBusy("the queries that run take all the memory there is for them")
    if by == signal.SIGABRT:  # what the engine does when memory is refused
        return QueryMemory(limits.memory)
    if by == signal.SIGKILL:
        return ReadersLost("the process that answered was ended", hint="ask again")
    return QueryCrashed()
