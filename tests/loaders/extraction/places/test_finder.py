"""What is found in a text: where names begin and end, and what is no place."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.places import PlaceFinder
from citygraph.loaders.extraction.segmenting import segment


def found(finder: PlaceFinder, text: str, language: str = "id") -> list[str]:
    return [text[each.start : each.end] for each in finder.candidates(segment(text), language)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Pemkot Medan dan Pemkab Sleman", "id", ["Pemkot Medan", "Pemkab Sleman"]),
        ("Pemerintah Kota (Pemkot) Medan hadir", "id", ["Pemerintah Kota (Pemkot) Medan"]),
        ("Wali Kota Medan hadir", "id", ["Medan"]),
        ("tamu dari Xi’an, São Paulo, Đà Nẵng, Montréal dan València", "id",
         ["Xi’an", "São Paulo", "Đà Nẵng", "Montréal", "València"]),
        ("di Pematang Siantar, Pematangsiantar dan Bau-Bau", "id", ["Pematang Siantar", "Pematangsiantar", "Bau-Bau"]),
        ("Seoul’s mayor and Jakarta's port", "en", ["Seoul", "Jakarta"]),
        ("the City of Leipzig and Kyoto Prefecture", "en", ["the City of Leipzig", "Kyoto Prefecture"]),
        ("a visit to St. Petersburg", "en", ["St. Petersburg"]),
        ("the South Korean capital", "en", ["South Korean capital"]),
        ("ibu kota Jawa Timur", "id", ["ibu kota Jawa Timur"]),
        ("BANDUNG, KABAR – Pagi itu", "id", ["BANDUNG"]),
    ],
)  # fmt: skip
def test_a_name_with_its_level_is_one_candidate(
    finder: PlaceFinder, text: str, language: str, expected: list[str]
) -> None:
    assert found(finder, text, language) == expected


def test_the_name_begins_after_its_level_word(finder: PlaceFinder) -> None:
    text = "Pemkab Malang"
    (each,) = finder.candidates(segment(text), "id")
    assert (each.name, each.name_start, each.level) == ("Malang", 7, "regency")


def test_page_furniture_is_skipped(finder: PlaceFinder) -> None:
    text = "Pemkot Medan hadir.\nBaca juga: Pemkot Padang"
    start = text.index("Baca")
    layout = segment(text, [(start, len(text))])
    assert [each.name for each in finder.candidates(layout, "id")] == ["Medan"]


@pytest.mark.parametrize(
    "text", ["", "   ", "---", "’’’", "A", "\x00\x01", "٣٤ مدينة", "'s", "Kota", "ibu kota"]
)
def test_odd_texts_hold_no_place(finder: PlaceFinder, text: str) -> None:
    assert found(finder, text) == []


def test_a_long_line_takes_time_in_proportion(finder: PlaceFinder) -> None:
    short, long = (segment("San Kota de la Santa Cruz Bau-Bau, " * count) for count in (500, 5000))
    finder.candidates(short, "id")
    begun = time.process_time()
    finder.candidates(short, "id")
    once = time.process_time() - begun
    begun = time.process_time()
    finder.candidates(long, "id")
    assert time.process_time() - begun < 40 * once + 0.2


def test_the_same_text_gives_the_same_candidates(finder: PlaceFinder) -> None:
    layout = segment("Kota Batu, Kabupaten Malang dan Braunschweig, Jerman, bertemu di Solo.")
    assert finder.candidates(layout, "id") == finder.candidates(layout, "id")


Cities = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A councillor told Cork City Council and Cairns City Council so.", ["Cork, IE", "Cairns, AU"]),
        ("The bill went from Naxxar Local Council to Dubbo Regional Council.", ["Naxxar, MT", "Dubbo, AU"]),
        ("The mayor of South Miami, Florida, flew home. Never had South Miami been so empty.",
         ["South Miami, US"] * 2),
        ("The twinning ended. Friends of Kryvyi Rih wept, and Kryvyi Rih was told.", ["Kryvyy Rih, UA"] * 2),
    ],
)  # fmt: skip
def test_names_end_where_the_place_does(cities: Cities, text: str, expected: list[str]) -> None:
    assert cities(text, "en") == expected
