"""Names of gatherings that the sequence model tells."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.extraction.tagging import Tagger, tagged_layout


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.open()


def names(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in tagger.find(segment(text))]


def test_a_name_is_told(tagger: Tagger) -> None:
    text = "Riga hosted the Amber Cities Summit in 2019.\n"
    assert [kind for kind, _ in names(tagger, text)] == ["event"]


def test_a_sentence_without_a_gathering_has_no_name(tagger: Tagger) -> None:
    assert names(tagger, "The council raised the price of parking on Monday.\n") == []


def test_probabilities_are_probabilities_and_names_are_in_order(tagger: Tagger) -> None:
    text = "Riga hosted the Amber Cities Summit in 2019, and Tartu the Amber Cities Summit 2021.\n"
    found = tagger.find(segment(text))
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(0 < each.probability <= 1 for each in found)


def test_furniture_is_not_read() -> None:
    text = "Riga hosted the Amber Cities Summit 2021.\n"
    assert [each for each, _ in tagged_layout(segment(text), [])]
    assert not list(tagged_layout(segment(text, [(0, len(text))]), []))


def test_what_is_known_is_told_of_its_tokens_and_of_no_others() -> None:
    text = "It rained. Riga hosted the summit.\n"
    rows = [features for _, features in tagged_layout(segment(text), [((11, 15), "C")])]
    assert [["k=C" in row for row in features] for features in rows] == [
        [False, False, False],
        [True, False, False, False, False],
    ]
