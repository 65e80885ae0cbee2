"""Offices as facts."""

from __future__ import annotations

from collections.abc import Callable

from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import BodyRef, DateMention, PersonMention, PlaceMention
from citygraph.loaders.extraction.names import office_drafts
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.gazetteer import Government


def test_one_fact_for_each_person_and_body(offices_in: Callable[[str, str], list[Draft]]) -> None:
    text = "Wali Kota Padang Rusdi Amran datang. Lalu Wali Kota Padang, Rusdi Amran, pulang."
    (draft,) = offices_in("id", text)
    assert draft.kind == "office" and draft.rule == "id.office.title-name" and draft.because


def test_an_office_to_come_takes_the_date_of_its_sentence() -> None:
    text = "Rin Abe will become president of CITYNET in November 2013."
    person = PersonMention(
        0,
        40,
        "Rin Abe",
        "president",
        BodyRef(network="citynet"),
        (0, 7),
        first=True,
        planned=True,
        evidence=((0, 40),),
    )
    (draft,) = office_drafts([person], segment(text), dates=[DateMention(44, 57, "2013-11")])
    assert (draft.values["when"], draft.modality) == ("2013-11", "planned")


def test_surer_where_one_passage_says_all(offices_in: Callable[[str, str], list[Draft]]) -> None:
    (near,) = offices_in("en", "The Mayor of Seoul, Kim Min-su, agreed.")
    (far,) = offices_in("en", "SEOUL, March 5 -- The office moves. Mayor Kim Min-su agreed.")
    (minister,) = offices_in("en", "Then came Minister for Law Rosa Tanaka.")
    assert near.confidence > far.confidence > minister.confidence


def test_without_a_body_no_fact(offices_in: Callable[[str, str], list[Draft]]) -> None:
    assert offices_in("en", "He met President Rosa Tanaka and captain Li Wen.") == []


def test_a_city_is_written_by_its_usual_name() -> None:
    text = "Mayor Lee Dong-hwan of Goyang spoke."
    city = Government("1842485", "Goyang-si", "KR", "city")
    place = PlaceMention(23, 29, "Goyang", city, "KR", None, 1.0, ())
    person = PersonMention(
        0, 29, "Lee Dong-hwan", "Mayor", BodyRef(place=place), (6, 19), first=True, evidence=((0, 29),)
    )
    (draft,) = office_drafts([person], segment(text))
    assert draft.values["of"] == "Goyang, KR"
