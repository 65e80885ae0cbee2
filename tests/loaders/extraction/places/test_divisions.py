"""Divisions of countries: when their governments are meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.mentions import PlaceMention

Cities = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The sister province agreement with Zhejiang was renewed.", ["Zhejiang Province, CN"]),
        ("en", "Officials of Jiangxi province came. Jiangxi sent ten singers.", ["Jiangxi Province, CN"] * 2),
        ("en", "Bavaria's officials spoke. They like the hills of Bavaria.", ["Bavaria Province, DE"] * 2),
        ("en", "A friendship was signed with Kelantan.", ["Kelantan, MY"]),
        ("en", "A memorandum with Iwate was signed.", ["Iwate Prefecture, JP"]),
        ("en", "Hangzhou, Zhejiang, is a sister city.", ["Hangzhou, CN"]),
        ("en", "The sister city lies in Zhejiang.", []),
        ("en", "The club took in Hue and Tuy Hoa in the coastal province of Phu Yen.", ["Huế, VN", "Tuy Hòa, VN"]),
        ("en", "The hills of Zhejiang are green.", []),
        ("id", "Provinsi kembar Jawa Tengah ialah Queensland dan Chungcheong Selatan.",
         ["Provinsi Jawa Tengah, ID", "Queensland, AU", "South Chungcheong Province, KR"]),
        ("id", "Gubernur Jeollanam-do datang.", ["Jeollanam-do, KR"]),
        ("id", "Kota kembarnya berada di Zhejiang.", []),
    ],
)  # fmt: skip
def test_the_government_of_a_division_is_told_from_the_land(
    cities: Cities, language: str, text: str, expected: list[str]
) -> None:
    assert cities(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The Kano State Government in Nigeria signed it.", ["Kano State, NG"]),
        ("en", "Guests from Wexford County, Ireland, came.", ["Wexford County, IE"]),
        ("en", "They belong to Bukhara region of Uzbekistan.", ["Bukhara Region, UZ"]),
        ("en", "The Udon Thani provincial office in Thailand replied.", ["Udon Thani Province, TH"]),
        ("en", "Munich's state secretary wrote a letter.", ["Munich, DE"]),
        ("id", "tamu dari Negara Bagian Kano di Nigeria", ["Kano State, NG"]),
    ],
)  # fmt: skip
def test_a_division_that_bears_a_city_name_is_named_with_its_level(
    cities: Cities, language: str, text: str, expected: list[str]
) -> None:
    assert cities(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "Kota Montana, Bulgaria, mengirim tamu. Rombongan Montana tiba Senin.", ["Montana, BG"] * 2),
        ("id", "Delegasi dari Montana di Bulgaria tiba.", ["Montana, BG"]),
        ("en", "A choir from Montana, Bulgaria, sang. The mayor of Montana was there.", ["Montana, BG"] * 2),
        (
            "en",
            "The city of Isabela, Puerto Rico, sent a band. Guests from Isabela sang.",
            ["Isabela, PR"] * 2,
        ),
        (
            "en",
            "The governor of Montana and the mayor of Helena, Montana, spoke.",
            ["Montana, US", "Helena, US"],
        ),
    ],
)
def test_a_city_that_bears_the_name_of_a_division_elsewhere(
    cities: Cities, language: str, text: str, expected: list[str]
) -> None:
    assert cities(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They came from Latin America, Spain and Portugal."),
        ("id", "Mereka datang dari Amerika Latin, Spanyol, dan Portugal."),
    ],
)
def test_a_part_of_the_world_is_not_the_country_that_its_name_ends_in(
    read: Callable[..., list[PlaceMention]], language: str, text: str
) -> None:
    countries = [each.country for each in read(text, language) if each.is_country]
    assert countries == ["ES", "PT"]


def test_a_city_and_county_is_the_city(cities: Cities) -> None:
    assert cities("Guests came from the City and County of Denver.", "en") == ["Denver, US"]
