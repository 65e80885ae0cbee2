"""Asking a store."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.queries import load_catalogue
from typer.testing import Result

Run = Callable[..., Result]
SELECT = "SELECT ?city ?name { ?city a cg:City ; rdfs:label ?name } ORDER BY ?city ?name"
CONSTRUCT = "CONSTRUCT { ?city a cg:City } WHERE { ?city a cg:City }"
ROWS = {
    "json": ox.QueryResultsFormat.JSON,
    "tsv": ox.QueryResultsFormat.TSV,
    "xml": ox.QueryResultsFormat.XML,
}
TRIPLES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "json": ox.RdfFormat.JSON_LD,
    "xml": ox.RdfFormat.RDF_XML,
}


@pytest.mark.parametrize("form", sorted(ROWS))
def test_rows_in_every_format_are_the_same_rows(run: Run, seed_store: Path, form: str) -> None:
    result = run("query", SELECT, "--store", seed_store, "--format", form)
    assert result.exit_code == 0 and result.stderr == ""
    table = run("query", SELECT, "--store", seed_store, "--format", "csv").stdout
    parsed = ox.parse_query_results(result.stdout.encode(), format=ROWS[form])
    assert isinstance(parsed, ox.QuerySolutions)
    found = [[row["city"].value, row["name"].value] for row in parsed]
    assert found == list(csv.reader(io.StringIO(table)))[1:]


@pytest.mark.parametrize("form", sorted(TRIPLES))
def test_triples_in_every_format_are_the_same_triples(run: Run, seed_store: Path, form: str) -> None:
    result = run("query", CONSTRUCT, "--store", seed_store, "--format", form)
    assert result.exit_code == 0
    parsed = {quad.triple for quad in ox.parse(result.stdout.encode(), format=TRIPLES[form])}
    usual = run("query", CONSTRUCT, "--store", seed_store)
    assert (
        parsed
        == {quad.triple for quad in ox.parse(usual.stdout.encode(), format=ox.RdfFormat.TURTLE)}
        != set()
    )


def test_off_a_terminal_rows_are_json_and_a_table_is_for_people(run: Run, seed_store: Path) -> None:
    assert (
        json.loads(run("query", "ASK { ?city a cg:City }", "--store", seed_store).stdout)["boolean"] is True
    )
    assert run("query", "ASK {}", "--store", seed_store, "--format", "table").stdout == "yes\n"
    table = run("query", SELECT, "--store", seed_store, "--format", "table").stdout
    assert "city/1636722" in table and "Malang" in table and "rows" in table


@pytest.mark.parametrize(("text", "form"), [(SELECT, "turtle"), ("ASK {}", "ntriples"), (CONSTRUCT, "csv")])
def test_a_format_that_cannot_hold_the_answer_is_wrong_usage(
    run: Run, seed_store: Path, text: str, form: str
) -> None:
    result = run("query", text, "--store", seed_store, "--format", form)
    assert result.exit_code == 2 and result.stdout == ""
    assert "cannot hold" in result.stderr


def test_a_query_comes_from_a_file_or_standard_input(run: Run, seed_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "a question.rq"
    file.write_text(SELECT, encoding="utf-8-sig")
    usual = run("query", SELECT, "--store", seed_store, "--format", "csv").stdout
    assert run("query", file, "--store", seed_store, "--format", "csv").stdout == usual
    assert run("query", "-", "--store", seed_store, "--format", "csv", stdin=SELECT.encode()).stdout == usual


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?x { ?x", "error: query:1: column 15: the query is not valid SPARQL"),
        ("INSERT DATA { <http://a> a <http://b> }", "not valid SPARQL"),
        ("SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("ASK " + "{" * 5000, "nested"),
        ("ASK { } # " + "x" * 200_000, "longer than"),
        ("missing.rq", "error: the query file missing.rq cannot be read: No such file"),
        ("x" * 5000, "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_refused_query_is_one_line_and_status_1(run: Run, seed_store: Path, text: str, said: str) -> None:
    result = run("query", text, "--store", seed_store)
    assert result.exit_code == 1 and result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert said in line and line.startswith("error: ") and len(line) < 1000


def test_an_error_in_a_file_names_the_file_and_line(run: Run, seed_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("SELECT ?x\n{ ?x a }", encoding="utf-8")
    result = run("query", file, "--store", seed_store)
    assert result.exit_code == 1 and result.stderr.startswith(f"error: {file}:2: ")
    file.write_bytes(b"ASK { ?x rdfs:label '\xff' }")
    assert "not in UTF-8" in run("query", file, "--store", seed_store).stderr


@pytest.mark.parametrize("name", sorted(load_catalogue()))
def test_every_ready_query_answers_its_example(run: Run, seed_store: Path, name: str) -> None:
    needed = [one for one in load_catalogue()[name].parameters if one.required]
    given = [word for one in needed for word in ("--param", f"{one.name}={one.example}")]
    answer = run("query", "--name", name, *given, "--store", seed_store, "--format", "json")
    assert answer.exit_code == 0, answer.stderr
    count = len(json.loads(answer.stdout)["rows"])
    table = run("query", "--name", name, *given, "--store", seed_store, "--format", "csv").stdout
    assert len(list(csv.reader(io.StringIO(table)))) == count + 1
    rows = run("query", "--name", name, *given, "--store", seed_store, "--format", "xml")
    parsed = ox.parse_query_results(rows.stdout.encode(), format=ox.QueryResultsFormat.XML)
    assert isinstance(parsed, ox.QuerySolutions) and len(list(parsed)) == count


def test_the_ready_queries_are_listed_without_a_store(run: Run) -> None:
    listed = json.loads(run("query", "--list", "--format", "json").stdout)
    assert [one["name"] for one in listed] == sorted(load_catalogue())
    turtle = run("query", "--list", "--format", "turtle").stdout
    triples = [quad.triple for quad in ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)]
    kind = ox.NamedNode("http://www.w3.org/ns/shacl#SPARQLSelectExecutable")
    assert len([one for one in triples if one.object == kind]) == len(listed)
    text = run("query", "--list")
    assert text.exit_code == 0 and "--param 'network=" in text.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--name", "membershps"], "did you mean 'memberships'"),
        (["--name", "said-about-city"], "needs the parameter 'city'"),
        (["--name", "memberships", "--param", "netwrk=apeksi"], "has no parameter 'netwrk'"),
        (["--name", "memberships", "--param", "network=unheard-of"], "unheard-of"),
    ],
)
def test_a_ready_query_that_cannot_be_asked_is_refused(
    run: Run, seed_store: Path, arguments: list[str], said: str
) -> None:
    result = run("query", *arguments, "--store", seed_store)
    assert result.exit_code == 1 and said in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ASK {}", "--list"],
        ["ASK {}", "--name", "memberships"],
        ["ASK {}", "--param", "a=b"],
        ["--name", "memberships", "--param", "network"],
        ["--name", "memberships", "--param", "a=1", "--param", "a=2"],
    ],
)
def test_what_does_not_go_together_is_wrong_usage(run: Run, seed_store: Path, arguments: list[str]) -> None:
    assert run("query", *arguments, "--store", seed_store).exit_code == 2
