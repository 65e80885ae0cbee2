"""The questions that wait for a worker, and whose turn it is: that of whoever has had the fewest turns."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .streams import Answer

__all__ = ["Line"]


class Line:
    """Questions that wait: trusted ones first, then one of each client in turn, the first of each first."""

    def __init__(self) -> None:
        self._trusted: deque[Answer] = deque()
        self._clients: OrderedDict[str, deque[Answer]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        """Return how many wait."""
        return self._length

    def __iter__(self) -> Iterator[Answer]:
        """Yield all that wait."""
        yield from self._trusted
        for each in self._clients.values():
            yield from each

    def of(self, client: str) -> int:
        """Return how many questions of a client wait."""
        return len(self._clients.get(client, ()))

    def append(self, answer: Answer) -> None:
        """Let a question wait."""
        self._length += 1
        if answer.question.trusted:
            self._trusted.append(answer)
        else:
            self._clients.setdefault(answer.client, deque()).append(answer)

    def put_back(self, answer: Answer) -> None:
        """Let a question wait that had its turn and was not begun: it is the first again."""
        self._length += 1
        self._clients.setdefault(answer.client, deque()).appendleft(answer)
        self._clients.move_to_end(answer.client, last=False)

    def remove(self, answer: Answer) -> None:
        """Let a question wait no more."""
        waiting = self._trusted if answer.question.trusted else self._clients.get(answer.client, deque())
        if answer in waiting:
            waiting.remove(answer)
            self._length -= 1
            if not waiting and not answer.question.trusted:
                del self._clients[answer.client]

    def next(self, may_run: Callable[[Answer], bool]) -> Answer | None:
        """Return the question whose turn it is among those that may run, or None; it then waits no more."""
        if self._trusted and may_run(self._trusted[0]):
            self._length -= 1
            return self._trusted.popleft()
        for client, waiting in self._clients.items():
            if may_run(waiting[0]):
                answer = waiting.popleft()
                self._length -= 1
                if waiting:
                    self._clients.move_to_end(client)
                else:
                    del self._clients[client]
                return answer
        return None
