"""Sorts more lines than memory holds: sorted runs in temporary files, merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

__all__ = ["LineSorter"]

_RUN: Final = 16 << 20
_FAN_IN: Final = 64
_BUFFER: Final = 1 << 18


class LineSorter:
    """Takes bytes as a file does and gives their lines back in the order of bytes, each once.

    At most one run of lines is in memory; the rest is in temporary files without a name, of which nothing is
    left when the process ends, however it ends.

    Args:
        run: Bytes that are sorted in memory at a time.
        fan_in: Files that are merged at a time; more are merged into one first.
        folder: Where temporary files go; the system's own place when None.
    """

    def __init__(self, *, run: int = _RUN, fan_in: int = _FAN_IN, folder: Path | None = None) -> None:
        self._run = run
        self._fan_in = fan_in
        self._folder = folder
        self._pieces: list[bytes] = []
        self._size = 0
        self._levels: list[list[IO[bytes]]] = []
        self._files = ExitStack()

    def __enter__(self) -> Self:
        """Return the sorter."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the temporary files."""
        self._files.close()

    def write(self, data: bytes, /) -> int:
        """Take some bytes; a line may come in several pieces."""
        self._pieces.append(bytes(data))
        self._size += len(data)
        if self._size >= self._run:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Do nothing: lines are given back by :meth:`lines` alone."""

    def lines(self) -> Iterator[bytes]:
        """Return the lines in order, each with its line end and only once; the last one needs none."""
        rest, self._pieces, self._size = b"".join(self._pieces), [], 0
        if rest and not rest.endswith(b"\n"):
            rest += b"\n"
        left = sorted(rest.splitlines(keepends=True))
        del rest
        files = [file for level in self._levels for file in level]
        return (line for line, _ in groupby(heapq.merge(*files, left) if files else left))

    def _spill(self) -> None:
        whole, end, rest = b"".join(self._pieces).rpartition(b"\n")
        self._pieces, self._size = [rest], len(rest)
        if end:
            lines = (whole + end).splitlines(keepends=True)
            del whole
            lines.sort()
            self._keep(iter(lines), 0)

    def _keep(self, lines: Iterator[bytes], level: int) -> None:
        """Write a run; when a level is full, merge its runs into one of the next."""
        file: IO[bytes] = tempfile.TemporaryFile(dir=self._folder, buffering=_BUFFER)  # noqa: SIM115 - until exit
        self._files.enter_context(file)
        file.writelines(lines)
        file.seek(0)
        if level == len(self._levels):
            self._levels.append([])
        self._levels[level].append(file)
        if len(self._levels[level]) == self._fan_in:
            full, self._levels[level] = self._levels[level], []
            self._keep(heapq.merge(*full), level + 1)
            for done in full:
                done.close()
