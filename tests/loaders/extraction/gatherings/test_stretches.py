"""What the words of a name say."""

from __future__ import annotations

from citygraph.loaders.extraction.gatherings.growing import Ground
from citygraph.loaders.extraction.gatherings.stretches import Content, content_of
from citygraph.loaders.extraction.gatherings.words import words_of
from citygraph.loaders.extraction.segmenting import segment


def content(text: str, language: str) -> Content:
    sentence = segment(text).sentences[0]
    ground = Ground(sentence, words_of(language), {}, {}, shouting=False)
    return content_of(ground, 0, len(sentence.tokens))


def test_number_year_scope_and_own_words_are_told_apart() -> None:
    found = content("Kongres Nasional Teh XII 2024", "id")
    assert found.words == {"teh"}
    assert found.scopes == {"nasional"}
    assert (found.ordinal, found.year, found.capitals) == (12, "2024", 1)


def test_two_overlapping_names_share_what_they_say() -> None:
    one, other = content("Tea Congress 2024", "en"), content("third ORCA Congress", "en")
    both = one.joined(other)
    assert both.words == {"tea", "orca"}
    assert (both.ordinal, both.year, both.acronym) == (3, "2024", True)
