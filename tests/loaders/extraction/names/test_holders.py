"""Who holds a title: which name of a sentence stands to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.mentions import PersonMention


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "Wali Kota Padang, Rusdi Amran, Ketua DPRD Kota Padang, Sari Dewanti, hadir.",
         [("Rusdi Amran", "title-name"), ("Sari Dewanti", "title-name")]),
        ("en", "Rosa Tanaka, Mayor of Osaka, Li Wen, Mayor of Seoul, and others met.",
         [("Rosa Tanaka", "name-title"), ("Li Wen", "name-title")]),
        ("id", "Senada dengan Amran, Ketua APEKSI, Sari Dewanti, setuju.", [("Sari Dewanti", "title-name")]),
        ("en", "The president of CITYNET and mayor of Seoul, Li Wen, spoke.",
         [("Li Wen", "title-title-name"), ("Li Wen", "title-name")]),
        ("en", "Li Wen replaces Rosa Tanaka as president of CITYNET.", [("Li Wen", "name-replaces-title")]),
        ("id", "Hadir Wali Kota Padang Rusdi Amran, Wali Kota Malang dan Wali Kota Bandung Li Wen.",
         [("Rusdi Amran", "title-name"), ("Li Wen", "title-name")]),
        ("id", "Tamu itu adalah Sari Dewanti. Wali Kota Padang tersebut juga duduk sebagai Ketua APEKSI.",
         [("Sari Dewanti", "title-that"), ("Sari Dewanti", "name-title-title")]),
    ],
)  # fmt: skip
def test_the_name_that_stands_to_a_title(
    language: str,
    text: str,
    expected: list[tuple[str, str]],
    persons_in: Callable[[str, str], list[PersonMention]],
) -> None:
    assert [(each.name, each.rule) for each in persons_in(language, text) if each.first] == expected
