"""The languages' data about places: every place in them is one that the gazetteer has."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.languages import lexicon, tags
from citygraph.loaders.extraction.places import PlaceFinder
from citygraph.loaders.extraction.places.words import key_of
from citygraph.loaders.facts.countries import COUNTRY_CODES
from citygraph.loaders.gazetteer import Gazetteer


@pytest.mark.parametrize("tag", tags())
def test_every_place_of_the_data_is_in_the_gazetteer(gazetteer: Gazetteer, tag: str) -> None:
    data = lexicon(tag, "places")
    named = [*data.get("names", {}).values(), *data.get("epithets", {}).values()]
    for section in ("capitals", "same"):
        for key, value in data.get(section, {}).items():
            named += [key, value] if isinstance(value, str) else []
    unknown = [name for name in named if not gazetteer.resolve(name).iri_key]
    assert unknown == []


@pytest.mark.parametrize("tag", tags())
def test_every_country_of_the_data_has_a_code(tag: str) -> None:
    data = lexicon(tag, "places")
    codes = {
        *data.get("countries", {}),
        *data.get("adjectives", {}),
        *data.get("divisions", {}).get("other", {}),
    }
    codes |= set(data.get("divisions", {})) - {"other"}
    codes |= {*data.get("home", {}).get("countries", ()), *data.get("states", {}).get("cities", ())}
    assert codes <= COUNTRY_CODES


def test_a_language_overrides_what_it_borrows(finder: PlaceFinder) -> None:
    assert finder.words("ms").phrases[key_of("Jepun")].country == "JP"
    assert finder.words("ms").phrases[key_of("Tiongkok")].country == "CN"
    assert finder.words("ms").home == {"MY", "BN"}
    assert finder.words("en").phrases[key_of("Georgia")].country == "GE"
    assert finder.words("en").also[key_of("Georgia")].country == "US"


def test_a_language_without_data_is_read_with_english(finder: PlaceFinder) -> None:
    assert finder.words("xx").phrases[key_of("Germany")].country == "DE"
