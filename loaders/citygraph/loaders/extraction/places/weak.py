"""Weak names with nothing beside them, which are places only where the article has more of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from citygraph.loaders.extraction.layout import Sentence, Token

from .found import FoundPlace
from .sighting import Match, sighting
from .words import PlaceWords

__all__ = ["Bare", "with_others"]


class Bare(NamedTuple):
    """A weak name with nothing beside it, where it stands."""

    sentence: Sentence
    pieces: Sequence[Token]
    start: int
    match: Match
    floor: int
    titled: bool


def with_others(
    text: str, words: PlaceWords, found: list[FoundPlace], bare: Sequence[Bare]
) -> list[FoundPlace]:
    """Return the candidates with the bare mentions of their names, in order, none inside another.

    Args:
        text: The whole text.
        words: The language's words.
        found: The candidates, in order.
        bare: The names that stand with nothing beside them.
    """
    keys = {each.key for each in found}
    spans = [(each.start, each.end) for each in found]
    again: list[FoundPlace] = []
    inside: set[int] = set()  # where names begin that are parts of longer ones: the "Miami" of "South Miami"
    for sentence, pieces, number, match, floor, titled in bare:
        if match.key in keys:
            each = sighting(text, sentence, pieces, number, match, words, floor=floor, titled=titled)
            at = bisect_left(spans, (each.end, 0))
            free = at == 0 or spans[at - 1][1] <= each.start
            if free or (each.start < spans[at - 1][0] and spans[at - 1][1] <= each.end):
                again.append(each)
                if not free:
                    inside.add(spans[at - 1][0])
    if not again:
        return found
    return sorted(
        [*(each for each in found if each.start not in inside), *again], key=lambda each: each.start
    )
