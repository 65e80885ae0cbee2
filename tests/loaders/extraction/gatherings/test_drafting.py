"""Draft facts of gatherings."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

Drafter = Callable[..., list[Draft]]


def test_an_event_has_its_date_host_and_organiser(draft: Drafter) -> None:
    text = "Kongres ke-9 PORTNET digelar 12-15 Maret 2031 di Ambon."
    event, host = draft(
        text, places={"Ambon": "ID"}, networks={"PORTNET": "portnet"},
        dates={"12-15 Maret 2031": "2031-03-12/2031-03-15"}, published="2031-03-20",
    )  # fmt: skip
    assert event.values == {
        "name": "Kongres ke-9 PORTNET", "form": "congress", "when": "2031-03-12/2031-03-15",
        "host": "Ambon, ID", "organiser": ["portnet"],
    }  # fmt: skip
    assert event.modality == "asserted"
    assert [text[slice(*passage)] for passage in event.evidence] == [text[:-1]]
    assert host.values == {"participant": "Ambon, ID", "in": "Kongres ke-9 PORTNET", "role": "host"}


@pytest.mark.parametrize(
    ("text", "language", "published", "modality"),
    [
        ("The 9th Portnet Congress will be held in Cork on 3 May 2031.", "en", "2031-01-10", "planned"),
        ("The 9th Portnet Congress was held in Cork on 3 May 2031.", "en", "2031-05-10", "asserted"),
        ("The 9th Portnet Congress will be held in Cork.", "en", None, "planned"),
        ("The 9th Portnet Congress in Cork was called off.", "en", None, "denied"),
    ],
)
def test_date_and_words_tell_what_is_still_to_come(
    draft: Drafter, text: str, language: str, published: str | None, modality: str
) -> None:
    dates = {"3 May 2031": "2031-05-03"} if "3 May" in text else {}
    facts = draft(text, language, places={"Cork": "IE"}, dates=dates, published=published)
    assert {each.modality for each in facts} == {modality}


def test_an_event_mentioned_in_passing_is_no_fact(draft: Drafter) -> None:
    assert draft("Gedung itu dibangun sebelum Festival Sungai Musi dihelat.") == []


def test_a_visit_has_its_host_and_its_guest(draft: Drafter) -> None:
    facts = draft(
        "Wali Kota Padang menerima kunjungan delegasi dari Hue, 3 Mei 2031.",
        places={"Padang": "ID", "Hue": "VN"}, dates={"3 Mei 2031": "2031-05-03"}, published="2031-05-04",
    )  # fmt: skip
    assert [each.values for each in facts] == [
        {
            "name": "kunjungan delegasi Hue ke Padang",
            "form": "visit",
            "when": "2031-05-03",
            "host": "Padang, ID",
        },
        {"participant": "Padang, ID", "in": "kunjungan delegasi Hue ke Padang", "role": "host"},
        {"participant": "Hue, VN", "in": "kunjungan delegasi Hue ke Padang", "role": "delegate"},
    ]


def test_hosts_change_with_the_city(draft: Drafter) -> None:
    for city, country in (("Ambon", "ID"), ("Cork", "IE"), ("Hue", "VN")):
        facts = draft(
            f"Rapat Kerja Nasional (Rakernas) IV Kota Teh dibuka di {city}.", places={city: country}
        )
        assert [each.values.get("host") for each in facts if each.kind == "event"] == [f"{city}, {country}"]
