"""What a text says of a date, before the article's own date makes it whole."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from citygraph.loaders.extraction.records import record

__all__ = ["FoundDate", "Partial", "Tense", "completed"]

Tense = Literal["past", "future"]


@record(frozen=True, slots=True)
class Partial:
    """The parts of a date that the text gives.

    Attributes:
        year: The year.
        month: The month, 1 to 12.
        day: The day of the month.
        weekday: The weekday, Monday is 1.
        unit: Days of the unit that the date is told in from the article's own (``DAY`` of `vocabulary`, ...).
        offset: How many of these units away; -1 is the one before.
        step: -1, 0 or 1 where the words say last, this or next of a weekday, month or day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    unit: int | None = None
    offset: int = 0
    step: int | None = None

    @property
    def whole(self) -> bool:
        """Whether it needs no other date to be read."""
        return self.year is not None


@record(frozen=True, slots=True)
class FoundDate:
    """A date or period found in a text.

    Attributes:
        start: First offset.
        end: Offset after the last character.
        first: Its first day, month or year.
        last: The end of the period; None for a single date.
    """

    start: int
    end: int
    first: Partial
    last: Partial | None = None


def completed(first: Partial, last: Partial) -> tuple[Partial, Partial]:
    """Return both ends of a period, each with the month and year that only the other one names.

    >>> first, last = completed(Partial(day=30), Partial(2018, 10, 2))
    >>> first.month, first.year
    (9, 2018)
    """
    if first.day is not None and last.day is not None:
        ordered = first.day <= last.day
        if first.month is None and last.month is not None:
            first = replace(first, month=last.month if ordered else (last.month - 2) % 12 + 1)
        elif last.month is None and first.month is not None:
            last = replace(last, month=first.month if ordered else first.month % 12 + 1)
    start, end = first.month, last.month
    if start is None or end is None:
        return first, last
    if first.year is None and last.year is not None and first.unit is None:
        first = replace(first, year=last.year - (start > end))
    if last.year is None and first.year is not None and last.unit is None:
        last = replace(last, year=first.year + (end < start))
    return first, last
