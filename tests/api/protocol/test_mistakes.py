from __future__ import annotations

import httpx
import pyoxigraph as ox
import pytest
from citygraph.api.protocol.excerpts import excerpt
from citygraph.api.protocol.mistakes import explained
from citygraph.graph import QuerySyntax
from citygraph.graph.readers.guard import check_query
from citygraph.graph.sparql import ask


def mistake(query: str) -> QuerySyntax:
    """What is said of a query that is wrong."""
    with pytest.raises(QuerySyntax) as caught:
        check_query(query, longest=100_000, deepest=100, is_local_graph=lambda name: True)
        ask(ox.Store(), query)
    return explained(query, caught.value, "query")


@pytest.mark.parametrize(
    ("query", "line", "column", "what", "hint"),
    [
        ("SELECT * {\n ?s ?p ?o", 1, 10, "{ is never closed", "put }"),
        ("ASK {\n  ?s schem:name ?o }", 2, 6, "the prefix schem: is not declared", "schema: ?"),
        ("SELEC * {}", 1, 1, "SELEC is no keyword", "SELECT ?"),
        ("SELECT * { FILTR(1) }", 1, 12, "FILTR is no keyword", "FILTER ?"),
        ("INSERT DATA { }", 1, 1, "INSERT begins an update", "/update"),
        ("PREFIX : <a:a> BASE <b:b> DROP ALL", 1, 27, "DROP begins an update", "/update"),
        ("SELECT ?x (COUNT(*) AS ?n) { ?s ?p ?x }", 1, 40, "unbound", "GROUP BY"),
        ("SELECT * { ?s ?p 'a }", 1, 18, "a string", "close the string"),
        ("SELECT * { ?é ?ü ?o ?x }", 1, 25, "", "right before"),
        (" ", 1, 2, "", "write a query"),
    ],
)
def test_a_mistake_has_its_place_and_a_hint(query: str, line: int, column: int, what: str, hint: str) -> None:
    error = mistake(query)
    assert (error.line, error.column) == (line, column)
    assert what in error.what
    assert error.hint is not None and hint in error.hint
    assert error.excerpt is not None and error.excerpt.splitlines()[-1] == " " * (column - 1) + "^"


def test_a_long_line_is_cut_round_the_place() -> None:
    shown = excerpt("x" * 500 + "!" + "y" * 500, 1, 501)
    assert shown is not None
    line, mark = shown.splitlines()
    assert line[mark.index("^")] == "!"
    assert len(line) < 130 and line[0] == line[-1] == "…"


def test_no_line_no_excerpt() -> None:
    assert excerpt("a", None, None) is None
    assert excerpt("a", 2, 1) is None


def test_clients_that_read_text_get_lines_and_programs_get_fields(client: httpx.Client) -> None:
    wrong = {"query": "SELECT * {\n ?s schem:a ?o }"}
    text = client.get("/sparql", params=wrong, headers={"Accept": "text/plain"})
    assert (text.status_code, text.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    lines = text.text.splitlines()
    assert lines[0].startswith("400 Bad Request: the query is not valid SPARQL")
    assert lines[1:6] == ["line 2, column 5", "", " ?s schem:a ?o }", "    ^", ""]
    assert lines[6].startswith("hint: put PREFIX schem:")
    for accept in ("*/*", "text/csv", "application/json", "application/sparql-results+xml"):
        problem = client.get("/sparql", params=wrong, headers={"Accept": accept})
        assert problem.headers["content-type"] == "application/problem+json"
        assert problem.json()["excerpt"] == " ?s schem:a ?o }\n    ^"
        assert (problem.json()["line"], problem.json()["column"]) == (2, 5)
