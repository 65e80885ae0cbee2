"""Which of the cities around it an office is held in."""

from __future__ import annotations

import re

import pytest
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.extraction.names import PersonFinder, settle
from citygraph.loaders.extraction.names.choosing import country_of_title
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.gazetteer import Government

_CITIES = {"Padang": "ID", "Malang": "ID", "Osaka": "JP", "Leipzig": "DE", "Perth": "AU", "Leeds": "GB"}


def held_in(language: str, text: str) -> str | None:
    """Return the city of the office that the text names last."""
    places = [
        PlaceMention(
            found.start(),
            found.end(),
            name=found[0],
            government=Government(found[0].lower(), found[0], _CITIES[found[0]], "city"),
            country=_CITIES[found[0]],
            level=None,
            confidence=1.0,
            reasons=(),
        )
        for found in re.finditer("|".join(_CITIES), text)
    ]
    layout = segment(text)
    persons = settle(PersonFinder().find(layout, language), places, layout, language=language)
    of = [each.of for each in persons if each.first][-1]
    return of.place.name if of is not None and of.place is not None else None


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("en", "Leeds sent nobody. Mayor Carol Hobbs could not travel to Osaka.", "Leeds"),
        ("en", "Perth came to Osaka by air. Its guests were received by Mayor Kenji Matsumoto.", "Osaka"),
        ("en", "Perth wrote to Osaka. Mayor Kenji Matsumoto answered.", "Osaka"),
        ("en", "Osaka and Leipzig met. The German city's mayor, Carol Quist, spoke.", "Leipzig"),
        ("en", "Guests from Leipzig, with their deputy mayor Zora Quix, saw Perth.", "Leipzig"),
        ("en", "The road leads to Perth, where Mayor Carol Quist waits for Leipzig.", "Perth"),
        (
            "id",
            "Piagam itu diserahkan di Osaka kepada Sekretaris Daerah Rafi Quist. Padang senang.",
            "Padang",
        ),
        ("id", "Rombongan Osaka tiba di Malang kemarin. Mereka diterima Wali Kota Rafi Quist.", "Malang"),
        ("id", "Padang menulis kepada Osaka. Wali Kota Kenji Matsumoto membalas.", "Osaka"),
    ],
)
def test_the_city_of_an_office_is_the_likeliest_one(language: str, text: str, city: str) -> None:
    assert held_in(language, text) == city


def test_some_titles_are_of_one_country() -> None:
    assert country_of_title("Penjabat Wali Kota", "id") == {"ID"}
    assert country_of_title("Wali Kota", "id") == frozenset()
