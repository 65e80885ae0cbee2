"""Every ready query is described in both languages, is valid SPARQL and answers."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.queries import BadQueryFile, UnknownQuery, find_query, load_catalogue, load_columns
from citygraph.queries.binding import bindable
from citygraph.queries.catalogue import parse_query

QUERIES = load_catalogue()
HEADER = "# title.en: a\n# title.id: b\n# description.en: c\n# description.id: d\n"


def test_the_questions_that_the_project_promises_are_there() -> None:
    assert len(QUERIES) >= 32
    assert {
        "article-facts",
        "bridging-cities",
        "contradicted",
        "events",
        "in-both-networks",
        "members-on",
        "open-conflicts",
        "partners-of-partners",
        "single-source",
        "unfulfilled-plans",
    } <= set(QUERIES)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_valid_as_it_stands_and_every_column_has_a_heading(name: str) -> None:
    assert isinstance(ox.Store().query(QUERIES[name].core), ox.QuerySolutions)
    result = ox.Store().query(QUERIES[name].sparql)
    assert isinstance(result, ox.QuerySolutions)
    assert {variable.value for variable in result.variables} <= set(load_columns())


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_is_ordered_and_names_its_parameters_in_both_languages(name: str) -> None:
    query = QUERIES[name]
    assert "ORDER BY" in query.sparql.splitlines()[-1]
    assert set(bindable(query.sparql)) == {one.name for one in query.parameters}
    for texts in (query.title, query.description, *(one.title for one in query.parameters)):
        assert texts.en and texts.id
        assert texts.said_in("id") != "" and texts.said_in("fr") == texts.en


def test_an_unknown_query_is_named_with_those_spelled_alike() -> None:
    with pytest.raises(UnknownQuery, match="did you mean 'memberships'"):
        find_query("membership")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# title.en: a\nSELECT * {}", "lacks title.id"),
        (HEADER + "# oops\nSELECT * {}", "header line"),
        (HEADER + "# title.en: again\nSELECT * {}", "repeats a key"),
        (HEADER + "# parameter.x: colour, optional, e.g. red\nSELECT * {}", "parameter 'x'"),
        (HEADER + "SELECT * { VALUES ?x { UNDEF } }", "do not name the same parameters: x"),
        (
            HEADER + "# columns: city cityNam\nSELECT ?city { ?city a cg:City }",
            "no part makes the column 'cityNam'",
        ),
        (HEADER + "PREFIX cg: <http://else/>\nSELECT * {}", "the prefix cg: is not citygraph's"),
    ],
)
def test_a_broken_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadQueryFile, match=message):
        parse_query("broken", text, Path("broken.rq"))
