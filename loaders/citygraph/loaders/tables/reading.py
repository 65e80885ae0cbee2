"""Tables from files: delimited text, workbooks, and JSON results of SPARQL queries."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final, Literal

from citygraph.loaders.facts import DocumentRefused, Problem
from citygraph.loaders.facts.files import read_bytes
from citygraph.ontology import Place

from .delimited import DELIMITERS, delimited_rows
from .errors import TableRefused
from .query_results import json_rows
from .rows import Table
from .spreadsheet import sheet_rows

__all__ = ["TABLE_SUFFIXES", "TableFormat", "read_table"]

TableFormat = Literal["csv", "tsv", "json", "workbook"]

TABLE_SUFFIXES: Final[dict[str, TableFormat]] = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xlsx": "workbook",
    ".xls": "workbook",
    ".ods": "workbook",
}
"""Endings of tables and what they are written in."""

_LARGEST: Final = 200_000_000
_MOST_ROWS: Final = 1_000_000


def read_table(
    file: Path,
    *,
    form: TableFormat | None = None,
    delimiter: str | None = None,
    sheet: str | None = None,
    most_rows: int = _MOST_ROWS,
) -> Table:
    """Return the table in a file.

    Args:
        file: The file.
        form: What it is written in; by its ending when left out.
        delimiter: What sets its cells apart, in delimited text.
        sheet: Which sheet of a workbook; the first when left out.
        most_rows: Most rows.

    Raises:
        TableRefused: It cannot be read.
        SpreadsheetsUnavailable: It is a workbook, and the library for those is not installed.
    """
    form = form or TABLE_SUFFIXES.get(file.suffix.lower())
    if form is None:
        ending = f"ends in '{file.suffix}'" if file.suffix else "has no ending"
        hint = f"a table ends in {', '.join(TABLE_SUFFIXES)}; or write its format in the description"
        raise TableRefused([Problem("unknown-format", f"the file {ending}", Place(file), hint)], file=file)
    try:
        data = read_bytes(file, _LARGEST)
        if form == "json":
            columns, rows, problems = json_rows(data, file, most=most_rows)
        elif form == "workbook":
            columns, rows, problems = sheet_rows(data, file, sheet=sheet, most=most_rows)
        else:
            columns, rows, problems = delimited_rows(
                data, file, delimiter=delimiter or DELIMITERS[form], most=most_rows
            )
    except TableRefused:
        raise
    except DocumentRefused as error:
        raise TableRefused(error.problems, file=file) from error
    if not rows and not problems:
        raise TableRefused([Problem("empty-table", "the table has no rows", Place(file, 1))], file=file)
    return Table(file, hashlib.sha256(data).hexdigest(), columns, tuple(rows), tuple(problems))
