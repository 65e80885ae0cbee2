"""Lists of saved pages: for each the address that it had and the file that it is in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from citygraph.loaders.extraction.records import record

from .encodings import decoded
from .failures import ReadingFailure

__all__ = ["Saved", "saved_pages"]


@record(frozen=True, slots=True)
class Saved:
    """A saved page.

    Attributes:
        url: Its address.
        file: The file that it was saved in.
        line: The line of the list, counted from 1.
    """

    url: str
    file: Path
    line: int


def saved_pages(data: bytes, file: Path) -> Iterator[Saved | ReadingFailure]:
    """Yield the pages of a list, and a failure for each line that names none.

    A line is an address, a tab (or a comma, in a .csv file) and the path of the saved page, seen from the folder
    of the list. Empty lines, lines that begin with ``#`` and a heading are passed over. Nothing is fetched.

    Args:
        data: The list.
        file: Where it is from.

    Raises:
        ReadingFailure: The list's encoding cannot be told, or it is no text.
    """
    text = decoded(data, file=file).text.removeprefix("\ufeff")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        url, path = _fields(line, comma=file.suffix.lower() == ".csv")
        if number == 1 and url.lower() in ("url", "address", "link"):
            continue
        if not url.startswith(("http://", "https://")):
            what = "the line does not begin with an http or https address"
            hint = "write the address, a tab and the path of the saved page"
            yield ReadingFailure(what, file=file, reason="list", line=number, hint=hint)
        elif not path:
            hint = "nothing is fetched: save the page and write its path after the address and a tab"
            yield ReadingFailure(
                "the line names no saved page", file=file, reason="list", line=number, hint=hint
            )
        else:
            yield Saved(url, file.parent / path, number)


def _fields(line: str, *, comma: bool) -> tuple[str, str]:
    if comma and "\t" not in line:
        try:
            fields = next(csv.reader([line]))
        except csv.Error:
            fields = line.split(",", 1)
    else:
        fields = line.split("\t") if "\t" in line else line.split(None, 1)
    url, path, *_ = (*fields, "", "")
    return url.strip(), path.strip()
