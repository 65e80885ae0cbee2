"""The memory of a process that was forked, as the system keeps it: shared with its parent until it is written to.

The engine counts references in its data, so to read is to write, and a process that reads copies page after page, each
at the cost of a fault. One that takes all of them at once pays a small part of that, and has large pages afterwards.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Piece", "available", "keep_freed", "pieces", "take_pages"]

_MAPS: Final = Path("/proc/self/smaps")
_LARGE: Final = 4 << 20
"""Bytes that a piece holds at least: what is smaller is copied when it is written to."""
_POPULATE_WRITE: Final = 23
_COLLAPSE: Final = 25
"""Numbers of the system's advice (Linux 5.14 and 6.1; an older one refuses them, and pages are copied one by one)."""
_TRIM_THRESHOLD: Final = -1
_TOP_PAD: Final = -2
_MMAP_THRESHOLD: Final = -3
"""Numbers of the allocator's parameters (glibc)."""
_LIMITS: Final = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of this process's memory that no file lies under.

    Attributes:
        start: Its first address.
        length: How many bytes of addresses it has.
        resident: How many of them are in memory.
    """

    start: int
    length: int
    resident: int


def pieces() -> Iterator[Piece]:
    """Yield the large pieces of this process's own memory; none where the system does not tell of them."""
    start = end = 0
    try:
        lines = _MAPS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        words = line.split()
        if not words[0].endswith(":"):
            is_own = words[1] == "rw-p" and words[4] == "0"
            start, end = (int(part, 16) for part in words[0].split("-")) if is_own else (0, 0)
        elif words[0] == "Rss:" and end and (resident := int(words[1]) << 10) >= _LARGE:
            yield Piece(start, end - start, resident)


def take_pages() -> None:
    """Make the large pieces of this process's memory its own, in large pages where the system has them."""
    if sys.platform != "linux":
        return
    advise = ctypes.CDLL(None, use_errno=True).madvise
    advise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
    for piece in list(pieces()):
        for advice in (_COLLAPSE, _POPULATE_WRITE):
            advise(piece.start, piece.length, advice)  # it is advice: what is refused is copied later


def keep_freed() -> None:
    """Let memory that is freed stay with this process, up to 8 MiB: the next answer need not ask for it anew."""
    allocator = ctypes.CDLL(None)
    with suppress(AttributeError):  # another C library decides for itself
        allocator.mallopt(_TRIM_THRESHOLD, 8 << 20)
        allocator.mallopt(_TOP_PAD, 1 << 20)
        allocator.mallopt(_MMAP_THRESHOLD, 4 << 20)


def available() -> int | None:
    """Return how many bytes of memory new data may take on this machine, or None where the system does not say."""
    found: list[int] = []
    with suppress(OSError):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        found.extend(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable:"))
    for path in _LIMITS:
        with suppress(OSError, ValueError):  # "max" is no number, and no limit
            found.append(int(path.read_text(encoding="ascii")))
    return min(found, default=None)
