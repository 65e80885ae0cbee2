"""Editions that only their host, their date or their number tells apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

Drafter = Callable[..., list[Draft]]
CITIES = {"Padang": "ID", "Ambon": "ID", "Cork": "IE", "Vigo": "ES", "Hue": "VN"}


def told(facts: list[Draft]) -> list[tuple[object, object, object]]:
    return [
        (each.values["name"], each.values.get("when"), each.values.get("host"))
        for each in facts
        if each.kind == "event"
    ]


def test_each_host_in_a_row_held_an_edition_of_its_own(draft: Drafter) -> None:
    facts = draft(
        "The Tea Towns Congress opened in Cork in 2021. Vigo was the host in 2017 and Hue in 2019.",
        "en",
        places=CITIES,
        dates={"2021": "2021", "2017": "2017", "2019": "2019"},
    )
    assert told(facts) == [
        ("Tea Towns Congress", "2021", "Cork, IE"),
        ("Tea Towns Congress 2017", "2017", "Vigo, ES"),
        ("Tea Towns Congress 2019", "2019", "Hue, VN"),
    ]
    hosts = {each.values["participant"]: each.values["in"] for each in facts if each.kind == "participation"}
    assert hosts["Hue, VN"] == "Tea Towns Congress 2019"


def test_the_date_of_another_edition_is_not_the_named_ones(draft: Drafter) -> None:
    facts = draft(
        "Kongres Jejaring Teh XII berlangsung di Padang pada 2024. Tahun lalu, kongres di Ambon.",
        places=CITIES,
        dates={"2024": "2024", "Tahun lalu": "2023"},
    )
    assert told(facts)[0] == ("Kongres Jejaring Teh XII", "2024", "Padang, ID")
    assert ("2023", "Ambon, ID") in {(when, host) for _, when, host in told(facts)}


@pytest.mark.parametrize(
    "second",
    [
        "Vigo bid to host in 2023.",
        "Vigo joined in 2023.",
        "A second ceremony is in Vigo in 2023.",
        "Vigo was the first, in 2023.",
        "On the 23rd, in Vigo, rain fell in 2023.",
        "Vigo, a laureate in 2023, is the host.",
        "Vigo asked for the papers of the fifth round in 2023.",
    ],
)
def test_what_tells_of_no_edition_makes_none(draft: Drafter, second: str) -> None:
    facts = draft(
        f"The Tea Towns Congress opened in Cork in 2021. {second}",
        "en",
        places=CITIES,
        dates={"2021": "2021", "2023": "2023"},
    )
    assert [name for name, _, _ in told(facts)] == ["Tea Towns Congress"]


@pytest.mark.parametrize(
    ("second", "language", "first", "expected"),
    [
        (
            "The congress was last held in Cork in 2018.",
            "en",
            "The Tea Towns Congress opened in Vigo in 2024.",
            ("Vigo, ES", "Cork, IE"),
        ),
        (
            "Kongres tahun 2018 bertempat di Ambon.",
            "id",
            "Kongres Jejaring Teh XII berlangsung di Padang pada 2024.",
            ("Padang, ID", "Ambon, ID"),
        ),
    ],
)
def test_what_took_place_in_another_year_is_another_edition(
    draft: Drafter, first: str, second: str, language: str, expected: tuple[str, str]
) -> None:
    facts = draft(f"{first} {second}", language, places=CITIES, dates={"2024": "2024", "2018": "2018"})
    hosts = {when: host for _, when, host in told(facts)}
    assert hosts == dict(zip(("2024", "2018"), expected, strict=True))


ROW = {"2021": "2021", "2013": "2013", "2017": "2017"}


@pytest.mark.parametrize(
    "row",
    [
        "It followed those of Vigo (2013) and Hue (2017).",
        "Earlier it met in Vigo in 2013 and in Hue in 2017.",
    ],
)
def test_places_with_a_year_behind_each_held_an_edition_each(draft: Drafter, row: str) -> None:
    facts = draft(f"The Tea Towns Congress opened in Cork in 2021. {row}", "en", places=CITIES, dates=ROW)
    assert told(facts)[1:] == [
        ("Tea Towns Congress 2013", "2013", "Vigo, ES"),
        ("Tea Towns Congress 2017", "2017", "Hue, VN"),
    ]


def test_winners_with_their_years_held_none(draft: Drafter) -> None:
    text = "The Tea Towns Congress opened in Cork in 2021. Previous winners were Vigo (2013) and Hue (2017)."
    assert len(told(draft(text, "en", places=CITIES, dates=ROW))) == 1


def test_a_date_behind_the_host_is_that_of_the_event_itself(draft: Drafter) -> None:
    facts = draft(
        "The mayor spoke of the Tea Towns Congress XII in Cork. Cork is the host, in 2023.",
        "en",
        places=CITIES,
        dates={"2023": "2023"},
    )
    assert [name for name, _, _ in told(facts)] == ["Tea Towns Congress XII"]
