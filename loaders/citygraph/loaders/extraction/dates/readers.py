"""From a stretch that looks like a date to the parts of the date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Final

from .numerals import dash, dot, slash
from .partials import Partial, completed
from .pieces import Found, Piece, weekday_of
from .roles import Row
from .vocabulary import DAY, DECADE, MONTH, WEEK, YEAR, DateWords

__all__ = ["read"]

_UNITS: Final = {"h": DAY, "k": WEEK, "o": MONTH, "j": YEAR, "v": DECADE}
_STEPS: Final = {"l": -1, "L": -1, "t": 0, "T": 0, "x": 1, "X": 1}


def _step(roles: str, row: Row, start: int) -> int | None:
    """Return -1, 0 or 1 where words say last, this or next."""
    for at, role in enumerate(roles, start):
        if role in _STEPS:
            return _STEPS[role]
        if role == "e" and row.values[at] < 0:
            return -1
    return None


def _year(row: Row, start: int, end: int) -> Partial:
    """Return the year told in a stretch, as a number or from the article's own; an empty date without one."""
    roles = row.roles[start:end]
    at = roles.find("y")
    if at >= 0:
        return Partial(year=row.values[start + at])
    if "j" in roles:
        step = _step(roles, row, start)
        if step is not None:
            return Partial(unit=YEAR, offset=step)
    return Partial()


def _days(row: Row, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Return the days of the month in a stretch as item, day, and whether a range leads to it."""
    days: list[tuple[int, int, bool]] = []
    ranged = False
    for at in range(start, end):
        role = row.roles[at]
        if role == "d":
            days.append((at, row.values[at], ranged))
            ranged = False
        elif role in "-r":
            ranged = True
    return days


def _with_days(
    row: Row, span: tuple[int, int], days: list[tuple[int, int, bool]], rest: Partial
) -> Iterator[Piece]:
    """Yield the dates of a list of days in one month: a period where they follow each other."""
    start, end = span
    numbers = [day for _, day, _ in days]
    if len(days) == 1:
        yield Piece(start, end, end, replace(rest, day=numbers[0]))
    elif (len(days) == 2 and days[1][2]) or all(b - a == 1 for a, b in pairwise(numbers)):
        bare = Partial(day=numbers[0], step=rest.step)
        first, last = completed(bare, replace(rest, day=numbers[-1]))
        yield Piece(start, end, end, replace(first, unit=rest.unit, offset=rest.offset), last)
    else:
        for number, (at, day, _) in enumerate(days):
            left = at if number else start
            right = end if number == len(days) - 1 else at + 1
            yield Piece(left, right, right, replace(rest, day=day))


def _day_month(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span("daymonth")
    at = row.roles.index("m", start)
    rest = replace(_year(row, at, end), month=row.values[at])
    yield from _with_days(row, (start, end), _days(row, start, at), rest)


def _month_day(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span("monthday")
    rest = replace(_year(row, start, end), month=row.values[start])
    pieces = list(_with_days(row, (start, end), _days(row, start, end), rest))
    yield from pieces


def _dated(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    """Yield the dates that name a day, with what stands around them."""
    kind = next(each for each in _CORES if found[each] is not None)
    pieces = list(_CORES[kind](found, row, words))
    weekday = weekday_of(found, row)
    step = _step(found["weekday"], row, found.start("weekday")) if found["weekday"] else None
    for group in ("before", "after"):
        if found[group] is not None:
            step = _STEPS[found[group]]
    for number, piece in enumerate(pieces):
        first, last = piece.first, piece.last
        start, end, reach = piece.start, piece.end, piece.reach
        if number == 0:
            first = replace(first, weekday=weekday)
            if found["weekday"] is not None:
                start = found.start("weekday")
        if number == len(pieces) - 1:
            reach = found.end()
            if found["after"] is not None:
                end = found.end("after")
            elif ")" in row.roles[end:reach] and "(" in row.roles[start:end]:
                end = reach
        if step is not None:
            first = replace(first, step=step)
            last = replace(last, step=step) if last is not None else None
        yield Piece(start, end, reach, first, last)


def _of_week(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    step = _step(row.roles[start:end], row, start) or 0
    yield Piece(start, end, end, Partial(weekday=row.values[start], unit=WEEK, offset=step))


def _today(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    yield Piece(start, end, end, Partial(unit=DAY, offset=_step(found[0], row, start) or 0))


def _ago(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    counted = start + (row.roles[start] == "G")
    number = row.values[counted]
    unit = _UNITS[row.roles[counted + 1]]
    if number and (unit, number) != (YEAR, number // 500 * 500):
        yield Piece(start, end, end, Partial(unit=unit, offset=-number))


def _one(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    yield Piece(start, end, end, Partial(unit=row.values[start], offset=-1))


def _unit(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    step = _step(found[0], row, start)
    unit = _UNITS[next(role for role in found[0] if role in _UNITS)]
    if step is not None and (unit, step) not in ((DAY, 1), (DECADE, 0), (DECADE, 1), (DECADE, -1)):
        yield Piece(start, end, end, Partial(unit=unit, offset=step))


def _offset(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    yield Piece(start, end, end, Partial(unit=DAY, offset=row.values[start]))


def _alone(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    step = _step(found[0], row, start)
    days = [row.values[at] for at in range(start, end) if row.roles[at] == "w"]
    first = Partial(weekday=days[0], step=step)
    ranged = len(days) == 2 and "a" not in found[0]
    yield Piece(start, end, end, first, Partial(weekday=days[1], step=step) if ranged else None)


def _month_year(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    at = row.roles.index("m", start)
    yield Piece(start, end, end, replace(_year(row, at, end), month=row.values[at]))


def _month(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    at = row.roles.index("m", start)
    yield Piece(start, end, end, Partial(month=row.values[at], step=_step(found[0], row, start)))


def _decade(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    year = row.values[start]
    if year % 10 == 0:
        yield Piece(start, end, end, Partial(year=year), Partial(year=year + 9))


def _years(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    first, last = row.values[start], row.values[end - 1]
    if first < last:
        yield Piece(start, end, end, Partial(year=first), Partial(year=last))


def _single_year(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    start, end = found.span()
    year = row.values[start]
    if row.roles[end : end + 1] == "c" and (year % 50 == 0 or row.roles[start - 1 : start] == "r"):
        return
    yield Piece(start, end, end, Partial(year=year))


_Reader = Callable[[Found, Row, DateWords], Iterator[Piece]]
_CORES: Final[Mapping[str, _Reader]] = {
    "slash": slash,
    "dash": dash,
    "dot": dot,
    "daymonth": _day_month,
    "monthday": _month_day,
}
_READERS: Final[Mapping[str, _Reader]] = {
    **dict.fromkeys(_CORES, _dated),
    "ofweek": _of_week,
    "today": _today,
    "ago": _ago,
    "one": _one,
    "unit": _unit,
    "offset": _offset,
    "alone": _alone,
    "monthyear": _month_year,
    "month": _month,
    "decade": _decade,
    "years": _years,
    "year": _single_year,
}


def read(found: Found, row: Row, words: DateWords) -> Iterator[Piece]:
    """Yield the dates in a match of the grammar; none where it says nothing certain."""
    if found["skipped"] is not None:
        return
    for kind, reader in _READERS.items():
        if found[kind] is not None:
            yield from reader(found, row, words)
            return
