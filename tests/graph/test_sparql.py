"""Questions to a store: usual prefixes, values bound safely, errors with their place."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph, QueryFailed, QuerySyntax

from .conftest import IDS, city, document, membership


@pytest.fixture(scope="module")
def graph():
    with CityGraph.open() as opened:
        opened.add(document("one", membership("one", "1", "apeksi"), cities=(city("1", "Malang"),)))
        yield opened


def test_the_usual_prefixes_need_no_declaration_and_may_have_one(graph: CityGraph) -> None:
    for head in ("", "PREFIX cg: <https://w3id.org/citygraph/ontology#>\n"):
        assert len(list(graph.query(head + "SELECT ?m { ?m a cg:Membership }"))) == 1


def test_values_are_bound_and_never_read_as_sparql(graph: CityGraph) -> None:
    query = "SELECT ?city ?network { ?city cg:memberOf ?network }"
    found = list(graph.query(query, substitutions={"city": ox.NamedNode(IDS.city("1"))}))
    assert [row["network"].value for row in found] == [IDS.network("apeksi")]
    hostile = ox.Literal('x" } DROP ALL ; SELECT ?s { ?s ?p "')
    assert list(graph.query("SELECT ?s ?o { ?s rdfs:label ?o }", substitutions={"o": hostile})) == []


def test_named_graphs_can_be_asked_alone(graph: CityGraph) -> None:
    only = graph.query(
        "SELECT ?m { ?m a cg:Membership }", default_graphs=[IDS.common_graph("graph/reference")]
    )
    assert list(only) == []


@pytest.mark.parametrize(
    ("query", "line"),
    [("SELECT ?s {\n ?s ?p }", 2), ("SELEC ?s", 1), ("", 1), ("DELETE WHERE { ?s ?p ?o }", 1)],
)
def test_a_wrong_query_says_where(graph: CityGraph, query: str, line: int) -> None:
    with pytest.raises(QuerySyntax) as caught:
        graph.query(query)
    assert caught.value.line == line
    assert caught.value.column is not None and caught.value.column >= 1
    assert len(str(caught.value)) < 400
    assert "\\u{" not in str(caught.value)


def test_a_value_for_a_variable_that_is_not_asked_for_is_an_error(graph: CityGraph) -> None:
    with pytest.raises(QueryFailed, match="could not be answered"):
        graph.query("SELECT ?s { ?s ?p ?o }", substitutions={"nothing": ox.Literal("x")})
