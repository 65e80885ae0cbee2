"""Further passages of facts: from the body where a headline alone was read, and of who took part."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.supporting import supported

HEADLINE = "Bandung dan Suwon kini kota kembar"
TEXT = f"""{HEADLINE}

BANDUNG - Hujan turun sejak pagi. Warga menunggu di alun-alun.

Wali Kota Bandung Rina Hapsari datang terlambat. Bandung dan Suwon sudah lama saling mengenal.
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.open()


def passages(extractor: Extractor, draft: Draft, text: str = TEXT) -> list[str]:
    analysis = extractor.analyse(describe_text(text, id="a", language="id"))
    (found,) = supported([draft], analysis)
    return [text[start:end] for start, end in found.evidence]


def draft(kind: str, passage: str, **values: object) -> Draft:
    start = TEXT.index(passage)
    return Draft(kind, values, ((start, start + len(passage)),), "rule", 0.9)


def test_a_headline_is_joined_by_the_sentence_that_names_both(extractor: Extractor) -> None:
    tie = draft("partnership", HEADLINE, partners=["Bandung, ID", "Suwon, KR"])
    assert passages(extractor, tie) == [HEADLINE, "Bandung dan Suwon"]


def test_where_no_sentence_names_both_the_rarer_name_is_pointed_at(extractor: Extractor) -> None:
    text = TEXT.replace("Bandung dan Suwon sudah", "Bandung sudah") + "\nTamu dari Suwon pulang.\n"
    tie = draft("partnership", HEADLINE, partners=["Bandung, ID", "Suwon, KR"])
    assert passages(extractor, tie, text) == [HEADLINE, "Suwon"]


def test_a_passage_of_the_body_stays_alone(extractor: Extractor) -> None:
    tie = draft("partnership", "Bandung dan Suwon sudah", partners=["Bandung, ID", "Suwon, KR"])
    assert passages(extractor, tie) == ["Bandung dan Suwon sudah"]


def test_a_person_who_takes_part_is_shown_with_the_office(extractor: Extractor) -> None:
    part = draft("participation", "Hujan turun", participant="Bandung, ID", person="Rina Hapsari")
    assert passages(extractor, part) == ["Hujan turun", "Wali Kota Bandung Rina Hapsari"]


def test_a_number_of_a_headline_is_joined_by_the_sentence_that_has_it(extractor: Extractor) -> None:
    text = TEXT.replace(HEADLINE, "Bandung punya 14 kota kembar") + "\nKota itu terikat dengan 14 kota.\n"
    figure = Draft("figure", {"about": "Bandung, ID", "value": 14}, ((0, 28),), "rule", 0.9)
    assert passages(extractor, figure, text)[1:] == ["Kota itu terikat dengan 14 kota."]


def test_a_dateline_alone_says_nothing(extractor: Extractor) -> None:
    start = TEXT.index("BANDUNG -")
    host = Draft(
        "partnership", {"partners": ["Bandung, ID", "Suwon, KR"]}, ((start, start + 7),), "rule", 0.9
    )
    assert passages(extractor, host) == ["BANDUNG", "Bandung dan Suwon"]


def test_a_visit_is_shown_with_who_took_part_and_its_host_with_the_visit(extractor: Extractor) -> None:
    name = "kunjungan delegasi Suwon ke Bandung"
    facts = [
        draft("event", "Hujan turun", name=name, form="visit"),
        draft("participation", "Warga menunggu", participant="Suwon, KR", role="delegate", **{"in": name}),
        draft("participation", "datang terlambat", participant="Bandung, ID", role="host", **{"in": name}),
    ]
    analysis = extractor.analyse(describe_text(TEXT, id="a", language="id"))
    shown = [[TEXT[start:end] for start, end in each.evidence] for each in supported(facts, analysis)]
    assert shown == [
        ["Hujan turun", "Warga menunggu", "datang terlambat"],
        ["Warga menunggu", "Hujan turun"],
        ["datang terlambat", "Wali Kota Bandung Rina Hapsari", "Hujan turun"],
    ]


def test_who_came_to_a_congress_is_not_shown_with_where_it_was(extractor: Extractor) -> None:
    facts = [
        draft("event", "Hujan turun", name="Kongres Kota", form="congress"),
        draft(
            "participation",
            "Warga menunggu",
            participant="Suwon, KR",
            role="delegate",
            **{"in": "Kongres Kota"},
        ),
    ]
    analysis = extractor.analyse(describe_text(TEXT, id="a", language="id"))
    shown = [[TEXT[start:end] for start, end in each.evidence] for each in supported(facts, analysis)]
    assert shown == [["Hujan turun"], ["Warga menunggu"]]


LATER = """Kota Palu menunggu tamunya. Pagi itu hujan.

Rombongan Gwangju, kata panitia, mendarat pada Kamis (4/4/2019). Di Palu mereka makan siang.

Kerja sama Palu dan Gwangju berumur lima tahun, dirintis pada 2014 oleh guru. Mereka pulang besok.
"""


def later(extractor: Extractor, kind: str, passage: str, **values: object) -> list[str]:
    start = LATER.index(passage)
    analysis = extractor.analyse(describe_text(LATER, id="a", language="id"))
    fact = Draft(kind, values, ((start, start + len(passage)),), "rule", 0.9)
    return [LATER[start:end] for start, end in supported([fact], analysis)[0].evidence]


def test_a_tie_is_shown_where_both_are_named_first_and_where_its_beginning_is_told(
    extractor: Extractor,
) -> None:
    pair = ["Palu, ID", "Gwangju, KR"]
    tie = later(extractor, "partnership", "Pagi itu hujan", partners=pair)
    assert tie == ["Pagi itu hujan", "Palu dan Gwangju"]
    since = later(extractor, "partnership", "Pagi itu hujan", partners=pair, since="2014")
    assert since == ["Pagi itu hujan", "dirintis pada 2014 oleh guru", "Palu dan Gwangju"]


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2019-04-04", ["Pagi itu hujan", "mendarat pada Kamis (4/4/2019)"]),
        ("2019-04", ["Pagi itu hujan", "mendarat pada Kamis (4/4/2019)"]),
        ("2014", ["Pagi itu hujan"]),
    ],
)
def test_an_event_is_shown_with_its_day(extractor: Extractor, when: str, shown: list[str]) -> None:
    event = later(extractor, "event", "Pagi itu hujan", name="Forum Guru", form="conference", when=when)
    assert event == shown


def test_a_visit_is_shown_where_host_and_guest_are_named(extractor: Extractor) -> None:
    name = "kunjungan Gwangju ke Palu"
    start = LATER.index("Pagi itu hujan")
    span = ((start, start + 14),)
    facts = [
        Draft("event", {"name": name, "form": "visit", "host": "Palu, ID"}, span, "rule", 0.9),
        Draft("participation", {"participant": "Gwangju, KR", "in": name}, span, "rule", 0.9),
    ]
    analysis = extractor.analyse(describe_text(LATER, id="a", language="id"))
    visit = supported(facts, analysis)[0]
    assert [LATER[start:end] for start, end in visit.evidence] == ["Pagi itu hujan", "Palu dan Gwangju"]


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("id", "Kota Palu menjadi tuan rumah. Sidang Umum TPO ke-9 dibuka, tamu dari Gwangju datang, dan hujan turun. "
               "Banyak yang pulang. Gwangju puas.", "tamu dari Gwangju datang"),
        ("en", "It rained. The 9th TPO General Assembly opened; guests from Gwangju came early, and then it rained. "
               "Many left. Gwangju was content.", "guests from Gwangju came early"),
    ],
)  # fmt: skip
def test_who_takes_part_is_shown_where_he_is_named_nearest_to_the_event(
    extractor: Extractor, language: str, text: str, shown: str
) -> None:
    analysis = extractor.analyse(describe_text(text, id="a", language=language))
    (name,) = {each.name for each in analysis.gatherings}
    start = text.index("puas") if language == "id" else text.index("was content")
    fact = Draft(
        "participation", {"participant": "Gwangju, KR", "in": name}, ((start, start + 4),), "rule", 0.9
    )
    assert [text[start:end] for start, end in supported([fact], analysis)[0].evidence][1:] == [shown]


def test_an_official_of_who_takes_part_is_shown_where_nobody_is_named(extractor: Extractor) -> None:
    part = draft("participation", "Hujan turun", participant="Bandung, ID", role="host", **{"in": "Forum"})
    assert passages(extractor, part) == ["Hujan turun", "Wali Kota Bandung Rina Hapsari"]
