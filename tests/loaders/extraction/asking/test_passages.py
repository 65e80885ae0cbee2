"""Quotations found in a text."""

from __future__ import annotations

import unicodedata

import pytest
from citygraph.loaders.extraction.asking.passages import Passages
from hypothesis import given
from hypothesis import strategies as st

TEXT = "Wali Kota “Bandung”  dan\n\nMedan – bertemu\u00a0lagi… di São Paulo\u200b, kata dia."


def found(quotation: str, text: str = TEXT) -> str | None:
    """Return the passage found in the whole text."""
    span = Passages(text).find(quotation, (0, len(text)))
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("quotation", "passage"),
    [
        ("Wali Kota", "Wali Kota"),
        ('Kota "Bandung" dan Medan', "Kota “Bandung”  dan\n\nMedan"),
        ("Kota «Bandung» dan\tMedan", "Kota “Bandung”  dan\n\nMedan"),
        ("Medan - bertemu lagi", "Medan – bertemu\u00a0lagi"),
        ("lagi... di", "lagi… di"),
        (unicodedata.normalize("NFD", "São Paulo, kata"), "São Paulo\u200b, kata"),
        ("  kata dia.\n", "kata dia."),
    ],
)
def test_found(quotation: str, passage: str) -> None:
    assert found(quotation) == passage


@pytest.mark.parametrize(
    "quotation",
    [
        "", " ", "dan", "Wali kota", "Wali Kota Medan", "Wali Kota ... Medan", "Sao Paulo", "lagi.. di",
        "bertemu" * 200, "x" * 100_000,
    ],
)  # fmt: skip
def test_not_found(quotation: str) -> None:
    assert found(quotation) is None


def test_no_letter_is_cut() -> None:
    assert found("di Sa", unicodedata.normalize("NFD", "di São Paulo")) is None
    assert found("di Sa", "di São Paulo") is None


def test_only_within_the_part() -> None:
    text = "Kota Malang. Kota Medan. Kota Malang."
    assert Passages(text).find("Kota Malang", (5, len(text))) == (25, 36)
    assert Passages(text).find("Kota Malang", (5, 30)) is None


def test_page_furniture_is_no_passage() -> None:
    text = "Kota Malang. Kota Medan. Kota Malang."
    assert Passages(text, [(0, 13)]).find("Kota Malang", (0, len(text))) == (25, 36)
    assert Passages(text, [(0, 13), (24, 37)]).find("Kota Malang", (0, len(text))) is None
    assert Passages(text, [(13, 24)]).find("Malang. Kota Medan", (0, len(text))) is None


def test_a_control_character_is_in_no_passage() -> None:
    assert found("Kota\x00Malang", "Kota\x00Malang") is None


def test_names_are_held_whatever_their_accents() -> None:
    passages = Passages("Wali kota São Paulo, Łódź dan 马朗市。")
    assert passages.holds("SAO PAULO")
    assert passages.holds("Lodz")
    assert passages.holds("马朗")
    assert not passages.holds("Paul")
    assert not passages.holds("")


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_what_is_found_is_in_the_text(text: str, first: int, length: int) -> None:
    quotation = text[first : first + length]
    span = Passages(text).find(quotation, (0, len(text)))
    if span is not None:
        start, end = span
        assert 0 <= start < end <= len(text)
        assert Passages(text).find(text[start:end], (0, len(text))) == span


@given(st.text(alphabet="ab \n“\"'…-é\u0301\u00ad", max_size=40))
def test_a_text_in_another_writing_is_found(text: str) -> None:
    written = text.replace("“", '"').replace("…", "...").replace("\n", " ")
    span = Passages(text).find(written, (0, len(text)))
    assert span is None or text[slice(*span)].strip() != ""
