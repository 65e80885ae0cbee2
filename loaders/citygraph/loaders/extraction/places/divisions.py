"""Names of divisions of countries: whether the government of one is meant or the land alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Layout
from citygraph.loaders.extraction.records import changed

from .found import FoundPlace
from .index import NameIndex
from .words import PlaceWords

__all__ = ["cities_meant", "divisions_meant"]

_WORD: Final = re.compile(r"([^\W\d_]+)\s+$")
_NEXT: Final = re.compile(r"\s([^\W\d_]+)")
_MARKS: Final = " ,()"
_BEFORE: Final = 24  # characters before a name in which the word before it is looked for


def cities_meant(
    found: Sequence[FoundPlace], text: str, words: PlaceWords, index: NameIndex
) -> list[FoundPlace]:
    """Return the candidates, with names of divisions taken for those of cities where the article says so.

    It says so by a word for a city before the name (``Kota Montana``), or by another country behind it in which a
    place bears the name (``Montana, Bulgaria``); then it means the city throughout.

    Args:
        found: The candidates of an article, in order.
        text: The article.
        words: The language's words.
        index: The names of places.
    """
    keys: set[str] = set()
    for number, each in enumerate(found):
        if each.phrase is None or each.phrase.kind != "division":
            continue
        following = found[number + 1] if number + 1 < len(found) else None
        countries = {bearer.country for bearer in index.bearers(each.key)} - {each.country}
        city = each.level == "city" and (each.start < each.name_start or each.office)
        if countries and (city or _lies_behind(each, following, countries, text, words)):
            keys.add(each.key)
    if not keys:
        return list(found)
    return [changed(each, phrase=None, country=None) if each.key in keys else each for each in found]


def _lies_behind(
    name: FoundPlace, following: FoundPlace | None, countries: Collection[str], text: str, words: PlaceWords
) -> bool:
    """Return whether the name of one of some countries stands behind a name, as what it lies in."""
    if following is None or not following.country_name or following.country not in countries:
        return False
    gap = text[name.end : following.start]
    between = gap.strip(_MARKS).lower()
    return len(gap) <= _BEFORE and (between in words.inside or (not between and ("," in gap or "(" in gap)))


def divisions_meant(
    found: Sequence[FoundPlace], containing: Collection[int], layout: Layout, words: PlaceWords
) -> frozenset[int]:
    """Return where the names of divisions begin by which their governments are meant.

    That is so where a word for its level or an office stands beside the name, here or elsewhere in the article, and
    in a sentence that ties governments (``sister province agreement with Hunan``). Where a division stands behind a
    city it is the land that the city lies in.

    Args:
        found: The candidates of an article.
        containing: Where divisions end that stand behind a city as what it lies in.
        layout: The article.
        words: The language's words.
    """
    divisions = [each for each in found if each.phrase is not None and each.phrase.kind == "division"]
    free = [
        each for each in divisions if each.end not in containing or each.held or each.office or each.owning
    ]
    told = {each.key for each in free if _is_told(each)}
    return frozenset(
        each.name_start
        for each in free
        if _is_told(each)
        or (
            not _tells_of_town(each, layout.text, words)
            and (each.key in told or _is_tied(each, layout, words))
        )
    )


def _is_told(found: FoundPlace) -> bool:
    """Return whether what stands beside a name speaks of a government."""
    return found.level == "province" or found.held or found.office or found.owning


def _tells_of_town(found: FoundPlace, text: str, words: PlaceWords) -> bool:
    """Return whether the name tells where a town lies that is named after it (``the Bavaria town of``)."""
    following = _NEXT.match(text, found.end)
    return following is not None and following[1].lower() in words.settlements


def _is_tied(found: FoundPlace, layout: Layout, words: PlaceWords) -> bool:
    """Return whether a sentence ties a division to others, and does not only say what lies in it."""
    if not layout.sentences[found.sentence].spots(words.ties):
        return False
    before = _WORD.search(layout.text, max(0, found.start - _BEFORE), found.start)
    return before is None or before[1].lower() not in words.within
