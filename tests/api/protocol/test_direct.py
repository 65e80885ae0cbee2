"""The short way gives what the routes give."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from citygraph.graph import CityGraph


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server whose readers answer."""
    store: Path = tmp_path_factory.mktemp("direct") / "store"
    with CityGraph.open(store):
        pass
    process = subprocess.Popen(
        [sys.executable, "-m", "citygraph.api.cli", "serve", "--store", str(store), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "CITYGRAPH_QUERY_SECONDS": "1"},
    )
    assert process.stdout is not None
    address = process.stdout.readline().split()[0].rstrip("/")
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client
    process.terminate()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0 and "Traceback" not in errors, errors


@pytest.mark.parametrize(
    "accept", ["*/*", "text/csv", "application/sparql-results+xml", "text/turtle", "image/png"]
)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?n ?x { ?n a cg:CityNetwork ; rdfs:label ?x } ORDER BY ?n ?x",
        "ASK { ?n a cg:CityNetwork }",
        "CONSTRUCT { <x:a> <x:b> 'é+ %' } {}",
        "SELECT * { ?s ?p }",
        "SELECT * { SERVICE <x:y> {} }",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    ],
    ids=["select", "ask", "construct", "syntax", "refused", "endless"],
)
def test_both_ways_answer_alike(served: httpx.Client, query: str, accept: str) -> None:
    if "COUNT" in query and accept != "*/*":
        pytest.skip("one that runs away is enough")
    short = served.get("/sparql", params={"query": query}, headers={"Accept": accept})
    routes = served.get("/sparql", params={"query": query, "timeout": "1"}, headers={"Accept": accept})
    assert (short.status_code, short.content) == (routes.status_code, routes.content)
    ignored = ("date",)
    assert {n: v for n, v in short.headers.items() if n not in ignored} == {
        n: v for n, v in routes.headers.items() if n not in ignored
    }
