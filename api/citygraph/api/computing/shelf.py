"""Results of computations on disk: a folder for each, made once for its computation, dataset and code."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from filelock import FileLock

from .computation import Computation
from .progress import Progress

__all__ = ["Result", "ResultShelf", "shelf_in"]

_ORIGIN: Final = "origin.json"
_KEY: Final = 32
_RECENT: Final = 60.0
"""Seconds for which what has just been asked for is not thrown away."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a computation.

    Attributes:
        key: Its key.
        dataset: Digest of the dataset that it was computed on.
        folder: Where its files are.
    """

    key: str
    dataset: str
    folder: Path

    def read(self, name: str) -> bytes | None:
        """Return a file of the result, or None where there is none of this name."""
        if "/" in name or name.startswith("."):
            return None
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None


def shelf_in(folder: Path | None, *, kept: int = 64, environ: Mapping[str, str] | None = None) -> ResultShelf:
    """Return the shelf in a folder; in the user's cache folder where none is named, which need not be writable.

    Args:
        folder: The folder, or None.
        kept: Most results that are kept.
        environ: Environment to read ``CITYGRAPH_CACHE`` from; the process's own by default.
    """
    if folder is None:
        folder = _default_folder(os.environ if environ is None else environ)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError:  # a server without a home: its results go with it
            folder = Path(tempfile.mkdtemp(prefix="citygraph-computed-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return ResultShelf(folder, kept=kept)


def _default_folder(environ: Mapping[str, str]) -> Path:
    if own := environ.get("CITYGRAPH_CACHE"):
        return Path(own) / "computed"
    if sys.platform == "win32":
        return (
            Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "citygraph" / "computed"
        )
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "citygraph" / "computed"
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "citygraph" / "computed"


class ResultShelf:
    """Keeps results in a folder, which several processes may share.

    Each computation has a folder of its name, with ``lock``, held while it is computed, ``progress.json``, ``cancel``
    when somebody wants it to stop, ``part-*`` while it is made, and ``result`` once it is whole.

    Args:
        folder: The folder; it is made when it is needed.
        kept: Most results that are kept; those that nobody has asked for longest go first.
    """

    def __init__(self, folder: Path, *, kept: int = 64) -> None:
        self.folder = folder
        self._kept = kept

    @cached_property
    def _code(self) -> str:
        """What tells one state of the code that computes from another: its files, their sizes and times."""
        found: list[str] = []
        for part in ("ontology", "graph", "queries"):
            root = Path(str(files(f"citygraph.{part}")))
            for path in sorted(root.rglob("*")):
                if path.suffix != ".pyc" and path.is_file():
                    state = path.stat()
                    found.append(f"{path.relative_to(root)} {state.st_size} {state.st_mtime_ns}")
        return sha256("\n".join(found).encode("utf-8", "surrogatepass")).hexdigest()

    def key(self, computation: Computation, dataset: str) -> str:
        """Return the name of a computation's result on a dataset."""
        said = [computation.work, sorted(computation.parameters.items()), dataset, self._code]
        return sha256(json.dumps(said).encode()).hexdigest()[:_KEY]

    def result(self, key: str) -> Result | None:
        """Return the result of this key, if there is one, and note that somebody wanted it."""
        origin = self.folder / key / "result" / _ORIGIN
        try:
            said: dict[str, Any] = json.loads(origin.read_text(encoding="utf-8"))
            with contextlib.suppress(PermissionError):
                os.utime(origin)
        except (OSError, ValueError):
            return None
        return Result(key, said["dataset"], origin.parent)

    def at(self, address: str) -> Result | None:
        """Return the newest result that belongs at an address, if there is one."""
        found: list[tuple[float, str]] = []
        for origin in self.folder.glob(f"*/result/{_ORIGIN}"):
            with contextlib.suppress(OSError, ValueError):
                said: dict[str, Any] = json.loads(origin.read_text(encoding="utf-8"))
                if said["address"] == address:
                    found.append((said["made"], origin.parent.parent.name))
        return self.result(max(found)[1]) if found else None

    def progress(self, key: str) -> Progress | None:
        """Return how far a computation is, or None where it was never asked for."""
        if len(key) != _KEY or not key.isalnum():
            return None
        try:
            return Progress.from_json((self.folder / key / "progress.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def note(self, progress: Progress) -> None:
        """Write down how far a computation is."""
        folder = self._of(progress.key)
        part = folder / f"progress-{uuid4().hex}"
        part.write_text(progress.to_json(), encoding="utf-8")
        part.replace(folder / "progress.json")

    def lock(self, key: str) -> FileLock:
        """Return what is held while a result is computed, by whatever process."""
        return FileLock(self._of(key) / "lock", thread_local=False)

    def is_being_computed(self, key: str) -> bool:
        """Return whether some process computes a result now."""
        if not (self.folder / key / "lock").exists():
            return False
        lock = self.lock(key)
        with contextlib.suppress(TimeoutError), lock.acquire(blocking=False):
            return False
        return True

    def ask_to_stop(self, key: str, *, wanted: bool = True) -> None:
        """Let whoever computes a result stop, or take that back."""
        sign = self._of(key) / "cancel"
        if wanted:
            sign.touch()
        else:
            sign.unlink(missing_ok=True)

    def is_asked_to_stop(self, key: str) -> bool:
        """Return whether somebody wants a computation to stop."""
        return (self.folder / key / "cancel").exists()

    @contextlib.contextmanager
    def making(self, key: str) -> Generator[Path]:
        """Give an empty folder for a result; what is in it is thrown away unless it is :meth:`keep` kept."""
        home = self._of(key)
        for left in home.glob("part-*"):  # of a process that was killed: this one holds the lock now
            shutil.rmtree(left, ignore_errors=True)
        part = home / f"part-{uuid4().hex}"
        part.mkdir()
        try:
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)

    def keep(self, key: str, part: Path, computation: Computation, dataset: str) -> Result:
        """Return a result that was just made, from now on known, and throw away those that are too many."""
        origin = {
            "work": computation.work,
            "parameters": dict(computation.parameters),
            "address": computation.address,
            "dataset": dataset,
            "made": time.time(),
        }
        (part / _ORIGIN).write_text(json.dumps(origin, ensure_ascii=False), encoding="utf-8")
        home = self._of(key) / "result"
        shutil.rmtree(home, ignore_errors=True)
        part.rename(home)
        self._trim()
        return Result(key, dataset, home)

    def _trim(self) -> None:
        """Throw away the results that nobody has asked for longest, and what is left of failed ones."""
        aged: list[tuple[float, Path]] = []
        for home in self.folder.iterdir():
            with contextlib.suppress(OSError):
                origin = home / "result" / _ORIGIN
                aged.append(((origin if origin.exists() else home).stat().st_mtime, home))
        recent = time.time() - _RECENT
        for when, home in sorted(aged, reverse=True)[self._kept :]:
            lock = FileLock(home / "lock", thread_local=False)
            if when < recent:
                with contextlib.suppress(TimeoutError, OSError), lock.acquire(blocking=False):
                    shutil.rmtree(home, ignore_errors=True)

    def _of(self, key: str) -> Path:
        folder = self.folder / key
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder
