"""Sentences and the words in them."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.layout import Sentence, stand_at, stand_behind
from citygraph.loaders.extraction.segmenting import segment


def sentence(text: str) -> Sentence:
    return segment(text).sentences[0]


def test_spots_are_where_some_words_stand() -> None:
    read = sentence("Riga and Tartu met, and Oslo came.")
    assert list(read.spots({"and", "oslo", "bergen"})) == [1, 5, 6]
    assert not read.spots({"bergen": 1}.keys())


@pytest.mark.parametrize(
    ("words", "stands"),
    [(["cities"], True), (["cities", "summit"], True), (["cities", "forum"], False), (["summit"], False)],
)
def test_words_stand_behind_a_token(words: list[str], stands: bool) -> None:
    assert stand_behind(sentence("the Amber Cities Summit").tokens, 1, words) is stands


def test_no_words_stand_behind_the_last_token() -> None:
    tokens = sentence("the Amber Cities Summit").tokens
    assert not stand_behind(tokens, 3, ["cities"])
    assert not stand_behind(tokens, 2, ["summit", "of"])


def test_one_word_stands_at_its_token() -> None:
    tokens = sentence("the Amber Cities Summit").tokens
    assert stand_at(tokens, 1, ["amber"])
    assert stand_at(tokens, 1, ["amber", "cities"])
    assert not stand_at(tokens, 1, ["amber", "summit"])


@pytest.mark.parametrize(
    "text", ["The 2nd summit.", "The mid-year summit.", "Riga’s summit.", "Riga's summit."]
)
def test_digits_hyphens_and_apostrophes_are_not_plain(text: str) -> None:
    assert sentence("The summit of Riga.").plain
    assert not sentence(text).plain
