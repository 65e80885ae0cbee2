"""The files that a batch writes: whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from citygraph.ontology import CityGraphError

__all__ = ["FolderUnwritable", "ForeignFile", "digest", "made_folder", "write_lines", "write_whole"]

_NEW_FILE: Final = 0o666


class ForeignFile(CityGraphError):
    """A file stands where a document goes, and it is not the one that was written there last.

    Attributes:
        path: The file.
    """

    code = "output-foreign"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"the file {path} was not written by extraction, or was changed since",
            hint="keep it elsewhere, or replace it with --force",
        )
        self.path = path


class FolderUnwritable(CityGraphError):
    """A folder or file of the output cannot be written.

    Attributes:
        path: The folder or file.
    """

    code = "batch-unwritable"

    def __init__(self, path: Path, reason: OSError | str) -> None:
        said = reason if isinstance(reason, str) else reason.strerror or str(reason)
        super().__init__(f"{path} cannot be written: {said}", hint="check folder, rights and room")
        self.path = path


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def made_folder(path: Path) -> Path:
    """Return the folder, made where it is not there yet.

    Raises:
        FolderUnwritable: It cannot be made, or files cannot be made in it.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".citygraph-", suffix=".part", dir=path)
    except OSError as error:
        raise FolderUnwritable(path, error) from error
    os.close(handle)
    Path(name).unlink(missing_ok=True)
    return path


def write_whole(path: Path, data: bytes, *, last: str | None = None, force: bool = False) -> None:
    """Write a file whole or not at all; one that holds the same already is left alone.

    Args:
        path: The file; missing folders are made.
        data: What it shall hold.
        last: SHA-256 of what was written there last, which may be replaced.
        force: Whether any other content may be replaced, too.

    Raises:
        ForeignFile: The file holds something else, and force is not set.
        FolderUnwritable: The disk or the folder refuses.
    """
    try:
        there = _content(path)
        if there == data:
            return
        if there is not None and not force and digest(there) != last:
            raise ForeignFile(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, [data])
    except OSError as error:
        raise FolderUnwritable(path, error) from error


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write a file of lines whole or not at all, in the place of what is there.

    Raises:
        FolderUnwritable: The disk or the folder refuses.
    """
    try:
        _replace(path, (f"{line}\n".encode("utf-8", "backslashreplace") for line in lines))
    except OSError as error:
        raise FolderUnwritable(path, error) from error


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    handle, name = tempfile.mkstemp(prefix=".citygraph-", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        part.chmod(_NEW_FILE & ~_mask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
