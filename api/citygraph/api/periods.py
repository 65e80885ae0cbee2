"""Dates as a reader sees them: no more precise than their source, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .languages import Language

__all__ = ["Moment", "Period", "Precision"]

Precision = Literal["Day", "Month", "Year"]

_MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ),
}
_WORDS: dict[Language, dict[str, str]] = {
    "en": {"about": "about", "since": "since", "until": "until"},
    "id": {"about": "sekitar", "since": "sejak", "until": "sampai"},
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A date with its precision.

    Attributes:
        date: ISO date, the first or last day that the source allows.
        precision: How much of it the source says.
        approximate: Whether the source says "about".
    """

    date: str
    precision: Precision = "Day"
    approximate: bool = False

    def text(self, language: Language) -> str:
        """Return the date as words.

        >>> Moment("2018-09-01", "Month", True).text("en")
        'about September 2018'
        >>> Moment("2017-07-20").text("id")
        '20 Juli 2017'
        """
        year, _, rest = self.date.partition("-")
        month, _, day = rest.partition("-")
        text = year
        if self.precision != "Year" and month.isdigit() and 1 <= int(month) <= 12:
            text = f"{_MONTHS[language][int(month) - 1]} {year}"
            if self.precision == "Day" and day.isdigit():
                text = f"{int(day)} {text}"
        return f"{_WORDS[language]['about']} {text}" if self.approximate else text


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time of which either end may be unknown.

    Attributes:
        start: Its first day, or None.
        end: Its last day, or None.
    """

    start: Moment | None = None
    end: Moment | None = None

    def text(self, language: Language) -> str:
        """Return the period as words; nothing for an unknown one.

        >>> Period(Moment("2018-09-12"), Moment("2018-09-15")).text("en")
        '12–15 September 2018'
        >>> Period(Moment("2024-01-01", "Year"), Moment("2024-12-31", "Year")).text("en")
        '2024'
        >>> Period(Moment("2024-02-01", "Month")).text("id")
        'sejak Februari 2024'
        """
        words = _WORDS[language]
        if self.start is None:
            return f"{words['until']} {self.end.text(language)}" if self.end else ""
        if self.end is None:
            return f"{words['since']} {self.start.text(language)}"
        first, last = self.start.text(language), self.end.text(language)
        if first == last:
            return first
        if (
            self.start.precision == self.end.precision == "Day"
            and not self.start.approximate
            and self.start.date[:7] == self.end.date[:7]
        ):
            return f"{int(self.start.date[8:10])}–{last}"
        return f"{first} – {last}"
