"""The workers of a pool: those that run, those that wait to be asked, and those that have a copy of the store."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, Final

from .connection import Worker
from .control import Control
from .errors import ReadersLost
from .pool_limits import PoolLimits

if TYPE_CHECKING:
    from .pool import Pool

__all__ = ["Crew"]

_REST: Final = 4.0
"""Times as long as making the last copy took, at least, until the next is made: whoever breaks workers cannot have
the processors busy with it."""
_AT_FIRST: Final = 0.1


class Crew:
    """Workers of one pool.

    Args:
        pool: Whose they are.
        control: Where they are ordered.
        limits: How much memory they keep.
    """

    def __init__(self, pool: Pool, control: Control, limits: PoolLimits) -> None:
        self._pool = pool
        self._control = control
        self._limits = limits
        self._numbers = 0
        self._workers: dict[int, Worker] = {}
        self._idle: list[Worker] = []
        self._copies = 0
        self._coming: dict[Worker, float] = {}
        self._not_before = 0.0
        self._took = _AT_FIRST
        self._later: asyncio.TimerHandle | None = None
        self._closed = False

    @property
    def idle(self) -> tuple[Worker, ...]:
        """Those that wait to be asked."""
        return tuple(self._idle)

    def take(self) -> Worker:
        """Return a worker to be asked: one that has a copy, one that has not, or a new one.

        Raises:
            ReadersLost: None can be started.
        """
        return self._idle.pop() if self._idle else self._start(has_copy=False)

    def give_back(self, worker: Worker) -> None:
        """Let a worker wait to be asked again, or end where it is not to be."""
        if self._closed or not worker.reusable or worker.generation != self._control.generation.number:
            worker.close()
        elif worker.has_copy:
            self._idle.append(worker)
        else:
            self._idle.insert(0, worker)

    def renew(self) -> None:
        """Replace the workers of an older state of the store that are not asked."""
        idle, self._idle = self._idle, []
        for worker in [*idle, *self._coming]:
            worker.close()
        self._copies, self._not_before = self._limits.copies_of(self._control.generation), 0.0
        self.fill()

    def fill(self) -> None:
        """Start workers that have a copy of the store, as many as there are to be, once it is time."""
        if self._later is not None:
            self._later.cancel()
            self._later = None
        if self._closed or not self._copies:
            return
        now = self._pool.loop.time()
        if now < self._not_before:
            self._later = self._pool.loop.call_at(self._not_before, self.fill)
            return
        number = self._control.generation.number
        has = sum(
            each.has_copy and each.reusable and each.generation == number for each in self._workers.values()
        )
        for _ in range(self._copies - has - len(self._coming)):
            self._not_before = now + _REST * self._took
            try:
                self._coming[self._start(has_copy=True)] = now
            except ReadersLost:  # whoever asks is told
                return

    def greet(self, worker: Worker) -> None:
        """Know of a worker that it is ready; one that has made a copy waits to be asked."""
        began = self._coming.pop(worker, None)
        if began is not None:
            now = self._pool.loop.time()
            self._took = now - began
            self._not_before = now + _REST * self._took
            self.give_back(worker)

    def grown(self, worker: Worker) -> None:
        """Let go of a worker that has more memory than its part, once all together have too much."""
        most = self._limits.kept_for(self._control.generation)
        part = most // (self._limits.running + self._limits.reserved)
        if worker.own > part and sum(each.own for each in self._workers.values()) > most:
            worker.own, worker.reusable = 0, False  # what it has is as good as given back
            if worker in self._idle:
                worker.close()

    def forget(self, worker: Worker) -> None:
        """Let go of a worker that is gone."""
        if worker in self._idle:
            self._idle.remove(worker)
        self._coming.pop(worker, None)

    def ended(self, number: int, by: int) -> None:
        """Know that a worker has ended, and by which signal, 0 for none."""
        worker = self._workers.pop(number, None)
        if worker is not None and not worker.ended.done():
            worker.ended.set_result(by)
        if worker is not None and worker.has_copy:
            self.fill()

    def keeper_lost(self) -> None:
        """Know that nobody tells any more how workers end."""
        for worker in self._workers.values():
            if not worker.ended.done():
                worker.ended.set_result(signal.SIGKILL)

    def close(self) -> None:
        """End them all."""
        self._closed = True
        if self._later is not None:
            self._later.cancel()
        for worker in list(self._workers.values()):
            worker.close()

    def _start(self, *, has_copy: bool) -> Worker:
        number = self._numbers + 1
        connection = self._control.start_worker(number, has_copy=has_copy)
        self._numbers = number
        worker = Worker(number, self._pool, connection, has_copy=has_copy)
        self._workers[number] = worker
        return worker
