"""Later names without a word for their level, which follow the level that the article said first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.gazetteer import Government

from .words import key_of

__all__ = ["following"]

_LAND: Final = ("regency", "province")

_Name = tuple[str, str]


def following(
    mentions: Sequence[PlaceMention], doubted: Collection[int], headings: Collection[int] = frozenset()
) -> list[PlaceMention]:
    """Return the mentions, with bare names taken for the regency or province that the text said a name to be first.

    ``Kabupaten Tegal ... di Tegal`` is the regency both times, and so is the ``Tegal`` of the headline above.
    Where the article also says of the name that it is a city's, the names behind that are the city's.

    Args:
        mentions: The places of an article, in order.
        doubted: Where mentions begin that say something of their own: datelines, and names with their country behind.
        headings: Where mentions begin that stand in headlines, which shorten names.
    """
    first: dict[_Name, Government | None] = {}
    cities: dict[_Name, list[int]] = {}
    for each in mentions:
        if (government := each.government) is None or each.is_country:
            continue
        name = key_of(each.name), government.country
        if each.level == "city":
            cities.setdefault(name, []).append(each.start)
        if each.start not in headings and each.start not in doubted:
            land = each.level in _LAND and government.level != "city"
            first.setdefault(name, government if land else None)
    return [_followed(each, first, cities) if each.start not in doubted else each for each in mentions]


def _followed(
    mention: PlaceMention, first: Mapping[_Name, Government | None], cities: Mapping[_Name, Sequence[int]]
) -> PlaceMention:
    government = mention.government
    if government is None or mention.level is not None or government.level != "city":
        return mention
    name = key_of(mention.name), government.country
    said = first.get(name)
    if said is None or any(start < mention.start for start in cities.get(name, ())):
        return mention
    return replace(
        mention, government=said, reasons=(f"{said.name} is what the article said first", *mention.reasons)
    )
