"""What stands around a name."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.places import FoundPlace, PlaceFinder
from citygraph.loaders.extraction.places.sighting import is_titled
from citygraph.loaders.extraction.segmenting import segment


def sighted(finder: PlaceFinder, text: str, name: str, language: str = "en") -> FoundPlace:
    return next(each for each in finder.candidates(segment(text), language) if each.name == name)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("They met in Leipzig.", "Leipzig", "located"),
        ("Leipzig, a city in Saxony, left.", "Leipzig", "described"),
        ("Leipzig's mayor smiled.", "Leipzig", "owning"),
        ("The Leipzig residents smiled.", "Leipzig", "owning"),
        ("The Singapore Government smiled.", "Singapore", "sovereign"),
        ("Leipzig won.", "Leipzig", "opening"),
        ("They ate the Padang.", "Padang", "article"),
        ("The mayor of Leipzig smiled.", "Leipzig", "office"),
    ],
)
def test_what_is_seen(finder: PlaceFinder, text: str, name: str, said: str) -> None:
    assert getattr(sighted(finder, text, name), said) is True


def test_what_is_not_seen(finder: PlaceFinder) -> None:
    found = sighted(finder, "They praised Leipzig, mayor included.", "Leipzig")
    assert not (found.described or found.owning or found.sovereign or found.located or found.opening)


def test_a_headline_in_capitals(finder: PlaceFinder) -> None:
    headline = segment("Mayors From Leipzig Meet Friends Today\n\nThey met in town for a talk.\n").sentences[
        0
    ]
    assert is_titled(headline, headline.tokens) is headline.heading
    plain = segment("The mayors of some towns met in Leipzig today and talked.").sentences[0]
    assert not is_titled(plain, plain.tokens)
