"""What may tell that a token belongs to a name."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.extraction.tagging.features import features_of


def rows(text: str, known: dict[int, str] | None = None) -> list[list[str]]:
    return features_of(segment(text).sentences[0], known or {})


def test_a_token_tells_of_itself_and_of_its_neighbours() -> None:
    features = rows("Riga hosted São Paulo.\n", {0: "C"})[1]
    assert {
        "w=hosted",
        "s=a",
        "<=hos",
        ">=ted",
        "-1=riga",
        "+1=sao",
        "-1w=riga hosted",
        "k-1=C",
        "k=-",
    } <= set(features)


def test_beyond_the_ends_stands_nothing() -> None:
    first, last = rows("Riga won")
    assert {"-1=<s>", "-3=<s>", "s-1=<s>", "k-1=<s>"} <= set(first)
    assert {"+1=<s>", "+3=<s>", "s+1=<s>"} <= set(last)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Riga", "Aa"),
        ("UCLG", "AA"),
        ("A", "A"),
        ("summit", "a"),
        ("2019", "2000"),
        ("12", "0"),
        ("(", "("),
        ("iWater", "aA"),
    ],
)
def test_the_shape_is_how_it_is_written(text: str, shape: str) -> None:
    assert f"s={shape}" in rows(text)[0]


def test_years_are_words_and_other_numbers_are_alike() -> None:
    year, _, number, _ = rows("2019 saw 37 summits")
    assert "+2=0" in year
    assert "-2=2019" in number


def test_each_token_has_as_many_features() -> None:
    assert len({len(row) for row in rows("Riga hosted the Amber Cities Summit 2021 (ACS).\n")}) == 1
