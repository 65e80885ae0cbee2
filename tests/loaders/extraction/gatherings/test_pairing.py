"""Who visits whom, sentence by sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.gatherings.company import Actor, Company
from citygraph.loaders.extraction.gatherings.pairing import pairs_of
from citygraph.loaders.extraction.gatherings.visit_words import visit_words_of

Reader = Callable[..., Analysis]
CITIES = {"Padang": "ID", "Hue": "VN", "Ambon": "ID", "Cork": "IE", "Vigo": "ES"}


def pairs(analysis: Analysis, *, busy: bool = False, crowded: bool = False) -> list[tuple[str, str]]:
    actors = [Actor(each.start, each.end, each, None) for each in analysis.places]
    home = Actor(-2, -1, analysis.dateline, None) if analysis.dateline is not None else None
    here = Company(analysis.layout.sentences[-1], actors, (), (), home, busy, crowded)
    found = pairs_of(here, visit_words_of(analysis.language))
    return [(each.guest.place.name, each.host.place.name) for each in found if isinstance(each.guest, Actor)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Padang menyambut rombongan dari Hue.", "id", ("Hue", "Padang")),
        ("Rombongan Hue bertandang ke Padang.", "id", ("Hue", "Padang")),
        ("Lawatan pejabat Hue ke Padang berakhir.", "id", ("Hue", "Padang")),
        ("Cork hosted visitors from Vigo.", "en", ("Vigo", "Cork")),
        ("Vigo sent a team to Cork.", "en", ("Vigo", "Cork")),
        ("The mayor welcomed a choir from Vigo to Cork.", "en", ("Vigo", "Cork")),
        ("Vigo is twinned. Cork will play host to officials from Vigo.", "en", ("Vigo", "Cork")),
        ("The visit of the council of Vigo to Cork is over.", "en", ("Vigo", "Cork")),
    ],
)
def test_the_verb_says_who_is_the_guest(
    read: Reader, text: str, language: str, expected: tuple[str, str]
) -> None:
    assert pairs(read(text, language, places=CITIES)) == [expected]


def test_a_word_for_visitors_alone_brings_them_home(read: Reader) -> None:
    analysis = read("Padang ramai. Kini giliran Hue bertamu.", places=CITIES, dateline="Padang")
    assert pairs(analysis, crowded=True) == [("Hue", "Padang")]


def test_who_comes_for_a_named_event_pays_no_visit(read: Reader) -> None:
    assert pairs(read("Vigo sent a team to Cork.", "en", places=CITIES), busy=True) == []


def test_a_verb_of_receiving_is_none_where_it_is_a_noun(read: Reader) -> None:
    assert pairs(read("Cork is our host city for officials of Vigo.", "en", places=CITIES)) == []


def test_a_speaker_is_not_who_is_received(read: Reader) -> None:
    text = '"We in Cork were glad to welcome the officials," said the council of Vigo.'
    assert pairs(read(text, "en", places=CITIES)) == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Cork gave a dinner on Friday for the team from Vigo.", "en", ("Vigo", "Cork")),
        ("Padang menggelar jamuan makan malam untuk rombongan dari Hue.", "id", ("Hue", "Padang")),
    ],
)
def test_who_is_given_a_dinner_is_a_guest(
    read: Reader, text: str, language: str, expected: tuple[str, str]
) -> None:
    assert pairs(read(text, language, places=CITIES)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Cork has friends. A delegation from Vigo is expected in October.",
        "Cork has friends. Twelve residents of Vigo will arrive on Monday to see the harbour.",
        "Cork has friends. A delegation from Vigo is due to visit.",
    ],
)
def test_guests_who_are_awaited_come_home(read: Reader, text: str) -> None:
    analysis = read(text, "en", places=CITIES, dateline="Cork")
    assert pairs(analysis, crowded=True) == [("Vigo", "Cork")]


@pytest.mark.parametrize(
    "text",
    [
        "Cork has friends. A delegation from Vigo is expected to log in on Monday.",
        "Cork has friends. A delegation from Vigo is expected in Smallville.",
        "Cork has friends. Fish from Vigo is due on Monday.",
    ],
)
def test_nobody_is_awaited_who_goes_elsewhere_or_does_not_travel(read: Reader, text: str) -> None:
    assert pairs(read(text, "en", places=CITIES, dateline="Cork"), crowded=True) == []


def test_who_was_welcomed_to_a_city_is_its_guest(read: Reader) -> None:
    text = "Officials of Vigo were welcomed to Cork by the mayor."
    assert pairs(read(text, "en", places=CITIES)) == [("Vigo", "Cork")]


@pytest.mark.parametrize(
    "text",
    [
        "The chairman took a delegation from Vigo to Cork.",
        "Visiting Cork on Tuesday, the council of Vigo praised the harbour.",
    ],
)
def test_guests_may_be_taken_or_told_behind_their_host(read: Reader, text: str) -> None:
    assert pairs(read(text, "en", places=CITIES)) == [("Vigo", "Cork")]


def test_people_from_a_city_are_received_there(read: Reader) -> None:
    assert pairs(read("Cork hosted 50 people from Vigo.", "en", places=CITIES)) == [("Vigo", "Cork")]
