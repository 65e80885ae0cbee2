"""Titles that the members of a network bear, from the text to the membership."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """An extractor over the real gazetteer and register."""
    return Extractor.open()


def memberships(extractor: Extractor, text: str, language: str) -> list[tuple[str, str, str]]:
    """Return the memberships that a text states: member, network and how it is stated."""
    facts = extractor.extract(describe_text(text, id="titles", language=language)).document.facts
    return [
        (str(fact.member), str(fact.network), fact.modality) for fact in facts if fact.kind == "membership"
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Linz, a UNESCO City of Media Arts, sent two robots to Gwangju.", "en", [("Linz, AT", "uccn", "asserted")]),
        ("As a UNESCO City of Design, Graz will host it.", "en", [("Graz, AT", "uccn", "asserted")]),
        ("Popayán became a City of Gastronomy of UNESCO.", "en", [("Popayán, CO", "uccn", "asserted")]),
        ("Bandung adalah Kota Desain UNESCO sejak 2015.", "id", [("Bandung, ID", "uccn", "asserted")]),
        ("Gelar Kota Gastronomi UNESCO disandang Padang.", "id", [("Padang, ID", "uccn", "asserted")]),
        ("Padang menyambut pengurus UNESCO dari Paris.", "id", []),
    ],
)  # fmt: skip
def test_who_bears_the_title_belongs_to_the_network(
    extractor: Extractor, text: str, language: str, expected: list[tuple[str, str, str]]
) -> None:
    assert memberships(extractor, text, language) == expected
