"""Numbers in digits and words, and what is said of how exact they are."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.dates import DateFinder
from citygraph.loaders.extraction.mentions import NumberMention
from citygraph.loaders.extraction.numbers import NumberFinder
from citygraph.loaders.extraction.segmenting import segment
from hypothesis import given, settings
from hypothesis import strategies as st


def found(language: str, text: str) -> list[NumberMention]:
    layout = segment(text)
    return NumberFinder(language).find(layout, DateFinder(language).find(layout, "2019-05-07"))


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("id", "Ada 1.200 orang dan 3,5 juta pohon di sana.", [1200, 3_500_000]),
        ("id", "Ada delapan kota, lima belas bupati dan sebelas camat.", [8, 15, 11]),
        ("id", "Ada seratus dua puluh peserta dan dua ratus lima puluh ribu warga.", [120, 250_000]),
        ("id", "Ada dua puluh tiga kota dan seribu lampu.", [23, 1000]),
        ("id", "Ada 10 ribu lampu dan 2 miliar bintang.", [10_000, 2_000_000_000]),
        ("en", "There were 1,200 people and 2.5 million trees.", [1200, 2_500_000]),
        ("en", "There were twelve towns, twenty-five mayors and a hundred flags.", [12, 25, 100]),
        ("en", "There were two hundred and fifty guests and three thousand lamps.", [250, 3000]),
        ("en", "It cost 1,234.5 a day.", [1234.5]),
        ("en", "There were two dozen boats and half a million lamps.", [24, 500_000]),
        ("id", "Ada selusin perahu dan setengah juta lampu.", [12, 500_000]),
        ("en", "It was a forty-eight-strong party.", [48]),
        ("en", "Nine MOUs were signed there.", [9]),
        ("de", "Es kamen 1.200 Leute aus 12 Orten.", [1200, 12]),
    ],
)
def test_numbers_have_their_value(language: str, text: str, values: list[float]) -> None:
    assert [number.value for number in found(language, text)] == values


@pytest.mark.parametrize(
    ("language", "text", "approximate", "bound"),
    [
        ("id", "Datang sekitar 40 tamu.", True, None),
        ("id", "Datang kurang lebih 40 tamu.", True, None),
        ("id", "Datang lebih dari 40 tamu.", False, "at-least"),
        ("id", "Datang sedikitnya 40 tamu.", False, "at-least"),
        ("id", "Datang 40 lebih tamu.", False, "at-least"),
        ("id", "Tempatnya maksimal 40 tamu.", False, "at-most"),
        ("en", "It drew some 40 guests.", True, None),
        ("en", "It drew nearly 40 guests.", True, None),
        ("en", "It drew at least forty guests.", False, "at-least"),
        ("en", "It drew 40+ guests.", False, "at-least"),
        ("en", "It holds up to 40 guests.", False, "at-most"),
        ("en", "It drew no fewer than 40 guests.", False, "at-least"),
        ("en", "It drew 40 guests.", False, None),
    ],
)
def test_words_around_a_number_say_how_exact_it_is(
    language: str, text: str, approximate: bool, bound: str | None
) -> None:
    (number,) = found(language, text)
    assert (number.value, number.approximate, number.bound) == (40, approximate, bound)


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("id", "Naik 25 persen dari tahun lalu.", "percent"),
        ("en", "It rose 25% at once.", "percent"),
        ("id", "Biayanya Rp 25 saja.", "rupiah"),
        ("en", "It costs $25 at the door.", "dollars"),
        ("en", "It lasts 25 years at best.", "years"),
        ("en", "It is a twenty-five-year plan of the city.", "years"),
        ("id", "Masa kerjanya 25 bulan saja.", "months"),
    ],
)
def test_a_number_has_the_unit_that_it_is_written_with(language: str, text: str, unit: str) -> None:
    (number,) = found(language, text)
    assert (number.value, number.unit) == (25, unit)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Tim tamu menang 1-0 pada menit ke-14 di kota itu."),
        ("id", "Kongres ke-7 dibuka pukul 10.00 WIB."),
        ("id", "Hubungi 021-555-1234 atau datang ke Jalan Melati No. 5."),
        ("id", "Salah satu dari mereka datang pada 5 Mei 2019."),
        ("id", "Puluhan orang dan dua puluhan anak menonton."),
        ("en", "COP26 and C40 met at Expo 2015 there."),
        ("en", "One of them came on the 17th."),
        ("en", "See Article 5 of the act, at 10 a.m. sharp."),
        ("en", "The plan of 2019 said so."),
    ],
)
def test_numbers_that_count_nothing_are_left_out(language: str, text: str) -> None:
    assert found(language, text) == []


PIECES = st.sampled_from(
    [
        "12",
        "3",
        "1.200",
        "1,200",
        "3,5",
        "2018",
        "0",
        "99999999999999999999",
        "1.2.3.4",
        "juta",
        "ribu",
        "puluh",
        "belas",
        "se",
        "seratus",
        "dua",
        "dua-tiga",
        "hundred",
        "a",
        "the",
        "and",
        "million",
        "twenty-five",
        "one",
        "satu-satunya",
        "lebih",
        "dari",
        "sekitar",
        "at",
        "least",
        "up",
        "to",
        "%",
        "persen",
        "Rp",
        "$",
        "-",
        "/",
        "+",
        ":",
        ".",
        ",",
        "kota",
        "cities",
        "ke",
        "No",
        "\n",
    ]
)


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join)))
def test_any_text_gives_numbers_in_order(text: str) -> None:
    for language in ("id", "en", "de"):
        end = 0
        for number in found(language, text):
            assert end <= number.start < number.end <= len(text)
            assert number.value >= 0
            end = number.end


@given(st.integers(2, 999_999_999))
def test_digits_are_read_back_with_the_marks_of_the_language(value: int) -> None:
    for language, text in (("en", f"{value:,}"), ("id", f"{value:,}".replace(",", "."))):
        numbers = found(language, f"ada {text} lampu di sini")
        plain_year = value < 10_000 and 1900 <= value <= 2100 and "," not in text and "." not in text
        assert [number.value for number in numbers] == ([] if plain_year else [value])
