"""When two cities are the same: names as GeoNames has them, country and level."""

from __future__ import annotations

from typing import Any

import pytest
from citygraph.loaders.evaluation import PlaceNames
from citygraph.loaders.evaluation.names import folded, folded_all
from hypothesis import given
from hypothesis import strategies as st


def town(number: int, country: str, name: str, *others: str) -> Any:
    return {"geonameid": number, "countrycode": country, "name": name, "alternatenames": list(others)}


TOWNS = [
    town(2886242, "DE", "Köln", "Cologne", "Colonia"),
    town(756135, "PL", "Warsaw", "Warszawa"),
    town(1636722, "ID", "Malang", "Kota Malang"),
    town(1625822, "ID", "Surabaya"),
    town(1692192, "PH", "Quezon City", "Lungsod Quezon"),
    town(2643743, "GB", "London"),
    town(2644688, "GB", "Leeds"),
    town(4250542, "US", "Springfield"),
    town(4951788, "US", "Springfield"),
]


@pytest.fixture(scope="module")
def places() -> PlaceNames:
    return PlaceNames(towns=TOWNS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cologne, DE", "Köln, de"),
        ("Kota Malang, ID", "Malang City, ID"),
        ("City of Malang, ID", {"name": "Malang", "country": "ID"}),
        ("Warsaw, PL", {"name": "whatever", "country": "PL", "geonames": 756135}),
        ("Kabupaten Banyuwangi, ID", "Banyuwangi Regency, ID"),
        ("Gyeonggi Province, KR", "Provinsi Gyeonggi, KR"),
        ("Nowherexx, ID", "nowherexx , id"),
        ("Quezon City, PH", "Lungsod Quezon, PH"),
        ("Kementerian Dalam Negeri", "kementerian dalam negeri"),
        ({"name": "Malang"}, {"name": "Malang"}),
    ],
)
def test_these_are_the_same(one: object, other: object, places: PlaceNames) -> None:
    assert places.same_body(one, other) and places.same_body(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Malang, ID", "Kabupaten Malang, ID"),
        ("Malang, ID", "Malang, MY"),
        ("Malang, ID", "Surabaya, ID"),
        ("Malang, ID", "Malang"),
        ("Nowherexx, ID", "Nowhereyy, ID"),
        ("London, GB", {"name": "London", "country": "GB", "geonames": None, "x": 1} | {"name": "Leeds"}),
        (None, "Malang, ID"),
        ("of the", "of the"),
    ],
)
def test_these_are_not(one: object, other: object, places: PlaceNames) -> None:
    assert not places.same_body(one, other) and not places.same_body(other, one)


def test_a_name_that_several_places_bear_has_them_all(places: PlaceNames) -> None:
    assert places.ids("springfield", "US") == {4250542, 4951788}
    assert places.ids("springfield", "XX") == places.ids("", "US") == frozenset()


def test_geonames_is_read_when_no_places_are_given() -> None:
    places = PlaceNames()
    assert places.same_body("Cologne, DE", "Köln, DE") and not places.same_body("Malang, ID", "Surabaya, ID")
    assert len(places.ids("springfield", "US")) > 10


@given(st.lists(st.text()))
def test_folding_many_names_is_folding_each(names: list[str]) -> None:
    assert folded_all(names) == [folded(name) for name in names]
