"""Which names mean one gathering."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.mentions import NetworkMention
from citygraph.loaders.extraction.segmenting import segment


def count(text: str, language: str) -> int:
    found = GatheringFinder().find(segment(text), language, [])
    return len({each.name for each in found})


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kongres ke-9 Jejaring Teh dibuka. Kongres Jejaring Teh ke-9 ditutup.", "id", 1),
        ("Kongres ke-9 Jejaring Teh dibuka. Kongres ke-8 Jejaring Teh digelar di Bogor.", "id", 2),
        (
            "Kongres ke-9 Jejaring Teh dibuka. Kongres Jejaring Teh ramai. Kongres ke-8 Jejaring Teh digelar di Bogor.",
            "id",
            2,
        ),
        ("Konferensi Regional Kota Teh dibuka. Konferensi Internasional Kota Teh digelar kelak.", "id", 2),
        ("The Oslo Harbour Expo 2031 opened. The Oslo Harbour Expo 2032 will be held in Cork.", "en", 2),
        ("The Harbour Cities Summit opened. The Harbour Cities Congress was held in Cork.", "en", 2),
    ],
)
def test_class_number_year_and_words_decide(text: str, language: str, expected: int) -> None:
    assert count(text, language) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("uclg", "uclg-aspac", 1), ("iclei", "iclei", 1), ("iclei", "uclg", 2)],
)
def test_a_network_and_its_section_meet_at_one_congress(first: str, second: str, expected: int) -> None:
    text = "Kongres BUANA ke-9 dibuka. Kongres BUANA TIMUR ramai."
    networks = [NetworkMention(8, 13, first), NetworkMention(35, 46, second)]
    found = GatheringFinder().find(segment(text), "id", networks)
    assert len({each.name for each in found}) == expected


def test_a_bare_name_is_that_of_the_network_s_own_meeting() -> None:
    text = "The SALTNET General Meeting chose him. He spoke at the Annual General Meeting 2031."
    found = GatheringFinder().find(segment(text), "en", [NetworkMention(4, 11, "saltnet")])
    assert {each.name for each in found} == {"Annual General Meeting 2031"}
