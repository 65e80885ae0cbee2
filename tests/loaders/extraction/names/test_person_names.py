"""Names of persons, read at a place in a sentence."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.names.office_words import office_words
from citygraph.loaders.extraction.names.person_names import read_name
from citygraph.loaders.extraction.tokens import tokens_of


@pytest.mark.parametrize(
    ("language", "text", "name", "rest"),
    [
        ("id", "H. Rusdi Amran, S.E., M.M., hadir", "Rusdi Amran", ", hadir"),
        ("id", "Dr Ir Hj Sari Dewanti MSi hadir", "Sari Dewanti", "hadir"),
        ("id", "Prof. Dr. M. Yasin Putra SH MHum hadir", "M. Yasin Putra", "hadir"),
        ("id", "I Gusti Ngurah Wira di sana", "I Gusti Ngurah Wira", "di sana"),
        ("id", "Bapak Ha Trung Son - Ketua", "Ha Trung Son", "- Ketua"),
        ("id", "Rusdi Amran Selasa (3/9)", "Rusdi Amran", "Selasa (3/9)"),
        ("id", "Muhammad bin Salim berkata", "Muhammad bin Salim", "berkata"),
        ("en", "Ms Rosa Tan Wei Ling, said", "Rosa Tan Wei Ling", ", said"),
        ("en", "Dato' Seri Ahmad Salim said", "Ahmad Salim", "said"),
        ("en", "Jan van der Meer OBE said", "Jan van der Meer", "said"),
        ("en", "Rosa Tanaka's plan", "Rosa Tanaka", "plan"),
        ("en", "J. R. Miller said", "J. R. Miller", "said"),
        ("en", "Lee Dao'an said", "Lee Dao'an", "said"),
    ],
)
def test_honorifics_and_degrees_are_no_part_of_it(language: str, text: str, name: str, rest: str) -> None:
    tokens = tokens_of(text, 0, len(text))
    found = read_name(tokens, 0, text, office_words(language), frozenset())
    assert found is not None and text[found.start : found.end] == name
    assert text[tokens[found.after].start :] == rest


@pytest.mark.parametrize(
    "text", ["Selasa (3/9)", "Nomor 12", "mengatakan", "(Pj)", "Wali Kota Padang", "Hotel Biru"]
)
def test_what_is_no_name(text: str) -> None:
    assert read_name(tokens_of(text, 0, len(text)), 0, text, office_words("id"), frozenset()) is None


def test_a_word_that_is_mostly_no_name_begins_one_after_a_title() -> None:
    text = "Park Min-su"
    tokens = tokens_of(text, 0, len(text))
    assert read_name(tokens, 0, text, office_words("en"), frozenset()) is None
    assert read_name(tokens, 0, text, office_words("en"), frozenset(), titled=True) is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tan Mei Hwa datang", "Tan Mei Hwa"),
        ("Juni Hartono datang", "Juni Hartono"),
        ("Rusdi Mei 2025", "Rusdi"),
    ],
)
def test_a_month_is_part_of_a_name_before_another_part(text: str, name: str) -> None:
    found = read_name(tokens_of(text, 0, len(text)), 0, text, office_words("id"), frozenset(), titled=True)
    assert found is not None and text[found.start : found.end] == name
