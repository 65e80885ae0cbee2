"""Level words, offices, prepositions and capitalised neighbours of a name."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.places import PlaceFinder
from citygraph.loaders.extraction.places.surroundings import (
    LevelWord,
    after_name,
    before_name,
    is_described,
    preposition_before,
    run_after,
    run_before,
)
from citygraph.loaders.extraction.segmenting import segment


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pemerintah Kota (Pemkot) X", LevelWord("city", 0, said="pemerintah kota pemkot")),
        ("Kab. X", LevelWord("regency", 0, said="kab")),
        ("Wakil Wali Kota X", LevelWord("city", 0, office=True, said="wakil wali kota")),
        ("Gubernur X", LevelWord("province", 0, office=True, said="gubernur")),
        ("rumah X", None),
        ("X", None),
    ],
)
def test_the_longest_level_word_before_a_name(
    finder: PlaceFinder, text: str, expected: LevelWord | None
) -> None:
    pieces = segment(text).sentences[0].tokens
    assert before_name(pieces, len(pieces) - 1, finder.words("id")) == expected


def test_level_words_after_a_name(finder: PlaceFinder) -> None:
    for text, level in (("X Regency", "regency"), ("X city council", "city"), ("X Prefecture", "province")):
        found = after_name(segment(text).sentences[0].tokens, 0, finder.words("en"))
        assert found is not None and found.level == level
    assert after_name(segment("X river").sentences[0].tokens, 0, finder.words("en")) is None


def test_prepositions(finder: PlaceFinder) -> None:
    words = finder.words("id")
    assert preposition_before(segment("rapat di X").sentences[0].tokens, 2, words) == "di"
    assert preposition_before(segment("lalu tiba di X").sentences[0].tokens, 3, words) == "di"
    assert preposition_before(segment("rapat X").sentences[0].tokens, 1, words) == ""
    assert preposition_before(segment("X").sentences[0].tokens, 0, words) == ""


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "a small Dutch town", True),
        ("en", "where it rained", True),
        ("en", "one of two cities that left", True),
        ("en", "a former mayor of the city", False),
        ("en", "a resident of the city", False),
        ("en", "who loves the city", False),
        ("en", "a tired and very hungry old man from town", False),
        ("id", "kota di tepi laut", True),
        ("id", "sebuah kota pelabuhan", True),
        ("id", "wali kota itu", False),
        ("id", "seorang warga kota", False),
    ],
)
def test_what_is_said_to_be_a_town(finder: PlaceFinder, language: str, text: str, expected: bool) -> None:
    pieces = segment(f"X, {text}").sentences[0].tokens
    assert is_described(pieces, 2, finder.words(language)) is expected
    assert not is_described(pieces, len(pieces), finder.words(language))


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("ke Hotel X", 2, "spoiled"), ("di Dinas X", 2, "kept"), ("dari Klub Sepakbola X", 3, "unsure"),
        ("Lima's X", 1, "kept"), ("Penetapan X", 1, "opening"), ("di X", 1, "free"), ("X", 0, "free"),
    ],
)  # fmt: skip
def test_runs_before(finder: PlaceFinder, text: str, at: int, expected: str) -> None:
    assert run_before(segment(text).sentences[0].tokens, at, finder.words("id"), titled=False) == expected


def test_runs_after(finder: PlaceFinder) -> None:
    words = finder.words("en")
    for text, expected in (
        ("X Mayor", "kept"),
        ("X Breed", "unsure"),
        ("X said", "free"),
        ("X, Breed", "free"),
    ):
        assert run_after(segment(text).sentences[0].tokens, 0, words, titled=False) == expected
    assert run_after(segment("X Breed").sentences[0].tokens, 0, words, titled=True) == "free"
