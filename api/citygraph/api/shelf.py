"""Values that take long to compute, kept for the state of the data that they were computed for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

__all__ = ["Shelf"]

T = TypeVar("T")


class Shelf(Generic[T]):
    """Computes a value once for each state of the data and name, whoever asks at the same time.

    The values of the two last states are kept, so that who still reads those of the one before can finish.

    Args:
        discard: What is done with values of older states.
    """

    def __init__(self, discard: Callable[[T], None] = lambda _: None) -> None:
        self._lock = Lock()
        self._discard = discard
        self._states: dict[str, dict[str, Future[T]]] = {}

    def get(self, state: str, name: str, compute: Callable[[], T]) -> T:
        """Return the value of a name; it is computed by the first that asks, and the others wait.

        What ``compute`` raises is raised for all that wait, and forgotten.
        """
        with self._lock:
            slots = self._slots(state)
            mine: Future[T] = Future()
            future = slots.setdefault(name, mine)
        if future is not mine:
            return future.result()
        try:
            value = compute()
        except BaseException as error:
            with self._lock:
                slots.pop(name, None)
            mine.set_exception(error)
            raise
        mine.set_result(value)
        return value

    def peek(self, state: str, name: str) -> T | None:
        """Return the value of a name if it has been computed."""
        with self._lock:
            future = self._states.get(state, {}).get(name)
        return future.result() if future is not None and future.done() and not future.exception() else None

    def _slots(self, state: str) -> dict[str, Future[T]]:
        if state not in self._states:
            self._states[state] = {}
            while len(self._states) > 2:
                for each in self._states.pop(next(iter(self._states))).values():
                    each.add_done_callback(self._drop)
        return self._states[state]

    def _drop(self, future: Future[T]) -> None:
        if future.exception() is None:
            self._discard(future.result())
