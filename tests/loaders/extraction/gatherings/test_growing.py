"""Ordinals in names."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings.growing import ordinal_of
from citygraph.loaders.extraction.gatherings.words import words_of
from citygraph.loaders.extraction.tokens import tokens_of


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("XIV", 14),
        ("IX", 9),
        ("ke-7", 7),
        ("7th", 7),
        ("ketiga", 3),
        ("third", 3),
        ("2024", None),
        ("CIVIC", None),
    ],
)
def test_an_ordinal_in_any_writing_is_its_number(word: str, expected: int | None) -> None:
    assert ordinal_of(tokens_of(word, 0, len(word))[0], words_of("id")) == expected
