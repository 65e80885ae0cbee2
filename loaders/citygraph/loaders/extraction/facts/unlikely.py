"""Pairs of cities that are hardly ever partners: a city and its own province, two cities of most countries."""

from __future__ import annotations

from functools import cache

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.languages import chain, lexicon
from citygraph.loaders.extraction.places import holds
from citygraph.loaders.gazetteer import Government

__all__ = ["is_contained", "is_domestic"]


@cache
def _countries(language: str) -> frozenset[str]:
    return frozenset(
        code
        for tag in chain(language)
        for code in lexicon(tag, "partnership").get("domestic", {}).get("countries", ())
    )


def is_domestic(one: str, other: str, language: str) -> bool:
    """Return whether two bodies are of one country, where cities rarely twin with each other.

    Args:
        one: A body as fact documents write it.
        other: Another.
        language: BCP 47 tag.
    """
    country = one.rpartition(", ")[2]
    return country == other.rpartition(", ")[2] and country not in _countries(language)


def is_contained(one: Party, other: Party) -> bool:
    """Return whether one of two parties is the province that the other lies in."""
    first, second = _government(one), _government(other)
    if first is None or second is None:
        return False
    return holds(first, second) or holds(second, first)


def _government(party: Party) -> Government | None:
    return party.place.government if party.place is not None else None
