"""How far long work has come: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Final

from .console import is_terminal, note, to_stderr

__all__ = ["Advance", "busy", "progress"]

Advance = Callable[[int, int], None]
"""Called with the steps done and the steps in all."""

_EVERY: Final = 10.0  # seconds between two plain lines


@contextmanager
def progress(what: str, *, shown: bool = True) -> Generator[Advance]:
    """Give the function to call with the steps done and in all; nothing is shown before its first call.

    Args:
        what: What is being done, such as ``loading documents``.
        shown: Whether anything is shown at all.
    """
    if not shown:
        yield _say_nothing
        return
    if not is_terminal():
        yield _Lines(what)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    bar = Progress(*columns, console=to_stderr(), transient=True)
    task = bar.add_task(what, total=None)

    def advance(done: int, total: int) -> None:
        if not bar.live.is_started:
            bar.start()
        bar.update(task, completed=done, total=total)

    try:
        yield advance
    finally:
        bar.stop()


@contextmanager
def busy(what: str, *, shown: bool = True) -> Generator[None]:
    """Show that something of unknown length is being done, on a terminal only."""
    if not shown or not is_terminal():
        yield
        return
    from rich.text import Text

    with to_stderr().status(Text(what)):
        yield


def _say_nothing(done: int, total: int) -> None:
    """Take note of the steps in silence."""


class _Lines:
    """Says how far the work is, at most every ten seconds, and nothing about quick work."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._last = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last >= _EVERY:
            self._last = now
            note(f"{self._what}: {done} of {total}")
