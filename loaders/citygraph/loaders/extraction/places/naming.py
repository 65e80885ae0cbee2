"""Governments that GeoNames lacks, each named as the article names it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.gazetteer import Government

from .words import key_of

__all__ = ["as_named"]

_GREATER: Final = "greater"
_METROPOLIS: Final = 500_000
"""People of a city that is no mere part of what bears its name with *Greater* before it."""


def as_named(mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions, each of such a government under the longest of its names that the article has.

    ``Gwanak`` and ``Gwanak-gu`` are one government. No id says so to whoever compares facts, so a document writes
    the name that stands in its article. Where that is ``Greater Geelong``, ``Geelong`` is that government, too;
    ``Manchester`` stays the city beside ``Greater Manchester``.

    Args:
        mentions: The places of an article.
    """
    names: dict[str, str] = {}
    for each in mentions:
        if (government := _unlisted(each)) is not None:
            name = _spelling(government, each.name)
            if len(name) > len(names.get(government.iri_key, "")):
                names[government.iri_key] = name
    if not names:
        return list(mentions)
    greater = {
        (key_of(government.name).removeprefix(_GREATER), government.country): government
        for each in mentions
        if (government := _unlisted(each)) is not None and key_of(government.name).startswith(_GREATER)
    }
    return [_named(each, names, greater) for each in mentions]


def _named(
    mention: PlaceMention, names: Mapping[str, str], greater: Mapping[tuple[str, str], Government]
) -> PlaceMention:
    government = mention.government
    if government is not None and government.level == "city":
        if (government.population or 0) < _METROPOLIS:
            government = greater.get((key_of(government.name), government.country), government)
        if government.iri_key in names:
            return replace(mention, government=replace(government, name=names[government.iri_key]))
    return mention


def _unlisted(mention: PlaceMention) -> Government | None:
    """Return the city that a mention means where GeoNames does not have it."""
    government = mention.government
    return government if government and government.geonames is None and government.level == "city" else None


def _spelling(government: Government, written: str) -> str:
    """Return a name as the gazetteer spells it, or the usual one where it has no such name."""
    key = key_of(written)
    return next((name for name in government.names if key_of(name) == key), government.name)
