"""How a government is written: its name, the word for its level, and its country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from .folding import fold
from .government import Level

__all__ = ["Wording", "carries_other_level", "division_level", "read_wording", "split_country"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A name taken apart.

    Attributes:
        name: The whole name as written, without its country.
        key: The whole name, folded.
        bare: The folded name without the word for the level; the same as ``key`` when there is none.
        level: What that word says, or None.
        word: The English word for that level, such as ``Prefecture``.
    """

    name: str
    key: str
    bare: str
    level: Level | None
    word: str | None


_BEFORE: Final[dict[str, tuple[Level, str]]] = {
    "kota administrasi": ("city", "City"),
    "kota adm": ("city", "City"),
    "kota": ("city", "City"),
    "kotamadya": ("city", "City"),
    "pemerintah kota": ("city", "City"),
    "pemkot": ("city", "City"),
    "city of": ("city", "City"),
    "municipality of": ("city", "City"),
    "kabupaten administrasi": ("regency", "Regency"),
    "kabupaten adm": ("regency", "Regency"),
    "kabupaten": ("regency", "Regency"),
    "kab adm": ("regency", "Regency"),
    "kab": ("regency", "Regency"),
    "pemerintah kabupaten": ("regency", "Regency"),
    "pemkab": ("regency", "Regency"),
    "regency of": ("regency", "Regency"),
    "provinsi": ("province", "Province"),
    "propinsi": ("province", "Province"),
    "prov": ("province", "Province"),
    "pemerintah provinsi": ("province", "Province"),
    "pemprov": ("province", "Province"),
    "province of": ("province", "Province"),
    "prefektur": ("province", "Prefecture"),
    "prefecture of": ("province", "Prefecture"),
    "wilayah metropolitan": ("metropolitan-area", "Metropolitan Area"),
}
_AFTER: Final[dict[str, tuple[Level, str]]] = {
    "city": ("city", "City"),
    "municipality": ("city", "City"),
    "regency": ("regency", "Regency"),
    "province": ("province", "Province"),
    "prefecture": ("province", "Prefecture"),
    "governorate": ("province", "Governorate"),
    "oblast": ("province", "Oblast"),
    "voivodeship": ("province", "Voivodeship"),
    "metropolitan area": ("metropolitan-area", "Metropolitan Area"),
}
# Words that end the names of divisions, where the gazetteer has no place of that name.
_DIVISIONS: Final[dict[str, Level]] = {
    "county": "regency",
    "district": "regency",
    "state": "province",
    "region": "province",
}
_DIVISIONS_OF: Final[dict[str, dict[str, Level]]] = {"KR": {"do": "province"}}


def _one_of(words: dict[str, tuple[Level, str]]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LEVEL_FIRST: Final = re.compile(rf"({_one_of(_BEFORE)}) (.+)")
_LEVEL_LAST: Final = re.compile(rf"(.+) ({_one_of(_AFTER)})")
_FIRST_WORDS: Final = frozenset(word.partition(" ")[0] for word in _BEFORE)
_LAST_WORDS: Final = frozenset(word.rpartition(" ")[2] for word in _AFTER)
_COUNTRY: Final = re.compile(r"\s*(.*\S)\s*,\s*([A-Za-z]{2})\s*", re.DOTALL)


def split_country(text: str) -> tuple[str, str | None]:
    """Return the name and the upper-case country code of ``Name, CC``; None when the text ends otherwise.

    >>> split_country("Washington, D.C., US")
    ('Washington, D.C.', 'US')
    """
    found = _COUNTRY.fullmatch(text)
    return (found[1], found[2].upper()) if found else (text.strip(), None)


def read_wording(name: str) -> Wording:
    """Return a name without country taken apart into the name proper and its level.

    >>> read_wording("Kab. Malang").bare, read_wording("Kab. Malang").level
    ('malang', 'regency')
    """
    key = fold(name)
    if key.partition(" ")[0] in _FIRST_WORDS and (found := _LEVEL_FIRST.fullmatch(key)):
        level, word = _BEFORE[found[1]]
        return Wording(name, key, found[2], level, word)
    if key.rpartition(" ")[2] in _LAST_WORDS and (found := _LEVEL_LAST.fullmatch(key)):
        level, word = _AFTER[found[2]]
        return Wording(name, key, found[1], level, word)
    return Wording(name, key, key, None, None)


def division_level(key: str, country: str) -> Level | None:
    """Return the level of a division of a country by the last word of its folded name, or None.

    >>> division_level("lagos state", "NG"), division_level("gyeongsangbuk do", "KR"), division_level("leeds", "GB")
    ('province', 'province', None)
    """
    before, _, last = key.rpartition(" ")
    return (_DIVISIONS.get(last) or _DIVISIONS_OF.get(country, {}).get(last)) if before else None


def carries_other_level(key: str) -> bool:
    """Return whether a folded name says that it is a regency, a province or a metropolitan area.

    GeoNames lists ``Kabupaten Malang`` among the names of the city of Malang; it is none of the city's.
    """
    if key.partition(" ")[0] in _FIRST_WORDS:
        found = _LEVEL_FIRST.fullmatch(key)
        if found:
            return _BEFORE[found[1]][0] != "city"
    if key.rpartition(" ")[2] in _LAST_WORDS:
        found = _LEVEL_LAST.fullmatch(key)
        return found is not None and _AFTER[found[2]][0] != "city"
    return False
