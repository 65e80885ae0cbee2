"""Bodies that are neither cities nor networks."""

from __future__ import annotations

import time

import pytest
from citygraph.loaders.extraction.mentions import PlaceCandidate
from citygraph.loaders.extraction.names import NetworkFinder, OrganisationFinder
from citygraph.loaders.extraction.segmenting import segment


def named(text: str, *places: str) -> list[tuple[str, str]]:
    """Return the bodies that a text names: as written, and in their longest form."""
    found = [(text.index(each), each) for each in places]
    candidates = [PlaceCandidate(at, at + len(each), each, None, at) for at, each in found]
    mentions = OrganisationFinder().find(segment(text), "id", places=candidates)
    return [(text[each.start : each.end], each.name) for each in mentions]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rapat digelar Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi di sana.",
         "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi"),
        ("It is run by the Ministry of Culture and Tourism of the country.", "Ministry of Culture and Tourism"),
        ("Dana dari Yayasan Bumi Lestari.", "Yayasan Bumi Lestari"),
        ("Peneliti Universitas Andalas datang.", "Universitas Andalas"),
        ("The Silver Lake Foundation pays.", "Silver Lake Foundation"),
        ("Money of the Asian Development Bank helps.", "Asian Development Bank"),
        ("Bantuan JICA tiba.", "JICA"),
        ("UN-Habitat and others.", "UN-Habitat"),
        ("Bantuan dari Palang Merah Indonesia.", "Palang Merah Indonesia"),
        ("The Food and Agriculture Organization (FAO) said.", "Food and Agriculture Organization (FAO)"),
        ("A visit of the JICA Indonesia Office.", "JICA Indonesia Office"),
        ("The Consulate General of Peru in Osaka helps.", "Consulate General of Peru in Osaka"),
    ],
)  # fmt: skip
def test_a_body_is_found_by_its_head_word_or_name(text: str, written: str) -> None:
    assert named(text) == [(written, written)]


def test_the_city_of_a_mission_belongs_to_its_name() -> None:
    assert named("Pejabat KBRI Den Haag datang.", "Den Haag") == [("KBRI Den Haag", "KBRI Den Haag")]


def test_two_bodies_are_two() -> None:
    text = "between the Ministry of Law and the Chinese Ministry of Justice"
    assert [written for written, _ in named(text)] == ["Ministry of Law", "Chinese Ministry of Justice"]


def test_later_acronyms_stand_for_the_longest_form() -> None:
    text = "MDA said so. The Marina Development Authority (MDA) builds. MDA's plan."
    full = "Marina Development Authority (MDA)"
    assert named(text) == [("MDA", full), (full, full), ("MDA", full)]


def test_a_short_form_made_of_parts_stands_for_the_name() -> None:
    text = "Kementerian Dalam Negeri hadir. Kemendagri mendukung."
    assert [name for _, name in named(text)] == ["Kementerian Dalam Negeri"] * 2
    assert named("Kemendagri mendukung.") == [("Kemendagri", "Kemendagri")]


@pytest.mark.parametrize(
    "text",
    [
        "Dinas Pariwisata Kota Padang hadir.",
        "Bappeda Kota Padang hadir.",
        "Badan Keuangan Kota Padang hadir.",
        "Komite Sekolah Kota Padang hadir.",
        "the Steering Committee Meeting opened",
        "kementerian dan badan lain",
        "",
    ],
)
def test_a_citys_own_departments_and_gatherings_are_none(text: str) -> None:
    assert named(text, *(["Padang"] if "Padang" in text else [])) == []


def test_no_body_is_read_inside_a_network(networks: NetworkFinder) -> None:
    layout = segment("Padang masuk UNESCO Creative Cities Network.")
    found = OrganisationFinder().find(layout, "id", networks=networks.find(layout, "id"))
    assert found == []


@pytest.mark.parametrize("piece", ["Bank ", "Kementerian dan ", "Bank of ", "Committee (A) ", "UN's "])
def test_time_grows_with_the_text_only(piece: str) -> None:
    finder = OrganisationFinder()

    def taken(times: int) -> float:
        layout = segment(piece * times)
        start = time.process_time()
        finder.find(layout, "id")
        return time.process_time() - start

    taken(100)
    short, long = (min(taken(times) for _ in range(3)) for times in (800, 8_000))  # the least disturbed
    assert long < 60 * max(short, 0.002)
