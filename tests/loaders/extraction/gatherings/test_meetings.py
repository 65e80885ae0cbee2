"""Meetings of two officials that have no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts.kinds import Event


@pytest.fixture(scope="module")
def events() -> Callable[[str], list[tuple[str, str | None]]]:
    extractor = Extractor.open()

    def read(text: str) -> list[tuple[str, str | None]]:
        facts = extractor.extract(describe_text(text, id="x")).document.facts
        return [(each.name, each.host and each.host.name) for each in facts if isinstance(each, Event)]

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Wali Kota Bandung Rudi Sanusi bertemu Wali Kota Osaka Ken Mori di Osaka, Senin (3/4/2023).",
            ("pertemuan Bandung dengan Osaka", "Osaka"),
        ),
        (
            "Bupati Sleman Rudi Sanusi berbincang dengan Wali Kota Padang Tono Wibowo di Padang.",
            ("pertemuan Kabupaten Sleman dengan Padang", "Padang"),
        ),
        (
            "The Mayor of Cork, Mary Byrne, met the Mayor of Bristol, John Hale, in Dublin on 3 May 2023.",
            ("meeting of Cork with Bristol", "Dublin"),
        ),
        (
            "Pemkot Bandung menggelar pertemuan dengan Pemerintah Kota Osaka di Balai Kota Bandung.",
            ("pertemuan Osaka dengan Bandung", "Bandung"),
        ),
        (
            "Wali Kota Palu Rudi Sanusi menemui Wali Kota Surabaya Tono Wibowo, Senin (3/4/2023).",
            ("pertemuan Palu dengan Surabaya", "Surabaya"),
        ),
        (
            "Dalam kunjungannya ke Osaka, Wali Kota Bandung Rudi Sanusi bertemu Wali Kota Osaka Ken Mori.",
            ("kunjungan delegasi Bandung ke Osaka", "Osaka"),
        ),
        (
            "BANDUNG - Kota Bandung sibuk. Kamis (6/11/2014) dinas menggelar pertemuan dengan Pemerintah Kota Osaka.",
            ("pertemuan Osaka dengan Bandung", "Bandung"),
        ),
        (
            "Wali Kota Makassar Rudi Sanusi bertemu Wali Kota Wina Karl Huber di Wina, Senin (3/4/2023).",
            ("pertemuan Makassar dengan Wina", "Vienna"),
        ),
        (
            "A Tarnmoor delegation is expected in Cork on 3 May 2023.",
            ("visit of Tarnmoor to Cork", "Cork"),
        ),
        (
            "The Ambassador of Spain, Ana Ruiz, called on the Mayor of Cork, Mary Byrne, in Cork on 3 May 2023.",
            ("meeting of Ambassador Ana Ruiz with Cork", "Cork"),
        ),
        (
            "Mayors Mary Byrne of Cork and John Hale of Bristol have met in Cork, on 3 May 2023.",
            ("meeting of Bristol with Cork", "Cork"),
        ),
        (
            "The mayors of Bristol and Cork met in Cork on 3 May 2023.",
            ("meeting of Bristol with Cork", "Cork"),
        ),
        (
            "A meeting between officials of Bristol and Cork took place in Cork on 3 May 2023.",
            ("meeting of Bristol with Cork", "Cork"),
        ),
        (
            "Councillors from Cork sat down with their counterparts in Bristol on 3 May 2023.",
            ("meeting of Cork with Bristol", "Bristol"),
        ),
        (
            "The Consul General of Japan in Edinburgh called on the city administration of Cork on 3 May 2023.",
            ("meeting of Consul General of Japan with Cork", "Cork"),
        ),
    ],
)
def test_two_who_meet_are_an_event_where_they_meet(
    events: Callable[[str], list[tuple[str, str | None]]], text: str, expected: tuple[str, str]
) -> None:
    assert events(text) == [expected]


def test_a_country_stands_for_its_only_city(events: Callable[[str], list[tuple[str, str | None]]]) -> None:
    text = (
        "Bandung has a sister city in Japan, Osaka. Osaka is large. "
        "A delegation from Bandung flew to Japan on 3 May 2023."
    )
    assert events(text) == [("visit of Bandung delegation to Osaka", "Osaka")]


@pytest.mark.parametrize(
    "text",
    [
        "Wali Kota Bandung Rudi Sanusi bertemu warga di alun-alun, Senin (3/4/2023).",
        "The Mayor of Cork, Mary Byrne, did not meet the Mayor of Bristol, John Hale.",
        "The Mayor of Cork, Mary Byrne, met residents on 3 May 2023.",
        "Ann Lee, a baker, met the mayors of Cork and Bristol on 3 May 2023.",
        "The bakers of Cork and Bristol met in Cork on 3 May 2023.",
        "The Mayor of Cork, Mary Byrne, once met the Mayor of Bristol, John Hale.",
    ],
)
def test_who_meets_residents_or_nobody_or_once_tells_no_event(
    events: Callable[[str], list[tuple[str, str | None]]], text: str
) -> None:
    assert events(text) == []
