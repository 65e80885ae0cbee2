"""What the tests of names share: networks, places that a test names, and offices read in a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.mentions import PersonMention, PlaceCandidate, PlaceMention
from citygraph.loaders.extraction.names import (
    NetworkFinder,
    OrganisationFinder,
    PersonFinder,
    office_drafts,
    settle,
)
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.gazetteer import Government, Level
from citygraph.loaders.networks import NetworkRegister

COUNTRIES = {"Korea Selatan", "China", "Japan", "Singapore"}
_PLACES = re.compile(
    r"\b(?P<level>Kota |City of |Provinsi )?(?P<name>Padang|Gyeongju|Bandung|Malang|Surabaya|Semarang|Bogor|"
    r"Denpasar|Banjarmasin|DKI Jakarta|Batu|Bali|Austin|Seoul|SEOUL|Tokyo|Osaka|London|Leipzig|Bangkok|"
    r"New York|Solo|Law|Justice|Korea Selatan|China|Japan|Singapore)\b"
)
_PROVINCES = {"Bali"}


@pytest.fixture(scope="session")
def networks() -> NetworkFinder:
    """A finder over the register that citygraph ships."""
    return NetworkFinder(NetworkRegister.open())


def candidates(text: str) -> list[PlaceCandidate]:
    """Return the stretches of a test's text that may name places: some that are fields and persons too."""
    return [
        PlaceCandidate(
            found.start(),
            found.end(),
            found["name"],
            "city" if found["level"] else None,
            found.start("name"),
            country_name=found["name"] in COUNTRIES,
        )
        for found in _PLACES.finditer(text)
    ]


def linked(found: list[PlaceCandidate]) -> list[PlaceMention]:
    """Return candidates as if linked: every one to a government of its name in country ZZ."""
    mentions: list[PlaceMention] = []
    for each in found:
        level: Level = "province" if each.name in _PROVINCES else "city"
        name = each.name.title() if each.name.isupper() else each.name
        government = None if each.country_name else Government(name.lower(), name, "ZZ", level)
        mentions.append(
            PlaceMention(
                each.start,
                each.end,
                each.name,
                government,
                "ZZ",
                each.level,
                1.0,
                (),
                is_country=each.country_name,
            )
        )
    return mentions


@pytest.fixture(scope="session")
def persons_in(networks: NetworkFinder) -> Callable[[str, str], list[PersonMention]]:
    """Return the persons that a text of a language names."""

    def read(language: str, text: str) -> list[PersonMention]:
        layout = segment(text)
        places = candidates(text)
        named = networks.find(layout, language)
        bodies = OrganisationFinder().find(layout, language, networks=named, places=places)
        found = PersonFinder({"JP": "Japan"}.get).find(layout, language, places, named, bodies)
        return settle(found, linked(places), layout, bodies)

    return read


@pytest.fixture(scope="session")
def offices_in(persons_in: Callable[[str, str], list[PersonMention]]) -> Callable[[str, str], list[Draft]]:
    """Return the office facts that a text of a language states."""

    def read(language: str, text: str) -> list[Draft]:
        return office_drafts(persons_in(language, text), segment(text), language=language)

    return read
