"""The place that a report is dated from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.mentions import PlaceMention
from citygraph.loaders.extraction.places import dateline
from citygraph.loaders.extraction.segmenting import segment


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("PADANG, KABAR – Wali kota hadir.", "id", "Padang, ID"),
        ("Liputan, Padang - Wali kota hadir di Medan.", "id", "Padang, ID"),
        ("KOTA MEDAN, WARTA-Wali kota hadir.", "id", "Medan, ID"),
        ("MEDAN, (1/11/2022) — Wali kota hadir.", "id", "Medan, ID"),
        ("SEOUL, March 5, 2013 -- The office opened.", "en", "Seoul, KR"),
        ("OSAKA, Oct. 5, 2018 -- The office opened.", "en", "Osaka, JP"),
        ("MANILA, Philippines — The office opened.", "en", "Manila, PH"),
        ("PADANG, KABAR PAGI. Wali kota hadir.", "id", "Padang, ID"),
        ("LEIPZIG, June 23, 2021 | The office opened.", "en", "Leipzig, DE"),
        ("Padang, 21 Juli 2023\n\nSaudara-saudara, selamat datang.", "id", "Padang, ID"),
        ("KUALA LUMPUR (Kabar) -- The office opened.", "en", "Kuala Lumpur, MY"),
    ],
)
def test_a_dateline_gives_its_place(
    read: Callable[..., list[PlaceMention]], text: str, language: str, expected: str
) -> None:
    place = dateline(segment(text), read(text, language))
    assert place is not None and str(place.government) == expected


@pytest.mark.parametrize(
    "text", ["", "Wali Kota Medan hadir.", "Rapat di Medan - kata dia - usai.", "Tiongkok - maju."]
)
def test_a_place_in_the_sentence_is_no_dateline(read: Callable[..., list[PlaceMention]], text: str) -> None:
    assert dateline(segment(text), read(text)) is None
