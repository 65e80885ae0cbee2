"""The readers as a server's event loop sees them: questions go in, answers come out as they are written."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable
from typing import Final

from citygraph.graph.errors import QuerySyntax
from citygraph.ontology import CityGraphError

from .connection import Worker
from .control import Control
from .crew import Crew
from .errors import QueryCrashed, QueryMemory, QueryTimeout, ReadersLost, ServerBusy
from .frames import Kind, pack
from .generations import Generation
from .line import Line
from .pool_limits import PoolLimits
from .questions import Limits, Question
from .rationing import OVER_RATION
from .streams import Answer
from .turns import QUICK, Turns

__all__ = ["Pool"]

_SLOW: Final = 1.0
"""Seconds after which a question lets all others go before it."""
_GRACE: Final = 0.5
"""Seconds over its limit after which a worker is killed that the system has not stopped."""
_AHEAD: Final = 7
"""Most questions that a worker is given beside the one it begins with, as long as each turns out to be quick."""
_READ: Final = 1 << 18
_TICK: Final = 0.1
"""Seconds between two looks at how long questions have waited and run."""
_LAST_WORDS: Final = 2.0
"""Seconds to wait for how a worker ended."""


class Pool:
    """Workers over one store, for one event loop.

    Args:
        control: The keeper's socket for this process.
        limits: How many questions may be asked at once.

    Attributes:
        buffer: Where its workers' connections read to, one at a time.
    """

    def __init__(self, control: socket.socket, limits: PoolLimits | None = None) -> None:
        self.limits = limits or PoolLimits()
        self._control = Control(control, self)
        self._crew = Crew(self, self._control, self.limits)
        self.buffer = memoryview(bytearray(_READ))
        self._turns = Turns(self.limits)
        self._line = Line()
        self._ticking: asyncio.TimerHandle | None = None
        self._serving: asyncio.TimerHandle | None = None
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def generation(self) -> Generation:
        """What is served.

        Raises:
            ReadersLost: Nothing is: the pool was not started, or the store cannot be read.
        """
        return self._control.generation

    @property
    def idle(self) -> tuple[Worker, ...]:
        """The workers that wait to be asked."""
        return self._crew.idle

    async def start(self) -> None:
        """Wait until there is something to ask.

        Raises:
            CityGraphError: The store cannot be read.
        """
        self._loop = asyncio.get_running_loop()
        await self._control.start()

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
        await self._control.refresh()

    async def close(self) -> None:
        """End all workers of this process; questions that are running fail."""
        if self._closed:
            return
        self._closed = True
        for timer in (self._ticking, self._serving):
            if timer is not None:
                timer.cancel()
        self._control.close()
        waiting, self._line = list(self._line), Line()
        for answer in waiting:
            answer.fail(ReadersLost("the server is stopping"))
        self._crew.close()

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
        if (question.trusted or not self._line.of(client)) and self._may_run(answer):
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
        """Take a worker back from an answer that has ended, well or not; it goes on with what else it was given."""
        self._turns.end(worker, answer)
        if worker.following and worker.is_open and not worker.ending:
            self._run(worker, worker.following.popleft())
        elif worker.is_recalling and worker.is_open and not worker.ending:
            worker.resume()  # it is free once it has said what it will not answer
        else:
            self.free(worker)

    def stop(self, worker: Worker) -> None:
        """End a worker whose answer nobody wants any more."""
        worker.ending = True
        self._order(Kind.KILL, worker)

    def withdraw(self, answer: Answer) -> None:
        """Let a question wait no more for a worker."""
        for worker in self._turns.busy:
            if answer in worker.following:
                self._recall(worker)
                break
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

    # --- what workers and the keeper say

    def free(self, worker: Worker) -> None:
        """Take a worker back that has nothing to answer any more."""
        self._turns.busy.discard(worker)
        self._crew.give_back(worker)
        self._serve()

    def greet(self, worker: Worker) -> None:
        """Know of a worker that it is ready."""
        self._crew.greet(worker)
        self._serve()

    def grown(self, worker: Worker) -> None:
        """Know of a worker that it has taken more memory."""
        self._crew.grown(worker)

    def gone(self, worker: Worker) -> None:
        """Let go of a worker whose socket is closed; what it had not begun has its turn again."""
        self._turns.busy.discard(worker)
        self._crew.forget(worker)
        while worker.following:
            following = worker.following.pop()
            if self._closed:
                following.fail(ReadersLost("the server is stopping"))
            else:
                self._line.put_back(following)
        self._serve()

    def renew(self) -> None:
        """Know that another state of the store is served."""
        self._crew.renew()

    def ended(self, number: int, by: int) -> None:
        """Know how a worker's process ended."""
        self._crew.ended(number, by)

    def keeper_lost(self) -> None:
        """Know that nobody tells any more how workers end."""
        self._crew.keeper_lost()

    # --- turns

    def _may_run(self, answer: Answer) -> bool:
        return self._turns.may_run(answer, self.loop.time())

    def _serve(self) -> None:
        """Begin the questions whose turn it is."""
        while self._line and not self._closed and (following := self._line.next(self._may_run)) is not None:
            try:
                self._begin(following)
            except ReadersLost as error:
                following.fail(error)

    def _serve_soon(self) -> None:
        """Look soon whether the questions that run are quick: others wait for them."""
        if self._serving is None:
            self._serving = self.loop.call_later(QUICK, self._serve_late)

    def _serve_late(self) -> None:
        """Begin questions that wait for some that turned out not to be quick."""
        self._serving = None
        if self._closed:
            return
        for worker in self._turns.held_up(self.loop.time()):
            self._recall(worker)
        self._serve()
        if any(each.following for each in self._turns.busy) or (
            self._line and len(self._turns.busy) < self.limits.running
        ):
            self._serve_soon()

    def _begin(self, answer: Answer) -> None:
        worker = self._crew.take()
        self._turns.busy.add(worker)
        self._run(worker, answer)
        if self._line and worker.generation and not answer.question.trusted:
            self._give_more(worker, answer.client)
        worker.send(b"".join([pack(Kind.QUESTION, each.written) for each in (answer, *worker.following)]))

    def _run(self, worker: Worker, answer: Answer) -> None:
        self._turns.begin(worker, answer)
        answer.begin(worker, self.loop.time())

    def _give_more(self, worker: Worker, client: str) -> None:
        """Give a worker questions beside the one it begins: going from one to the next it need not be woken."""

        for _ in range(min(_AHEAD, -(-len(self._line) // self.limits.quick))):
            following = self._line.next(lambda each: self._turns.may_follow(each, client))
            if following is None:
                break
            worker.following.append(following)
        if worker.following:
            self._serve_soon()

    def _recall(self, worker: Worker) -> None:
        """Take back what a worker has not begun, so that others answer it."""
        for following in reversed(worker.following):
            self._line.put_back(following)
        worker.recall()

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
        for answer in list(self._turns.answers.values()):
            worker = answer.worker
            if worker is None:
                continue
            if now - answer.asked_at > answer.question.limits.seconds + _GRACE:
                worker.too_slow = True
                self._order(Kind.KILL, worker)
            elif now - answer.begun_at > _SLOW and not answer.is_lowered:
                answer.is_lowered = True
                self._order(Kind.LOWER, worker)  # it cannot be raised again, so it is not asked again
        if self._turns.answers or self._line:
            self._ticking = self.loop.call_later(_TICK, self._tick)

    def _order(self, kind: Kind, worker: Worker) -> None:
        worker.reusable = False
        self._control.order(kind, worker.number)


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
