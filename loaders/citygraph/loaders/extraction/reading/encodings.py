"""Bytes as text: by mark, as UTF-8, as declared, or by a confident guess; never by a silent one."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from citygraph.loaders.extraction.records import record

from .failures import ReadingFailure

__all__ = ["Decoded", "declared_in", "decoded"]

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages declare and what browsers read it as.
_MEANT: Final = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
    "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "iso-8859-9": "cp1254", "tis-620": "cp874", "iso-8859-11": "cp874",
}  # fmt: skip
_DECLARED: Final = re.compile(
    rb"""<(?:meta\b[^>]{0,300}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FEW: Final = 0.005
"""Share of characters that may be broken in a page: a cut-off or patched one is still read."""
_BINARY: Final = 0.02
"""Share of control characters from which on a file is no text."""
_SAMPLE: Final = 60_000
_SURE: Final = 0.05
"""Most disorder, from 0 to 1, of a text in the encoding that is guessed."""
_COMMON: Final = "cp1252"


@record(frozen=True, slots=True)
class Decoded:
    """Bytes as text.

    Attributes:
        text: The text.
        encoding: The encoding found.
        exact: Whether the bytes are the text in UTF-8.
    """

    text: str
    encoding: str
    exact: bool


def declared_in(data: bytes) -> str | None:
    """Return the encoding that an HTML or XML page declares.

    >>> declared_in(b'<html><head><meta charset="windows-1252">')
    'windows-1252'
    """
    found = _DECLARED.search(data, 0, 4_096)
    return found[1].decode("ascii", "replace").lower() if found else None


def decoded(
    data: bytes,
    *,
    file: Path | None,
    part: str | None = None,
    declared: str | None = None,
    page: bool = False,
) -> Decoded:
    """Return bytes as text.

    A mark at the beginning decides, then UTF-8 where the bytes are valid UTF-8, then what is declared, then a
    guess where it is sure. A UTF-8 mark stays in the text, as offsets count it.

    Args:
        data: The bytes.
        file: Where they are from, for messages.
        part: What part of the file, for messages.
        declared: The encoding that a page or a server declares.
        page: Whether this is a page, of which a few broken characters are let pass.

    Raises:
        ReadingFailure: No encoding fits for sure, or the bytes are no text.
    """
    text, encoding = _read(data, declared, page=page) or (None, "")
    if text is None:
        raise ReadingFailure(
            "its encoding cannot be told", file=file, part=part, reason="encoding", hint="save it as UTF-8"
        )
    controls = len(_CONTROL.findall(text, 0, _SAMPLE))
    if controls > 3 and controls > _BINARY * min(len(text), _SAMPLE):
        raise ReadingFailure(
            "it holds binary data, not text",
            file=file,
            part=part,
            reason="not-text",
            hint="name a text or HTML file",
        )
    return Decoded(text, encoding, exact=encoding == "utf-8")


def _read(data: bytes, declared: str | None, *, page: bool) -> tuple[str, str] | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    wide = _wide(data)
    if wide is not None:
        return _strict(data, wide)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared is not None:
        named = _MEANT.get(declared.lower(), declared)
        read = _strict(data, named) or (_nearly(data, named) if page else None)
        if read is not None:
            return read
    return (_nearly(data, "utf-8") if page else None) or _guessed(data)


def _strict(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(encoding), encoding
    except (LookupError, ValueError):
        return None


def _nearly(data: bytes, encoding: str) -> tuple[str, str] | None:
    """Return the text where all but a few characters are of the encoding."""
    try:
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    broken = text.count("\ufffd")
    return (text, f"{encoding} (damaged)") if broken <= max(1, _FEW * len(text)) else None


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without a mark, told by the NUL bytes beside ASCII letters."""
    head = data[:2_000]
    if len(head) < 8 or head.count(0) * 4 < len(head):
        return None
    odd, even = head[1::2].count(0), head[::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def _guessed(data: bytes) -> tuple[str, str] | None:
    """Return the text where one encoding fits well; among equals the one of Western Europe, the most frequent."""
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data[:_SAMPLE], threshold=0.1))
    if not matches or matches[0].chaos > _SURE:
        return None
    best = matches[0]
    for match in matches[1:]:
        if match.encoding == _COMMON and (match.chaos, match.coherence) == (best.chaos, best.coherence):
            best = match
    return _strict(data, best.encoding)
