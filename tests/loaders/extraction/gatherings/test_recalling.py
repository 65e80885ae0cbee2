"""Gatherings that are told of by one sentence and dated by the next."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts.kinds import Event

PADDING = (
    "Hal itu penting bagi warga yang tinggal di kampung dan untuk anak-anak mereka yang belum bersekolah."
)
ASKED = "SALATIGA – Wali Kota Kupang Rano Manafe bertanya kepada Wali Kota Salatiga Yuliyanto tentang parkir."


def told(text: str) -> list[str]:
    facts = Extractor.open().extract(describe_text(f"{text}\n\n{PADDING}\n", id="x")).document.facts
    return [each.name for each in facts if isinstance(each, Event)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pertemuan itu berlangsung Rabu (5/6/2024).", "pertemuan Kupang dengan Salatiga"),
        ("Pembicaraan keduanya digelar di rumah dinas.", "pertemuan Kupang dengan Salatiga"),
        ("Kunjungan tersebut dilakukan Rabu (5/6/2024).", "kunjungan delegasi Kupang ke Salatiga"),
    ],
)
def test_who_was_told_of_met(text: str, expected: str) -> None:
    assert told(f"{ASKED} {text}") == [expected]


def test_nobody_met_where_it_is_not_told_when_or_where() -> None:
    assert told(f"{ASKED} Pertemuan itu berlangsung hangat.") == []


def test_nobody_met_where_two_others_were_told_of() -> None:
    asked = ASKED.replace("bertanya", "dan Wali Kota Ambon Tono Latu bertanya")
    assert told(f"{asked} Pertemuan itu berlangsung Rabu (5/6/2024).") == []
