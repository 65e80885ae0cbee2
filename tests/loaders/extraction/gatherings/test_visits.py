"""Visits that have no name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.gatherings import nameless
from citygraph.loaders.extraction.mentions import BodyRef, PersonMention

CITIES = {"Padang": "ID", "Hue": "VN", "Cork": "IE", "Vigo": "ES", "BOGOR": "ID"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Wali Kota Padang menerima kunjungan delegasi dari Hue di balai kota.",
            "id",
            "kunjungan delegasi Hue ke Padang",
        ),
        ("Pemkot Padang menjamu rombongan Hue, Senin.", "id", "kunjungan delegasi Hue ke Padang"),
        ("Wali Kota Hue bertandang ke Padang pekan lalu.", "id", "kunjungan delegasi Hue ke Padang"),
        ("Rombongan Hue disambut Wali Kota Padang.", "id", "kunjungan delegasi Hue ke Padang"),
        ("Kunjungan delegasi Hue ke Padang berlangsung tiga hari.", "id", "kunjungan delegasi Hue ke Padang"),
        (
            "BOGOR – Wali Kota Hue datang bersama belasan anggota delegasi.",
            "id",
            "kunjungan delegasi Hue ke Bogor",
        ),
        (
            "The mayor of Cork welcomed a delegation from Vigo on Monday.",
            "en",
            "visit of Vigo delegation to Cork",
        ),
        ("Officials from Vigo paid a visit to Cork in May.", "en", "visit of Vigo delegation to Cork"),
        ("The mayor of Vigo led a delegation to Cork.", "en", "visit of Vigo delegation to Cork"),
        ("A party of nine from Vigo has been staying in Cork.", "en", "visit of Vigo delegation to Cork"),
        (
            "The mayor of Vigo was shown round the docks by the mayor of Cork.",
            "en",
            "visit of Vigo delegation to Cork",
        ),
        (
            "BOGOR – Six councillors from Vigo spent a week in our gardens.",
            "en",
            "visit of Vigo delegation to Bogor",
        ),
        ("Wali Kota Hue membalas kunjungan itu ke Padang.", "id", "kunjungan delegasi Hue ke Padang"),
        ("Kunjungan kerja Pemkot Hue diterima Sekda Padang.", "id", "kunjungan delegasi Hue ke Padang"),
        ("Selama di Padang, rombongan Hue melihat pasar.", "id", "kunjungan delegasi Hue ke Padang"),
        ("Wali Kota Hue singgah di Padang kemarin.", "id", "kunjungan delegasi Hue ke Padang"),
        ("Sembilan pegawai Hue menghabiskan sepekan di Padang.", "id", "kunjungan delegasi Hue ke Padang"),
        (
            "BOGOR – Sebanyak 15 pegawai BOGOR belajar mengolah sampah di Hue pada Mei.",
            "id",
            "kunjungan delegasi Bogor ke Hue",
        ),
        ("BOGOR – Utusan Hue diajak melihat pasar.", "id", "kunjungan delegasi Hue ke Bogor"),
        ("Vigo will send engineers to Cork next year.", "en", "visit of Vigo delegation to Cork"),
        (
            "BOGOR – The council accepted an invitation from Vigo to visit in May.",
            "en",
            "visit of Bogor delegation to Vigo",
        ),
        (
            "A call paid on Cork in May by officials of Vigo is remembered.",
            "en",
            "visit of Vigo delegation to Cork",
        ),
    ],
)
def test_a_visit_is_described_by_guest_and_host(
    read: Callable[..., Analysis], text: str, language: str, expected: str
) -> None:
    analysis = read(text, language, places=CITIES, dateline="BOGOR")
    visits = nameless(analysis)
    assert [each.mention.name for each in visits] == [expected]
    assert all(text[slice(*each.passage)] for each in visits)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Padang menjamu tamu dari Hue pada laga pekan ini. Skor akhir 1-0. Wasit dan pelatih memuji gol itu.",
            "id",
        ),
        ("Wali Kota Padang menerima penghargaan di Hue.", "id"),
        ("Wali Kota Padang menerima palu sidang dari Wali Kota Hue.", "id"),
        ("Padang tidak mengirim rombongan ke Hue.", "id"),
        ("Wali Kota Hue belum berkunjung ke Padang.", "id"),
        ("Trofi diterima Wali Kota Padang bersama tamu lomba dari Hue.", "id"),
        ("Lelang dibuka di Hue, menyusul Padang yang lebih dulu selesai.", "id"),
        ("The airline flies to Cork from Vigo.", "en"),
        ("Cork is in that list, and so is Vigo.", "en"),
        ("Wali Kota Hue datang ke Padang untuk mengikuti Kongres Jejaring Kota Teh.", "id"),
        ("The mayor of Cork received a letter about Vigo.", "en"),
        ("Wali Kota Padang menyambut tamu dari Padang.", "id"),
        ("Setiap tahun turis dari Hue datang ke Padang.", "id"),
        ("Wali Kota Padang mengucapkan terima kasih kepada rombongan dari Hue.", "id"),
        ("The train from Cork came to Vigo in four hours.", "en"),
        ("A retired dentist hosted two teachers from Vigo in Cork.", "en"),
        ("Officials from Vigo arrived in Cork for the two-day conference.", "en"),
        ("Police took six officials from Vigo to Cork in May.", "en"),
        ("Petugas kepolisian dari Hue mengunjungi Padang untuk mencocokkan data.", "id"),
    ],
)
def test_what_is_no_visit(read: Callable[..., Analysis], text: str, language: str) -> None:
    analysis = read(text, language, places=CITIES)
    assert nameless(analysis) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "PADANG. Padang is green. Students from Hue called at City Hall in May.",
            "en",
            "visit of Hue delegation to Padang",
        ),
        (
            "PADANG. Hue is far. A team from the harbour office goes there in May.",
            "en",
            "visit of Padang delegation to Hue",
        ),
        (
            "PADANG. Hue is far. He expected a return visit from Hue in May.",
            "en",
            "visit of Hue delegation to Padang",
        ),
        ("PADANG. Pekan lalu tamu dari Hue datang ke balai kota.", "id", "kunjungan delegasi Hue ke Padang"),
    ],
)
def test_a_host_may_be_only_pointed_at(
    read: Callable[..., Analysis], text: str, language: str, expected: str
) -> None:
    analysis = read(text, language, places={"PADANG": "ID", "Hue": "VN"}, dateline="PADANG")
    visits = nameless(analysis)
    assert [each.mention.name for each in visits] == [expected]


def test_a_visit_called_off_is_told_as_one(read: Callable[..., Analysis]) -> None:
    analysis = read("Kunjungan delegasi Hue ke Padang dibatalkan.", "id", places=CITIES)
    visits = nameless(analysis)
    assert [(each.mention.name, each.denied) for each in visits] == [
        ("kunjungan delegasi Hue ke Padang", True)
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("PADANG. Representatives of Hue were here in May.", "en", "visit of Hue delegation to Padang"),
        ("PADANG. Wali Kota Hue singgah sebentar di balai kota.", "id", None),
        ("PADANG. Perencana dari Hue tiba di Cork kemarin.", "id", "kunjungan delegasi Hue ke Cork"),
        ("PADANG. Semua orang di Hue pernah berobat ke sana.", "id", None),
    ],
)
def test_guests_are_of_a_place_or_from_it(
    read: Callable[..., Analysis], text: str, language: str, expected: str | None
) -> None:
    analysis = read(text, language, places={"PADANG": "ID", "Hue": "VN", "Cork": "IE"}, dateline="PADANG")
    visits = nameless(analysis)
    assert [each.mention.name for each in visits] == ([expected] if expected else [])


def test_without_a_dateline_guests_come_to_the_city_that_the_article_is_about(
    read: Callable[..., Analysis],
) -> None:
    text = "Cork is proud. Cork sings. Students from Hue called at City Hall in May."
    analysis = read(text, "en", places={"Cork": "IE", "Hue": "VN"})
    visits = nameless(analysis)
    assert [each.mention.name for each in visits] == ["visit of Hue delegation to Cork"]


def test_a_person_stands_for_the_city_told_before(read: Callable[..., Analysis]) -> None:
    analysis = read("Wali Kota Padang Budi Sanusi sibuk. Budi Sanusi bertolak ke Hue.", places=CITIES)
    visits = nameless(replace(analysis, persons=persons_of(analysis, "Budi Sanusi")))
    assert [each.mention.name for each in visits] == ["kunjungan delegasi Padang ke Hue"]


def persons_of(analysis: Analysis, name: str) -> list[PersonMention]:
    """Return a holder of office with a place, and a later mention by name alone."""
    text = analysis.layout.text
    first, later = text.index(name), text.rindex(name)
    seat = BodyRef(place=analysis.places[0])
    return [
        PersonMention(0, first + len(name), name, "Wali Kota", seat, (first, first + len(name)), first=True),
        PersonMention(later, later + len(name), name, None, None, (later, later + len(name))),
    ]


def test_a_dateline_of_elsewhere_is_no_home(
    read: Callable[..., Analysis],
) -> None:
    text = (
        "BOGOR – Padang has a twin, Hue. Padang is green, and Padang is busy. "
        "Visitors from Hue called at City Hall."
    )
    places = {"BOGOR": "ID", "Padang": "ID", "Hue": "VN"}
    analysis = read(text, "en", places=places, dateline="BOGOR")
    visits = nameless(analysis)
    assert [each.mention.name for each in visits] == ["visit of Hue delegation to Padang"]


def test_the_room_of_a_meeting_is_none(read: Callable[..., Analysis]) -> None:
    analysis = read("Rombongan diterima di Ruang Rapat Wali Kota Padang.", "id", places=CITIES)
    assert analysis.gatherings == []
