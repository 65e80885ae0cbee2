"""What an office is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft
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


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        (
            "id",
            "Kepala Dinas Kebudayaan, Warisan Tua, dan Permuseuman Kota Padang, Rosa Quill, hadir.",
            "Kepala Dinas Kebudayaan, Warisan Tua, dan Permuseuman",
        ),
        (
            "en",
            "Rosa Quill, director of the river division at the City of Austin, spoke.",
            "director of the river division",
        ),
    ],
)
def test_a_department_may_have_fields_that_are_not_known(
    language: str, text: str, title: str, offices_in: Callable[[str, str], list[Draft]]
) -> None:
    assert [each.values["title"] for each in offices_in(language, text)] == [title]


def test_a_body_may_begin_with_a_city(offices_in: Callable[[str, str], list[Draft]]) -> None:
    [found] = offices_in("id", "Rosa Quill, Direktur Malang Music Office, hadir.")
    assert found.values["of"] == "Malang Music Office"
