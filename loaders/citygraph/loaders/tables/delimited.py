"""Tables whose cells are set apart by commas, tabs or semicolons, read strictly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from citygraph.loaders.facts import Problem
from citygraph.loaders.facts.files import decoded
from citygraph.ontology import Place

from .errors import TableRefused
from .header import check_header
from .rows import Row

__all__ = ["DELIMITERS", "delimited_rows"]

DELIMITERS: Final[dict[str, str]] = {"csv": ",", "tsv": "\t"}
"""What sets cells apart in each format, where the description does not say."""

_NAMES: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def delimited_rows(
    data: bytes, file: Path, *, delimiter: str, most: int
) -> tuple[tuple[str, ...], list[Row], list[Problem]]:
    """Return columns, rows, and what is wrong with the rows that are left out.

    Quotes are checked, and every row must have as many cells as there are columns: a quote that is never closed
    would otherwise swallow the rows after it.

    Raises:
        TableRefused: It is not in UTF-8, is empty, or cannot be cut into cells.
    """
    text = decoded(data, file)
    records = _records(text, file, delimiter)
    empty: list[str] = []
    _, header = next(records, (1, empty))
    if not any(name.strip() for name in header):
        raise TableRefused([Problem("empty-table", "the table is empty", Place(file, 1))], file=file)
    _check_delimiter(header, delimiter, file)
    columns = check_header(header, file)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, (line, cells) in enumerate(records, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            problems.append(_uneven(cells, columns, Place(file, line)))
            continue
        if len(rows) == most:
            what = f"the table has more than {most:,} rows"
            raise TableRefused([Problem("file-too-large", what, Place(file, line))], file=file)
        rows.append(Row(number, line, dict(zip(columns, cells, strict=True))))
    return columns, rows, problems


def _records(text: str, file: Path, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records with the lines where they begin."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"the row cannot be cut into cells: {error}"
            hint = "look for a quotation mark that is not closed, or not doubled inside a quoted cell"
            raise TableRefused([Problem("bad-cells", what, Place(file, line), hint)], file=file) from error
        yield line, record


def _check_delimiter(header: Sequence[str], delimiter: str, file: Path) -> None:
    if len(header) > 1:
        return
    other = next((sign for sign in _NAMES if sign != delimiter and sign in header[0]), None)
    if other is not None:
        what = (
            f"the columns are set apart by {_NAMES[other]}, not by {_NAMES.get(delimiter, repr(delimiter))}"
        )
        shown = "\\t" if other == "\t" else other
        hint = f'write delimiter = "{shown}" under [table] in the description'
        raise TableRefused([Problem("wrong-delimiter", what, Place(file, 1), hint)], file=file)


def _uneven(cells: Sequence[str], columns: Sequence[str], place: Place) -> Problem:
    hint = "look for a quotation mark that is not closed, or a cell with the delimiter that is not quoted"
    return Problem("bad-cells", f"the row has {len(cells)} cells, not {len(columns)}", place, hint)
