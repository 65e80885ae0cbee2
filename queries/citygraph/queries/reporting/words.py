"""The words of a report in its language, and how that language writes numbers."""

from __future__ import annotations

import datetime
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

__all__ = ["Words"]


@dataclass(frozen=True)
class Words:
    """The words of a report.

    Attributes:
        language: Its language: en or id.
    """

    language: str

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        text = (files("citygraph.queries") / "reporting" / "words.toml").read_text(encoding="utf-8")
        return {
            f"{section}.{key}": both[self.language]
            for section, entries in tomllib.loads(text).items()
            for key, both in entries.items()
        }

    def __call__(self, key: str, **values: object) -> str:
        """Return a text with its ``{names}`` filled in.

        Raises:
            KeyError: There is no such text.
        """
        return self._texts[key].format(**values)

    def has(self, key: str) -> bool:
        """Return whether there is such a text."""
        return key in self._texts

    def number(self, value: float | int | None, digits: int = 3, *, fixed: bool = False) -> str:
        """Return a number as the language writes it; none is a dash.

        Args:
            value: The number.
            digits: Most decimals; a number too small for them is written with a power of ten.
            fixed: Whether a whole number has decimals, too, as the others of its column.

        >>> Words("id").number(1234.5)
        '1.234,500'
        >>> Words("en").number(20573), Words("en").number(None)
        ('20,573', '–')
        """
        if value is None or not math.isfinite(value):
            return "–"
        if float(value).is_integer() and not fixed:
            text = f"{int(value):,}"
        elif 0 < abs(value) < 10**-digits:
            text = f"{value:.1e}"
        else:
            text = f"{value:,.{digits}f}"
        return text.translate(str.maketrans(",.", ".,")) if self.language == "id" else text

    def date(self, iso: str) -> str:
        """Return a day, month or year of ISO 8601 in words.

        >>> Words("id").date("2025-10"), Words("en").date("2025-10-02"), Words("en").date("2025")
        ('Oktober 2025', '2 October 2025', '2025')
        """
        parts = iso.split("-")
        if len(parts) == 1 or not all(part.isdigit() for part in parts):
            return iso
        month = self("date.months").split(" ")[int(parts[1]) - 1]
        return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"

    def day(self, day: datetime.date) -> str:
        """Return a day in words."""
        return self.date(day.isoformat())
