"""What the system does for a process that must not outlive another, nor use more than its share."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["Footprint", "MemoryLimit", "close_doors", "data_size", "die_with_parent", "processors", "quiet"]

_PR_SET_PDEATHSIG: Final = 1
_STATUS: Final = Path("/proc/self/status")
_FAULTS: Final = 1_024
_PAGE: Final = 4  # KiB


def die_with_parent(parent: int) -> None:
    """Let the system kill this process when its parent ends, where the system can (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def quiet() -> None:
    """Throw away what the engine writes to standard output and error when it breaks."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    if nowhere > 2:
        os.close(nowhere)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class MemoryLimit:
    """How much memory this process may take beside what it has now, which it shares with others."""

    def __init__(self) -> None:
        self._base = data_size()
        self._hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        self._now = -1

    def set(self, limit: int) -> None:
        """Let the process have this many bytes more than it started with; over them, allocations fail."""
        if limit == self._now or self._base is None:
            return
        most = self._base + limit
        if self._hard != resource.RLIM_INFINITY:
            most = min(most, self._hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, self._hard))
        self._now = limit


class Footprint:
    """How much memory this process has for itself alone.

    That is what it has taken, and the pages of its parent's that it has written to: the engine counts references in
    its data, so to read them is to write. The system does not count this on the way; it counts faults, so it is asked
    for the whole only after some of them, or when the process has become larger (a fault may bring a huge page).

    Args:
        has_copy: Whether it has a copy of its parent's memory by now, which does not count.
    """

    def __init__(self, *, has_copy: bool = False) -> None:
        self._file: int | None = None
        with suppress(OSError):
            self._file = os.open("/proc/self/smaps_rollup", os.O_RDONLY | os.O_CLOEXEC)
        self._first = resource.getrusage(resource.RUSAGE_SELF)
        self._faults = self._first.ru_minflt
        self._peak = self._first.ru_maxrss
        self._own = 0
        self._at_first = self._private() if has_copy else 0

    def own(self) -> int:
        """Return KiB beside what it had at first, as of the last thousands of faults."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        if self._file is None:
            return used.ru_maxrss - self._first.ru_maxrss
        if used.ru_minflt - self._faults > _FAULTS or used.ru_maxrss - self._peak > _FAULTS * _PAGE:
            self._faults, self._peak = used.ru_minflt, used.ru_maxrss
            self._own = max(self._private() - self._at_first, 0)
        return self._own

    def _private(self) -> int:
        if self._file is None:
            return 0
        lines = os.pread(self._file, 4096, 0).splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(b"Private_"))


def close_doors() -> None:
    """Give up opening files and sockets, growing files and leaving core dumps, for good."""
    if sys.platform == "linux":
        Path("/proc/self/oom_score_adj").write_text(
            "1000", encoding="ascii"
        )  # the first to go, not the server
    for kind in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(kind, (0, 0))


def data_size() -> int | None:
    """Return how many bytes of writable memory the process has, or None where the system does not say."""
    try:
        lines = _STATUS.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), None)
