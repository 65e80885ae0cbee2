"""Dates of facts: the part of EDTF (ISO 8601-2) that articles need, read into first and last days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

__all__ = ["BadDate", "Period", "Precision", "parse_period"]

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?", re.ASCII)
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LONGEST = 30
_SEASONS = range(21, 25)


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class BadDate(ValueError):
    """A text is no date of the format.

    Args:
        what: What is wrong with it.
        reversed_: Whether it is an interval whose end is before its start.
    """

    def __init__(self, what: str, *, reversed_: bool = False) -> None:
        super().__init__(what)
        self.reversed = reversed_


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a stated date allows.

    Attributes:
        text: The date as it was stated.
        first: First day; None for an interval that is open or unknown at its start.
        last: Last day; None for an interval that is open or unknown at its end.
        start_precision: Precision of the first day; None where there is none.
        end_precision: Precision of the last day; None where there is none.
        start_approximate: The start is approximate (``~``), uncertain (``?``) or both (``%``).
        end_approximate: The same of the end.
        is_interval: Two ends were stated (``2018-09-12/2018-09-15``).

    >>> period = parse_period("2024-02")
    >>> period.first, period.last, period.start_precision.value
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29), 'month')
    """

    text: str
    first: date | None
    last: date | None
    start_precision: Precision | None
    end_precision: Precision | None
    start_approximate: bool = False
    end_approximate: bool = False
    is_interval: bool = False

    def __str__(self) -> str:
        """Return the date as it was stated."""
        return self.text

    def overlaps(self, other: Period) -> bool:
        """Return whether both allow a day in common; an end that is open or unknown allows any.

        >>> parse_period("2018-09").overlaps(parse_period("2018-09-12/2018-10-02"))
        True
        """
        return (self.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
            self.last or date.max
        )


@dataclass(slots=True)
class _Point:
    first: date
    last: date
    precision: Precision
    approximate: bool


def _point(text: str) -> _Point:
    found = _POINT.fullmatch(text)
    if found is None:
        raise BadDate(f"'{text}' is no date")
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    approximate = found[4] is not None
    if year == 0:
        raise BadDate("there is no year 0000 in the calendar used here")
    if month in _SEASONS:
        raise BadDate(f"'{text}' is a season, which has no fixed days")
    if not 1 <= month <= 12:
        raise BadDate(f"there is no month {found[2]}")
    days = 29 if month == 2 and calendar.isleap(year) else _DAYS[month - 1]
    if not 1 <= day <= days:
        raise BadDate(f"there is no day {found[3]} in {found[1]}-{found[2]}")
    if found[3]:
        return _Point(date(year, month, day), date(year, month, day), Precision.DAY, approximate)
    if found[2]:
        return _Point(date(year, month, 1), date(year, month, days), Precision.MONTH, approximate)
    return _Point(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, approximate)


@lru_cache(maxsize=4096)
def parse_period(text: str) -> Period:
    """Return the days that an EDTF date allows.

    Known are ``YYYY``, ``YYYY-MM`` and ``YYYY-MM-DD``, each with a qualifier ``~``, ``?`` or ``%`` behind it,
    and intervals of two of them; an end that is ``..`` (open) or empty (unknown) has no day. Years run from
    0001 to 9999.

    Raises:
        BadDate: The text is none of these, names a day that does not exist, or ends before it starts.

    >>> parse_period("2018-09-12/2018-09-15").last
    datetime.date(2018, 9, 15)
    """
    if len(text) > _LONGEST:
        raise BadDate("that is too long for a date")
    start, slash, end = text.partition("/")
    if not slash:
        point = _point(text)
        return Period(
            text,
            point.first,
            point.last,
            point.precision,
            point.precision,
            point.approximate,
            point.approximate,
        )
    first = None if start in ("", "..") else _point(start)
    last = None if end in ("", "..") else _point(end)
    if first is None and last is None:
        raise BadDate(f"'{text}' has neither a start nor an end")
    if first is not None and last is not None and last.last < first.first:
        raise BadDate(f"the end {end} is before the start {start}", reversed_=True)
    return Period(
        text,
        first.first if first else None,
        last.last if last else None,
        first.precision if first else None,
        last.precision if last else None,
        first is not None and first.approximate,
        last is not None and last.approximate,
        is_interval=True,
    )
