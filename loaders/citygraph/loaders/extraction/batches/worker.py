"""What a worker process does: one piece of work after the other, until there is none."""

from __future__ import annotations

import gc
import pickle
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any, Final

__all__ = ["Answer", "Ready", "serve", "settle"]

_YOUNG: Final = 100_000
"""How many more objects are made than let go before cycles are looked for; usually 700."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker sends once it can work.

    Attributes:
        problem: Why it never will; None when it can.
    """

    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker sends for a piece of work.

    Attributes:
        value: What came of it; None when it failed.
        seconds: How long it took.
        problem: Which error nobody foresaw; None when there was none.
    """

    value: Any
    seconds: float
    problem: str | None = None


def serve(connection: Connection, start: Callable[[], Callable[[Any], Any]]) -> None:
    """Work until the connection ends or None comes.

    Ctrl-C is for the process that started this one: it ends the connection.

    Args:
        connection: Where pieces of work come from and answers go.
        start: Makes the function that does the work; called once.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    work: Callable[[Any], Any] | None = None
    with _Foreseen() as starting:
        work = start()
    settle()
    try:
        connection.send(Ready(starting.problem))
        while work is not None and (task := pickle.loads(connection.recv_bytes())) is not None:  # noqa: S301
            connection.send(_answer(work, task))
    except (EOFError, OSError):
        return  # whoever asked is gone


def settle() -> None:
    """Make the search for reference cycles rare in this process, and leave out of it what is there by now.

    An article makes tens of thousands of objects and hardly a cycle, and what a worker has read at its start stays:
    to look through it all again and again takes up to a seventh of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


def _answer(work: Callable[[Any], Any], task: object) -> Answer:
    started, value = perf_counter(), None
    with _Foreseen() as done:
        value = work(task)
    return Answer(value, perf_counter() - started, done.problem)


class _Foreseen:
    """Turns an error that nobody foresaw into words: it is one article's, and the others must not pay for it.

    Attributes:
        problem: The error and the line that raised it; None without one.
    """

    def __init__(self) -> None:
        self.problem: str | None = None

    def __enter__(self) -> _Foreseen:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        last = traceback.extract_tb(trace)[-1]
        said = str(error)[:500]
        self.problem = f"{type(error).__name__}: {said} ({Path(last.filename).name}, line {last.lineno})"
        return True
