"""Weak names are places only where the article has more of them."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.places import PlaceFinder
from citygraph.loaders.extraction.segmenting import segment


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("The Riverside Choir sang.", "Riverside", 0),
        ("The mayor of Riverside flew home. The Riverside Choir sang.", "Riverside", 2),
        ("The Riverside Choir sang. The mayor of Riverside flew home.", "Riverside", 2),
        ("The mayor of South Miami, Florida, flew home. Never was South Miami so empty.", "South Miami", 2),
        ("The mayor of South Miami, Florida, flew home. Never was South Miami so empty.", "Miami", 0),
    ],
)
def test_a_bare_weak_name_counts_beside_another_that_is_a_place(
    finder: PlaceFinder, text: str, name: str, times: int
) -> None:
    assert [each.name for each in finder.candidates(segment(text), "en")].count(name) == times
