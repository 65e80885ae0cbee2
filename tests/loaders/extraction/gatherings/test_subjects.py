"""Who goes where the subject is a pronoun or a word for people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.gatherings.company import Actor, Company
from citygraph.loaders.extraction.gatherings.pairing import pairs_of
from citygraph.loaders.extraction.gatherings.visit_words import visit_words_of
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.facts.kinds import Event

Reader = Callable[..., Analysis]
CITIES = {"Cork": "IE", "Kilkenny": "IE", "Vigo": "ES", "Padang": "ID", "Hue": "VN"}


def pairs(read: Reader, text: str, language: str = "en", told: str | None = None) -> list[tuple[str, str]]:
    """Return who visits whom by the last sentence of a text, whose first place is at home."""
    analysis = read(text, language, places=CITIES)
    actors = {each.name: Actor(each.start, each.end, each, None) for each in analysis.places}
    sentence = analysis.layout.sentences[-1]
    here = Company(
        sentence, [each for each in actors.values() if each.start >= sentence.start], (), (),
        Actor(-2, -1, analysis.places[0], None), busy=False, crowded=True,
        told=None if told is None else actors[told],
    )  # fmt: skip
    found = pairs_of(here, visit_words_of(language))
    return [(each.guest.place.name, each.host.place.name) for each in found if isinstance(each.guest, Actor)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Cork is busy. Next year we are going to Vigo.", "en", ("Cork", "Vigo")),
        ("Cork is busy. In May the council visits Vigo.", "en", ("Cork", "Vigo")),
        ("Cork is busy. They were in Vigo from 2 to 4 May.", "en", ("Cork", "Vigo")),
        ("Padang sibuk. Bulan depan kami berkunjung ke Hue.", "id", ("Padang", "Hue")),
    ],
)
def test_those_of_the_city_at_home_go(
    read: Reader, text: str, language: str, expected: tuple[str, str]
) -> None:
    assert pairs(read, text, language) == [expected]


def test_who_was_spoken_of_last_goes(read: Reader) -> None:
    text = "Cork is busy. The mayor of Vigo has had a call. She will fly to Hue in September."
    assert pairs(read, text, told="Vigo") == [("Vigo", "Hue")]


@pytest.mark.parametrize(
    "text",
    [
        "Cork is busy. They visited Kilkenny in May.",
        "Cork is busy. They hope to be in Vigo in May.",
        "Cork is busy. They visited Vigo several times this year.",
        "Cork is busy. They visited Vigo.",
        "Cork is busy. In May those who visit Vigo need a passport.",
    ],
)
def test_guests_shown_round_hopes_habits_and_what_is_not_dated_are_no_visit(read: Reader, text: str) -> None:
    assert pairs(read, text) == []


def test_who_says_so_goes() -> None:
    text = "SALATIGA – “Kami datang ke Salatiga untuk belajar,” kata Wali Kota Kupang Rano Manafe, Rabu (5/6/2024)."
    facts = Extractor.open().extract(describe_text(f"{text}\n", id="x")).document.facts
    assert [each.name for each in facts if isinstance(each, Event)] == [
        "kunjungan delegasi Kupang ke Salatiga"
    ]
