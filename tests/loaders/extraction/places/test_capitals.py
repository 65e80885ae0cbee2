"""Capitals by country and province."""

from __future__ import annotations

from citygraph.loaders.extraction.places import PlaceFinder
from citygraph.loaders.extraction.places.capitals import Capitals
from citygraph.loaders.extraction.places.index import NameIndex
from citygraph.loaders.extraction.places.words import Phrase
from citygraph.loaders.gazetteer import Gazetteer


def test_capitals(gazetteer: Gazetteer, index: NameIndex, finder: PlaceFinder) -> None:
    capitals, words = Capitals(gazetteer, index), finder.words("id")
    assert capitals.of("jepang", Phrase("country", country="JP"), words) == Phrase("capital", country="JP")
    assert capitals.of("jawatimur", None, words) == Phrase("capital", place="Surabaya, ID")
    assert capitals.of("antarktika", Phrase("country", country="AQ"), words) is None
    assert capitals.of("leipzig", None, words) is None
