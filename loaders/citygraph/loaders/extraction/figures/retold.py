"""What the words before a number make of what it counts: persons who live in a city, cities that it is tied with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Final

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.mentions import NumberMention

from .vocabulary import CountWords, match_back

__all__ = ["retold"]

_START: Final = attrgetter("start")
_MANY: Final = 1000  # persons that only a city has
_PLACES: Final = frozenset(("cities", "countries"))


def retold(group: str, number: NumberMention, tokens: Sequence[Token], words: CountWords) -> str:
    """Return the group that the words before a number tell instead of its noun's, else the noun's own.

    *Salto is home to 100,000 people* counts inhabitants, *Salto is twinned with 20 cities* its twins.

    Args:
        group: The group of the noun behind the number.
        number: The number.
        tokens: The tokens of its sentence.
        words: The words of its language.
    """
    at = bisect_left(tokens, number.start, key=_START) - 1
    while at > 0 and tokens[at].folded in words.between and match_back(tokens, at, words.retelling) is None:
        at -= 1
    said = match_back(tokens, at, words.retelling)
    if said == "inhabitants" and group == "people" and number.value >= _MANY:
        return said
    return said if said == "twins" and group in _PLACES else group
