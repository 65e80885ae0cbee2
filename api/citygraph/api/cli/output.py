"""Files that a command writes: whole or not at all, and never over another by accident."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final
from zipfile import ZipFile

from citygraph.ontology import CityGraphError

from .console import stdout

__all__ = ["OutputExists", "OutputUnwritable", "destination", "unpacked"]

_NEW_FILE: Final = 0o666


class OutputExists(CityGraphError):
    """The file to write exists already.

    Attributes:
        path: The file.
    """

    code = "output-exists"

    def __init__(self, path: Path) -> None:
        super().__init__(f"the file {path} exists", hint="replace it with --force, or name another")
        self.path = path


class OutputUnwritable(CityGraphError):
    """The file cannot be written.

    Attributes:
        path: The file.
    """

    code = "output-unwritable"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"the file {path} cannot be written: {reason}")
        self.path = path


@contextmanager
def destination(out: Path | None, *, force: bool) -> Generator[IO[bytes]]:
    """Give where data goes: standard output, or a file that is moved to its place once whole.

    A device or pipe is written as it is; a symbolic link is followed.

    Raises:
        OutputExists: The file exists, and force is not set.
        OutputUnwritable: The disk or the folder refuses.
    """
    if out is None or str(out) == "-":
        yield stdout()
        return
    target = Path(os.path.realpath(out))
    kind = _kind(target)
    if kind is not None and stat.S_ISDIR(kind):
        raise OutputUnwritable(out, "it is a folder")
    if kind is not None and not stat.S_ISREG(kind):
        with target.open("wb") as stream:
            yield stream
        return
    if kind is not None and not force:
        raise OutputExists(out)
    with _replacing(target, out) as file:
        yield file


@contextmanager
def unpacked(out: Path, *, force: bool) -> Generator[IO[bytes]]:
    """Give where a zip archive goes whose files become a folder, moved to its place once whole.

    A folder that is there is replaced when force is set, unless it holds anything else than what comes in its place.

    Raises:
        OutputExists: There is something of that name, and force is not set.
        OutputUnwritable: The folder holds other files, or the disk refuses.
    """
    target = Path(os.path.realpath(out))
    kind = _kind(target)
    there = kind is not None and (not stat.S_ISDIR(kind) or any(target.iterdir()))
    if there and not force:
        raise OutputExists(out)
    if kind is not None and not stat.S_ISDIR(kind):
        raise OutputUnwritable(out, "it is a file, and a folder is to be written")
    try:
        with tempfile.TemporaryDirectory(prefix=f".{target.name[:100]}.", dir=target.parent) as beside:
            with tempfile.TemporaryFile(dir=beside) as archive:
                yield archive
                with ZipFile(archive) as files:
                    names = set(files.namelist())
                    files.extractall(Path(beside) / "new")
            if kind is not None:
                others = sorted(each.name for each in target.iterdir() if each.name not in names)
                if others:
                    raise OutputUnwritable(out, f"the folder holds other files: {', '.join(others[:5])}")
                target.replace(Path(beside) / "old")
            (Path(beside) / "new").replace(target)
    except OSError as error:
        raise OutputUnwritable(out, error.strerror or str(error)) from error


@contextmanager
def _replacing(target: Path, out: Path) -> Generator[IO[bytes]]:
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise OutputUnwritable(out, error.strerror or str(error)) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(target))
        part.replace(target)
    except OSError as error:
        raise OutputUnwritable(out, error.strerror or str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def _kind(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except OSError:
        return None


def _mode(target: Path) -> int:
    """Return the access rights that the file has, or that a new one would get."""
    kind = _kind(target)
    if kind is not None:
        return stat.S_IMODE(kind)
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask
