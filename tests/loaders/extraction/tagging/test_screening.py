"""Sentences that may hold a name, and those that cannot."""

from __future__ import annotations

from importlib.resources import files

import pytest
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.extraction.tagging.screening import Screen
from citygraph.loaders.extraction.tagging.tagger import marked_layout
from citygraph.loaders.extraction.tagging.weights import SequenceWeights

NAMED = "Riga hosted the Amber Cities Summit in 2019. "
PLAIN = "The council raised the price of parking on Monday. "


@pytest.fixture(scope="module")
def screen() -> Screen:
    model = files("citygraph.loaders.extraction.tagging").joinpath("gatherings.crfsuite").read_bytes()
    return Screen(SequenceWeights.read(model))


def passed(screen: Screen, text: str) -> list[str]:
    marked = marked_layout(segment(text), [])
    return [text[sentence.start : sentence.end] for sentence, _ in screen.passed(marked)]


def test_only_what_may_have_a_name_passes(screen: Screen) -> None:
    assert passed(screen, PLAIN + NAMED + PLAIN + PLAIN + NAMED + PLAIN) == [NAMED.strip()] * 2


def test_a_name_at_either_end_passes(screen: Screen) -> None:
    heading, sentence = "Amber Cities Summit", "Amber Cities Summit opens. Riga hosts Amber Cities Summit"
    assert passed(screen, heading) == [heading]
    assert passed(screen, sentence) == sentence.replace(". ", ".|").split("|")


def test_a_long_text_is_looked_at_in_parts(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citygraph.loaders.extraction.tagging.screening._AT_ONCE", 15)
    assert passed(screen, (NAMED + PLAIN) * 4) == [NAMED.strip()] * 4


def test_nothing_to_read_passes_nothing(screen: Screen) -> None:
    assert passed(screen, "") == []
