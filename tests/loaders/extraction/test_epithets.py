"""Descriptions that stand for a city named elsewhere."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.epithets import epithets
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.segmenting import segment


@pytest.fixture(scope="module")
def members(gazetteer):
    extractor = Extractor.open(gazetteer)

    def read(text: str) -> set[str]:
        facts = extractor.extract(describe_text(text, id="example", language="en")).document.facts
        return {fact.member.name for fact in facts if fact.kind == "membership"}

    return read


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "It was signed by the Korean port.", [("the Korean port", "KR")]),
        ("en", "The South Korean city and a guest met.", [("The South Korean city", "KR")]),
        ("en", "It pleased the Danish delegation.", [("the Danish delegation", "DK")]),
        ("en", "The hill town left.", [("The hill town", None)]),
        ("en", "There the Shropshire town stayed.", [("the Shropshire town", None)]),
        ("en", "The city met the old council at the Summit City.", []),
        ("en", "The port city of Kupang and the Irish port Galway.", []),
        ("id", "Kota di Belanda itu dan pasarnya.", [("Kota di Belanda itu", "NL")]),
        ("id", "Tamu bermalam di kota pelabuhan tersebut.", [("kota pelabuhan tersebut", None)]),
        ("id", "Delegasi Jepang tiba di kota Kolombia itu.", [("Delegasi Jepang", "JP"), ("kota Kolombia itu", "CO")]),
        ("id", "Kedua kota itu, kata delegasi itu.", []),
    ],
)  # fmt: skip
def test_descriptions_with_their_country(language, text, found):
    sentence = segment(text).sentences[0]
    assert [(text[each.start : each.end], each.country) for each in epithets(sentence, language)] == found


def test_a_description_stands_for_the_city_of_its_country(members):
    assert members("Lyon grows\n\nLyon met Ghent and Turin. In 2014 the Belgian city joined Eurocities.") == {
        "Ghent"
    }


def test_we_is_the_city_of_who_speaks(members):
    text = (
        "Lyon had guests\n\n“We have been in Eurocities since 1990,” said Ann Bell, mayor of Leeds, in Lyon."
    )
    assert members(text) == {"Leeds"}
