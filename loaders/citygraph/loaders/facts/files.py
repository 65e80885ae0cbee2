"""Files as text: UTF-8 of bounded size from ordinary files, or a plain word on why not."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from citygraph.ontology.errors import Place

from .problems import DocumentRefused, Problem

__all__ = ["decoded", "read_bytes"]

_REASONS = {
    errno.ENOENT: ("file-missing", "there is no such file"),
    errno.ENOTDIR: ("file-missing", "there is no such file"),
    errno.ELOOP: ("file-unreadable", "its symbolic links go round in a circle"),
    errno.EACCES: ("file-unreadable", "you may not read it"),
    errno.EISDIR: ("file-unreadable", "it is a folder, not a file"),
    errno.ENAMETOOLONG: ("file-missing", "its name is too long"),
}


def read_bytes(path: Path, most: int) -> bytes:
    """Return the bytes of an ordinary file.

    Args:
        path: The file; symbolic links are followed.
        most: Most bytes; a larger file is refused before it is read.

    Raises:
        DocumentRefused: The file is missing, unreadable, no ordinary file, or larger.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        code, what = _REASONS.get(
            error.errno or 0, ("file-unreadable", (error.strerror or "it cannot be read").lower())
        )
        raise _refused(path, code, what) from error
    except ValueError as error:
        raise _refused(path, "file-missing", "its name holds a NUL") from error
    try:
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise _refused(path, "file-unreadable", "it is a folder, not a file")
        if not stat.S_ISREG(found.st_mode):
            raise _refused(path, "file-unreadable", "it is no ordinary file")
        if found.st_size > most:
            what = f"it has {found.st_size:,} bytes, more than the {most:,} allowed"
            raise _refused(path, "file-too-large", what)
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(most + 1)
    except OSError as error:
        raise _refused(path, "file-unreadable", (error.strerror or "it cannot be read").lower()) from error
    finally:
        os.close(handle)
    if len(data) > most:
        raise _refused(path, "file-too-large", f"it has more than the {most:,} bytes allowed")
    return data


def decoded(data: bytes, file: Path | None) -> str:
    """Return UTF-8 bytes as text, without a byte order mark at the beginning.

    Raises:
        DocumentRefused: The bytes are in another encoding, or hold NULs.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        wide = data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"))
        raise _refused(
            file, "bad-encoding", f"it is in {'UTF-32' if wide else 'UTF-16'}", "save it as UTF-8", line=1
        )
    nul = data.find(b"\x00")
    if nul >= 0:
        many = data.count(b"\x00") * 4 >= len(data)
        what = f"it holds a NUL at byte {nul}" + (", as text in UTF-16 or UTF-32 does" if many else "")
        raise _refused(
            file,
            "control-character",
            what,
            "save it as UTF-8" if many else "remove it",
            line=data.count(b"\n", 0, nul) + 1,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise _refused(
            file,
            "bad-encoding",
            f"it is not in UTF-8: byte {start} is 0x{data[start]:02X}",
            "save it as UTF-8",
            line=data.count(b"\n", 0, start) + 1,
        ) from error


def _refused(
    file: Path | None, code: str, what: str, hint: str | None = None, *, line: int | None = None
) -> DocumentRefused:
    return DocumentRefused([Problem(code, what, Place(file, line), hint)], file=file)
