"""Schemes that are shown, explained or copied."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.segmenting import segment


def schemes(text: str, language: str, others: list[tuple[int, int]] | None = None) -> list[str]:
    found = GatheringFinder().find(segment(text), language, [], others or [])
    return [each.name for each in found if each.kind == "initiative" and not each.again]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Padang memamerkan Lumbung Ceria kepada para tamu.", "id", "Lumbung Ceria"),
        ("Ia bercerita soal Rantang Kita, gerakan berbagi makanan.", "id", "Rantang Kita"),
        ("Rantang Kita dicanangkan pada 2021.", "id", "Rantang Kita"),
        ("Green Mile was launched by Cork in 2019.", "en", "Green Mile"),
        ("One of them is Green Mile, a tree-planting scheme.", "en", "Green Mile"),
        ('Cork\'s "Green Mile" has been copied by three ports.', "en", "Green Mile"),
        ("Cork's tool library was copied by Vigo.", "en", "tool library"),
    ],
)
def test_the_name_is_found_by_what_is_said_of_it(text: str, language: str, expected: str) -> None:
    assert schemes(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wali kota memaparkan rencana itu.", "id"),
        ("It was launched in 2019.", "en"),
        ("Cork's mayor spoke at length.", "en"),
    ],
)
def test_no_name_gives_no_scheme(text: str, language: str) -> None:
    assert schemes(text, language) == []


def test_a_name_of_somebody_else_is_no_scheme() -> None:
    text = "Padang memamerkan Siti Rahma kepada para tamu."
    at = text.find("Siti Rahma")
    assert schemes(text, "id", [(at, at + len("Siti Rahma"))]) == []
