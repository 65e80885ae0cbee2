"""What is taken by other names."""

from __future__ import annotations

from citygraph.loaders.extraction.places import PlaceFinder, but_for_last
from citygraph.loaders.extraction.segmenting import segment


def test_where_a_gathering_is_stands_on_its_own(finder: PlaceFinder) -> None:
    text = "Tea Congress in Seoul and Seoul Tea Congress"
    candidates = finder.candidates(segment(text), "en")
    spans = [(0, text.index(" and")), (text.rindex("Seoul"), len(text))]
    assert [text[start:end].strip() for start, end in but_for_last(candidates, spans)] == [
        "Tea Congress in",
        "Seoul Tea Congress",
    ]
