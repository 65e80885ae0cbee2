"""Visits put together from a clause: who moves, the verb, and a goal that may be left out."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts.kinds import Event

HOME = (
    "BUXTON, 12 March 2019 — Buxton has two twins, Rinteln in Germany and Killarney in Ireland. "
    "The mayor of Buxton is proud of both.\n\n{}\n\nBuxton is a spa with a market.\n"
)
ABOUT = (
    "Suva has had a good year, and Suva is glad of it. Osaka and Suva swap letters.\n\n{}\n\n"
    "Osaka is rich, and so the people of Osaka pay for the stamps of Osaka and of Suva.\n"
)


def told(text: str, frame: str = HOME) -> list[str]:
    facts = Extractor.open().extract(describe_text(frame.format(text), id="x")).document.facts
    return [each.name for each in facts if isinstance(each, Event)]


@pytest.mark.parametrize(
    "text",
    [
        "The older link is with Rinteln, whose band is due here in July.",
        "The older link is with Rinteln, in Germany, whose deputy mayor came in September 2017 to plant a tree.",
        "The Germans will be here from 4 to 8 July.",
        "In May the German choir comes to us, and the Germans stay for four days.",
        "Rinteln is sending a brass band in August.",
        "A plan to bring teenagers from Rinteln next summer is in the works.",
        "The mayor of Rinteln came through Buxton in May.",
        "Rinteln's fire brigade paid its first visit in 1998.",
        "Our friends from Rinteln will be with us at Whitsun.",
        "The mayor of Rinteln has accepted an invitation to Buxton for October.",
    ],
)
def test_guests_come_to_the_city_at_home(text: str) -> None:
    assert told(text) == ["visit of Rinteln delegation to Buxton"]


@pytest.mark.parametrize(
    "text",
    [
        "We're off to Rinteln on 19 October.",
        "The mayor spent a long weekend in Rinteln in May.",
        "Next month the town sends a choir to Rinteln.",
        "The choir gave two concerts in Rinteln in May.",
        "Ten people have signed up for the trip to Rinteln in October.",
        "The mayor has been invited to Rinteln in October and has said yes.",
    ],
)
def test_people_of_no_city_told_go_from_the_city_at_home(text: str) -> None:
    assert told(text) == ["visit of Buxton delegation to Rinteln"]


@pytest.mark.parametrize(
    "text",
    [
        "Rinteln's fire brigade never paid a visit in 1998.",
        "The mayor of Rinteln hopes to come in May.",
        "The choir gave two concerts in Lancaster in May.",
        "The fire brigade of Rinteln is large.",
    ],
)
def test_what_is_hoped_undated_or_near_home_is_no_visit(text: str) -> None:
    assert told(text) == []


def test_nobody_is_at_home_where_another_city_is_told_of_more() -> None:
    assert told("Osaka's choir gave a concert in May.", ABOUT) == []
