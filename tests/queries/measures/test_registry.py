"""Every measure says what it is, in both languages, and is computed."""

from __future__ import annotations

import inspect
from dataclasses import fields

import pytest
from citygraph.queries import CentralityRow, load_columns, measures
from citygraph.queries.measures import Topology, Workings, load_measures, measure_cities, measure_whole

MEASURES = load_measures()
STAR = Topology.from_pairs([("a", "b"), ("a", "c"), ("a", "d"), ("c", "d")], isolated=["e"])


def test_what_is_described_is_what_is_computed_in_that_order() -> None:
    cities = [name for name, one in MEASURES.items() if one.level == "city"]
    assert list(measure_cities(Workings(STAR))) == cities
    assert list(measure_whole(Workings(STAR))) == [name for name in MEASURES if name not in cities]


def test_a_report_has_every_measure_of_cities_and_columns_their_titles() -> None:
    named = [field.name for field in fields(CentralityRow)]
    cities = [name for name, one in MEASURES.items() if one.level == "city"]
    assert [name for name in named if name in cities] == cities
    titles = load_columns()
    assert not [name for name in cities if titles[name] != MEASURES[name].title]


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_says_what_it_is_in_both_languages(name: str) -> None:
    one = MEASURES[name]
    for text in (one.title, one.meaning, one.disconnected):
        assert text.en
        assert text.id
    assert one.formula
    assert one.values
    assert one.reference.endswith(".")
    assert one.doi is None or one.doi.startswith("10.")


@pytest.mark.parametrize(
    "name", [name for name in MEASURES if name in measures.__all__ and name != "components"]
)
def test_a_docstring_has_formula_and_reference(name: str) -> None:
    said = inspect.getdoc(getattr(measures, name)) or ""
    doi = MEASURES[name].doi
    assert "References:" in said
    assert doi is None or doi in said or name in ("gini", "density", "articulation", "core_number")
    assert "solated" in said or "fewer than two" in said or "no city" in said or "joined at all" in said


def test_whole_numbers_are_whole() -> None:
    found = {name: values.tolist() for name, values in measure_cities(Workings(STAR)).items()}
    found |= {name: [value] for name, value in measure_whole(Workings(STAR)).items()}
    for name, one in MEASURES.items():
        if one.whole_numbers:
            assert all(value == int(value) for value in found[name]), name
