"""The series and edition of an event: what tells one congress of a network from the next, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["edition_of", "series_of"]

_ROMAN_VALUE = {"I": 1, "V": 5, "X": 10}
_ROMAN = r"X{0,3}(?:IX|IV|V?I{0,3})(?<=[IVX])"
_NUMBERED = re.compile(r"\bke-\s?(\d{1,3})\b|\bke(\d{1,3})\b|\b(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)
_TWO_LETTERS = re.compile(rf"\b(?=[IVX]{{2}})({_ROMAN})\b")
_AFTER_A_GATHERING = re.compile(
    r"\b(?i:munas|musyawarah nasional|rakernas|rapat kerja nasional|kongres|congress|forum|konferensi|conference"
    rf"|summit|assembly|sidang|sidang umum|pertemuan tahunan|annual meeting)\s+({_ROMAN})\b"
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_PART = r"\w*komwil|komisariat wilayah|wilayah|regional|region|zona|zone|sektor|sector"
_OF_A_PART = re.compile(rf"\b(?:{_PART})\b", re.IGNORECASE)
_COUNTED_OTHERWISE = re.compile(
    rf"\b(?:{_PART}|abad|hut|hari jadi|ulang tahun|hut ri|tahap|fase|phase|batch|angkatan)\s*$", re.IGNORECASE
)
_OF_SOMETHING_ELSE = re.compile(r"\s+(?:anniversary|birthday|century)\b", re.IGNORECASE)

_SERIES = {
    "rakernas": re.compile(r"(?:rakernas|rapat kerja nasional|national working meeting)\b"),
    "munas": re.compile(r"(?:munas|musyawarah nasional)\b"),
    "annual-meeting": re.compile(r"(?:annual meeting|pertemuan tahunan|rapat tahunan)\b"),
}
_BEFORE_THE_SERIES = re.compile(rf"(?:the |\d{{1,3}}(?:st|nd|rd|th) |{_ROMAN.lower()} )*", re.IGNORECASE)
_BY_ORDINAL_OR_YEAR = frozenset({"congress", "assembly", "summit"})
_BY_ORDINAL = frozenset({"conference"})


def series_of(form: str | None, names: Iterable[str]) -> str | None:
    """Return the series of a network's gatherings that an event belongs to; None where there may be several.

    A network has one series of congresses, assemblies, summits and conferences, but meetings of many kinds:
    of those only the named series count. A part of a network (a region) holds gatherings of its own.

    >>> series_of("congress", ["Kongres ke-7 UCLG ASPAC"]), series_of("meeting", ["Rapat Kerja Nasional XIV Apeksi"])
    ('congress', 'rakernas')
    >>> series_of("meeting", ["UCLG ASPAC Council Meeting 2018"]), series_of("congress", ["Muskomwil IV Apeksi"])
    (None, None)
    """
    known = tuple(names)
    if form is None or any(_OF_A_PART.search(name) for name in known):
        return None
    if form in _BY_ORDINAL_OR_YEAR or form in _BY_ORDINAL:
        return form
    if form == "meeting":
        for name in known:
            start = _BEFORE_THE_SERIES.match(name.lower())
            rest = name.lower()[start.end() if start else 0 :]
            for series, called in _SERIES.items():
                if called.match(rest):
                    return series
    return None


def edition_of(series: str, names: Iterable[str], year: int | None = None) -> str | None:
    """Return the edition that an event's names state: ``7`` for an ordinal, ``2024`` for a year, None for neither.

    An ordinal goes before a year, since the same congress is called by either. A roman numeral of one letter
    counts directly after the word for the gathering alone. Names that state two editions state none.

    Args:
        series: The series, as :func:`series_of` tells it.
        names: The event's names.
        year: The year in which it begins, where that is known; another year in a name is no edition.

    >>> edition_of("congress", ["Kongres ke-7 UCLG ASPAC"]), edition_of("congress", ["7th UCLG ASPAC CONGRESS"])
    ('7', '7')
    >>> edition_of("annual-meeting", ["ASCN Annual Meeting 2024"]), edition_of("congress", ["Munas VI Apeksi"])
    ('2024', '6')
    >>> edition_of("summit", ["I Love Jakarta"]), edition_of("summit", ["Summit on the 2030 Agenda"], 2019)
    (None, None)
    """
    known = tuple(names)
    ordinals = {number for name in known for number in _ordinals(name)}
    if ordinals:
        return str(ordinals.pop()) if len(ordinals) == 1 else None
    if series in _BY_ORDINAL:
        return None
    years = {int(found[1]) for name in known for found in _YEAR.finditer(name)}
    if year is not None:
        years &= {year}
    return str(years.pop()) if len(years) == 1 else None


def _ordinals(name: str) -> Iterable[int]:
    for found in _NUMBERED.finditer(name):
        if _counts(name, found):
            yield int(found[1] or found[2] or found[3])
    for pattern in (_TWO_LETTERS, _AFTER_A_GATHERING):
        for found in pattern.finditer(name):
            if _counts(name, found):
                yield _roman(found[1])


def _counts(name: str, found: re.Match[str]) -> bool:
    return not _COUNTED_OTHERWISE.search(name[: found.start()]) and not _OF_SOMETHING_ELSE.match(
        name, found.end()
    )


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUE[letter] for letter in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
