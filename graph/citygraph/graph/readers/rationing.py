"""Keeps all workers of a template together within an amount of memory, whatever each of them may take by itself."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["OVER_RATION", "Ration"]

OVER_RATION: Final = signal.SIGUSR2
"""The signal that ends a worker because all together took too much."""

_SHARE: Final = 8
"""A worker that has less than this part of the whole is not held to be one that eats memory."""
_SELDOM: Final = 0.1
_OFTEN: Final = 0.02
"""Seconds between two looks: seldom, and where one has more than its share, which may grow by 1 GiB in a second."""
_PAGE: Final = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class _Watched:
    """A worker that is watched.

    Attributes:
        file: The system's file that says how large it is.
        since: The number of the look at which it was first seen with more than its share, or None.
        own: Bytes that it had at the last look beside what it was forked with.
        ended: Whether it has been told to end.
    """

    file: int
    since: int | None = None
    own: int = 0
    ended: bool = False


class Ration:
    """How much memory the workers of one process may have together.

    Two queries that eat memory at once are the trouble: each may take what a query may, and the machine has it once.
    Then the one that began to eat later is ended, so that one of them is answered.

    Args:
        most: Bytes for all of them, beside what they share with this process.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._base = _resident("self")
        self._watched: dict[int, _Watched] = {}
        self._looks = 0

    def add(self, process: int) -> None:
        """Watch a worker that was just forked from this process."""
        if self._base is not None:
            self._watched[process] = _Watched(os.open(f"/proc/{process}/statm", os.O_RDONLY | os.O_CLOEXEC))

    def remove(self, process: int) -> None:
        """Watch a worker that has ended no more."""
        watched = self._watched.pop(process, None)
        if watched is not None:
            os.close(watched.file)

    def close(self) -> None:
        """Watch nothing any more, in a process that was forked from the one that watches."""
        for process in list(self._watched):
            self.remove(process)

    @property
    def until_next(self) -> float | None:
        """Seconds until the next look, or None where there is nothing to look at."""
        if not self._watched:
            return None
        return _OFTEN if any(each.since is not None for each in self._watched.values()) else _SELDOM

    def look(self) -> None:
        """Look how much memory the workers have; where it is too much, end the one that began last to eat."""
        self._looks += 1
        for each in self._watched.values():
            found = _pages(each.file)
            each.own = 0 if found is None or self._base is None else max(found - self._base, 0) * _PAGE
            if each.own <= self._most // _SHARE:
                each.since = None
            elif each.since is None:
                each.since = self._looks
        alive = {process: each for process, each in self._watched.items() if not each.ended}
        if sum(each.own for each in alive.values()) <= self._most:
            return
        process, last = max(alive.items(), key=lambda item: (item[1].since or 0, item[1].own))
        last.ended = True
        os.kill(process, OVER_RATION)  # its parent is this process, so the number is still its own


def _resident(process: str) -> int | None:
    """Return the pages that a process has and no file, or None where the system does not say."""
    path = Path(f"/proc/{process}/statm")
    try:
        return _anonymous(path.read_bytes())
    except OSError:
        return None


def _pages(file: int) -> int | None:
    try:
        return _anonymous(os.pread(file, 256, 0))
    except OSError:  # it is just ending
        return None


def _anonymous(statm: bytes) -> int:
    _, resident, shared, *_ = statm.split()
    return int(resident) - int(shared)
