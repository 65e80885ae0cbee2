"""Persons found beside their offices, in many orders of title, body and name."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import PersonMention, PlaceCandidate
from citygraph.loaders.extraction.names import PersonFinder
from citygraph.loaders.extraction.segmenting import segment

CASES = tomllib.loads(Path(__file__).with_name("offices.toml").read_text(encoding="utf-8"))["case"]
Offices = Callable[[str, str], list[Draft]]
Persons = Callable[[str, str], list[PersonMention]]


def told(draft: Draft) -> str:
    """Return an office as the cases write it."""
    parts = [str(draft.values[key]) for key in ("person", "title", "of")]
    return " | ".join(parts if draft.modality == "asserted" else [*parts, draft.modality])


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
@pytest.mark.parametrize("before", ["", "first"])
def test_a_sentence_states_its_offices(case: dict[str, Any], before: str, offices_in: Offices) -> None:
    opening = (
        {"id": "Cuaca pagi ini cerah. ", "en": "The morning was bright. "}[case["language"]] if before else ""
    )
    found = offices_in(case["language"], opening + case["text"])
    assert [told(each) for each in found] == case["offices"]


def test_there_are_cases_of_both_languages() -> None:
    assert len(CASES) >= 80 and {case["language"] for case in CASES} == {"id", "en"}


def test_evidence_holds_title_body_and_name(offices_in: Offices) -> None:
    text = "Cuaca cerah. Acara itu dibuka Wali Kota Padang, H. Rusdi Amran, S.E., M.M., di aula."
    (draft,) = offices_in("id", text)
    assert [text[start:end] for start, end in draft.evidence] == ["Wali Kota Padang, H. Rusdi Amran"]


def test_later_mentions_carry_the_full_name(persons_in: Persons) -> None:
    text = (
        "Wali Kota Padang Rusdi Amran datang. Rusdi, akrab disapa Uda, senang. "
        '"Baik," kata Amran. Uda pulang. Amrani bukan dia.'
    )
    found = [(text[each.start : each.end], each.name) for each in persons_in("id", text) if not each.first]
    assert found == [
        ("Rusdi", "Rusdi Amran"),
        ("Uda", "Rusdi Amran"),
        ("Amran", "Rusdi Amran"),
        ("Uda", "Rusdi Amran"),
    ]


def test_a_city_in_a_persons_name_is_not_the_body(offices_in: Offices) -> None:
    text = "Work began in Austin. Mayor London Reed cut the ribbon in Austin."
    (draft,) = offices_in("en", text)
    assert (draft.values["person"], draft.values["of"]) == ("London Reed", "Austin, ZZ")


def test_a_field_that_is_a_place_too_is_not_the_body(offices_in: Offices) -> None:
    (draft,) = offices_in("en", "The delegation met Minister for Law Rosa Tanaka and others.")
    assert draft.values == {"person": "Rosa Tanaka", "title": "Minister for Law", "of": "Ministry of Law"}


def test_who_comes_after_the_holder_of_an_office(offices_in: Offices) -> None:
    text = (
        "Wali Kota Solo Budi Raharja menuntaskan tugasnya memimpin JKPI. "
        "Penggantinya adalah Sari Dewanti, Wali Kota Malang."
    )
    assert [told(each) for each in offices_in("id", text)] == [
        "Budi Raharja | Wali Kota | Solo, ZZ",
        "Budi Raharja | pemimpin | jkpi | ended",
        "Sari Dewanti | pemimpin | jkpi",
        "Sari Dewanti | Wali Kota | Malang, ZZ",
    ]


def test_headlines_name_nobody(persons_in: Persons) -> None:
    assert persons_in("id", "Wali Kota Malang Terima Kunjungan Duta Besar") == []


def test_spans_are_in_order_and_apart(persons_in: Persons) -> None:
    text = " ".join(case["text"] for case in CASES if case["language"] == "en")
    found = persons_in("en", text)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    "piece", ["Wali Kota ", "Mayor of ", "H. ", "Ketua, ", "(Pj) ", "then-mayor-", "Kepala Dinas dan "]
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    finder = PersonFinder()

    def taken(times: int) -> float:
        layout = segment(piece * times + "Padang.")
        start = time.process_time()
        finder.find(layout, "id")
        return time.process_time() - start

    taken(100)
    short, long = (min(taken(times) for _ in range(3)) for times in (800, 8_000))  # the least disturbed
    assert long < 60 * max(short, 0.002)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("id", "Wali Kota Budi Bandung hadir. Ia lama tinggal di Bandung."),
        ("en", "Mayor Anna Seoul was there. She had spent years in Seoul."),
    ],
)
def test_a_name_where_somebody_is_is_no_person(language: str, text: str) -> None:
    name = text.split()[3 if language == "id" else 2]
    last = text.rindex(name)
    spot = PlaceCandidate(last, last + len(name), name, None, last, located=True)

    def persons(place: PlaceCandidate) -> list[int]:
        found = PersonFinder().find(segment(text), language, [place])
        return [each.name_span[0] for each in found]

    assert last not in persons(spot)
    assert last in persons(replace(spot, located=False))
