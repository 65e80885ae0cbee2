"""The language of a text."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.reading.language import UNDETERMINED, language_of
from hypothesis import given
from hypothesis import strategies as st

TEXTS = {
    "id": "Wali kota mengatakan bahwa kerja sama itu akan dimulai tahun ini karena kedua kota sudah siap.",
    "ms": "Datuk Bandar berkata pihaknya telah menandatangani memorandum itu kerana ia boleh membantu rakyat.",
    "en": "The mayor said that the agreement with the two cities will begin this year.",
    "de": "Die Oberbürgermeisterin hat mit dem Bürgermeister der anderen Stadt einen Vertrag unterzeichnet.",
    "vi": "Thành phố đã ký kết thỏa thuận hợp tác với các thành phố khác trong khu vực.",
    "tl": "Ang alkalde ng lungsod ay lumagda sa kasunduan kasama ang mga kinatawan ng Osaka.",
    "fr": "Le maire de la ville a signé hier matin un accord avec le maire de la ville jumelle.",
    "ar": "وقع رئيسا البلدية اتفاقا طويلا بين المدينتين يوم الاثنين في قاعة المدينة.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("language", ["id", "en", "de"])
def test_capitals_do_not_matter(language: str) -> None:
    assert language_of(TEXTS[language].upper()) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kota Malang resmi menjadi anggota CityNet sejak 2019.", "id"),
        ("Toyama is a member of CityNet and of ICLEI.", "en"),
        ("Bandung dan Suwon sepakat menjadi kota kembar.", "id"),
        ("Lyon and Leeds are twin cities.", "en"),
    ],
)
def test_one_short_sentence_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_foreign_names_and_a_quotation_do_not_decide() -> None:
    text = f"{TEXTS['id']} “The city is ready for it and for all of us,” {TEXTS['id']} Learning Cities Conference."
    assert language_of(text) == "id"


@pytest.mark.parametrize("text", ["", "1234", "Kota Surabaya", "UCLG ASPAC", "\x00\x01", "…"])
def test_of_a_few_words_nothing_is_said(text: str) -> None:
    assert language_of(text) == UNDETERMINED


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none_that_can_be_told(text: str) -> None:
    assert language_of(text).isalpha()
