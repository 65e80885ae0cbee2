"""How a command stops when it is told to: after cleaning up, or at once where there is nothing to clean."""

from __future__ import annotations

import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from types import FrameType
from typing import Final

__all__ = ["Terminated", "interruptible", "terminate_cleanly"]

_TERMINATING: Final = ("SIGTERM", "SIGHUP")


class Terminated(KeyboardInterrupt):
    """The process was asked to end (SIGTERM, or SIGHUP where the system has it).

    Attributes:
        number: The signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def terminate_cleanly() -> None:
    """Make SIGTERM and SIGHUP raise :class:`Terminated`, so that files and stores are closed on the way out.

    A signal that the caller set to be ignored, as ``nohup`` does, stays ignored.
    """
    for name in _TERMINATING:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _terminate)


@contextmanager
def interruptible() -> Generator[None]:
    """Let Ctrl-C and SIGTERM end the process at once while the engine works, which does not look up from it.

    Only for reading: what a reader leaves behind, the next one to open the store removes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {
        number: signal.signal(number, signal.SIG_DFL)
        for number in (signal.SIGINT, signal.SIGTERM)
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated(number)
