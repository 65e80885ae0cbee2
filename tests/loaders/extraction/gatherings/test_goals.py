"""Visits that a noun alone tells of: whose guests somebody is, and where a visit leads."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts.kinds import Event

PADDING = (
    "Hal itu penting bagi warga yang tinggal di kampung dan untuk anak-anak mereka yang belum bersekolah."
)


def told(text: str) -> list[str]:
    facts = Extractor.open().extract(describe_text(f"{text}\n\n{PADDING}\n", id="x")).document.facts
    return [each.name for each in facts if isinstance(each, Event)]


@pytest.mark.parametrize(
    "text",
    [
        "SALATIGA – Wali Kota Salatiga Yuliyanto mengajak tamunya, Wali Kota Kupang Rano Manafe, ke pasar.",
        "SALATIGA – Kepada tamunya dari Kupang, Wali Kota Salatiga Yuliyanto menjelaskan retribusi.",
        "SALATIGA – Kupang ingin belajar. Wali Kota Salatiga Yuliyanto menerima tamunya, Rabu (5/6/2024).",
        "SALATIGA – Pemerintah Kota Kupang memilih Salatiga sebagai lokasi kaji tiru parkir, Rabu (5/6/2024).",
        "SALATIGA – Kota Salatiga menjadi tujuan kaji tiru Bappeda Kota Kupang, Rabu (5/6/2024).",
    ],
)
def test_a_noun_tells_who_visits_whom(text: str) -> None:
    assert told(text) == ["kunjungan delegasi Kupang ke Salatiga"]


@pytest.mark.parametrize(
    "text",
    [
        "SALATIGA – Kupang ingin belajar. Wali Kota Salatiga Yuliyanto melayani tamunya, Rabu (5/6/2024).",
        "SALATIGA – Pemerintah Kota Kupang mencari lokasi parkir di Salatiga, Rabu (5/6/2024).",
    ],
)
def test_guests_of_nobody_known_and_other_places_are_no_visit(text: str) -> None:
    assert told(text) == []
