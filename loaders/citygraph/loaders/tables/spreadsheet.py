"""Tables in workbooks of Excel and LibreOffice; of a formula the value that was saved with it is read."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from citygraph.loaders.facts import Problem
from citygraph.ontology import CityGraphError, Place

from .errors import TableRefused
from .header import check_header
from .rows import Row

__all__ = ["SpreadsheetsUnavailable", "sheet_rows"]

_MOST_UNPACKED: Final = 500_000_000


class SpreadsheetsUnavailable(CityGraphError):
    """The optional library that reads workbooks is not installed."""

    code = "spreadsheets-unavailable"

    def __init__(self) -> None:
        super().__init__(
            "workbooks are read by the library python-calamine, which is not installed",
            hint="install citygraph[excel], or save the sheet as CSV",
        )


def sheet_rows(
    data: bytes, file: Path, *, sheet: str | None, most: int
) -> tuple[tuple[str, ...], list[Row], list[Problem]]:
    """Return columns and rows of a sheet, the first one when none is named. A row's line is its number.

    Raises:
        SpreadsheetsUnavailable: The library is not installed.
        TableRefused: It is no workbook, has no such sheet, or is too large once unpacked.
    """
    try:
        from python_calamine import CalamineWorkbook  # an optional library
    except ImportError as error:
        raise SpreadsheetsUnavailable from error
    _check_size(data, file)
    try:
        book: Any = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names: list[str] = list(book.sheet_names)
        if sheet is not None and sheet not in names:
            listed = ", ".join(names[:20])
            raise _refused(file, "unknown-sheet", f"there is no sheet '{sheet[:80]}'", f"there are: {listed}")
        cells: list[list[object]] = book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except TableRefused:
        raise
    except Exception as error:
        raise _refused(file, "bad-workbook", f"it cannot be read as a workbook: {error}") from error
    if not cells or not any(_text(cell).strip() for cell in cells[0]):
        raise _refused(file, "empty-table", "the first row of the sheet, with the columns' names, is empty")
    if len(cells) > most:
        raise _refused(file, "file-too-large", f"the table has more than {most:,} rows")
    columns = check_header([_text(cell) for cell in cells[0]], file)
    rows = [
        Row(number, number, dict(zip(columns, texts, strict=True)))
        for number, record in enumerate(cells[1:], start=2)
        if any(texts := [_text(cell).strip() for cell in record])
    ]
    return columns, rows, []


def _check_size(data: bytes, file: Path) -> None:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(each.file_size for each in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise _refused(file, "bad-workbook", f"it cannot be read as a workbook: {error}") from error
    if unpacked > _MOST_UNPACKED:
        raise _refused(
            file, "file-too-large", f"unpacked it has {unpacked:,} bytes, more than {_MOST_UNPACKED:,}"
        )


def _text(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)


def _refused(file: Path, code: str, what: str, hint: str | None = None) -> TableRefused:
    return TableRefused([Problem(code, what, Place(file, 1), hint)], file=file)
