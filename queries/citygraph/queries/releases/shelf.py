"""The folder of releases: one folder a day, each described by its own ``dataset.json``."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from .errors import ReleaseDamaged

__all__ = ["DESCRIPTION", "STATEMENTS", "Release", "ReleaseFile", "releases"]

DESCRIPTION: Final = "dataset.json"
STATEMENTS: Final = ("citygraph.nq", "citygraph.nq.gz")
"""The file of a release that changes are found in, compressed or not."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """A file of a release.

    Attributes:
        name: Its name in the release's folder.
        size: Its bytes.
        sha256: Its SHA-256, in hexadecimal.
        form: Name of its format, or the empty string where it is none of an export.
        media_type: Its media type.
    """

    name: str
    size: int
    sha256: str
    form: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """A release on the shelf.

    Attributes:
        path: Its folder.
        date: Its day.
        dataset: Digest of the dataset.
        files: Its files by name.
    """

    path: Path
    date: datetime.date
    dataset: str
    files: Mapping[str, ReleaseFile]

    def statements(self) -> Iterator[bytes]:
        """Yield the lines of its N-Quads; at the end the file's checksum has been compared.

        Raises:
            ReleaseDamaged: The file is missing or not as it was released.
        """
        name = next((name for name in STATEMENTS if name in self.files), None)
        if name is None or not (self.path / name).is_file():
            raise ReleaseDamaged(self.path, "its statements in N-Quads are missing")
        path = self.path / name
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != self.files[name].sha256:
                raise ReleaseDamaged(path, "its checksum is another")
        with gzip.open(path, "rb") if name.endswith(".gz") else path.open("rb") as lines:
            yield from lines


def releases(folder: Path) -> tuple[Release, ...]:
    """Return the releases in a folder, the earliest first.

    Raises:
        ReleaseDamaged: A release's description cannot be read.
    """
    if not folder.is_dir():
        return ()
    days = sorted(path for path in folder.iterdir() if path.is_dir() and _DAY.match(path.name))
    return tuple(_read(path) for path in days)


def _read(path: Path) -> Release:
    try:
        content: dict[str, Any] = json.loads((path / DESCRIPTION).read_text(encoding="utf-8"))
        files = {
            one["name"]: ReleaseFile(
                one["name"], one["bytes"], one["sha256"], one.get("format", ""), one.get("media_type", "")
            )
            for one in content["files"]
        }
        return Release(path, datetime.date.fromisoformat(content["date"]), content["dataset"], files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseDamaged(path / DESCRIPTION, f"it cannot be read ({error})") from error
