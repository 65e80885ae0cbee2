"""Compressed files, unpacked piece by piece: no more than is asked for is ever in memory."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, Final, Protocol

__all__ = ["GZIP", "CutOff", "Inflated"]

GZIP: Final = b"\x1f\x8b\x08"
"""What a gzip member begins with."""
_CHUNK: Final = 65_536


class CutOff(EOFError):
    """A compressed file ends inside a member."""


class _Inflating(Protocol):
    """What is used of zlib's decompressor, which has no public type."""

    @property
    def unconsumed_tail(self) -> bytes: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


class Inflated(io.RawIOBase):
    """The unpacked content of a gzip file, all members one after another.

    Args:
        packed: The file, at the beginning of a member.

    Attributes:
        member: Where in the packed file the current member begins.
    """

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._left = b""
        self._inflating: _Inflating | None = None
        self.member = packed.tell()

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # what io passes
        """Fill a buffer with what comes next and return how much it was; 0 at the end.

        Raises:
            zlib.error: The data are damaged.
            CutOff: The file ends inside a member.
        """
        while True:
            if self._inflating is None:
                self._left = (self._left or self._packed.read(_CHUNK)).lstrip(b"\0")
                if not self._left:
                    if not (more := self._packed.read(_CHUNK)):
                        return 0
                    self._left = more
                    continue
                self.member = self._packed.tell() - len(self._left)
                self._inflating = zlib.decompressobj(31)
            data = self._inflating.decompress(self._left, len(buffer))
            self._left = self._inflating.unconsumed_tail
            if self._inflating.eof:
                self._left = self._inflating.unused_data
                self._inflating = None
            if data:
                buffer[: len(data)] = data
                return len(data)
            if self._inflating is not None and not self._left:
                self._left = self._packed.read(_CHUNK)
                if not self._left:
                    raise CutOff("the compressed data end too early")
