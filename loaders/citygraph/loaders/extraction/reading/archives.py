"""Web archives (WARC): the pages in them that were answered well."""

from __future__ import annotations

import io
from collections.abc import Iterator
from email.message import Message
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from .articles import ArticleText
from .failures import ReadingFailure, Reason
from .limits import Limits
from .pages import page_id, read_page, read_plain
from .records import Broken, Record, records

__all__ = ["archived", "id_of", "part_of", "read_record"]

_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_PLAIN: Final = "text/plain"
_ENCODINGS: Final = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})


def archived(file: Path, limits: Limits) -> Iterator[Record | ReadingFailure]:
    """Yield the records of a WARC file that may hold articles, and a failure for each that is broken.

    Args:
        file: The archive, packed with gzip or not.
        limits: Bounds of what is read.
    """
    try:
        opened = file.open("rb")
    except OSError as error:
        what = (error.strerror or "it cannot be read").lower()
        yield ReadingFailure(what, file=file, reason="unreadable")
        return
    with opened:
        for record in records(opened, largest=2 * limits.file_bytes, most=limits.records):
            if isinstance(record, Broken):
                reason: Reason = "too-large" if record.large else "damaged"
                yield ReadingFailure(record.what, file=file, reason=reason, part=f"record {record.number}")
            else:
                yield record


def part_of(record: Record) -> str:
    """Return what a record is called: its address, or its number where it has none."""
    return _address(record) or f"record {record.number}"


def id_of(record: Record, file: Path) -> str:
    """Return the slug of the article that a record holds."""
    url = _address(record)
    return page_id(url) if url else f"{page_id(file.name)}-{record.number}"


def read_record(record: Record, file: Path, limits: Limits) -> ArticleText | None:
    """Return the article of a record: of a page or plain text that was answered with status 200, else None.

    Args:
        record: The record.
        file: The archive that it is from.
        limits: Bounds of what is read.

    Raises:
        ReadingFailure: It cannot be read.
    """
    part = part_of(record)
    read = _payload(record, file, part, limits)
    if read is None:
        return None
    kind, charset, data = read
    id, url = id_of(record, file), _address(record)
    reader = read_plain if kind == _PLAIN else read_page
    return reader(data, id=id, file=file, part=part, url=url or None, declared=charset, limits=limits)


def _address(record: Record) -> str:
    return record.headers.get("warc-target-uri", "").strip("<>")


def _payload(record: Record, file: Path, part: str, limits: Limits) -> tuple[str, str | None, bytes] | None:
    """Return kind, declared encoding and bytes of what a record holds; None where it is no page."""
    if not _address(record):
        raise ReadingFailure("its record has no address", file=file, part=part, reason="damaged")
    iterator: Any = import_module("warcio.archiveiterator")
    damages: tuple[type[Exception], ...] = (
        import_module("warcio.recordloader").ArchiveLoadFailed,
        import_module("warcio.statusandheaders").StatusAndHeadersParserException,
        EOFError,
        StopIteration,
        ValueError,
    )
    try:
        parsed: Any = next(iter(iterator.ArchiveIterator(io.BytesIO(record.data))))
        headers: Any = parsed.http_headers
        if headers is not None and headers.get_statuscode() != "200":
            return None
        stated = headers.get_header("Content-Type") if headers else record.headers.get("content-type")
        kind, charset = _content_type(stated or "")
        if kind not in _PAGES and kind != _PLAIN:
            return None
        encoding = str((headers.get_header("Content-Encoding") if headers else None) or "").strip().lower()
        if encoding not in _ENCODINGS:
            what = f"it is packed with '{encoding}', which is not read"
            raise ReadingFailure(what, file=file, part=part, reason="unsupported")
        data: bytes = parsed.content_stream().read(limits.file_bytes + 1)
    except damages as error:
        raise ReadingFailure("its record is damaged", file=file, part=part, reason="damaged") from error
    if len(data) > limits.file_bytes:
        what = f"it has more than the {limits.file_bytes:,} bytes allowed"
        raise ReadingFailure(what, file=file, part=part, reason="too-large")
    return kind, charset, data


def _content_type(stated: str) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = " ".join(stated.split())
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None
