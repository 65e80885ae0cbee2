"""The words of titles of office in each language."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.languages import tags
from citygraph.loaders.extraction.names.office_words import Phrases, office_words
from citygraph.loaders.extraction.tokens import tokens_of


@pytest.mark.parametrize("tag", [*tags(), "xx"])
def test_each_language_has_words_be_they_borrowed(tag: str) -> None:
    words = office_words(tag)
    assert "mayor" in words.triggers and words.is_domain("culture")


def test_malay_borrows_from_indonesian() -> None:
    assert office_words("ms").direct and not office_words("en").direct


def test_departments_are_known_by_how_their_words_are_formed() -> None:
    words = office_words("id")
    assert words.is_domain("perpustakaan") and words.is_domain("kehutanan") and not words.is_domain("rusdi")


def test_the_longest_phrase_wins() -> None:
    phrases = Phrases({"vice": "a", "vice mayor": "b"})
    tokens = tokens_of("Vice Mayor", 0, 10)
    assert (
        phrases.at(tokens, 0) == (2, "b") and phrases.at(tokens, 1) is None and phrases.at(tokens, 2) is None
    )
