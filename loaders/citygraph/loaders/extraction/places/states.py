"""The name of a state that is one city: whether the state is meant or the city."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .found import FoundPlace
from .words import PlaceWords

__all__ = ["states_meant"]


def states_meant(
    found: Iterable[FoundPlace], chains: Iterable[Sequence[FoundPlace]], words: PlaceWords
) -> frozenset[int]:
    """Return where the names begin by which the state is meant and not the city.

    That is so beside words of a state (``Singapore Government``) and in a list of countries
    (``between Singapore and Vietnam``).

    Args:
        found: The candidates of an article.
        chains: Lists of them that the text makes.
        words: The language's words.
    """
    meant = {each.name_start for each in found if each.sovereign and each.country in words.states}
    for chain in chains:
        countries = sum(each.country_name and each.country not in words.states for each in chain)
        cities = sum(each.is_city_name for each in chain)
        if countries > cities:
            meant.update(each.name_start for each in chain if each.country in words.states)
    return frozenset(meant)
