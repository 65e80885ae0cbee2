"""Whether the state or the city is meant."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.places import PlaceContext, PlaceFinder
from citygraph.loaders.extraction.places.index import NameIndex
from citygraph.loaders.extraction.places.neighbours import Neighbours
from citygraph.loaders.extraction.places.states import states_meant
from citygraph.loaders.extraction.segmenting import segment


@pytest.mark.parametrize(
    ("language", "text", "meant"),
    [
        ("en", "Talks between Singapore and Vietnam", True),
        ("en", "Singapore, Laos, Thailand and Bangkok", True),
        ("en", "the Singapore Government", True),
        ("en", "the Republic of Singapore", True),
        ("en", "Singapore's Ministry of Law", True),
        ("en", "Singapore hosted the summit", False),
        ("en", "Singapore, Osaka and Lima", False),
        ("en", "Singapore and Jakarta, Indonesia", False),
        ("id", "Pemerintah Singapura", True),
        ("id", "antara Singapura dan Vietnam", True),
        ("id", "Singapura dan Medan", False),
    ],
)
def test_the_state_is_told_from_the_city(
    finder: PlaceFinder, index: NameIndex, language: str, text: str, meant: bool
) -> None:
    layout = segment(text)
    words = finder.words(language)
    found = finder.candidates(layout, language)
    chains = Neighbours.of(found, PlaceContext(layout, language), words, index).chains
    assert bool(states_meant(found, chains, words)) is meant
