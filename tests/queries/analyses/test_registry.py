from __future__ import annotations

import json
import math
import re
from dataclasses import fields
from typing import Any

import pytest
from citygraph.graph import CityGraph
from citygraph.ontology import Texts
from citygraph.queries import (
    BadParameter,
    EmptyNetwork,
    MissingParameter,
    NotAnalysable,
    UnknownAnalysis,
    UnknownName,
    UnknownParameter,
    find_recipe,
    load_recipes,
    to_csv,
    to_text,
)
from citygraph.queries.analyses import (
    Analysis,
    AnalysisResult,
    carry_out,
    explanation,
    find_analysis,
    find_table,
    load_analyses,
    result_json,
    result_table,
)
from pydantic import BaseModel

NAMES = sorted(load_analyses())


@pytest.fixture(scope="module")
def results(five: CityGraph) -> dict[str, AnalysisResult]:
    """Every analysis on the five articles, with its own recipe and the examples of its options."""
    return {name: _carried_out(five, analysis) for name, analysis in load_analyses().items()}


def _carried_out(graph: CityGraph, analysis: Analysis) -> AnalysisResult:
    options = {option.name: option.example or "" for option in analysis.options if option.required}
    return carry_out(graph, analysis, find_recipe(analysis.recipe), options)


def _texts(value: Any) -> list[Texts]:
    if isinstance(value, Texts):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    if isinstance(value, tuple | list):
        return [text for each in value for text in _texts(each)]
    if isinstance(value, BaseModel):
        return [text for name in type(value).model_fields for text in _texts(getattr(value, name))]
    return []


@pytest.mark.parametrize("name", NAMES)
def test_every_analysis_answers_on_the_five_articles(name: str, results: dict[str, AnalysisResult]) -> None:
    result = results[name]
    assert result.findings.tables[result.analysis.tables[0].name], "its main table is empty"
    assert result.dataset and result.version and len(result.recipe.digest) == 64


@pytest.mark.parametrize("name", NAMES)
def test_its_tables_and_figures_are_those_that_it_describes(
    name: str, results: dict[str, AnalysisResult]
) -> None:
    result = results[name]
    assert list(result.findings.figures) == [figure.name for figure in result.analysis.figures]
    assert set(result.findings.tables) == {table.name for table in result.analysis.tables}
    for table in result.analysis.tables:
        described = [column.name for column in table.columns]
        assert {column.link for column in table.columns} - {None} <= set(described)
        for row in result.findings.tables[table.name]:
            assert [field.name for field in fields(row)] == described
            for column in table.columns:
                if column.kind == "word" and (word := getattr(row, column.name)) is not None:
                    assert word in result.analysis.words, word


@pytest.mark.parametrize("name", NAMES)
def test_its_words_are_in_both_languages(name: str) -> None:
    analysis = find_analysis(name)
    texts = _texts(analysis)
    assert len(texts) > 8
    assert all(text.en.strip() and text.id.strip() for text in texts)
    assert analysis.method.en != analysis.method.id and analysis.question.en != analysis.question.id
    assert analysis.references and analysis.caveats and analysis.recipe in load_recipes()
    assert all(re.fullmatch(r"10\.\d{4,}/\S+", one.doi) for one in analysis.references if one.doi)
    assert analysis.title.id in explanation(analysis, language="id")


@pytest.mark.parametrize("name", NAMES)
def test_it_is_written_in_every_format(name: str, results: dict[str, AnalysisResult]) -> None:
    result = results[name]
    told = json.loads(result_json(result))
    assert told["recipe"]["sha256"] == result.recipe.digest and told["dataset"] == result.dataset
    assert len(told["caveats"]) == len(result.caveats)
    for table in result.analysis.tables:
        rows = result.findings.tables[table.name]
        assert len(told["tables"][table.name]) == len(rows)
        lines = to_csv(result_table(result, table.name)).split("\r\n")
        assert len(lines) == len(rows) + 2
        assert lines[0].endswith("recipe,recipe_sha256,dataset,citygraph")
    for language in ("en", "id"):
        text = to_text(result_table(result, language=language, for_people=True))
        assert all(caveat.said_in(language) in text for caveat in result.caveats)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_seed_gives_the_same_answer(
    name: str, results: dict[str, AnalysisResult], five: CityGraph
) -> None:
    assert result_json(_carried_out(five, find_analysis(name))) == result_json(results[name])


@pytest.mark.parametrize("name", NAMES)
def test_on_nothing_it_refuses_with_the_reason(name: str) -> None:
    analysis = find_analysis(name)
    with CityGraph.open() as graph, pytest.raises((EmptyNetwork, NotAnalysable, UnknownName)) as refused:
        _carried_out(graph, analysis)
    assert str(refused.value)


def test_an_unknown_name_is_refused_with_the_near_ones() -> None:
    with pytest.raises(UnknownAnalysis, match="did you mean 'communities'"):
        find_analysis("comunities")
    with pytest.raises(BadParameter, match="which has communities, cities"):
        find_table(find_analysis("communities"), "rows")


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"run": "3"}, UnknownParameter, "the analysis 'communities' has no parameter 'run'; did you mean"),
        ({"runs": "1"}, BadParameter, "a whole number from 2 to 200"),
        ({"runs": "2.5"}, BadParameter, "a whole number from 2 to 200"),
        ({"runs": "9" * 5000}, BadParameter, "a whole number from 2 to 200"),
        ({"resolution": "nan"}, BadParameter, "a number from 0.01 to 100"),
        ({"resolution": "1e999"}, BadParameter, "a number from 0.01 to 100"),
        ({"strength": "heavy"}, BadParameter, "one of recipe, equal"),
    ],
)
def test_an_option_that_cannot_be_is_refused(
    options: dict[str, str], error: type[Exception], said: str, five: CityGraph
) -> None:
    with pytest.raises(error, match=said):
        carry_out(five, find_analysis("communities"), find_recipe("shared-themes"), options)


def test_an_empty_option_counts_as_left_out(five: CityGraph) -> None:
    found = carry_out(
        five, find_analysis("communities"), find_recipe("shared-themes"), {"runs": " ", "seed": "7"}
    )
    assert (found.options["runs"], found.options["seed"]) == (20, 7)


def test_a_network_that_the_graph_does_not_know_is_refused(five: CityGraph) -> None:
    with pytest.raises(UnknownName, match="no network 'apeksy'"):
        carry_out(five, find_analysis("overlap"), find_recipe("co-membership"), {"network": "apeksy"})


def test_the_basis_counts_what_the_ties_rest_on(results: dict[str, AnalysisResult]) -> None:
    basis = results["communities"].basis
    assert basis is not None
    assert (basis.cities, basis.ties, basis.facts, basis.articles) == (19, 53, 19, 1)


def test_numbers_that_are_none_are_not_written(results: dict[str, AnalysisResult]) -> None:
    assert "NaN" not in "".join(result_json(result) for result in results.values())
    assert math.isfinite(json.loads(result_json(results["communities"]))["figures"]["modularity"])


def test_a_needed_option_is_asked_for(five: CityGraph) -> None:
    needing = [each for each in load_analyses().values() if any(one.required for one in each.options)]
    for analysis in needing:
        with pytest.raises(MissingParameter, match=r"give one, such as"):
            carry_out(five, analysis, find_recipe(analysis.recipe))
