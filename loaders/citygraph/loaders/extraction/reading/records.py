"""The records of a web archive, each by itself, whatever is wrong with those around it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from .inflating import GZIP, CutOff, Inflated

__all__ = ["Broken", "Record", "records"]

_LINE: Final = 65_536
_HEADERS: Final = 1_000
_CHUNK: Final = 1_048_576
_SKIPPED: Final = 500_000_000
"""Most bytes that are unpacked only to be thrown away; then the next member of the archive is looked for."""
_BEGINNING: Final = b"WARC/1."


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands in the archive.

    Attributes:
        number: Its place among the records, counted from 1.
        headers: Its named fields, names in lower case.
        data: Header and block.
    """

    number: int
    headers: dict[str, str]
    data: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where no record could be read.

    Attributes:
        number: The place among the records, counted from 1.
        what: What is wrong there.
        large: Whether the record is beyond the limit, and not damaged.
    """

    number: int
    what: str
    large: bool = False


class _Damage(Exception):
    """A record that cannot be read; the next is looked for."""


def records(file: BinaryIO, *, largest: int, most: int) -> Iterator[Record | Broken]:
    """Yield the response and resource records of a WARC file, packed or not, and the places where it is broken.

    After a broken place it goes on with the next record that can be found.

    Args:
        file: The archive, seekable.
        largest: Most bytes of a record.
        most: Most records.
    """
    packed = file.read(len(GZIP)) == GZIP
    start: int | None = 0
    number = 0
    while start is not None:
        file.seek(start)
        inflated = Inflated(file) if packed else None
        stream = io.BufferedReader(inflated, _LINE) if inflated else file
        try:
            while number < most:
                number += 1
                try:
                    found = _record(stream, number, largest)
                except _Damage as damage:
                    yield Broken(number, str(damage))
                    found = _found_again(stream)
                if found is None:
                    return
                if not isinstance(found, bool):
                    yield found
            yield Broken(number, f"it has more than the {most:,} records allowed", large=True)
            return
        except (zlib.error, CutOff) as error:
            # Members are read one after another, so the damage is in the one that was begun last.
            what = "it is cut off" if isinstance(error, CutOff) else "its compressed data are damaged"
            yield Broken(number, what)
        except _TooMuch:
            yield Broken(number, "it unpacks to more than is allowed", large=True)
            if inflated is None:
                return
        start = _next_member(file, inflated.member + 1) if inflated else None


class _TooMuch(Exception):
    """More would have to be unpacked and thrown away than is allowed."""


def _record(stream: BinaryIO, number: int, largest: int) -> Record | Broken | bool | None:
    """Return the next record, True for one that is of no interest, None at the end."""
    line = stream.readline(_LINE)
    while line and not line.strip():
        line = stream.readline(_LINE)
    if not line:
        return None
    if not line.startswith(_BEGINNING):
        raise _Damage("no record begins where one should")
    lines = [line]
    while lines[-1].strip():
        lines.append(stream.readline(_LINE))
        if lines[-1].startswith(_BEGINNING):
            lines = lines[-1:]
        if len(lines) > _HEADERS or not lines[-1].endswith(b"\n"):
            raise _Damage("its header does not end")
    headers = dict(_field(line) for line in lines[1:-1])
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        raise _Damage("its header tells no length")
    size = int(length)
    if headers.get("warc-type", "") not in ("response", "resource"):
        _skip(stream, size)
        return True
    if size > largest:
        _skip(stream, size)
        return Broken(number, f"it has {size:,} bytes, more than the {largest:,} allowed", large=True)
    block = stream.read(size)
    if len(block) < size:
        return Broken(number, "it is cut off")
    return Record(number, headers, b"".join([*lines, block, b"\r\n\r\n"]))


def _field(line: bytes) -> tuple[str, str]:
    name, _, value = line.decode("utf-8", "replace").partition(":")
    return name.strip().lower(), value.strip()


def _skip(stream: BinaryIO, size: int) -> None:
    if stream.seekable():
        stream.seek(size, io.SEEK_CUR)
        return
    if size > _SKIPPED:
        raise _TooMuch
    while size > 0:
        size -= len(data := stream.read(min(size, _CHUNK)))
        if not data:
            return


def _found_again(stream: BinaryIO) -> bool | None:
    """Go on to the next line that begins a record, by reading on; None where there is none."""
    read = 0
    peek = stream.peek if isinstance(stream, io.BufferedReader) else None
    while True:
        if peek is not None and peek(len(_BEGINNING))[: len(_BEGINNING)] == _BEGINNING:
            return True
        line = stream.readline(_LINE)
        if not line:
            return None
        read += len(line)
        if read > _SKIPPED:
            raise _TooMuch


def _next_member(file: BinaryIO, start: int) -> int | None:
    """Return where the next gzip member that begins with a record is."""
    file.seek(start)
    before = b""
    while data := file.read(_CHUNK):
        begin = file.tell() - len(data) - len(before)
        both = before + data
        at = both.find(GZIP)
        while at >= 0:
            if _begins_record(file, begin + at):
                return begin + at
            at = both.find(GZIP, at + 1)
        before = both[-len(GZIP) + 1 :]
        file.seek(begin + len(both))
    return None


def _begins_record(file: BinaryIO, start: int) -> bool:
    file.seek(start)
    try:
        return zlib.decompressobj(31).decompress(file.read(4_096), len(_BEGINNING)) == _BEGINNING
    except zlib.error:
        return False
