"""Ceremonies that have no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

Drafter = Callable[..., list[Draft]]
CITIES = {"Padang": "ID", "Hue": "VN"}
DATES = {"Rabu (17/5/2023)": "2023-05-17"}


def ceremonies(draft: Drafter, text: str, **marked: object) -> list[tuple[object, object, object]]:
    facts = draft(text, "id", places=CITIES, published="2023-05-18", **marked)
    return [
        (each.values["name"], each.values["host"], each.values["when"])
        for each in facts
        if each.kind == "event" and each.rule.endswith(".ceremony")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Rabu (17/5/2023), wali kota meresmikan Taman Persahabatan di Padang.",
            "peresmian Taman Persahabatan",
        ),
        ("Taman Persahabatan diresmikan di Padang, Rabu (17/5/2023).", "peresmian Taman Persahabatan"),
        (
            "Wali Kota Padang meluncurkan kapal sampah bersama Wali Kota Hue di Padang, Rabu (17/5/2023).",
            "peluncuran kapal sampah",
        ),
        (
            "Peletakan batu pertama Gedung Seni Hue dilakukan di Padang, Rabu (17/5/2023).",
            "peletakan batu pertama Gedung Seni Hue",
        ),
    ],
)
def test_it_is_named_by_what_is_opened(draft: Drafter, text: str, name: str) -> None:
    assert ceremonies(draft, text, dates=DATES) == [(name, "Padang, ID", "2023-05-17")]


@pytest.mark.parametrize(
    "text",
    [
        "Wali kota meresmikan Taman Persahabatan di Padang.",
        "Wali kota meresmikan sebuah taman di Padang, Rabu (17/5/2023).",
        "Rabu (17/5/2023) presiden meresmikan Taman Persahabatan.",
    ],
)
def test_without_a_day_a_name_or_a_city_there_is_none(draft: Drafter, text: str) -> None:
    assert ceremonies(draft, text, dates=DATES) == []


def test_an_event_of_that_day_is_not_told_twice(draft: Drafter) -> None:
    text = (
        "Kongres Jejaring Kota Teh dibuka Rabu (17/5/2023) di Padang. "
        "Taman Seni pun diresmikan di Padang pada hari yang sama, Rabu (17/5/2023)."
    )
    dates = {"Rabu (17/5/2023) di": "2023-05-17", "Rabu (17/5/2023).": "2023-05-17"}
    assert ceremonies(draft, text, dates=dates) == []
