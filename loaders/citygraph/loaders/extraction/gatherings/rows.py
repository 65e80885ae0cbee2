"""Guests from several cities that are told of in one row: *a delegation from A and the mayor of B*."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from citygraph.loaders.extraction.mentions import PlaceMention

from .company import Actor, Company, Pair
from .visit_words import VisitWords

__all__ = ["row_of"]

_APART: Final = 4


def row_of(here: Company, pair: Pair, words: VisitWords) -> tuple[PlaceMention, ...]:
    """Return where those came from who stand in one row behind a guest, with no more than words for guests between."""
    if not isinstance(pair.guest, Actor) or pair.form != "visit":
        return ()
    row: list[PlaceMention] = []
    seen = {pair.guest.key, pair.host.key}
    behind = [each for each in here.actors if each.start >= pair.guest.start]
    for one, other in pairwise(behind):
        if other.key in seen or other.place.is_country or not _joined(here, one, other, words):
            break
        seen.add(other.key)
        row.append(other.place)
    return tuple(row)


def _joined(here: Company, one: Actor, other: Actor, words: VisitWords) -> bool:
    """Return whether two stand in one row: a joint, and behind it only words for who comes."""
    between = [each for each in here.sentence.tokens if one.end <= each.start < other.start]
    return (
        0 < len(between) <= _APART
        and between[0].folded in words.joining
        and all(each.folded in words.received or each.folded in words.of for each in between[1:])
    )
