"""What an office is about."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.names.bodies import Bodies
from citygraph.loaders.extraction.names.fields import Fields
from citygraph.loaders.extraction.names.office_words import office_words
from citygraph.loaders.extraction.tokens import tokens_of


@pytest.mark.parametrize(
    ("language", "text", "about"),
    [
        ("id", "Dinas Kebudayaan dan Pariwisata Rina Kusuma", "Dinas Kebudayaan dan Pariwisata"),
        ("id", "Komwil VI rapat", "Komwil VI"),
        ("en", "Culture and Tourism came", "Culture and Tourism"),
        ("en", "Jane Poole came", ""),
    ],
)
def test_words_of_departments_are_taken(language: str, text: str, about: str) -> None:
    tokens = tokens_of(text, 0, len(text))
    after = Fields(office_words(language), Bodies.of([], [], [])).run(tokens, 0)
    assert text[: tokens[after - 1].end if after else 0] == about


def test_a_department_after_a_possessive_ends_at_a_mark() -> None:
    fields = Fields(office_words("en"), Bodies.of([], [], []))
    text = "Center for Clean Harbours, Ken Abe"
    assert fields.owned(tokens_of(text, 0, len(text)), 0) == 4
    text = "Secretariat Ken Abe said"
    assert fields.owned(tokens_of(text, 0, len(text)), 0) == 1
