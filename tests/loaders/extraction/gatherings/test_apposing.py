"""Coined names that a noun explains."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.gatherings import GatheringFinder
from citygraph.loaders.extraction.segmenting import segment


def named(text: str, language: str) -> list[tuple[str, str]]:
    found = GatheringFinder().find(segment(text), language, [])
    return [(each.kind, each.name) for each in found if not each.again]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "They met at Tides for Tomorrow, a two-day workshop on dykes.",
            "en",
            ("event", "Tides for Tomorrow"),
        ),
        (
            '"Tides for Tomorrow", a workshop for planners, drew a crowd.',
            "en",
            ("event", "Tides for Tomorrow"),
        ),
        (
            "It runs under the youth exchange Harbour Lights until 2025.",
            "en",
            ("programme", "Harbour Lights"),
        ),
        ("Mereka bertemu di Run22, konferensi pelari yang digelar tahun lalu.", "id", ("event", "Run22")),
    ],
)
def test_a_noun_says_what_a_coined_name_is(text: str, language: str, expected: tuple[str, str]) -> None:
    assert named(text, language) == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On Fleet Street, a conference took place.", "en"),
        ("On Monday, the workshop opened.", "en"),
        ("Selain Taman Ria, konferensi itu membahas banjir.", "id"),
    ],
)
def test_what_stands_before_a_clause_is_no_name(text: str, language: str) -> None:
    assert not named(text, language)


def test_the_noun_means_the_gathering_again() -> None:
    text = "They met at Tides for Tomorrow, a two-day workshop on dykes."
    found = GatheringFinder().find(segment(text), "en", [])
    assert [text[each.start : each.end] for each in found] == ["Tides for Tomorrow", "workshop"]
