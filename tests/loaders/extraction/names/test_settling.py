"""The bodies of offices, once places are linked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.mentions import PersonMention, PlaceCandidate, PlaceMention
from citygraph.loaders.extraction.names import PersonFinder, settle
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.gazetteer import Government, Level

Persons = Callable[[str, str], list[PersonMention]]


def holds(mention: PersonMention) -> str | None:
    """Return the body of an office as written in a fact."""
    of = mention.of
    if of is None:
        return None
    return str(of.place.government) if of.place is not None else of.network or of.organisation


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("id", "PADANG, Kabar - Cuaca cerah. Dari Malang datang Wakil Wali Kota Budi Raharja.", "Malang, ZZ"),
        ("en", "SEOUL, March 5 -- The office moves. Mayor Kim Min-su agreed.", "Seoul, ZZ"),
        ("en", "Osaka mayor Rin Abe wrote to Seoul. Seoul knew. Mayor Kim Min-su replied.", "Seoul, ZZ"),
        ("id", "Gubernur hadir. Gubernur Budi Raharja pulang dari Bali.", "Bali, ZZ"),
        ("en", "Mayor Kim Min-su wondered about the sea.", None),
        (
            "en",
            "Osaka mayor Rin Abe left Seoul. In Osaka she thanked her counterpart Kim Min-su.",
            "Seoul, ZZ",
        ),
        (
            "en",
            "Seoul met. Osaka came. Osaka went. Osaka slept. It was late. It was dark. Mayor Kim Min-su left.",
            "Seoul, ZZ",
        ),
        ("en", "Seoul met. Tourism officer Kim Min-su left.", "Seoul, ZZ"),
        ("en", "Seoul met. General manager Kim Min-su left.", None),
    ],
)
def test_a_mayor_without_a_city_is_that_of_the_context(
    language: str, text: str, expected: str | None, persons_in: Persons
) -> None:
    last = [each for each in persons_in(language, text) if each.first][-1]
    assert holds(last) == expected


def test_the_city_named_elsewhere_is_evidence_too(persons_in: Persons) -> None:
    text = "SEOUL, March 5 -- The office moves. Mayor Kim Min-su agreed."
    (found,) = persons_in("en", text)
    assert [text[start:end] for start, end in found.evidence] == ["Mayor Kim Min-su", "SEOUL"]


def test_a_minister_is_of_the_ministry_as_the_article_names_it(persons_in: Persons) -> None:
    text = "Chinese Minister of Justice Li Wen came. The Chinese Ministry of Justice signed."
    (found,) = persons_in("en", text)
    assert holds(found) == "Chinese Ministry of Justice"


def test_heads_of_state_hold_no_office_here(persons_in: Persons) -> None:
    (found,) = persons_in("en", "Prime Minister Li Wen of Japan came.")
    assert (found.title, found.of) == ("Prime Minister", None)


def test_a_place_where_no_such_office_is_may_be_a_first_name() -> None:
    towns: list[tuple[str, str, Level]] = [("Perth", "AU", "city"), ("Malang", "ID", "regency")]
    text = "Bupati Perth Raharja berangkat dari Malang."
    places = [
        PlaceMention(
            text.index(name),
            text.index(name) + len(name),
            name,
            Government(name.lower(), name, country, level),
            country,
            None,
            1.0,
            (),
        )
        for name, country, level in towns
    ]
    candidate = PlaceCandidate(7, 12, "Perth", None, 7)
    layout = segment(text)
    [person] = settle(PersonFinder().find(layout, "id", [candidate]), places, layout, language="id")
    assert person.name == "Perth Raharja"
    assert holds(person) == "Malang, ID"


def test_a_place_that_is_no_government_is_a_first_name_where_one_word_would_be_left() -> None:
    text = "Bupati Mirna Anisah hadir."
    layout = segment(text)
    place = PlaceMention(7, 12, "Mirna", None, None, None, 1.0, ())
    [person] = settle(
        PersonFinder().find(layout, "id", [PlaceCandidate(7, 12, "Mirna", None, 7)]),
        [place],
        layout,
        language="id",
    )
    assert person.name == "Mirna Anisah"


def test_a_party_before_a_councillor_is_no_city() -> None:
    text = "Bandung met on Monday. Violet councillor Rosa Miller spoke."
    layout = segment(text)
    party = PlaceCandidate(at := text.index("Violet"), at + 6, "Violet", None, at)
    city = PlaceCandidate(0, 7, "Bandung", None, 0)
    places = [PlaceMention(0, 7, "Bandung", Government("b", "Bandung", "ID", "city"), "ID", None, 1.0, ())]
    [person] = settle(PersonFinder().find(layout, "en", [city, party]), places, layout, language="en")
    assert person.of is not None and person.of.place is places[0]
