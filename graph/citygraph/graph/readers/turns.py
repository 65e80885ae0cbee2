"""Which questions may begin: how many run at once, of whom, and how many of those have only just begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .pool_limits import PoolLimits

if TYPE_CHECKING:
    from .connection import Worker
    from .streams import Answer

__all__ = ["QUICK", "Turns"]

QUICK: Final = 0.05
"""Seconds within which small questions are answered: until then, no more of them run at once than processors do."""

_SHORT: Final = 8_192
"""Bytes of the longest question that a worker is given beside another."""


class Turns:
    """What runs, and what may run beside it.

    Args:
        limits: How many questions may run at once.

    Attributes:
        busy: The workers that have something to answer, or may have.
        answers: What each of them is answering, by its number.
    """

    def __init__(self, limits: PoolLimits) -> None:
        self.busy: set[Worker] = set()
        self.answers: dict[int, Answer] = {}
        self._limits = limits
        self._clients: dict[str, int] = {}

    def may_run(self, answer: Answer, now: float) -> bool:
        """Return whether a further worker may be given a question."""
        limits, running = self._limits, len(self.busy)
        if answer.question.trusted:
            return running < limits.running + limits.reserved
        if running >= limits.running or self._clients.get(answer.client, 0) >= limits.client_running:
            return False
        if running < limits.quick:
            return True
        return sum(each.begun_at > now - QUICK for each in self.answers.values()) < limits.quick

    def may_follow(self, answer: Answer, client: str) -> bool:
        """Return whether a worker that begins a question of a client may be given another to answer after it."""
        if answer.question.trusted or len(answer.written) > _SHORT:
            return False
        running = self._clients.get(answer.client, 0)
        return answer.client == client or running + self._limits.quick <= self._limits.client_running

    def held_up(self, now: float) -> list[Worker]:
        """Return the workers that were given more than a question that turns out not to be quick."""
        late = (each.worker for each in self.answers.values() if each.begun_at <= now - QUICK)
        return [worker for worker in late if worker is not None and worker.following]

    def begin(self, worker: Worker, answer: Answer) -> None:
        """Know that a worker answers a question."""
        self.answers[worker.number] = answer
        self._count(answer, 1)

    def end(self, worker: Worker, answer: Answer) -> None:
        """Know that it does so no more."""
        self.answers.pop(worker.number, None)
        self._count(answer, -1)

    def _count(self, answer: Answer, more: int) -> None:
        if answer.question.trusted:
            return
        running = self._clients.get(answer.client, 0) + more
        if running:
            self._clients[answer.client] = running
        else:
            self._clients.pop(answer.client, None)
