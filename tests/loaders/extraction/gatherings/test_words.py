"""The languages' data of gatherings."""

from __future__ import annotations

from citygraph.loaders.extraction.gatherings.classes import CLASSES
from citygraph.loaders.extraction.gatherings.words import words_of
from citygraph.loaders.extraction.languages import lexicon, tags


def test_every_head_word_is_of_a_known_class() -> None:
    for tag in tags():
        assert set(lexicon(tag, "gatherings").get("heads", {})) <= set(CLASSES)


def test_a_language_borrows_head_words() -> None:
    heads = words_of("ms").heads
    assert "kongres" in heads
    assert "summit" in heads


def test_a_head_word_of_both_orders_is_known_as_such() -> None:
    assert words_of("id").heads["festival"][0].either
