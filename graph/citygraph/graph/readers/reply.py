"""An answer on its way out: what the engine writes, counted, and sent in frames."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Final, cast

from .counting import RowCounter
from .errors import ResultTooLarge
from .frames import Kind, pack, pack_json, written
from .questions import Limits
from .xml_text import well_formed

__all__ = ["Reply"]

_BLOCK: Final = 1 << 16
_HELD: Final = 1 << 20
"""Bytes that are sent before the answer is said to begin: an error within them is still an answer of its own."""


class Reply:
    """A file for the engine to write an answer to.

    Args:
        send: Sends bytes to the one who asked, and waits while too many are under way.
        head: What is known of the answer when it begins.
        limits: How large it may be.
        counter: Counts its rows, where they are limited and not counted otherwise.
        is_xml: Whether characters that XML cannot hold are to be replaced.

    Attributes:
        failure: The limit that was passed, if one was.
    """

    def __init__(
        self,
        send: Callable[[bytes], None],
        head: dict[str, object],
        limits: Limits,
        counter: RowCounter | None,
        *,
        is_xml: bool,
    ) -> None:
        self.failure: ResultTooLarge | None = None
        self._send = send
        self._limits = limits
        self._counter = counter
        self._is_xml = is_xml
        self._written: list[bytes] = []
        self._waiting = 0
        self._size = 0
        self._head = head
        self._has_begun = False
        self._sent = 0
        self._uncounted: list[bytes] = []
        self._at_most = 0
        self._torn = b""

    @property
    def file(self) -> IO[bytes]:
        """This reply as the engine takes it: a file of which it only ever writes and flushes."""
        return cast("IO[bytes]", self)

    def write(self, data: bytes) -> int:
        """Take a part of the answer.

        Raises:
            ResultTooLarge: The answer has become larger than it may.
            OSError: The one who asked is gone.
        """
        self._size += len(data)
        if self._limits.size is not None and self._size > self._limits.size:
            self._fail(self._limits.size, "bytes")
        self._written.append(data)
        self._waiting += len(data)
        if self._waiting >= _BLOCK:
            self._pass_on()
        return len(data)

    def flush(self) -> None:
        """Do nothing: parts are sent when there is enough of them."""

    def finish(self, **said: object) -> None:
        """Send what is left, and that the answer is complete.

        Raises:
            ResultTooLarge: The answer is larger than it may be.
            OSError: The one who asked is gone.
        """
        rest = self._taken() + self._torn
        if not self._has_begun:
            head = written(self._head | said)
            self._send(pack(Kind.WHOLE, b"".join((bytes((len(head),)), head, rest))))
            return
        end = pack_json(Kind.END, **said)
        self._send(pack(Kind.DATA, rest) + end if rest else end)

    def _pass_on(self) -> None:
        block = self._taken()
        if not block:
            return
        self._send(pack(Kind.DATA, block))
        self._sent += len(block)
        if not self._has_begun and self._sent > _HELD:
            self._has_begun = True
            self._send(pack_json(Kind.HEAD, **self._head))

    def _taken(self) -> bytes:
        """Return what the engine has written, counted."""
        block = b"".join(self._written)
        self._written.clear()
        self._waiting = 0
        self._count(block)
        return self._whole(block) if self._is_xml else block

    def _count(self, block: bytes) -> None:
        if self._counter is None or self._limits.rows is None:
            return
        self._uncounted.append(block)
        self._at_most += block.count(self._counter.mark) + 1
        if self._at_most <= self._limits.rows and self._limits.size is not None:
            return  # counting exactly takes longer than the engine to write
        for each in self._uncounted:
            self._counter.feed(each)
        self._uncounted.clear()
        if self._counter.rows > self._limits.rows:
            self._fail(self._limits.rows, "rows")

    def _whole(self, block: bytes) -> bytes:
        """Return XML without the start of a character that the next block may end."""
        block = self._torn + block
        kept = 2 if block.endswith(b"\xef\xbf") else 1 if block.endswith(b"\xef") else 0
        self._torn = block[len(block) - kept :]
        return well_formed(block[: len(block) - kept])

    def _fail(self, limit: int, unit: str) -> None:
        self.failure = ResultTooLarge(limit, unit)
        raise self.failure
