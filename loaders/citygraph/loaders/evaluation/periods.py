"""Periods as the evaluation compares them: whether two dates may mean a day in common."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Days", "days_of", "overlap"]


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day that a date may mean, as texts that sort like days.

    Attributes:
        first: ``2018-09-12``, or the beginning of the year or month given.
        last: The same for the end; every month may last 31 days.
    """

    first: str
    last: str


def days_of(value: object) -> Days | None:
    """Return the days that an EDTF date means, read as roughly as an extractor may write it; None for nothing.

    >>> days_of("2024-02~")
    Days(first='2024-02-01', last='2024-02-31')
    """
    if not value:
        return None
    parts = str(value).replace("~", "").replace("?", "").split("/")
    first, last = parts[0] or "0000", parts[-1] or "9999"
    return Days(
        first + {4: "-01-01", 7: "-01"}.get(len(first), ""), last + {4: "-12-31", 7: "-31"}.get(len(last), "")
    )


def overlap(ours: object, theirs: object) -> bool:
    """Return whether two dates are given and have a day in common.

    >>> overlap("2018-09-12/2018-09-15", "2018-09"), overlap("2018", None)
    (True, False)
    """
    our_days, their_days = days_of(ours), days_of(theirs)
    if our_days is None or their_days is None:
        return False
    return our_days.first <= their_days.last and their_days.first <= our_days.last
