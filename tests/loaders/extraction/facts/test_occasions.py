"""Which gathering a sentence means."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.facts import Reading, participation_drafts

Read = Callable[[str, str], Reading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The {E River Congress} ended. {C Lima} took part.", "River Congress"),  # the one spoken of last
        ("The {E Lake Forum} followed the {E River Congress}. {C Lima} took part.", "River Congress"),
        ("The {E River Congress} ended. {C Lima} took part in the {E Lake Forum}.", "Lake Forum"),
        ("{C Lima} took part. The {E River Congress} ended.", "River Congress"),  # what the article is about
        ("The {E River Congress} ended. The {E? Lake Forum} comes next. {C Lima} took part.", "River Congress"),
        (  # what was named once, in passing
            "The {E River Congress} ended. It had been chosen at the {E Lake Forum}. "
            + "It rained. " * 20
            + "{C Lima} took part.",
            "River Congress",
        ),
        (  # what was named once, in another paragraph
            "The {E River Congress} ended. It had been chosen at the {E Lake Forum}.\n\n{C Lima} took part.",
            "River Congress",
        ),
        ("The {E River Congress} ended. The {E Lake Forum} began.\n{C Lima} took part in it.", "River Congress"),
        (  # what took place in another year, in another paragraph
            "The {E River Congress 2031} opened. The {E River Congress 2031} ended. "
            "At the {E Lake Forum 2029} nobody spoke, and the {E Lake Forum 2029} was short.\n\n{C Lima} took part.",
            "River Congress 2031",
        ),
        (
            "The {E River Congress 2031} opened. The {E River Congress 2031} ended. "
            "At the {E Lake Forum 2029} nobody spoke, and the {E Lake Forum 2029} was short. {C Lima} took part.",
            "Lake Forum 2029",
        ),
        (  # a year and a month of it are no two times
            "The {E River Congress 2031} opened. The {E River Congress 2031} ended. "
            "At the {E Lake Forum 2031-05} nobody spoke, and the {E Lake Forum 2031-05} was short.\n\n"
            "{C Lima} took part.",
            "Lake Forum 2031-05",
        ),
        ("The {R City Swap} began at the {E River Congress}. {C Lima} was selected.", "City Swap"),
        ("The {E River Congress} gave a prize. The award went to {C Lima}.", "River Congress"),
    ],
)  # fmt: skip
def test_meant(read: Read, text: str, expected: str) -> None:
    drafts = list(participation_drafts(read("en", text)))
    assert {each.values["in"] for each in drafts} == {expected}


def test_nobody_is_selected_for_an_event(read: Read) -> None:
    drafts = participation_drafts(read("en", "The {E River Congress} ended. {C Lima} was selected."))
    assert not [each for each in drafts if each.values.get("role") == "selected"]


def test_the_farther_the_less_sure(read: Read) -> None:
    near, far = (
        max(each.confidence for each in participation_drafts(read("en", text)))
        for text in (
            "{C Lima} attended the {E River Congress}.",
            "The {E River Congress} ended. " + "It rained. " * 50 + "{C Lima} attended.",
        )
    )
    assert far < near
