"""A date read in a row of roles, and where it stands there."""

from __future__ import annotations

import re

from citygraph.loaders.extraction.records import record

from .partials import Partial
from .roles import Row

__all__ = ["Found", "Piece", "weekday_of"]

Found = re.Match[str]
"""A match of the grammar."""


@record(frozen=True, slots=True)
class Piece:
    """A date or period read in a row.

    Attributes:
        start: Index of its first item.
        end: Index after its last item.
        reach: Index after what was read with it (a closing bracket).
        first: Its first day, month or year.
        last: The end of the period; None for a single date.
    """

    start: int
    end: int
    reach: int
    first: Partial
    last: Partial | None = None


def weekday_of(found: Found, row: Row) -> int | None:
    """Return the first weekday told with a date."""
    for group in ("weekday", "trailing"):
        if found[group] is not None:
            for at in range(*found.span(group)):
                if row.roles[at] in "wW":
                    return row.values[at]
    return None
