"""Several files as one: a zip archive that is the same for the same content, written as it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Final, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from citygraph.graph.exports import Sink

__all__ = ["Member", "write_archive"]

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_READABLE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive.

    Attributes:
        name: Its name.
        write: Writes it to a stream.
        packed: Whether it is compressed in itself.
    """

    name: str
    write: Callable[[IO[bytes]], None]
    packed: bool = False


def write_archive(members: Iterable[Member], out: IO[bytes]) -> None:
    """Write the files to out as a zip archive, one after the other; no date is in it."""
    with ZipFile(cast("IO[bytes]", _Forward(out)), "w") as archive:
        for member in members:
            info = ZipInfo(member.name, date_time=_EARLIEST)
            info.compress_type = ZIP_STORED if member.packed else ZIP_DEFLATED
            info.create_system = _UNIX
            info.external_attr = _READABLE
            with archive.open(info, "w", force_zip64=True) as file:
                member.write(file)


class _Forward:
    """A stream that only goes forward, so that an archive in a file has the same bytes as one in a pipe."""

    def __init__(self, out: Sink) -> None:
        self._out = out

    def write(self, data: bytes, /) -> int:
        self._out.write(data)
        return len(data)

    def flush(self) -> None:
        self._out.flush()
