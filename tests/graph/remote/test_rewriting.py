"""What is added to a query for an engine behind an address."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.graph import QueryFailed
from citygraph.graph.remote.rewriting import read

HIDDEN = ("urn:x-citygraph:journal",)
FILTER = "FILTER (?g NOT IN (<urn:x-citygraph:journal>))"


def prepared(text: str, **values: ox.Literal | ox.NamedNode) -> str:
    """The query as it is sent, without the prefixes."""
    sent = read(text).prepared(values=values, hidden=HIDDEN)
    ox.Store().query(sent)  # it is still SPARQL
    return sent.partition("2001/XMLSchema#> ")[2]


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", 1),
        ("SELECT ?g { GRAPH ?g { ?s ?p ?o } GRAPH ?g { ?s ?p 2 } }", 1),
        ("SELECT ?g { GRAPH ?g { ?s ?p ?o } OPTIONAL { GRAPH ?g { ?s ?q ?z } } }", 1),
        ("SELECT ?s { ?s ?p ?o OPTIONAL { GRAPH ?g { ?s ?q ?z } } }", 1),
        ("SELECT ?s { GRAPH ?g { ?s ?p ?o } { SELECT ?s { GRAPH ?g { ?s ?q ?z } } } }", 2),
        ("SELECT ?s { { GRAPH ?g { ?s ?p ?o } } UNION { GRAPH ?g { ?s ?q ?z } } }", 2),
        ("SELECT ?s { ?s ?p ?o FILTER EXISTS { graph $g { ?s ?q ?z } } }", 1),
        ("SELECT ?s { ?s ?p 'GRAPH ?g {}' } # GRAPH ?g {", 0),
        ("SELECT ?s { GRAPH <urn:a> { ?s ?p ?o } }", 0),
        ("ASK { GRAPH ?g { ?s ?p '''}''' , \"}\" , <urn:%7D> } }", 1),
    ],
)
def test_a_graph_of_ours_is_reached_by_no_variable(text: str, filters: int) -> None:
    assert prepared(text).count(FILTER) == filters


def test_what_a_query_finds_is_what_it_finds_where_there_are_no_graphs_of_ours() -> None:
    data = "GRAPH <urn:a> { <urn:s> <urn:p> 1 } GRAPH <urn:b> { <urn:s> <urn:p> 1, 2 }"
    bare, noted = ox.Store(), ox.Store()
    bare.update(f"INSERT DATA {{ {data} }}")
    noted.update(f"INSERT DATA {{ {data} GRAPH <{HIDDEN[0]}> {{ <urn:s> <urn:p> 1 }} }}")
    for text in (
        "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        "SELECT DISTINCT ?g { GRAPH ?g {} }",
        "SELECT ?n { { SELECT (COUNT(?g) AS ?n) { GRAPH ?g { ?s ?p 1 } } } }",
        "SELECT ?s ?h { GRAPH <urn:a> { ?s ?p ?o } OPTIONAL { GRAPH ?h { ?s ?p 2 } } }",
        "SELECT ?o { GRAPH <urn:b> { ?s ?p ?o } FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } FILTER (?g != <urn:b>) } }",
    ):
        expected, found = bare.query(text), noted.query(read(text).prepared(values={}, hidden=HIDDEN))
        rows = [sorted(map(str, each)) for each in (expected, found)]
        assert rows[0] == rows[1], text
        freely = noted.query(read(text).prepared(values={}, hidden=HIDDEN, freely=True))
        assert sorted(map(str, freely)) == rows[0], text


def test_values_are_bound_in_the_pattern_and_not_in_a_template() -> None:
    hostile = ox.Literal('" } } ; DROP ALL #')
    assert prepared("CONSTRUCT { ?this ?p ?o } WHERE { ?this ?p ?o }", this=ox.NamedNode("urn:a")).endswith(
        "WHERE { VALUES ?this { <urn:a> }  ?this ?p ?o }"
    )
    assert 'VALUES ?o { "\\" } } ; DROP ALL #" }' in prepared("SELECT ?s ?o { ?s ?p ?o }", o=hostile)
    with pytest.raises(QueryFailed, match="no pattern"):
        prepared("SELECT ?n { SELECT ?n { ?s ?p ?n } }", n=hostile)


def test_the_form_and_the_dataset_are_told() -> None:
    assert read("PREFIX ask: <urn:a> ASK FROM <urn:g> {}").form == "ask"
    assert read("PREFIX ask: <urn:a> ASK FROM <urn:g> {}").has_dataset
    assert not read("SELECT ?from { ?from a <urn:FROM> }").has_dataset
    assert read("# SELECT\nDESCRIBE <urn:a>").form == "describe"
    assert read("ASK { SERVICE <urn:a> { ?s ?p ?o } }").unasked.startswith("SELECT * {")
