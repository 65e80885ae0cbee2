"""Which places stand beside which."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.places import PlaceContext, PlaceFinder
from citygraph.loaders.extraction.places.index import NameIndex
from citygraph.loaders.extraction.places.neighbours import Neighbours
from citygraph.loaders.extraction.segmenting import segment


def neighbours(finder: PlaceFinder, index: NameIndex, text: str) -> Neighbours:
    layout = segment(text)
    return Neighbours.of(
        finder.candidates(layout, "id"), PlaceContext(layout, "id"), finder.words("id"), index
    )


def test_a_country_or_province_after_a_place(finder: PlaceFinder, index: NameIndex) -> None:
    for text, country in (
        ("Leipzig, Jerman", "DE"),
        ("Leipzig (Jerman)", "DE"),
        ("Leipzig di Jerman", "DE"),
        ("Batu, Jawa Timur", "ID"),
        ("Madison, Wisconsin", "US"),
    ):
        assert [each.country for each in neighbours(finder, index, text).after.values()] == [country], text


def test_a_sentence_apart_is_not_beside(finder: PlaceFinder, index: NameIndex) -> None:
    assert neighbours(finder, index, "Kami ke Leipzig. Jerman juga.").after == {}
    assert neighbours(finder, index, "Leipzig bertanding melawan Jerman").after == {}


def chains(finder: PlaceFinder, index: NameIndex, text: str) -> list[list[str]]:
    return [[each.name for each in chain] for chain in neighbours(finder, index, text).chains]


def test_lists(finder: PlaceFinder, index: NameIndex) -> None:
    assert chains(finder, index, "Medan, Padang dan Kupang") == [["Medan", "Padang", "Kupang"]]
    assert chains(finder, index, "Medan mengalahkan Padang") == []
    assert chains(finder, index, "Medan dan Padang. Kupang dan Manado.") == [
        ["Medan", "Padang"],
        ["Kupang", "Manado"],
    ]


def test_a_list_goes_on_behind_a_country_or_an_aside(finder: PlaceFinder, index: NameIndex) -> None:
    assert chains(finder, index, "Leipzig (Jerman), Kobe (Jepang), dan Medan") == [
        ["Leipzig", "Kobe", "Medan"]
    ]
    assert chains(finder, index, "Medan (tata air), Kobe (gizi), dan Leipzig") == [
        ["Medan", "Kobe", "Leipzig"]
    ]


def test_a_state_that_is_one_city_is_no_country_of_another_city(
    finder: PlaceFinder, index: NameIndex
) -> None:
    assert neighbours(finder, index, "Leipzig, Singapura, dan Kobe").after == {}
    assert chains(finder, index, "Leipzig, Singapura, dan Kobe") == [["Leipzig", "Singapura", "Kobe"]]


def test_countries_are_counted(finder: PlaceFinder, index: NameIndex) -> None:
    found = neighbours(finder, index, "Jerman. Jerman dan Jepang.")
    assert found.countries == {"DE": 2, "JP": 1}
    assert found.sentences == {0: {"DE"}, 1: {"DE", "JP"}}


Cities = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guests from Durham, N.C., and Salem, Mass., came.", ["Durham, US", "Salem, US"]),
        ("He lives in Brandon, Man., near the river.", ["Brandon, CA"]),
        ("Providence, R.I., won.", ["Providence, US"]),
        ("Charleston, W.Va., is far away.", ["Charleston, US"]),
    ],
)
def test_short_names_of_states_stand_after_a_place(cities: Cities, text: str, expected: list[str]) -> None:
    assert cities(text, "en") == expected
