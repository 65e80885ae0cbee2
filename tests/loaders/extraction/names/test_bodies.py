"""The bodies that offices are held in, as they stand in a text."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.mentions import NetworkMention, OrganisationMention, PlaceCandidate
from citygraph.loaders.extraction.names.bodies import Bodies, Body, index_at
from citygraph.loaders.extraction.names.office_words import office_words
from citygraph.loaders.extraction.tokens import tokens_of


def read(language: str, text: str, **named: str) -> tuple[str, Body] | None:
    """Return what a body at the first token covers, and the body; the named parts of the text are what they say."""

    def span(kind: str) -> tuple[int, int]:
        at = text.index(named[kind])
        return at, at + len(named[kind])

    places = (
        [PlaceCandidate(*span("place"), named["place"], None, span("place")[0])] if "place" in named else []
    )
    if "country" in named:
        start, end = span("country")
        places.append(PlaceCandidate(start, end, named["country"], None, start, country_name=True))
    networks = [NetworkMention(*span("network"), "citynet")] if "network" in named else []
    bodies = [OrganisationMention(*span("body"), named["body"])] if "body" in named else []
    tokens = tokens_of(text, 0, len(text))
    found = Bodies.of(places, networks, bodies).at(tokens, 0, office_words(language))
    return None if found is None else (text[: tokens[found[0] - 1].end], found[1])


def test_levels_and_halls_belong_to_a_city() -> None:
    found = read("en", "at Seoul City Hall today", place="Seoul")
    assert found is not None and found[0] == "at Seoul City Hall" and found[1].place is not None


def test_a_department_is_its_citys() -> None:
    found = read("en", "at the Water Bureau of Osaka today", place="Osaka", body="Water Bureau")
    assert found is not None and found[1].place is not None and found[1].organisation is None


def test_a_country_before_a_body_is_part_of_its_name() -> None:
    found = read("en", "of the Japan Water Board today", country="Japan", body="Water Board")
    assert found is not None and found[1].organisation == "Japan Water Board"


def test_the_network_means_the_one_named_before() -> None:
    text = "CITYNET met. Of the network"
    tokens = tokens_of(text, 13, len(text))
    bodies = Bodies.of([], [NetworkMention(0, 7, "citynet")], [])
    found = bodies.at(tokens, 0, office_words("en"))
    assert found is not None and found[1].network == "citynet"
    assert bodies.before(0) is None


@pytest.mark.parametrize(("language", "right"), [("id", True), ("en", False)])
def test_only_in_some_languages_a_place_stands_right_after_a_title(language: str, right: bool) -> None:
    assert (read(language, "London Breed", place="London") is not None) is right


def test_index_of_an_offset() -> None:
    tokens = tokens_of("a bc d", 0, 6)
    assert [index_at(tokens, 0, offset) for offset in (0, 1, 2, 5, 9)] == [0, 1, 1, 2, 3]
