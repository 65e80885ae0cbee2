"""Figures: what is counted, and of what."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.dates import DateFinder
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.figures import figure_drafts
from citygraph.loaders.extraction.mentions import GatheringMention, NetworkMention
from citygraph.loaders.extraction.numbers import NumberFinder
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.segmenting import segment

EVENTS = (
    "Kongres Sungai",
    "River Congress",
    "kunjungan utusan Rawa ke Muara",
    "visit of the Marsh delegation to Mouth",
)
PROGRAMMES = ("Program Tukar Kota", "City Swap Programme")
INITIATIVES = ("Lorong Teduh", "Shady Lanes")
NETWORKS = {"RIVNET": "rivnet"}


@pytest.fixture(scope="module")
def extractor(gazetteer) -> Extractor:
    return Extractor.open(gazetteer)


def figures(language: str, text: str) -> list[Draft]:
    layout = segment(text)
    gatherings = [
        GatheringMention(at, at + len(name), kind, name)
        for kind, names in (
            ("event", EVENTS),
            ("programme", PROGRAMMES),
            ("initiative", INITIATIVES),
        )
        for name in names
        if (at := text.find(name)) >= 0
    ]
    networks = [
        NetworkMention(at, at + len(name), slug)
        for name, slug in NETWORKS.items()
        if (at := text.find(name)) >= 0
    ]
    numbers = NumberFinder(language).find(layout, DateFinder(language).find(layout, "2019-05-07"))
    return figure_drafts(layout, language, numbers, sorted(gatherings, key=lambda each: each.start), networks)


@pytest.mark.parametrize(
    ("language", "text", "about", "value"),
    [
        ("id", "Kongres Sungai dihadiri 300 peserta.", "Kongres Sungai", 300),
        ("id", "Kongres Sungai dibuka Senin. Acara itu diikuti 140 orang.", "Kongres Sungai", 140),
        ("id", "RIVNET tumbuh. Anggota kami di tanah air genap 17.", "rivnet", 17),
        ("id", "Program Tukar Kota ramai peminat. Panitia menerima 88 usulan.", "Program Tukar Kota", 88),
        (
            "en",
            "The River Congress opened. Some 700 people from the coast are expected.",
            "River Congress",
            700,
        ),
        ("en", "The City Swap Programme drew 251 bids.", "City Swap Programme", 251),
        (
            "id",
            "Kongres Sungai usai. Setelah kunjungan utusan Rawa ke Muara, rapat ditutup. "
            "Rombongannya ramping saja: 14 orang.",
            "kunjungan utusan Rawa ke Muara",
            14,
        ),
        (
            "en",
            "A visit of the Marsh delegation to Mouth followed. The River Congress ended. "
            "The party of fourteen went home by bus.",
            "visit of the Marsh delegation to Mouth",
            14,
        ),
        (
            "en",
            "The River Congress began. Then came a visit of the Marsh delegation to Mouth. "
            "The congress drew 300 participants.",
            "River Congress",
            300,
        ),
        ("en", "RIVNET grows. With them the total stands at 60.", "rivnet", 60),
        ("id", "Kongres Sungai dibuka. Acara itu diikuti 45 wali kota.", "Kongres Sungai", 45),
        ("id", "RIVNET beranggotakan 60 kota di Asia.", "rivnet", 60),
        ("id", "RIVNET kini memiliki 60 anggota.", "rivnet", 60),
        ("id", "Jaringan RIVNET menghimpun kota dari 12 negara.", "rivnet", 12),
        ("id", "Kota itu bergabung dalam RIVNET bersama 59 kota lain.", "rivnet", 60),
        ("id", "Sebanyak 14 kota terpilih ikut Program Tukar Kota.", "Program Tukar Kota", 14),
        ("en", "The River Congress drew 300 delegates.", "River Congress", 300),
        ("en", "The River Congress opened. Some 45 mayors attended.", "River Congress", 45),
        ("en", "RIVNET brings together 60 large cities.", "rivnet", 60),
        ("en", "RIVNET has 60 members.", "rivnet", 60),
        ("en", "Fourteen cities were selected for the City Swap Programme.", "City Swap Programme", 14),
        ("en", "At the River Congress the mayors signed four new MOUs.", "River Congress", 4),
        ("id", "Lorong Teduh menanam 1.200 pohon trembesi.", "Lorong Teduh", 1200),
        ("id", "Warga menyambut Lorong Teduh. Sampah berkurang 40 persen.", "Lorong Teduh", 40),
        ("id", "RIVNET bertambah besar. Jumlah anggotanya kini mencapai 60.", "rivnet", 60),
        ("id", "Kongres Sungai dibuka. Selusin wali kota hadir.", "Kongres Sungai", 12),
        ("en", "Shady Lanes has planted 1,200 trees.", "Shady Lanes", 1200),
        ("en", "Shady Lanes pays for itself. Waste fell by 40 percent.", "Shady Lanes", 40),
        ("en", "The City Swap Programme opened. Each winner receives $5,000.", "City Swap Programme", 5000),
        ("en", "RIVNET is growing. It has grown to 60.", "rivnet", 60),
        ("en", "The River Congress welcomed a 48-member delegation.", "River Congress", 48),
        ("en", "The River Congress welcomed a twelve-member delegation.", "River Congress", 12),
        ("en", "The River Congress drew a delegation of 14.", "River Congress", 14),
        ("en", "The River Congress drew two dozen mayors.", "River Congress", 24),
    ],
)
def test_a_count_is_about_what_its_noun_and_its_sentence_say(
    language: str, text: str, about: str, value: int
) -> None:
    assert [(draft.values["about"], draft.values["value"]) for draft in figures(language, text)] == [
        (about, value)
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Kongres Sungai dibuka. Harga beras naik 300 rupiah."),
        ("id", "Kongres Sungai mempertemukan dua kota."),
        ("id", "Kongres Sungai dibuka. Di seminar itu hadir 40 pejabat."),
        ("id", "Kota itu punya 300 kelurahan."),
        ("en", "The team scored 4 goals after the River Congress."),
        ("en", "The River Congress opened. A workshop drew 40 officials."),
        ("en", "RIVNET unites cities. Those 12 cities have ports."),
        ("en", "The City Swap Programme runs. The MOU is valid for 3 years."),
        ("en", "Shady Lanes began at the River Congress 40 weeks ago."),
    ],
)
def test_what_is_not_counted_of_a_fact_gives_no_figure(language: str, text: str) -> None:
    assert figures(language, text) == []


def test_a_figure_says_how_exact_it_is_and_which_sentence_states_it() -> None:
    text = "Hujan turun. Kongres Sungai akan diikuti sedikitnya 300 peserta. Hujan lagi."
    (draft,) = figures("id", text)
    assert draft.values == {
        "about": "Kongres Sungai", "measure": "participants", "value": 300, "bound": "at-least",
    }  # fmt: skip
    assert draft.modality == "planned"
    assert draft.rule == "id.figure.participants"
    ((start, end),) = draft.evidence
    assert text[start:end] == "Kongres Sungai akan diikuti sedikitnya 300 peserta."


def test_the_same_number_of_the_same_thing_is_one_figure() -> None:
    text = "RIVNET has 60 members. Its 60 members pay a fee."
    assert len(figures("en", text)) == 1


def test_numbers_that_say_where_those_counted_come_from_are_about_the_same() -> None:
    text = "Some 600 people from 45 countries registered for the River Congress."
    found = [(draft.values["about"], draft.values["value"]) for draft in figures("en", text)]
    assert found == [("River Congress", 600), ("River Congress", 45)]


def test_a_part_is_of_the_event_and_the_whole_of_the_network() -> None:
    text = "Kongres Sungai diikuti 51 dari 76 anggota RIVNET."
    found = {(draft.values["about"], draft.values["value"]) for draft in figures("id", text)}
    assert ("Kongres Sungai", 51) in found


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "Word of RIVNET spread, and 137 cities in 17 countries took note.", [137, 17]),
        ("en", "Word of RIVNET spread, and 12 cities took note.", []),
        ("en", "Word of RIVNET spread. Some 137 cities took note.", []),
        ("id", "RIVNET kini dikenal, ada 137 kota di 17 negara.", [137, 17]),
    ],
)
def test_many_cities_in_a_sentence_that_names_a_network_are_its_own(
    language: str, text: str, values: list[int]
) -> None:
    found = figures(language, text)
    assert [(each.values["about"], each.values["value"]) for each in found] == [
        ("rivnet", value) for value in values
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "RIVNET tumbuh. Lebih dari 60 kota dari dua belas negara."),
        ("en", "RIVNET grows: 60 city governments in 12 countries."),
    ],
)
def test_cities_of_so_many_countries_are_those_of_the_network(language: str, text: str) -> None:
    assert [(each.values["about"], each.values["value"]) for each in figures(language, text)] == [
        ("rivnet", 60),
        ("rivnet", 12),
    ]


@pytest.mark.parametrize(
    ("language", "text", "measure", "value", "unit"),
    [
        ("en", "Malang, population 84,000, joined RIVNET.", "inhabitants", 84000, None),
        ("en", "RIVNET welcomed Malang, an area of 110 square kilometres.", "area", 110, "square kilometres"),
        ("id", "Kota Malang berpenduduk 84 ribu jiwa. RIVNET menerimanya.", "inhabitants", 84000, None),
        ("id", "Malang, kota seluas 110 kilometer persegi, masuk RIVNET.", "area", 110, "square kilometres"),
    ],
)
def test_how_large_a_city_is_is_said_of_the_city_of_the_sentence(
    extractor: Extractor, language: str, text: str, measure: str, value: int, unit: str | None
) -> None:
    analysis = extractor.analyse(describe_text(text, id="test", language=language))
    networks = [NetworkMention(at := text.find("RIVNET"), at + 6, "rivnet")]
    (found,) = figure_drafts(analysis.layout, language, analysis.numbers, (), networks, analysis.places)
    assert found.values["measure"] == measure
    assert found.values["value"] == value
    assert found.values.get("unit") == unit
    assert str(found.values["about"]).startswith("Malang")


@pytest.mark.parametrize(
    ("language", "text", "about", "measure", "value"),
    [
        ("en", "Osaka is home to 2,700,000 people.", "Osaka, JP", "inhabitants", 2700000),
        ("en", "Osaka is twinned with some 9 cities.", "Osaka, JP", "sister cities", 9),
        ("en", "Osaka is to be Bandung's 6th sister city.", "Bandung, ID", "sister cities", 6),
        (
            "en",
            "Osaka is the eleventh city with which Bandung is twinned.",
            "Bandung, ID",
            "sister cities",
            11,
        ),
        ("id", "Osaka berpenduduk 2,7 juta jiwa.", "Osaka, JP", "inhabitants", 2700000),
        ("id", "Kota itu menjadi kota kembar ke-7 bagi Osaka.", "Osaka, JP", "sister cities", 7),
        ("id", "Osaka membuang 900 ton sampah sehari.", "Osaka, JP", "quantity", 900),
        ("id", "Kota Bandung kini bekerja sama dengan 12 kota.", "Bandung, ID", "sister cities", 12),
    ],
)
def test_figures_of_a_city_are_told_where_no_network_is_named(
    extractor: Extractor, language: str, text: str, about: str, measure: str, value: int
) -> None:
    analysis = extractor.analyse(describe_text(text, id="test", language=language))
    (found,) = figure_drafts(analysis.layout, language, analysis.numbers, (), (), analysis.places)
    assert (found.values["about"], found.values["measure"], found.values["value"]) == (about, measure, value)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("RIVNET is a network of 80 mayors.", "member mayors"),
        ("The River Congress was attended by 80 mayors.", "people attending"),
    ],
)
def test_mayors_are_members_where_the_words_say_so(text: str, measure: str) -> None:
    assert [each.values["measure"] for each in figures("en", text)] == [measure]


@pytest.mark.parametrize(
    "text", ["Six in ten residents of Osaka rent.", "The 700 million residents of Osaka rent."]
)
def test_some_residents_are_not_all_of_a_city(extractor: Extractor, text: str) -> None:
    analysis = extractor.analyse(describe_text(text, id="test", language="en"))
    assert not figure_drafts(analysis.layout, "en", analysis.numbers, (), (), analysis.places)


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "RIVNET has 80 members, 13 of them in Asia.", [80, 13]),
        ("id", "RIVNET beranggotakan 80 kota, 13 di antaranya di Asia.", [80, 13]),
        ("en", "Bad weather spoilt 13 of them.", []),
        ("en", "Marsh is the 124th member of RIVNET.", [124]),
        ("id", "Rawa menjadi anggota ke-124 RIVNET.", [124]),
    ],
)
def test_some_of_those_counted_and_the_last_of_them_are_counted_too(
    language: str, text: str, values: list[int]
) -> None:
    assert [each.values["value"] for each in figures(language, text)] == values


def test_who_governs_a_city_beside_foreign_ones_is_kept(extractor: Extractor) -> None:
    text = "Tamu\n\nWali Kota Bandung Rafi Kuik menjamu pelukis asal Osaka, Jepang, kemarin malam."
    document = extractor.extract(describe_text(text, id="tamu", language="id")).document
    assert [each.kind for each in document.facts].count("office") == 1


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "The River Congress was attended by 4 mayors.", []),
        ("en", "The River Congress was attended by 14 mayors.", [14]),
        ("en", "RIVNET has 4 members.", [4]),
        ("id", "Pada kunjungan utusan Rawa ke Muara ikut sebelas anggota delegasi.", [11]),
        ("en", "The River Congress was attended by all of the hall's 900 employees.", []),
    ],
)
def test_a_handful_is_no_figure_but_of_members(language: str, text: str, values: list[int]) -> None:
    assert [each.values["value"] for each in figures(language, text)] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Surabaya was glad. Including Semarang, Surabaya has 28 sister cities.", [("Surabaya, ID", 28)]),
        ("Surabaya has 11 other sister cities.", []),
    ],
)
def test_twins_are_those_of_the_city_right_before_the_number(
    extractor: Extractor, text: str, expected: list[tuple[str, int]]
) -> None:
    analysis = extractor.analyse(describe_text(text, id="x"))
    found = figure_drafts(
        analysis.layout, "en", analysis.numbers, analysis.gatherings, analysis.networks, analysis.places
    )
    assert [(each.values["about"], each.values["value"]) for each in found] == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Program Tukar Kota dimulai. Ada 300 peserta."),
        ("en", "The City Swap Programme has begun. There were 300 participants."),
    ],
)
def test_a_programme_has_no_participants(language: str, text: str) -> None:
    event = text.replace("Program Tukar Kota", EVENTS[0]).replace("City Swap Programme", EVENTS[1])
    assert [each.values["measure"] for each in figures(language, event)] == ["participants"]
    assert figures(language, text) == []
