"""Later names without a word for their level."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Cities = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "Kabupaten Tegal menjamu tamu. Rombongan tiba di Tegal pagi hari.", ["Kabupaten Tegal, ID"] * 2),
        ("id", "Kabupaten Tegal dan Kota Tegal bertemu. Rombongan tiba di Tegal.",
         ["Kabupaten Tegal, ID", "Tegal, ID", "Tegal, ID"]),
        ("id", "Rombongan tiba di Tegal. Kabupaten Tegal menjamu tamu.", ["Tegal, ID", "Kabupaten Tegal, ID"]),
        ("id", "Tamu Tegal Menginap di Brebes\n\nKabupaten Tegal mengirim tamu. Dari Tegal mereka pulang Senin malam.",
         ["Kabupaten Tegal, ID", "Kabupaten Brebes, ID", "Kabupaten Tegal, ID", "Kabupaten Tegal, ID"]),
        ("id", "Kabupaten Tegal menjamu tamu. Dari Tegal rombongan pulang. Kota Tegal tidak ikut, kata orang di Tegal.",
         ["Kabupaten Tegal, ID", "Kabupaten Tegal, ID", "Tegal, ID", "Tegal, ID"]),
        ("en", "Kano State in Nigeria signed it. The guests from Kano left.", ["Kano State, NG"] * 2),
    ],
)  # fmt: skip
def test_a_later_name_follows_the_level_said_first(
    cities: Cities, language: str, text: str, expected: list[str]
) -> None:
    assert cities(text, language) == expected
