"""Networks that the register lacks."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.names.network_words import network_words
from citygraph.loaders.extraction.names.unlisted import UnlistedNetworks, bracketed
from citygraph.loaders.extraction.tokens import tokens_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("It joined the Alliance of Harbour Cities.", "alliance-of-harbour-cities"),
        ("It joined the Forum of Harbour Cities (FHC).", "fhc"),
        ("It joined the Forum of Harbour Cities.", None),
        ("It joined the Alliance of Harbour Masters.", None),
        ("It belongs to three International Networks of Cities.", None),
        ("It joined the City Taxi Drivers Association.", None),
        ("Kota itu masuk Perserikatan Kota Sungai.", "perserikatan-kota-sungai"),
    ],
)
def test_a_name_says_what_it_is(text: str, slug: str | None) -> None:
    words = network_words()
    finder = UnlistedNetworks(words, words.heads | words.weak_heads)
    found = finder.names(tokens_of(text, 0, len(text)), [], {})
    assert [each.slug for each in found] == ([slug] if slug else [])


def test_a_headline_with_capitals_names_none_without_its_acronym() -> None:
    words = network_words()
    finder = UnlistedNetworks(words, words.heads | words.weak_heads)
    text = "Kota Tua Perpanjang Ikatan Asosiasi Kota Sungai"
    assert finder.names(tokens_of(text, 0, len(text)), [], {})
    assert finder.names(tokens_of(text, 0, len(text)), [], {}, heading=True) == []


def test_an_acronym_stands_in_brackets() -> None:
    text = "Cities (FHC) and (more)"
    tokens = tokens_of(text, 0, len(text))
    assert bracketed(tokens, 1) and not bracketed(tokens, 5)
