"""Dates as tables write them, read as the dates of facts."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from citygraph.loaders.facts import BadDate, Period, parse_period

from .cells import DateCell
from .rows import Row

__all__ = ["date_of"]

_MOMENT: Final = re.compile(r"\+?(-?\d{4,})-(\d\d)-(\d\d)(?:T\d\d:\d\d:\d\d(?:\.\d+)?Z?)?")
_PRECISIONS: Final = {"11": 10, "10": 7, "9": 4, "day": 10, "month": 7, "year": 4}
_DAYS: Final = re.compile(r"%-?[dj]|%[xc]")
_MONTHS: Final = re.compile(r"%-?[mbB]|%[xc]")


def date_of(cell: DateCell, row: Row) -> Period | None:
    """Return the date in a row, with no more precision than its text has; None where there is none.

    Raises:
        BadDate: The text is no date of that form.
    """
    text = cell.of(row)
    if text is None:
        return None
    if cell.form == "edtf":
        return parse_period(text)
    if cell.form == "wikidata":
        precision = row.cells[cell.precision].strip() if cell.precision is not None else ""
        return _wikidata(text, precision)
    try:
        day = datetime.strptime(text, cell.form)  # noqa: DTZ007 - a day has no time zone
    except (ValueError, re.error) as error:
        raise BadDate(f"'{text[:40]}' is not written as {cell.form}") from error
    length = 10 if _DAYS.search(cell.form) else 7 if _MONTHS.search(cell.form) else 4
    return parse_period(f"{day.year:04}-{day.month:02}-{day.day:02}"[:length])


def _wikidata(text: str, precision: str) -> Period | None:
    """Return Wikidata's moment as a date; one that knows only its century or less is none.

    Where the precision is not told, the first of January is what Wikidata writes for a year, and the first of a
    month what it writes for a month.
    """
    if text.startswith(("http", "t", "_:")):
        return None  # Wikidata's "unknown value"
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise BadDate(f"'{text[:40]}' is no date of Wikidata")
    year, month, day = found.groups()
    if precision:
        length = _PRECISIONS.get(precision)
        if length is None:
            return None
    else:
        length = 4 if (month, day) in (("01", "01"), ("00", "00")) else 7 if day in ("01", "00") else 10
    return parse_period(f"{year}-{month}-{day}"[:length])
