"""How a fact document writes a government."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from citygraph.loaders.extraction.languages import lexicon
from citygraph.loaders.gazetteer import Gazetteer, Government
from citygraph.ontology import CityGraphError

__all__ = ["as_written", "fact_name"]


def as_written(government: Government) -> str:
    """Return the usual English name of a government with its country, or its local name where it has none.

    An Indonesian regency or province keeps the word for its level: ``Kabupaten Sleman, ID``.
    """
    return f"{_name(government)}, {government.country}"


def fact_name(government: Government, gazetteer: Gazetteer) -> str | dict[str, object]:
    """Return what a fact writes so that the gazetteer takes it for this very government again.

    That is :func:`as_written` in nearly all cases. Where several places bear the name in the country, it is a
    table with the GeoNames id.
    """
    written = as_written(government)
    for name in dict.fromkeys((written, str(government))):
        try:
            if gazetteer.resolve(name).iri_key == government.iri_key:
                return name
        except CityGraphError:
            continue
    if government.geonames is None:
        return str(government)
    return {"name": government.name, "country": government.country, "geonames": government.geonames}


def _name(government: Government) -> str:
    usual = _usual().get(f"{government.name}, {government.country}")
    if usual is not None:
        return usual
    if government.level != "city":
        return government.name
    english = next((label.text for label in government.labels if label.language == "en"), None)
    if english is None or government.name.startswith(english):
        return government.name
    return english


@cache
def _usual() -> Mapping[str, str]:
    """Return the usual English name where the gazetteer has another."""
    return cast(Mapping[str, str], lexicon("en", "places").get("written", {}))
