"""Guests whose city a sentence only points at."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts.kinds import Event

TIE = "Cork is twinned with Vigo. The mayor of Cork was glad. "


def told(text: str) -> list[str]:
    facts = Extractor.open().extract(describe_text(text, id="x")).document.facts
    return [each.name for each in facts if isinstance(each, Event)]


@pytest.mark.parametrize(
    "text",
    [
        "Vigo has a new park. A team from there will be here next week.",
        "A party from the Spanish port was in town last week.",
        "A children's choir from Vigo will come to Cork in the spring.",
        "The mayor of Vigo, Ana Lopez, has travelled to Ireland with members of her council.",
    ],
)
def test_guests_are_of_the_city_that_is_meant(text: str) -> None:
    assert told(f"{TIE}{text}\n") == ["visit of Vigo delegation to Cork"]


def test_a_country_that_nobody_comes_from_abroad_to_is_no_host() -> None:
    assert told(f"{TIE}The mayor of Cork, Ann Byrne, travelled to Ireland's far north.\n") == []


def test_the_city_gone_to_is_one_that_nobody_in_the_sentence_comes_from() -> None:
    text = "SALATIGA – Salatiga tersohor karena pasarnya. Wali Kota Kupang Rano Manafe menyambangi kota itu."
    assert told(f"{text}\n") == ["kunjungan delegasi Kupang ke Salatiga"]
