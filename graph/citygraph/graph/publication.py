"""What the writer shows to readers while it works: consistent copies of the store, one after the other.

``published/00000012/`` holds ``data/`` and the manifest as they were after a batch; ``published/current.json`` names
the one to read. A copy is made under another name and renamed once it is whole, and the pointer is replaced in one
step, so a writer that is killed at any moment leaves the pointer at a whole copy, or at none.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

__all__ = ["Publication", "Published", "link_copy"]

_MAKING = "making"
_POINTER = "current.json"
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Published:
    """The copy that readers should take.

    Attributes:
        path: Its folder, with ``data/`` and the manifest.
        state: Digest of the dataset in it.
    """

    path: Path
    state: str


class Publication:
    """The published copies of one store.

    Args:
        folder: Where they lie; made with the first one.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.pointer = folder / _POINTER

    def current(self) -> Published | None:
        """Return the copy that readers should take, or None where nothing whole is published."""
        try:
            said = json.loads(self.pointer.read_text(encoding="utf-8"))
            published = Published(self._folder / f"{int(said['copy']):08}", str(said["state"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return published if (published.path / "data").is_dir() else None

    def publish(self, store: ox.Store, state: str, write_manifest: Callable[[Path, Path], None]) -> None:
        """Publish the store as it is now; only its one writer may.

        The copy before stays for readers that are just taking it; those before that one are removed.

        Args:
            store: The open store; the copy is hard links to files that never change.
            state: Digest of its dataset.
            write_manifest: Called with the folder of the copy and that of its data.

        Raises:
            OSError: The disk refuses; what was published before stays so.
        """
        making = self._folder / _MAKING
        self._folder.mkdir(exist_ok=True)
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir()
        store.backup(making / "data")
        write_manifest(making, making / "data")
        before = self._numbers()
        number = max(before, default=0) + 1
        making.rename(self._folder / f"{number:08}")
        fresh = self.pointer.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as out:
            json.dump({"copy": number, "state": state}, out)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(self.pointer)
        for old in sorted(before)[:-1]:
            shutil.rmtree(self._folder / f"{old:08}", ignore_errors=True)

    def copy_into(self, target: Path) -> bool:
        """Make target a private copy of what is published; return whether there is anything.

        The writer may remove the copy that is being read; then the newer one is taken.

        Raises:
            OSError: The disk refuses.
        """
        for _ in range(_ATTEMPTS):
            published = self.current()
            if published is None:
                return False
            try:
                link_copy(published.path / "data", target / "data")
                for file in published.path.iterdir():
                    if file.is_file():
                        shutil.copy2(file, target / file.name)
            except FileNotFoundError:
                for part in target.iterdir():
                    shutil.rmtree(part) if part.is_dir() else part.unlink()
            else:
                return True
        return False

    def _numbers(self) -> list[int]:
        return [int(each.name) for each in self._folder.iterdir() if each.name.isdigit()]


def link_copy(data: Path, target: Path) -> None:
    """Make target a copy of a folder of the engine: hard links of what never changes, copies of the rest.

    Raises:
        OSError: A file is not there any more, or the disk refuses.
    """
    target.mkdir()
    for file in data.iterdir():
        if file.suffix == ".sst":
            _link(file, target / file.name)
        elif file.name != "LOCK":
            shutil.copy2(file, target / file.name)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target)
