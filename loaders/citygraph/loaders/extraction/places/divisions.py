"""Names of divisions of countries: whether the government of one is meant or the land alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Layout

from .found import FoundPlace
from .words import PlaceWords

__all__ = ["divisions_meant"]

_WORD: Final = re.compile(r"([^\W\d_]+)\s+$")
_NEXT: Final = re.compile(r"\s([^\W\d_]+)")
_BEFORE: Final = 24  # characters before a name in which the word before it is looked for


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
