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
        ["datang terlambat", "Hujan turun"],
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
