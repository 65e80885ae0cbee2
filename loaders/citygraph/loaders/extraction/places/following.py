"""Later names without a word for their level, which follow the level that the article said first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.gazetteer import Government

from .words import key_of

__all__ = ["following"]

_LAND: Final = ("regency", "province")


def following(mentions: Sequence[PlaceMention], doubted: Collection[int]) -> list[PlaceMention]:
    """Return the mentions, with later bare names taken for the regency or province that a name was said to be first.

    ``Kabupaten Tegal ... di Tegal`` is the regency both times. Where the article also says of the name that it is
    a city's, each mention stays what it is.

    Args:
        mentions: The places of an article, in order.
        doubted: Where mentions begin that say something of their own: datelines, and names with their country behind.
    """
    first: dict[tuple[str, str], Government | None] = {}
    cities: set[tuple[str, str]] = set()
    for each in mentions:
        if (government := each.government) is None or each.is_country:
            continue
        name = key_of(each.name), government.country
        if each.level == "city":
            cities.add(name)
        first.setdefault(name, government if each.level in _LAND and government.level != "city" else None)
    return [_followed(each, first, cities) if each.start not in doubted else each for each in mentions]


def _followed(
    mention: PlaceMention, first: dict[tuple[str, str], Government | None], cities: set[tuple[str, str]]
) -> PlaceMention:
    government = mention.government
    if government is None or mention.level is not None or government.level != "city":
        return mention
    name = key_of(mention.name), government.country
    said = first.get(name)
    if said is None or name in cities:
        return mention
    return replace(
        mention, government=said, reasons=(f"{said.name} is what the article said first", *mention.reasons)
    )
