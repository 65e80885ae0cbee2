"""Partial dates made whole with the article's own date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from citygraph.loaders.extraction.records import record
from citygraph.loaders.facts.dates import BadDate, Period, Precision, parse_period

from .partials import Partial, Tense
from .vocabulary import DAY, DECADE, MONTH, WEEK, YEAR

__all__ = ["NEWEST_YEAR", "Anchor", "Stamp", "weekday_years"]

NEWEST_YEAR: Final = 2026
"""Where nothing tells the year, a weekday is looked for in the twelve years up to this one."""

_YEARS_BACK: Final = 12
_EARLIEST: Final = 1800
_LATEST: Final = 2200
_TYPO: Final = timedelta(days=10)
_SAME_MONTH: Final = timedelta(days=32)


@record(frozen=True, slots=True)
class Stamp:
    """A year, a month or a day.

    >>> Stamp(2018, 9).edtf
    '2018-09'
    """

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def edtf(self) -> str:
        """The date as EDTF."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
            if self.day is not None:
                text += f"-{self.day:02d}"
        return text

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and the last day."""
        month, last = self.month or 1, self.month or 12
        return (
            date(self.year, month, self.day or 1),
            date(self.year, last, self.day or monthrange(self.year, last)[1]),
        )

    @classmethod
    def of(cls, day: date) -> Stamp:
        """Return the stamp of a day."""
        return cls(day.year, day.month, day.day)


def _day(year: int, month: int, day: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


class Anchor:
    """The article's own date, which relative dates and missing years are told from.

    Args:
        published: The date as EDTF; None when it is not known. A text that is no such date,
            or one before 1800 or after 2200, counts as None.
    """

    def __init__(self, published: str | None) -> None:
        self._period = _period(published)
        self._today = _middle(self._period)
        exact = self._period is not None and self._period.first == self._period.last
        self._exact = exact
        self._month = self._period is not None and self._period.start_precision in (
            Precision.DAY,
            Precision.MONTH,
        )

    def stamp(self, partial: Partial, tense: Tense | None = None) -> Stamp | None:
        """Return the date that is meant, or None when it stays open."""
        if partial.unit is not None:
            return self._relative(partial)
        if partial.year is not None:
            return _given(partial)
        if self._today is None:
            years = weekday_years(partial)
            return Stamp(years[0], partial.month, partial.day) if len(years) == 1 else None
        if partial.month is not None:
            return self._without_year(partial, self._today, tense)
        if partial.weekday is not None:
            return self._weekday(partial, self._today, tense)
        return None

    def _coarse(self) -> Stamp | None:
        """Return the month or year of the article, for what is near its own date."""
        if self._today is None:
            return None
        return Stamp(self._today.year, self._today.month if self._month else None)

    def _relative(self, partial: Partial) -> Stamp | None:
        today = self._today
        if today is None:
            return None
        if partial.unit == YEAR:
            year = today.year + partial.offset
            if partial.month is None:
                return Stamp(year) if 1 <= year <= 9999 else None
            return _given(Partial(year, partial.month, partial.day))
        if partial.unit == DECADE:
            year = today.year + 10 * partial.offset
            return Stamp(year) if 1 <= year <= 9999 else None
        if not self._month:
            return self._coarse() if abs(partial.offset) <= 1 else None
        if partial.unit == MONTH:
            months = today.year * 12 + today.month - 1 + partial.offset
            return Stamp(months // 12, months % 12 + 1) if 12 <= months < 120_000 else None
        if not self._exact:
            return self._coarse()
        if partial.unit == WEEK and abs(partial.offset) <= 520:
            monday = today - timedelta(days=today.weekday()) + timedelta(weeks=partial.offset)
            if partial.weekday is not None:
                return Stamp.of(monday + timedelta(days=partial.weekday - 1))
            thursday = monday + timedelta(days=3)
            return Stamp(thursday.year, thursday.month)
        if partial.unit == DAY and abs(partial.offset) <= 3660:
            return Stamp.of(today + timedelta(days=partial.offset))
        return None

    def _weekday(self, partial: Partial, today: date, tense: Tense | None) -> Stamp | None:
        if not self._exact:
            return self._coarse()
        ahead = ((partial.weekday or 1) - 1 - today.weekday()) % 7
        if partial.step == 0:
            days = ahead if ahead <= 3 else ahead - 7
        elif partial.step == -1:
            days = ahead - 7
        elif partial.step == 1:
            days = ahead or 7
        elif tense == "future":
            days = ahead
        else:
            days = ahead - 7 if ahead else 0
        return Stamp.of(today + timedelta(days=days))

    def _without_year(self, partial: Partial, today: date, tense: Tense | None) -> Stamp | None:
        month = partial.month or 1
        step = partial.step if partial.step is not None else {"past": -1, "future": 1}.get(tense or "")
        if partial.day is None:
            here = today.year * 12 + today.month
            near = min(
                (today.year + each for each in (-1, 0, 1)),
                key=lambda year: (abs(_apart(year * 12 + month - here, step)), abs(year * 12 + month - here)),
            )
            return Stamp(near, month)
        fitting = [
            each
            for year in range(today.year - 8, today.year + 9)
            if (each := _day(year, month, partial.day)) is not None
        ]
        if not fitting:
            return None
        nearest = min(fitting, key=lambda each: abs(_apart((each - today).days, step)))
        closest = min(fitting, key=lambda each: abs(each - today))
        if abs(closest - today) <= (_TYPO if self._exact else _SAME_MONTH):
            return Stamp.of(closest)
        if partial.weekday is not None:
            right = [
                each
                for each in fitting
                if each.isoweekday() == partial.weekday and abs(each - today).days < 1200
            ]
            if right:
                nearest = min(right, key=lambda each: abs(each - today))
        return Stamp.of(nearest)


def _apart(distance: int, step: int | None) -> int:
    """Return a distance from the article's date that is larger where its direction is the wrong one."""
    return distance * 100 if step is not None and distance * step < 0 else distance


def _given(partial: Partial) -> Stamp | None:
    """Return a date whose year is told; the month alone where the day does not exist."""
    year = partial.year or 0
    if not 1 <= year <= 9999:
        return None
    if partial.month is None:
        return Stamp(year)
    if partial.day is not None and _day(year, partial.month, partial.day) is None:
        return None
    return Stamp(year, partial.month, partial.day)


def weekday_years(partial: Partial) -> list[int]:
    """Return the years, of the last twelve, in which a day and month fall on their weekday."""
    if partial.weekday is None or partial.month is None or partial.day is None:
        return []
    return [
        year
        for year in range(NEWEST_YEAR - _YEARS_BACK + 1, NEWEST_YEAR + 1)
        if (each := _day(year, partial.month, partial.day)) is not None
        and each.isoweekday() == partial.weekday
    ]


def _period(published: str | None) -> Period | None:
    if not published:
        return None
    try:
        period = parse_period(published)
    except BadDate:
        return None
    day = period.first or period.last
    return period if day is not None and _EARLIEST <= day.year <= _LATEST else None


def _middle(period: Period | None) -> date | None:
    """Return the day in the middle of a period, or its only end."""
    if period is None:
        return None
    if period.first is None or period.last is None:
        return period.first or period.last
    return period.first + (period.last - period.first) // 2
