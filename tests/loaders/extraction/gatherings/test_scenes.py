"""Where an article speaks of a gathering."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.analysis import Analysis
from citygraph.loaders.extraction.gatherings.scenes import Scenes, has_phrase, within
from citygraph.loaders.extraction.gatherings.words import Phrases

Reader = Callable[..., Analysis]
CITIES = {"Padang": "ID", "Ambon": "ID"}


def test_the_topic_is_the_city_of_the_dateline_else_the_one_spoken_of_most(read: Reader) -> None:
    text = "Padang menang. Ambon kalah. Ambon mencoba lagi."
    topic = Scenes(read(text, places=CITIES)).topic
    assert topic is not None
    assert topic.name == "Ambon"
    home = Scenes(read(text, places=CITIES, dateline="Padang")).topic
    assert home is not None
    assert home.name == "Padang"


def test_the_city_named_last_is_the_recent_one(read: Reader) -> None:
    analysis = read("Padang dan Ambon hadir. Ia menang.", places=CITIES)
    recent = Scenes(analysis).recent(analysis.layout.sentences[1].start)
    assert recent is not None
    assert recent.name == "Ambon"
    assert Scenes(analysis).recent(0) is None


@pytest.mark.parametrize(("name", "expected"), [("Padang-Ambon Forum", False), ("Forum Teh", False)])
def test_cities_are_no_states(read: Reader, name: str, *, expected: bool) -> None:
    assert Scenes(read(f"{name} di Padang dan Ambon.", places=CITIES)).between_states(name) is expected


def test_phrases_and_mentions_are_looked_up_by_place(read: Reader) -> None:
    analysis = read("Padang menjadi tuan rumah. Ambon hadir.", places=CITIES)
    first = analysis.layout.sentences[0]
    assert has_phrase(first, Phrases.of(["tuan rumah"])) == (15, 25)
    assert has_phrase(first, Phrases.of(["tuan rumah"]), 16) is None
    assert [each.name for each in within(analysis.places, first.start, first.end)] == ["Padang"]
