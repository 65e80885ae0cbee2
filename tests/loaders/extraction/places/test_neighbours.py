"""Which places stand beside which."""

from __future__ import annotations

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


def test_lists(finder: PlaceFinder, index: NameIndex) -> None:
    assert len(neighbours(finder, index, "Medan, Padang dan Kupang").listed) == 3
    assert neighbours(finder, index, "Medan mengalahkan Padang").listed == set()


def test_countries_are_counted(finder: PlaceFinder, index: NameIndex) -> None:
    found = neighbours(finder, index, "Jerman. Jerman dan Jepang.")
    assert found.countries == {"DE": 2, "JP": 1}
    assert found.sentences == {0: {"DE"}, 1: {"DE", "JP"}}
