"""City networks found by any of their names, and by names that the text introduces."""

from __future__ import annotations

import time

import pytest
from citygraph.loaders.extraction.names import NetworkFinder
from citygraph.loaders.extraction.segmenting import segment


def named(networks: NetworkFinder, text: str, language: str = "id") -> list[tuple[str, str]]:
    """Return the networks that a text names: as written, and their slugs."""
    return [(text[each.start : each.end], each.slug) for each in networks.find(segment(text), language)]


@pytest.mark.parametrize(
    ("text", "written", "slug"),
    [
        ("Padang masuk Jejaring Kota Kreatif UNESCO.", "Jejaring Kota Kreatif UNESCO", "uccn"),
        ("Padang masuk UNESCO Creative Cities Network (UCCN).", "UNESCO Creative Cities Network (UCCN)", "uccn"),
        ("It joined the UNESCO Network of Creative Cities.", "UNESCO Network of Creative Cities", "uccn"),
        ("It joined the Creative Cities Network of UNESCO.", "Creative Cities Network of UNESCO", "uccn"),
        ("Padang jadi Kota Kreatif UNESCO.", "Kota Kreatif UNESCO", "uccn"),
        ("Anggota Jaringan Kota Pembelajar UNESCO.", "Jaringan Kota Pembelajar UNESCO", "gnlc"),
        ("The UNESCO Global Network of Learning Cities grows.", "UNESCO Global Network of Learning Cities", "gnlc"),
        ("Anggota ICLEI Asia Tenggara.", "ICLEI Asia Tenggara", "iclei-sea"),
        ("The ICLEI–Local Governments for Sustainability.", "ICLEI–Local Governments for Sustainability", "iclei"),
        ("Pertemuan UCLG-ASPAC di sana.", "UCLG-ASPAC", "uclg-aspac"),
        ("The United Cities and Local Governments (UCLG) Asia-Pacific met.",
         "United Cities and Local Governments (UCLG) Asia-Pacific", "uclg-aspac"),
        ("C40’s plan is ready.", "C40", "c40"),
        ("Rakernas Apeksi digelar.", "Apeksi", "apeksi"),
        ("RAKERNAS APEKSI DIGELAR", "APEKSI", "apeksi"),
        ("APEKSI (Asosiasi Pemerintah Kota Seluruh Indonesia) hadir.",
         "APEKSI (Asosiasi Pemerintah Kota Seluruh Indonesia)", "apeksi"),
        ("Padang wakil Indonesia di 100 Resilient Cities.", "100 Resilient Cities", "resilient-cities-network"),
        ("It signed the Milan Urban Food Policy Pact.", "Milan Urban Food Policy Pact", "mufpp"),
        ("It signed the Global Covenant of Mayors for Climate and Energy (GCoM).",
         "Global Covenant of Mayors for Climate and Energy (GCoM)", "gcom"),
        ("The city is in Mayors for Peace.", "Mayors for Peace", "mayors-for-peace"),
        ("Sidang Organisation of World Heritage Cities di sana.", "Organisation of World Heritage Cities", "owhc"),
        ("She leads the U.S. Conference of Mayors.", "U.S. Conference of Mayors", "uscm"),
        ("The network Polis met.", "Polis", "polis"),
        ("Sekretariat Jaringan Kota Pusaka Indonesia (JKPI).", "Jaringan Kota Pusaka Indonesia (JKPI)", "jkpi"),
        ("Gent is a UNESCO City of Music.", "UNESCO City of Music", "uccn"),
        ("Named a creative city of gastronomy by UNESCO.", "creative city of gastronomy by UNESCO", "uccn"),
        ("Gelar kota kreatif UNESCO bidang kerajinan.", "kota kreatif UNESCO bidang kerajinan", "uccn"),
        ("Ambon menjadi Kota Musik Dunia oleh UNESCO.", "Kota Musik Dunia oleh UNESCO", "uccn"),
        ("The town signed up to the Climate Alliance last May.", "Climate Alliance", "climate-alliance"),
        ("It has a place on the board of Metropolis.", "Metropolis", "metropolis"),
    ],
)  # fmt: skip
def test_any_name_leads_to_the_network(networks: NetworkFinder, text: str, written: str, slug: str) -> None:
    assert named(networks, text) == [(written, slug)]


@pytest.mark.parametrize(
    "text",
    [
        "UNESCO menetapkan warisan dunia baru.",
        "Timnas U20 menang di Padang.",
        "We aim to clair the way; wego there.",
        "The metropolis grew. Metropolis was shown in the cinema.",
        "kota kreatif dan kota sehat menjadi cita-cita",
        "The town wants to be one of the healthy cities of tomorrow.",
        "Asosiasi Wartawan Kota mengadakan rapat.",
        "Forum Komunikasi Warga Kota Padang bertemu.",
        "The Boston City Council met.",
        "The Padang City Forum on Water opened.",
        "",
    ],
)
def test_what_is_no_network_is_none(networks: NetworkFinder, text: str) -> None:
    assert named(networks, text) == []


def test_an_acronym_beside_a_full_name_stands_for_it_later(networks: NetworkFinder) -> None:
    text = "Asosiasi Pemerintah Kota Indonesia (Apkota) rapat. Anggota Apkota hadir."
    assert named(networks, text) == [
        ("Asosiasi Pemerintah Kota Indonesia (Apkota)", "apeksi"),
        ("Apkota", "apeksi"),
    ]


def test_an_ambiguous_acronym_counts_where_the_name_is_spelt_out(networks: NetworkFinder) -> None:
    text = "The Tourism Promotion Organization (TPO) met. TPO will meet again."
    assert [slug for _, slug in named(networks, text, "en")] == ["tpo", "tpo"]


@pytest.mark.parametrize(
    ("text", "written", "slug"),
    [
        ("Padang ikut Jaringan Kota Pesisir Nusantara (JKPN).", "Jaringan Kota Pesisir Nusantara (JKPN)", "jkpn"),
        ("It joined the Asian Network of River Cities (ANRC).", "Asian Network of River Cities (ANRC)", "anrc"),
        ("It joined the League of Island Municipalities.", "League of Island Municipalities",
         "league-of-island-municipalities"),
        ("Forum Wali Kota Sumatera (FWKS) rapat.", "Forum Wali Kota Sumatera (FWKS)", "fwks"),
        ("It left the Korean Human Rights Cities Council.", "Korean Human Rights Cities Council",
         "korean-human-rights-cities-council"),
        ("Tegal keluar dari Forum Kota Teluk Indonesia.", "Forum Kota Teluk Indonesia",
         "forum-kota-teluk-indonesia"),
        ("Ia memimpin Aliansi Kota Lereng Merapi.", "Aliansi Kota Lereng Merapi", "aliansi-kota-lereng-merapi"),
        ("Mereka membentuk Jaringan Kota Batu Akik di Padang.", "Jaringan Kota Batu Akik",
         "jaringan-kota-batu-akik"),
    ],
)  # fmt: skip
def test_a_network_that_the_register_lacks_is_made_known(
    networks: NetworkFinder, text: str, written: str, slug: str
) -> None:
    (found,) = networks.find(segment(text), "id")
    assert (text[found.start : found.end], found.slug, found.known) == (written, slug, False)


def test_furniture_names_nothing(networks: NetworkFinder) -> None:
    text = "Baca juga: Rakernas APEKSI\nPadang cerah."
    assert networks.find(segment(text, [(0, 26)]), "id") == []


@pytest.mark.parametrize("piece", ["kota ", "UNESCO Global ", "Jaringan Kota (A) ", "Network of "])
def test_time_grows_with_the_text_only(networks: NetworkFinder, piece: str) -> None:
    def taken(times: int) -> float:
        layout = segment(piece * times)
        start = time.process_time()
        networks.find(layout, "id")
        return time.process_time() - start

    taken(100)
    short, long = (min(taken(times) for _ in range(3)) for times in (800, 8_000))  # the least disturbed
    assert long < 60 * max(short, 0.002)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("It chairs the Amber Coast Ring, a club of nine harbour towns.", "amber-coast-ring"),
        ("It hosts the Salt Road Circle (a grouping of small municipalities).", "salt-road-circle"),
        ("Ia memimpin Lingkar Pala Nusantara, wadah kota-kota penghasil pala.", "lingkar-pala-nusantara"),
        ("They met in Quito as the Meridian Cities Alliance.", "meridian-cities-alliance"),
    ],
)
def test_what_explains_a_name_tells_that_it_is_a_network(
    networks: NetworkFinder, text: str, slug: str
) -> None:
    assert [each for _, each in named(networks, text, "id" if text.startswith("Ia") else "en")] == [slug]


@pytest.mark.parametrize(
    "text",
    [
        "She leads the Harbour Arts Group, a club of nine painters.",
        "The Amber Ring, which opened in May, is a road.",
        "It joined the Cities Alliance.",
    ],
)
def test_a_name_that_nothing_explains_is_no_unlisted_network(networks: NetworkFinder, text: str) -> None:
    assert not [each for each in networks.find(segment(text), "en") if not each.known]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The 7th TPO General Assembly is over.", "tpo"),
        ("Gent has been a Creative City of Music since 2009.", "uccn"),
        ("Vigo leads the Eixo Atlântico.", "eixo-atlantico"),
        ("It signed the Milan food pact.", "mufpp"),
    ],
)
def test_cues_titles_and_everyday_names_tell_networks(networks: NetworkFinder, text: str, slug: str) -> None:
    assert [each for _, each in named(networks, text, "en")] == [slug]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("It joined the Global Network of Age-friendly Cities.", "gnafcc"),
        ("It joined the World Federation of Tourist Cities.", "wtcf"),
        ("Padang masuk Jaringan Kota Kreatif Dunia.", "uccn"),
        ("Padang masuk dalam jaringan kota warisan dunia.", "owhc"),
        ("Padang masuk Jaringan Kota Sehat WHO Kawasan Asia Tenggara (SEAR-HCN).", "sear-hcn"),
        ("It joined the Irish Network of Learning Cities (INLC).", "inlc"),
        ("It leads the Asia Africa Smart City Alliance.", "asia-africa-smart-city-alliance"),
    ],
)
def test_other_forms_of_a_name_and_other_networks_names(
    networks: NetworkFinder, text: str, slug: str
) -> None:
    assert [each for _, each in named(networks, text)] == [slug]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("UNESCO menetapkan Padang sebagai kota musik dunia.", ["kota musik dunia"]),
        ("UNESCO datang. Padang kini Kota Kriya dan Seni Rakyat.", ["Kota Kriya dan Seni Rakyat"]),
        ("Padang masuk jaringan kota kreatif, kata utusan UNESCO.", ["jaringan kota kreatif"]),
        ("UNESCO's list names two Cities of Crafts and Folk Art.", ["Cities of Crafts and Folk Art"]),
        ("Hanoi is in UCCN as a City of Design.", ["UCCN", "City of Design"]),
        ("Gent is a UNESCO City of Music.", ["UNESCO City of Music"]),
        ("Padang disebut kota musik.", []),
        ("Vienna is a city of music.", []),
        ("UNESCO came to a city of music lovers and of design.", ["city of music"]),
    ],
)
def test_titles_are_a_networks_where_their_grantor_is_named(networks: NetworkFinder, text, written):
    assert [name for name, _ in named(networks, text)] == written
