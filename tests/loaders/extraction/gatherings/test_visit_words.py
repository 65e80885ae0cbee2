"""What languages say of visits."""

from __future__ import annotations

from citygraph.loaders.extraction.gatherings.visit_words import visit_words_of


def test_a_visit_is_called_in_the_articles_language() -> None:
    assert visit_words_of("id").name.format(guest="A", host="B") == "kunjungan delegasi A ke B"
    assert visit_words_of("en").name.format(guest="A", host="B") == "visit of A delegation to B"


def test_every_word_that_may_begin_a_visit_is_a_trigger() -> None:
    words = visit_words_of("id")
    assert words.calling <= words.arriving <= words.triggers
    assert set(words.receiving.by_first) | set(words.going.by_first) <= words.triggers
