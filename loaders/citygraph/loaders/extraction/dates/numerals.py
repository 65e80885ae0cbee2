"""Dates in figures: ``5/7/2019``, ``06-08-2025``, ``2019-07-05``, ``31.12.2018``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from .partials import Partial, completed
from .pieces import Found, Piece, weekday_of
from .resolving import NEWEST_YEAR
from .roles import Row
from .vocabulary import DateWords

__all__ = ["dash", "dot", "slash"]


def _numeric(numbers: list[tuple[int, int]], weekday: int | None, words: DateWords) -> Partial | None:
    """Return day, month and year of a date in figures, each as value and number of digits."""
    day = numbers[0][0]
    month = numbers[1][0] if len(numbers) > 1 else None
    year: int | None = None
    if len(numbers) > 2:
        year, width = numbers[2]
        if width == 2:
            year += 2000 if 2000 + year <= NEWEST_YEAR + 5 else 1900
        elif width != 4:
            return None
    if month is not None and words.american and 1 <= day <= 12:
        other = _weekday(year, day, month)
        if month > 12 or (weekday is not None and other == weekday and _weekday(year, month, day) != weekday):
            day, month = month, day
    if month is not None and month > 12:
        return None
    return Partial(year, month, day, weekday)


def _weekday(year: int | None, month: int, day: int) -> int | None:
    try:
        return date(year or 0, month, day).isoweekday()
    except ValueError:
        return None


def slash(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    """Yield the date or period of ``d/m``, ``d/m/y``, ``d-d/m`` or ``d/m-d/m``."""
    start, end = found.span("slash")
    before = row.roles[found.start() : start] or row.roles[max(0, start - 1) : start]
    if "y" not in row.roles[start:end] and not any(role in "w(i" for role in before):
        return
    weekday = weekday_of(found, row)
    parts: list[list[tuple[int, int]]] = [[]]
    for at in range(start, end):
        if row.roles[at] == "-":
            parts.append([])
        elif row.roles[at] != "/":
            parts[-1].append((row.values[at], row.ends[at] - row.starts[at]))
    first = _numeric(parts[0], weekday, words)
    if first is None:
        return
    if len(parts) == 1:
        yield Piece(start, end, end, first)
        return
    last = _numeric(parts[1], None, words)
    if last is not None:
        yield Piece(start, end, end, *completed(first, last))


def dash(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    """Yield the date of ``d-m-y`` or ``y-m-d``."""
    start, end = found.span("dash")
    if row.ends[end - 1] - row.starts[start] > 10:
        return
    numbers = [(row.values[at], row.ends[at] - row.starts[at]) for at in range(start, end, 2)]
    if row.roles[start] == "y":
        (year, _), (month, _), (day, _) = numbers
        partial: Partial | None = Partial(year, month, day)
    else:
        partial = _numeric(numbers, weekday_of(found, row), words)
    if partial is not None:
        yield Piece(start, end, end, partial)


def dot(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    """Yield the date of ``d.m.y``."""
    start, end = found.span("dot")
    value = row.values[start]
    if value // 100 % 100 <= 12:
        yield Piece(start, end, end, Partial(value // 10_000, value // 100 % 100, value % 100))
