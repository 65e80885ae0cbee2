"""Why an article could not be read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from citygraph.ontology import CityGraphError
from citygraph.ontology.errors import Place

__all__ = ["ReadingFailure", "Reason"]

Reason = Literal[
    "missing", "unreadable", "unsupported", "too-large", "encoding", "not-text", "empty", "damaged", "list"
]
"""What kind of failure it is: no such file; may not be read; a kind of file that is not read; beyond a limit; no
encoding fits; binary data; no text in it; a broken archive or compressed file; a wrong line of a URL list."""


class ReadingFailure(CityGraphError):
    """One article, or one source of articles, could not be read. The others are read all the same.

    Args:
        what: What is wrong, one sentence without a full stop.
        file: The file.
        reason: What kind of failure it is.
        part: What part of the file: the address or number of a record of an archive.
        line: Line of the file, counted from 1.
        hint: What to do about it.
    """

    code = "article-unreadable"

    def __init__(
        self,
        what: str,
        *,
        file: Path | None,
        reason: Reason,
        part: str | None = None,
        line: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(what, place=Place(file=file, line=line, field=part), hint=hint)
        self.file = file
        self.reason: Reason = reason
        self.part = part
