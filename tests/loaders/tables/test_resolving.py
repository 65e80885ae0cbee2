"""Local governments of tables: which are told, and which are left to a person."""

from __future__ import annotations

from typing import Any

import pytest
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.tables.resolving import PlaceResolver
from citygraph.loaders.tables.sought import Found, NotFound, Sought


def found(gazetteer: Gazetteer, sought: Sought, **options: Any) -> Found | NotFound:
    return PlaceResolver(gazetteer, **options).resolve_all([sought])[sought]


def place(result: Found | NotFound) -> str:
    assert isinstance(result, Found), result
    return result.government.iri_key


def code(result: Found | NotFound) -> str:
    assert isinstance(result, NotFound), result
    return result.code


def test_coordinates_tell_cities_of_one_name_apart(gazetteer: Gazetteer) -> None:
    ontario = Sought("Q92561", "London", "Canada", latitude=42.98, longitude=-81.25, population=383_822)
    england = Sought("Q84", "London", "", latitude=51.51, longitude=-0.13, population=8_900_000)
    assert place(found(gazetteer, ontario)) == "6058560"
    assert place(found(gazetteer, england)) == "2643743"


def test_a_name_that_is_not_near_the_coordinates_is_not_taken(gazetteer: Gazetteer) -> None:
    assert code(found(gazetteer, Sought("", "Malang", "ID", latitude=3.6, longitude=98.7))) == "unknown-city"


def test_coordinates_go_before_a_country_that_is_out_of_date(gazetteer: Gazetteer) -> None:
    result = found(gazetteer, Sought("", "Chlef", "France", latitude=36.16, longitude=1.33))
    assert isinstance(result, Found) and result.government.country == "DZ"
    assert result.reason == "its coordinates lie in DZ, not in FR"


def test_a_state_of_a_citys_name_is_not_the_city(gazetteer: Gazetteer) -> None:
    queensland = Sought("", "Queensland", "Australia", population=4_703_193)
    assert isinstance(found(gazetteer, queensland), NotFound)
    region = Sought("", "Guanajuato", "MX", latitude=21.02, longitude=-101.26, population=6_000_000)
    assert code(found(gazetteer, region)) == "city-mismatch"


def test_a_part_of_a_prefecture_is_not_the_prefecture(gazetteer: Gazetteer) -> None:
    yiyang = Sought("Q416669", "Yiyang", "CN", latitude=28.59, longitude=112.33, population=4_420_700)
    assert code(found(gazetteer, yiyang)) == "city-mismatch"


def test_a_name_alone_is_taken_only_when_the_description_says_so(gazetteer: Gazetteer) -> None:
    only = Sought("", "Harstad")
    assert code(found(gazetteer, only)) == "no-country"
    result = found(gazetteer, only, without_country="only")
    assert isinstance(result, Found) and result.government.country == "NO" and result.confidence is not None
    assert result.reason is not None and "no country stated" in result.reason
    assert code(found(gazetteer, Sought("", "Athens"), without_country="only")) == "no-country"
    assert code(found(gazetteer, Sought("", "Vancouver"), without_country="outstanding")) == "no-country"
    assert place(found(gazetteer, Sought("", "Istanbul"), without_country="outstanding")) == "745044"


@pytest.mark.parametrize(
    ("name", "country", "keys"),
    [
        ("Islamabad", "", {None, "1176615"}),  # not Chattogram, which was called so
        ("Yala", "", {None, "1604870"}),  # not Patan in Nepal
        ("Dhaka (North & South)", "", {None}),
        ("Delhi NCT", "", {None}),
        ("Durban (eThekwini)", "", {None}),
        ("Tel Aviv – Yafo", "", {None, "293397"}),
        ("Arkansas", "", {None}),
        ("New South Wales", "", {None}),
        ("Banyuwangi", "ID", {None}),  # a town, or the regency
    ],
)
def test_known_traps_are_right_or_left_open(
    gazetteer: Gazetteer, name: str, country: str, keys: set[str | None]
) -> None:
    result = found(gazetteer, Sought("", name, country), without_country="outstanding")
    assert (result.government.iri_key if isinstance(result, Found) else None) in keys


def test_a_name_that_two_ids_share_is_not_told_by_the_name(gazetteer: Gazetteer) -> None:
    two = [Sought("Q1", "Harstad"), Sought("Q2", "Harstad")]
    results = PlaceResolver(gazetteer, without_country="only").resolve_all(two)
    assert [code(results[each]) for each in two] == ["no-country", "no-country"]


def test_a_district_of_a_towns_name_is_not_the_town(gazetteer: Gazetteer) -> None:
    town = Sought("Q7047", "Bad Kreuznach", "DE", latitude=49.85, longitude=7.87, population=50_948)
    district = Sought("Q8572", "Bad Kreuznach", "DE", latitude=49.83, longitude=7.86, population=158_080)
    results = PlaceResolver(gazetteer).resolve_all([town, district])
    assert place(results[town]) and code(results[district]) == "ambiguous-city"


def test_a_correction_decides_and_a_wrong_one_is_told(gazetteer: Gazetteer) -> None:
    sought = Sought("", "Dhaka (North & South)")
    for text in ("Dhaka, BD", "1185241"):
        assert place(found(gazetteer, sought, corrections={sought.key: text})) == "1185241"
    assert place(found(gazetteer, sought, cities={sought.name: "Dhaka, BD"})) == "1185241"
    assert code(found(gazetteer, sought, corrections={sought.key: "-"})) == "left-out"
    wrong = found(gazetteer, sought, corrections={sought.key: "Nowhere at all, BD"})
    assert code(wrong) == "unknown-city" and isinstance(wrong, NotFound) and "the correction" in wrong.why


def test_an_id_must_be_in_the_country_that_is_stated(gazetteer: Gazetteer) -> None:
    assert place(found(gazetteer, Sought("", "", "ID", geonames=1636722))) == "1636722"
    assert code(found(gazetteer, Sought("", "Malang", "VN", geonames=1636722))) == "city-mismatch"
    assert code(found(gazetteer, Sought("", "Malang", "Nowhereland"))) == "unknown-country"
