"""Titles and names of one sentence, and what stands around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft


@pytest.mark.parametrize(
    ("language", "text", "offices"),
    [
        ("en", "Osaka sent a choir. Its deputy mayor, Ken Abe, conducted.", ["Ken Abe | Osaka, ZZ"]),
        ("en", "In Austin, Mayor Mary Poole spoke. Her deputy, Tom Hale, listened.",
         ["Mary Poole | Austin, ZZ", "Tom Hale | Austin, ZZ"]),
        ("en", "Austin is ready, said Mary Poole, the city's tourism officer.", ["Mary Poole | Austin, ZZ"]),
        ("id", "Wali Kota Padang menjadi Ketua Umum Apeksi, kata panitia.", []),
        ("id", "Wali Kota Padang Budi Santoso menjadi Ketua Umum Apeksi, menggantikan Sari Dewi.",
         ["Budi Santoso | Padang, ZZ", "Budi Santoso | apeksi", "Sari Dewi | apeksi"]),
        ("id", "Piagam diterima Kepala Dinas Kesehatan Kota Padang, dr. Sari Dewi.", ["Sari Dewi | Padang, ZZ"]),
        ("id", "Manajer Program HRBX, Sari Dewi, hadir.", ["Sari Dewi | HRBX"]),
    ],
)  # fmt: skip
def test_the_body_is_told_by_what_stands_around(
    language: str, text: str, offices: list[str], offices_in: Callable[[str, str], list[Draft]]
) -> None:
    found = [f"{each.values['person']} | {each.values['of']}" for each in offices_in(language, text)]
    assert found == offices
