"""The folder of a store on disk: its layout, its one writer, and snapshots for readers.

``citygraph.json`` says what the folder is, ``manifest.jsonl`` which documents it holds, ``data/`` is the engine's,
``lock`` and ``owner.json`` say who is writing, ``published/`` holds what the writer shows to readers, ``snapshots/``
what readers have open.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from .errors import NotAStore, StoreInUse, StoreUnwritable
from .publication import Publication, link_copy

__all__ = ["FORMAT", "StoreDirectory", "is_alive"]

FORMAT = 1
"""Version of the folder's layout; a store of another version is refused."""


_OWN = ("lock", "owner.json", "citygraph.new")
"""What a store that was never finished may have left in its folder."""

_PATIENCE = 1.0
_PATIENCE_OF_READERS = 10.0
_PATIENCE_BESIDE_A_COPY = 0.0
"""Seconds to wait for the lock: readers hold it while they copy, writers while they write."""


class StoreDirectory:
    """A store's folder.

    Args:
        path: The folder; created by :meth:`create` when it does not exist.
        bare: Whether it holds a bare dataset, without documents, instead of a graph of cities.
    """

    def __init__(self, path: Path, *, bare: bool = False) -> None:
        self.path = path
        self._bare = bare
        self.data = path / "data"
        self.manifest = path / "manifest.jsonl"
        self._about = path / "citygraph.json"
        self._owner = path / "owner.json"
        self._snapshots = path / "snapshots"
        self.publication = Publication(path / "published")
        self._lock = FileLock(path / "lock", timeout=_PATIENCE)

    @property
    def exists(self) -> bool:
        """Whether there is a citygraph store in the folder."""
        return self._about.is_file()

    def create(self, base: str) -> None:
        """Lay out a new store for instance IRIs under base.

        Raises:
            NotAStore: The folder exists and holds something else.
            StoreUnwritable: The folder cannot be made.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            strangers = sorted(p.name for p in self.path.iterdir() if p.name not in _OWN)
            if strangers:
                raise NotAStore(
                    f"the folder {self.path} is not empty and is no citygraph store (it holds {strangers[0]!r})",
                    hint="name an empty folder or one that does not exist",
                )
            kind = {"kind": "bare"} if self._bare else {}
            about = json.dumps({"format": FORMAT, "base": base} | kind) + "\n"
            fresh = self._about.with_suffix(".new")
            fresh.write_text(about, encoding="utf-8")
            fresh.replace(self._about)
        except (FileExistsError, NotADirectoryError) as error:
            raise NotAStore(f"{self.path} is a file, not a folder") from error
        except OSError as error:
            raise StoreUnwritable(f"the folder {self.path} cannot be made: {error.strerror}") from error

    def verify(self, base: str) -> None:
        """Check that the folder holds a store of this layout and base.

        Raises:
            NotAStore: It does not; the message says why.
        """
        if not self.exists:
            raise NotAStore(
                f"there is no citygraph store at {self.path}",
                hint="make one with 'citygraph load PATH... --store DIR'",
            )
        try:
            about = json.loads(self._about.read_text(encoding="utf-8"))
            version, own_base, is_bare = about["format"], about["base"], about.get("kind") == "bare"
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise NotAStore(f"the file {self._about} cannot be read as a store's description") from error
        if version != FORMAT:
            raise NotAStore(
                f"the store {self.path} has format {version}, this version of citygraph reads format {FORMAT}",
                hint="load the documents into a new store",
            )
        if is_bare and not self._bare:
            raise NotAStore(
                f"{self.path} holds a bare dataset, not a graph of cities",
                hint="serve it with 'citygraph serve --bare', or name another folder",
            )
        if self._bare and not is_bare:
            raise NotAStore(
                f"{self.path} holds a graph of cities, not a bare dataset",
                hint="serve it without --bare, or name another folder",
            )
        if own_base != base and not self._bare:
            raise NotAStore(
                f"the store {self.path} keeps its IRIs under {own_base}, not under {base}",
                hint="set the same base that it was made with",
            )

    def acquire(self) -> None:
        """Become the store's one writer.

        Raises:
            StoreInUse: Another process is; the error says which.
            StoreUnwritable: The folder may not be written.
        """
        try:
            self._lock.acquire()
            owner = {
                "pid": os.getpid(),
                "command": Path(sys.argv[0]).name + "".join(f" {a}" for a in sys.argv[1:2]),
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            self._owner.write_text(json.dumps(owner), encoding="utf-8")
        except Timeout as error:
            raise StoreInUse(self.path, self._who()) from error
        except OSError as error:
            self._lock.release()
            raise StoreUnwritable(f"the store {self.path} may not be written: {error.strerror}") from error

    @property
    def is_being_written(self) -> bool:
        """Whether a process that is alive says that it is the store's writer."""
        try:
            return is_alive(int(json.loads(self._owner.read_text(encoding="utf-8"))["pid"]))
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def release(self) -> None:
        """Stop being the writer."""
        if self._lock.is_locked:
            self._owner.unlink(missing_ok=True)
            self._lock.release()

    def _who(self) -> str | None:
        try:
            owner = json.loads(self._owner.read_text(encoding="utf-8"))
            return f"process {owner['pid']} ({owner['command']}), since {owner['since']}"
        except (OSError, ValueError, KeyError, TypeError):
            return None

    @staticmethod
    def listing(data: Path) -> dict[str, int]:
        """Return name and size in bytes of the engine's files in a folder, its own notes left out."""
        ignored = ("LOCK", "LOG", "OPTIONS-", "LOG.old")
        return {
            p.name: p.stat().st_size
            for p in sorted(data.iterdir())
            if p.is_file() and not p.name.startswith(ignored)
        }

    @contextmanager
    def snapshot(self) -> Generator[Path]:
        """Give a private copy of the store for one reader; remove it at the end.

        While no writer is at work it is the store as it is now, otherwise what the writer has published last. The
        engine's large files never change once written, so they are hard links. The copy holds ``data/`` and the
        manifest.

        Raises:
            StoreInUse: A writer is at work and has published nothing.
            StoreUnwritable: The folder has no room for a copy, or may not be written.
        """
        self._remove_stale()
        try:
            self._snapshots.mkdir(exist_ok=True)
            copy = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=self._snapshots))
        except OSError as error:
            raise self._no_copy(error) from error
        try:
            self._fill(copy)
            yield copy
        finally:
            shutil.rmtree(copy, ignore_errors=True)

    def _fill(self, copy: Path) -> None:
        """Copy the store, or what its writer has published, into a folder."""
        try:
            if self._lock_for_reading(_PATIENCE_BESIDE_A_COPY if self.publication.current() else None):
                try:
                    if self.data.is_dir():
                        link_copy(self.data, copy / "data")
                    if self.manifest.exists():
                        shutil.copy2(self.manifest, copy / self.manifest.name)
                finally:
                    self._lock.release()
            elif not self.publication.copy_into(copy):
                raise StoreInUse(self.path, self._who())
        except OSError as error:
            raise self._no_copy(error) from error

    def _lock_for_reading(self, patience: float | None) -> bool:
        """Return whether no writer is at work, which is then kept out."""
        try:
            self._lock.acquire(timeout=_PATIENCE_OF_READERS if patience is None else patience)
        except Timeout as error:
            if patience is None:
                raise StoreInUse(self.path, self._who()) from error
            return False
        except OSError as error:
            raise StoreUnwritable(f"the store {self.path} may not be locked: {error.strerror}") from error
        return True

    def _no_copy(self, error: OSError) -> StoreUnwritable:
        return StoreUnwritable(f"no copy for reading can be made in {self._snapshots}: {error.strerror}")

    def _remove_stale(self) -> None:
        if self._snapshots.is_dir():
            for copy in self._snapshots.iterdir():
                pid = copy.name.partition("-")[0]
                if pid.isdigit() and not is_alive(int(pid)):
                    shutil.rmtree(copy, ignore_errors=True)


def is_alive(pid: int) -> bool:
    """Return whether there is a process of that number."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
