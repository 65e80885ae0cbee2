"""The edition of an event in its names: the ordinal or year that tells one congress from the next."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["edition_of"]

_NUMBERED = re.compile(r"\bke-?\s?(\d{1,3})\b|\b(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)
_ROMAN = re.compile(r"\b(X{0,3}(?:IX|IV|V?I{1,3}|V|X))\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}


def edition_of(names: Iterable[str]) -> str | None:
    """Return the edition that an event's names state: ``7`` for an ordinal, ``2024`` for a year, None for neither.

    An ordinal goes before a year, since the same congress is called by either.

    >>> edition_of(["Kongres ke-7 UCLG ASPAC"]), edition_of(["7th UCLG ASPAC CONGRESS"])
    ('7', '7')
    >>> edition_of(["ASCN Annual Meeting 2024"]), edition_of(["Munas VI Apeksi"]), edition_of(["Rakernas Apeksi"])
    ('2024', '6', None)
    """
    known = tuple(names)
    for name in known:
        if found := _NUMBERED.search(name):
            return str(int(found[1] or found[2]))
    for name in known:
        if found := _ROMAN.search(name):
            return str(_roman(found[1]))
    for name in known:
        if found := _YEAR.search(name):
            return found[1]
    return None


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUE[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
