"""Names of gatherings in Indonesian and English, and what is none."""

from __future__ import annotations

import time

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.extraction.segmenting import segment


def names(text: str, language: str, network: str | None = None) -> list[tuple[str, str]]:
    networks: list[NetworkMention] = []
    if network is not None:
        at = text.find(network)
        while at >= 0:
            networks.append(NetworkMention(at, at + len(network), network.lower()))
            at = text.find(network, at + 1)
    found = GatheringFinder().find(segment(text), language, networks)
    return list(dict.fromkeys((each.kind, each.name) for each in found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kongres ke-9 Jejaring Pesisir digelar di Ambon.", "Kongres ke-9 Jejaring Pesisir"),
        ("Ia menghadiri Rapat Kerja Nasional (Rakernas) XV Forum Kota Teh (FKT) di Bogor.",
         "Rapat Kerja Nasional (Rakernas) XV Forum Kota Teh (FKT)"),
        ("Bupati membuka Musyawarah Komisariat Wilayah (Muskomwil) IV Kota Pelabuhan, Senin.",
         "Musyawarah Komisariat Wilayah (Muskomwil) IV Kota Pelabuhan"),
        ("Delegasi hadir pada Konferensi Internasional ke-3 tentang Air Bersih di Kupang.",
         "Konferensi Internasional ke-3 tentang Air Bersih"),
        ("Wali kota menjadi pembicara dalam Forum Air Dunia di Bali.", "Forum Air Dunia"),
        ("Warga memadati Festival Sungai Kapuas yang berlangsung tiga hari.", "Festival Sungai Kapuas"),
        ("Kota itu tampil di Indonesia Harbour Cities Expo 2031 pekan ini.", "Indonesia Harbour Cities Expo 2031"),
        ("Ia ikut dalam Annual Meeting ASEAN+3 Port Cities di Cebu.", "Annual Meeting ASEAN+3 Port Cities"),
        ("Panitia menggelar seminar bertajuk “Kota Tanpa Banjir” di balai kota.", "Kota Tanpa Banjir"),
    ],
)  # fmt: skip
def test_an_indonesian_event_has_its_name_after_its_head(text: str, expected: str) -> None:
    assert names(text, "id") == [("event", expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Delegates met for the Fourth Annual Gathering of the Tea Towns Pact (TTP) in Kandy.",
         "Fourth Annual Gathering of the Tea Towns Pact (TTP)"),
        ("The Annual Conference and General Assembly of Portnet was held online.",
         "Annual Conference and General Assembly of Portnet"),
        ("The mayor spoke at the 3rd Joint Harbour Committee (JHC) meeting.",
         "3rd Joint Harbour Committee (JHC) meeting"),
        ("She will attend the Harbour Cities Summit Mayors Forum in Oslo.", "Harbour Cities Summit Mayors Forum"),
        ("Ten towns joined Portnet’s “Lights Out” global campaign.", "Portnet’s “Lights Out” global campaign"),
        ("He opened a seminar run by two institutes and entitled “Rivers and Rights”.", "Rivers and Rights"),
        ("Guests sat down for a welcome dinner on Tuesday.", "welcome dinner"),
    ],
)  # fmt: skip
def test_an_english_event_has_its_name_before_its_head(text: str, expected: str) -> None:
    assert names(text, "en") == [("event", expected)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kota Padang memperkenalkan program Lorong Bersih kepada tamu.", "id", ("initiative", "Lorong Bersih")),
        ("Pemkot mengusung program “Satu Taman” sejak lama.", "id", ("initiative", "Satu Taman")),
        ("Layanan itu diberi nama Balai 5.0 oleh warga.", "id", ("initiative", "Balai 5.0")),
        ("Pemprov merampungkan Rencana Induk Air Minum yang Berkelanjutan.", "id",
         ("initiative", "Rencana Induk Air Minum yang Berkelanjutan")),
        ("Nine towns were picked for the Bridge Builders Programme (BBP).", "en",
         ("programme", "Bridge Builders Programme (BBP)")),
        ("The Blue Port Awards went to Vigo and Cork.", "en", ("programme", "Blue Port Awards")),
        ("The city runs a scheme called “Second Roof” for tenants.", "en", ("initiative", "Second Roof")),
    ],
)  # fmt: skip
def test_schemes_and_programmes_are_told_from_events(
    text: str, language: str, expected: tuple[str, str]
) -> None:
    assert names(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wali kota menggelar konferensi pers, Rabu.", "id"),
        ("Rapat paripurna DPRD Kota Malang membahas anggaran.", "id"),
        ("Pertemuan itu membahas banyak hal.", "id"),
        ("Kota-kota perlu lebih sering menggelar konferensi dan festival.", "id"),
        ("Program kerja pemerintah kota disusun tiap tahun.", "id"),
        ("The mayor held a press conference on Monday.", "en"),
        ("Visitors queued at the Harbour Convention Centre and at Meeting Point.", "en"),
        ("A meeting was held about parking.", "en"),
        ("He criticised the Belt and Road Initiative in an essay.", "en"),
    ],
)
def test_what_has_no_name_is_no_gathering(text: str, language: str) -> None:
    assert names(text, language) == []


def test_a_network_makes_a_small_head_a_name() -> None:
    assert names("Ia pulang dari kongres PORTNET di Oslo.", "id", "PORTNET") == [("event", "kongres PORTNET")]
    assert names("She came home from the PORTNET congress.", "en", "PORTNET") == [
        ("event", "PORTNET congress")
    ]


def test_a_network_itself_is_no_event() -> None:
    assert names("The Port Cities Forum speaks for ten towns.", "en", "Port Cities Forum") == []


def test_the_longest_form_is_the_name_and_short_forms_mean_it_again() -> None:
    text = (
        "Rapat Kerja Nasional (Rakernas) Jejaring Kota Teh dibuka Senin. Rakernas ini diikuti 40 kota. "
        "Acara tersebut ditutup Rabu. Wali kota memuji rakernas."
    )
    found = GatheringFinder().find(segment(text), "id", [])
    assert {each.name for each in found} == {"Rapat Kerja Nasional (Rakernas) Jejaring Kota Teh"}
    assert [text[each.start : each.end] for each in found if each.again] == [
        "Rakernas ini",
        "Acara tersebut",
        "rakernas",
    ]


def test_finding_is_deterministic_and_linear_in_hostile_text() -> None:
    text = "Kongres A1 Kota B2 dan Forum C3 di D4 " * 6_000
    started = time.perf_counter()
    first = GatheringFinder().find(segment(text), "id", [])
    assert time.perf_counter() - started < 20
    assert len({each.name for each in first}) <= 96


def test_an_event_that_explains_the_one_before_is_the_same() -> None:
    text = "The Drains Summit, the yearly meeting of AKKOPSI, opens in May."
    network = NetworkMention(text.index("AKKOPSI"), text.index("AKKOPSI") + 7, "akkopsi")
    found = GatheringFinder().find(segment(text), "en", [network])
    assert {each.name for each in found} == {"Drains Summit"}
    assert found[0].network == "akkopsi"
