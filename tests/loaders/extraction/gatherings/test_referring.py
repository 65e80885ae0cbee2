"""Words that mean a gathering again."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.segmenting import segment


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kongres Kota Teh dibuka. Acara itu ramai.", "id", ["Acara itu"]),
        ("The Tea Towns Summit opened. The meeting ends on Friday.", "en", ["The meeting"]),
        ("The Tea Towns Summit opened. The exhibition ends on Friday.", "en", []),
    ],
)
def test_a_noun_that_fits_points_back(text: str, language: str, expected: list[str]) -> None:
    found = GatheringFinder().find(segment(text), language, [])
    assert [text[each.start : each.end] for each in found if each.again] == expected
