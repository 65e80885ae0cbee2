"""Names that a word announces."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.segmenting import segment


def names(text: str, language: str, others: list[tuple[int, int]] | None = None) -> list[str]:
    return [each.name for each in GatheringFinder().find(segment(text), language, [], others or [])]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ('Pemkot menjalankan program "Lorong Rindang" sejak lama.', "id", "Lorong Rindang"),
        ("Pemkot menjalankan inovasi bernama Dapur Lestari Bersama.", "id", "Dapur Lestari Bersama"),
        ("Pemkot menjalankan program Kota Ramah Lebah.", "id", "Kota Ramah Lebah"),
        ("Kota itu menguji proyek air bernama SUMUR.", "id", "SUMUR"),
        ("The city runs a scheme called RainLAB.", "en", "RainLAB"),
        ("The city runs a scheme called Second Harvest Kitchens.", "en", "Second Harvest Kitchens"),
    ],
)
def test_the_name_follows(text: str, language: str, expected: str) -> None:
    assert expected in names(text, language)


def test_a_city_behind_the_word_is_whose_it_is() -> None:
    text = "Ia memuji program Kota Banda Aceh."
    at = text.find("Kota")
    assert names(text, "id", [(at, len(text) - 1)]) == []
