"""How many rows have passed in results as the engine writes them, told from the bytes as they come."""

from __future__ import annotations

import re
from typing import Final, Protocol

__all__ = ["RowCounter", "counter_for"]

_ESCAPED: Final = re.compile(rb"\\.", re.DOTALL)
_OPENING: Final = re.compile(rb"[\[,]\{")


class RowCounter(Protocol):
    """Counts rows in bytes that arrive in pieces.

    Attributes:
        rows: How many there were so far.
        mark: What stands at least once for every row but the first of a piece, and is counted quickly.
    """

    rows: int
    mark: bytes

    def feed(self, data: bytes) -> None:
        """Count the rows in the next piece."""
        ...


class _Lines:
    """Rows of TSV, in which no value holds a line's end."""

    def __init__(self) -> None:
        self.rows = -1  # the header is a line too
        self.mark = b"\n"

    def feed(self, data: bytes) -> None:
        self.rows += data.count(b"\n")


class _QuotedLines:
    """Rows of CSV: a line's end inside quotes is part of a value."""

    def __init__(self) -> None:
        self.rows = -1
        self.mark = b"\n"
        self._quoted = 0

    def feed(self, data: bytes) -> None:
        pieces = data.split(b'"')
        self.rows += sum(piece.count(b"\n") for piece in pieces[self._quoted :: 2])
        self._quoted = (self._quoted + len(pieces) - 1) % 2


class _Elements:
    """Rows of XML results: every < in a value is escaped."""

    _TAG: Final = b"<result>"

    def __init__(self) -> None:
        self.rows = 0
        self.mark = self._TAG
        self._before = b""

    def feed(self, data: bytes) -> None:
        joined = self._before + data
        self.rows += joined.count(self._TAG)
        self._before = joined[1 - len(self._TAG) :]


class _Objects:
    """Rows of JSON results: outside strings, an object after [ or a comma is a row; a cell stands after a colon."""

    def __init__(self) -> None:
        self.rows = 0
        self.mark = b"},{"
        self._quoted = 0
        self._escape = b""
        self._before = b""

    def feed(self, data: bytes) -> None:
        joined = _ESCAPED.sub(b"", self._escape + data)
        self._escape = b"\\" if joined.endswith(b"\\") else b""
        pieces = joined.removesuffix(b"\\").split(b'"')
        outside = self._before + b"".join(pieces[self._quoted :: 2])
        self.rows += len(_OPENING.findall(outside))
        self._before = outside[-1:]
        self._quoted = (self._quoted + len(pieces) - 1) % 2


def counter_for(results: str) -> RowCounter:
    """Return a counter for the results format of that name.

    >>> counter = counter_for("json")
    >>> counter.feed(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"a,{"}},{}]}}')
    >>> counter.rows
    2
    """
    counters: dict[str, type[RowCounter]] = {
        "tsv": _Lines,
        "csv": _QuotedLines,
        "xml": _Elements,
        "json": _Objects,
    }
    return counters[results]()
