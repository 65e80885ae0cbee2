"""Gatherings that have no name."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

Drafter = Callable[..., list[Draft]]
CITIES = {"Padang": "ID", "Cork": "IE"}


@pytest.mark.parametrize(
    ("text", "language", "name", "host"),
    [
        ("ICLEI runs a two-day training in Cork in March.", "en", "two-day training in Cork", "Cork, IE"),
        ("ICLEI held a workshop for forty officials.", "en", "workshop", None),
        ("ICLEI menggelar lokakarya di Padang pada Maret.", "id", "lokakarya di Padang", "Padang, ID"),
    ],
)
def test_what_it_is_with_its_place_or_its_network_describes_it(
    draft: Drafter, text: str, language: str, name: str, host: str | None
) -> None:
    facts = draft(text, language, places=CITIES, networks={"ICLEI": "iclei"}, dates={"March": "2024-03"})
    assert [(each.values["name"], each.values.get("host")) for each in facts if each.kind == "event"] == [
        (name, host)
    ]
    assert all(each.values["organiser"] == ["iclei"] for each in facts if each.kind == "event")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The club met in Cork for a training in March.", "en"),
        ("ICLEI praises every workshop in Cork.", "en"),
        ("ICLEI berterima kasih atas rapat itu.", "id"),
        ("ICLEI meneken nota kesepahaman pelatihan di Padang.", "id"),
    ],
)
def test_local_or_general_ones_are_none(draft: Drafter, text: str, language: str) -> None:
    networks = {"ICLEI": "iclei"} if "ICLEI" in text else {}
    facts = draft(text, language, places=CITIES, networks=networks, dates={"March": "2024-03"})
    assert [each for each in facts if each.kind == "event"] == []


@pytest.mark.parametrize(
    ("text", "language", "name", "host", "when"),
    [
        (
            "In March officials of ICLEI were in Cork for a workshop on rainwater.",
            "en",
            "workshop on rainwater in Cork",
            "Cork, IE",
            "2024-03",
        ),
        (
            "ICLEI bercerita: Maret, timnya berangkat ke Padang untuk pelatihan kebencanaan.",
            "id",
            "pelatihan kebencanaan di Padang",
            "Padang, ID",
            "2024-03",
        ),
    ],
)
def test_its_place_and_its_date_may_stand_before_it(
    draft: Drafter, text: str, language: str, name: str, host: str, when: str
) -> None:
    dates = {"March": "2024-03", "Maret": "2024-03"}
    dates = {word: edtf for word, edtf in dates.items() if word in text}
    facts = draft(text, language, places=CITIES, networks={"ICLEI": "iclei"}, dates=dates)
    assert [
        (each.values["name"], each.values.get("host"), each.values.get("when"))
        for each in facts
        if each.kind == "event" and each.values.get("form") != "visit"
    ] == [(name, host, when)]


def test_a_party_without_a_day_is_none(draft: Drafter) -> None:
    facts = draft(
        "ICLEI likes every celebration in Cork, and the festival in Cork.",
        "en",
        places=CITIES,
        networks={"ICLEI": "iclei"},
    )
    assert [each for each in facts if each.kind == "event"] == []
