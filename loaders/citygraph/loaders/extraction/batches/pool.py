"""Work done by several processes: in order, with bounds, and without losing the rest when one of them dies."""

from __future__ import annotations

import multiprocessing
import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from time import monotonic
from typing import Any, Final, Generic, Literal, TypeVar, cast

from citygraph.ontology import CityGraphError

from .worker import Answer, Ready, serve

__all__ = ["Done", "Lost", "Pool", "WorkersLost"]

T = TypeVar("T")
R = TypeVar("R")

_AHEAD: Final = 8  # pieces of work that wait at one worker
_SMALL: Final = 24_000  # bytes of them: less than a pipe takes while nobody reads from it
_WINDOW: Final = 512  # pieces of work begun before the first of them is told
_MOST_BYTES: Final = 100_000_000  # of all these pieces together
_STARTS: Final = 3  # processes that may end before they work
_START_LIMIT: Final = 300.0  # seconds until a process works; the first one may have to build the gazetteer
_GRACE: Final = 2.0  # seconds to finish what is being written
_METHOD: Final = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class WorkersLost(CityGraphError):
    """No worker process could be started, or each ended before it could work."""

    code = "workers-lost"


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """A piece of work that was done.

    Attributes:
        task: The work.
        value: What came of it.
        seconds: How long it took.
    """

    task: T
    value: R
    seconds: float


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """A piece of work that nothing came of.

    Attributes:
        task: The work.
        why: ``died`` when the process ended, twice; ``slow`` when it took too long; ``error`` when it raised.
        what: The same in words.
        seconds: How long it took, the last time.
    """

    task: T
    why: Literal["died", "slow", "error"]
    what: str
    seconds: float


@dataclass(slots=True)
class _Piece(Generic[T]):
    index: int
    task: T
    data: bytes
    suspect: bool = False


class Pool(Generic[T, R]):
    """Processes that do one kind of work.

    A process that dies loses the piece that it was at, and no other: that piece is tried once more with nothing
    else running, and then told as lost. One that takes too long is ended.

    Args:
        start: Called once in each process; returns the function that does a piece of work. Must pickle.
        jobs: Most processes.
        time_limit: Most seconds for one piece.
    """

    def __init__(self, start: Callable[[], Callable[[T], R]], *, jobs: int, time_limit: float) -> None:
        if _METHOD == "forkserver":
            multiprocessing.set_forkserver_preload([serve.__module__])  # imported once for all processes
        self._start = start
        self._jobs = jobs
        self._limit = time_limit
        self._workers: list[_Worker[T]] = []
        self._failed_starts = 0

    def run(self, tasks: Iterable[T]) -> Generator[Done[T, R] | Lost[T]]:
        """Yield what came of each piece, in the order of the pieces.

        Few pieces are taken ahead of those that are told, however many there are.

        Raises:
            WorkersLost: No process can be started.
        """
        coming = _Coming(tasks)
        results: dict[int, Done[T, R] | Lost[T]] = {}
        told = 0
        try:
            while True:
                self._give(coming, told + _WINDOW)
                if not self._workers:
                    return
                for index, result in self._collect(coming):
                    results[index] = result
                while told in results:
                    yield results.pop(told)
                    told += 1
                    coming.told()
        finally:
            self._end()

    def _end(self) -> None:
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.stop(_GRACE)
        self._workers.clear()

    def _give(self, coming: _Coming[T], most: int) -> None:
        """Hand out what can be handed out, with new processes where all have their hands full."""
        at_work = [piece for worker in self._workers for piece in worker.pieces]
        if coming.suspects or any(piece.suspect for piece in at_work):
            if not at_work:
                self._idle().give(coming.suspects.popleft())
            return
        while (piece := coming.next(most)) is not None:
            takers = [worker for worker in self._workers if worker.takes(piece)]
            taker = min(takers, key=lambda worker: len(worker.pieces), default=None)
            if (taker is None or taker.pieces) and len(self._workers) < self._jobs:
                taker = self._begin()
            if taker is None:
                coming.back(piece)
                return
            taker.give(piece)
        if coming.ended and not any(worker.pieces for worker in self._workers):
            self._end()

    def _idle(self) -> _Worker[T]:
        return self._workers[0] if self._workers else self._begin()

    def _begin(self) -> _Worker[T]:
        worker = _Worker[T](self._start)
        self._workers.append(worker)
        return worker

    def _collect(self, coming: _Coming[T]) -> Iterator[tuple[int, Done[T, R] | Lost[T]]]:
        """Wait for something to happen and yield what came of it."""
        busy = [worker for worker in self._workers if worker.pieces or not worker.ready]
        until = min(self._deadline(worker) for worker in busy)
        heard = wait([worker.connection for worker in busy], max(0.0, until - monotonic()))
        for worker in busy:
            if worker.connection in heard:
                yield from self._hear(worker, coming)
            elif monotonic() > self._deadline(worker):
                worker.stop()
                what = f"it took more than {self._limit:g} seconds"
                yield from self._bury(worker, coming, "slow", what)

    def _deadline(self, worker: _Worker[T]) -> float:
        return worker.since + (self._limit if worker.ready else _START_LIMIT)

    def _hear(self, worker: _Worker[T], coming: _Coming[T]) -> Iterator[tuple[int, Done[T, R] | Lost[T]]]:
        try:
            message = cast("Ready | Answer", worker.connection.recv())
        except (EOFError, OSError, pickle.UnpicklingError):
            worker.stop()
            yield from self._bury(worker, coming, "died", f"the process that read it {worker.ending()}")
            return
        worker.since = monotonic()
        if isinstance(message, Ready):
            if message.problem is not None:
                raise WorkersLost(f"no process can begin to work: {message.problem}")
            worker.ready, self._failed_starts = True, 0
            return
        piece = worker.pieces.popleft()
        if message.problem is not None:
            yield piece.index, Lost(piece.task, "error", message.problem, message.seconds)
        else:
            yield piece.index, Done(piece.task, cast("R", message.value), message.seconds)

    def _bury(
        self, worker: _Worker[T], coming: _Coming[T], why: Literal["died", "slow"], what: str
    ) -> Iterator[tuple[int, Lost[T]]]:
        """Yield what a process that ended has lost; what only waited for it goes to another."""
        self._workers.remove(worker)
        pieces = list(worker.pieces)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _STARTS:
                raise WorkersLost(
                    f"{_STARTS} processes ended before they could work; the last {worker.ending()}"
                )
        elif pieces:
            at = pieces.pop(0)
            if why == "died" and not at.suspect:
                at.suspect = True
                coming.suspects.append(at)
            else:
                yield at.index, Lost(at.task, why, what, monotonic() - worker.since)
        for piece in reversed(pieces):
            coming.back(piece)


class _Coming(Generic[T]):
    """The pieces that are still to be handed out, in order.

    Attributes:
        ended: Whether there are no more behind those that wait.
        waiting: Pieces that came back.
        suspects: Pieces whose process died, each to be tried alone.
    """

    def __init__(self, tasks: Iterable[T]) -> None:
        self._tasks = enumerate(tasks)
        self.ended = False
        self.waiting: deque[_Piece[T]] = deque()
        self.suspects: deque[_Piece[T]] = deque()
        self._sizes: deque[int] = deque()
        self._bytes = 0

    def told(self) -> None:
        """Take note that the first of the pieces that were handed out is done with."""
        self._bytes -= self._sizes.popleft()

    def next(self, most: int) -> _Piece[T] | None:
        """Return the next piece; None when its number is not below ``most``, or what is begun is too large."""
        if self.waiting:
            return self.waiting.popleft()
        if self.ended or self._bytes > _MOST_BYTES:
            return None
        found = next(self._tasks, None)
        if found is None:
            self.ended = True
            return None
        piece = _Piece(found[0], found[1], pickle.dumps(found[1]))
        self._sizes.append(len(piece.data))
        self._bytes += len(piece.data)
        if piece.index < most:
            return piece
        self.back(piece)
        return None

    def back(self, piece: _Piece[T]) -> None:
        """Put a piece before all others."""
        self.waiting.appendleft(piece)


class _Worker(Generic[T]):
    """A process and what it has been given.

    Attributes:
        connection: Where its answers come from.
        pieces: What it is at, and what waits behind.
        ready: Whether it has begun to work.
        since: When it began with the first of them.
    """

    def __init__(self, start: Callable[[], Callable[[T], Any]]) -> None:
        context = multiprocessing.get_context(_METHOD)
        self.connection, other = context.Pipe()
        make = cast("Callable[..., BaseProcess]", context.Process)  # type: ignore[attr-defined, unused-ignore]
        self._process = make(target=serve, args=(other, start), daemon=True)
        self._process.start()
        other.close()
        self.pieces: deque[_Piece[T]] = deque()
        self.ready = False
        self.since = monotonic()

    def takes(self, piece: _Piece[T]) -> bool:
        """Return whether the piece can be sent without waiting for the process to read it."""
        if not self.pieces:
            return True
        size = sum(len(each.data) for each in self.pieces) + len(piece.data)
        return self.ready and len(self.pieces) < _AHEAD and size <= _SMALL

    def give(self, piece: _Piece[T]) -> None:
        """Send a piece; a process that died meanwhile is noticed when its answer is read."""
        if not self.pieces:
            self.since = monotonic()
        self.pieces.append(piece)
        try:
            self.connection.send_bytes(piece.data)
        except OSError:
            return

    def stop(self, grace: float = 0.0) -> None:
        """End the process; one that notices by itself that nobody listens has some seconds to do so."""
        if grace:
            self._process.join(grace)
        self._process.kill()
        self._process.join()
        self.connection.close()

    def ending(self) -> str:
        """Return how it ended, in words."""
        status = self._process.exitcode
        return (
            f"was ended by signal {-status}" if status is not None and status < 0 else f"ended with {status}"
        )
