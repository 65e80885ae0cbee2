"""What can go wrong when a release is made."""

from __future__ import annotations

import datetime
from pathlib import Path

from citygraph.ontology import CityGraphError

__all__ = ["ReleaseDamaged", "ReleaseExists"]


class ReleaseExists(CityGraphError):
    """There is a release of that day with other content.

    Attributes:
        path: Its folder.
        date: The day.
    """

    code = "release-exists"

    def __init__(self, path: Path, date: datetime.date) -> None:
        super().__init__(
            f"there is a release of {date} with other content in {path}",
            hint="give another --date, or replace it with --force",
        )
        self.path = path
        self.date = date


class ReleaseDamaged(CityGraphError):
    """An earlier release is not what it was when it was made.

    Attributes:
        path: The file or folder.
    """

    code = "release-damaged"

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} is not as it was released: {reason}",
            hint="restore it, or move that release elsewhere",
        )
        self.path = path
