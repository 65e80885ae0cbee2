"""The graph that pages see: the same answers as from the store itself."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph, SourceDocument
from citygraph.graph.readers import QueryTimeout, ReaderGraph, Readers, ReadersLost, budget

from .conftest import Run, asking

NETWORKS = "SELECT ?n ?name { ?n a cg:CityNetwork ; rdfs:label ?name } ORDER BY ?n ?name"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture
def compare(readers: Readers, read_store: Path, run: Run) -> Callable[[Callable[[Any], object]], None]:
    """Calls a function with the store and with its readers' graph, and compares what it returns."""

    def both(function: Callable[[Any], object]) -> None:
        with CityGraph.open(read_store, mode="read") as graph:
            expected = function(graph)

        async def ask() -> object:
            async with asking(readers) as pool:
                return await asyncio.to_thread(function, ReaderGraph(pool))

        assert run(ask()) == expected

    return both


def rows(graph: Any, text: str, **values: Any) -> list[list[Any]]:
    return [list(row) for row in graph.query(text, substitutions=values)]


def dumped(graph: Any, name: str | None) -> list[bytes]:
    out = io.BytesIO()
    graph.dump_graph(name, out)
    return sorted(out.getvalue().splitlines())


@pytest.mark.parametrize(
    "function",
    [
        lambda graph: rows(graph, NETWORKS),
        lambda graph: rows(graph, "SELECT ?x ?p ?o { ?x ?p ?o } ORDER BY ?p ?o", x=ox.NamedNode("x:none")),
        lambda graph: rows(graph, "SELECT ?x {}", x=ox.Literal('é\n"', language="id")),
        lambda graph: bool(graph.query("ASK { ?n a cg:CityNetwork }")),
        lambda graph: sorted(map(str, graph.query("CONSTRUCT WHERE { ?n a cg:CityNetwork }"))),
        lambda graph: (graph.digest, graph.modified, len(graph), graph.documents(), graph.identifiers.base),
        lambda graph: sorted(graph.graph_names()),
        lambda graph: dumped(graph, None),
        lambda graph: dumped(graph, f"{graph.identifiers.base}graph/reference"),
    ],
    ids=["select", "bound", "literal", "ask", "construct", "about", "graphs", "merged", "named"],
)
def test_it_answers_as_the_store_itself(
    compare: Callable[[Callable[[Any], object]], None], function: Callable[[Any], object]
) -> None:
    compare(function)


def test_all_questions_of_a_request_share_its_time(readers: Readers, run: Run) -> None:
    async def ask() -> None:
        async with asking(readers) as pool:
            graph = ReaderGraph(pool)

            def many() -> int:
                asked = 0
                with budget(0.5), pytest.raises(QueryTimeout):
                    while True:
                        graph.query("ASK {}")
                        asked += 1
                return asked

            assert await asyncio.to_thread(many) > 1

            def one() -> None:
                with budget(0.3), pytest.raises(QueryTimeout):
                    graph.query(ENDLESS)

            await asyncio.to_thread(one)

    run(ask())


def test_documents_are_those_that_are_served_now(
    documents: list[SourceDocument], tmp_path: Path, run: Run
) -> None:
    async def ask() -> None:
        with CityGraph.open(tmp_path / "store") as graph, Readers(tmp_path / "store") as readers:
            async with asking(readers) as pool:
                seen = ReaderGraph(pool)
                assert await asyncio.to_thread(seen.documents) == ()
                graph.add(documents[0])
                graph.close()
                await pool.refresh()
                assert [each.id for each in await asyncio.to_thread(seen.documents)] == [documents[0].id]
            with pytest.raises(ReadersLost):
                await asyncio.to_thread(seen.query, "ASK {}")

    run(ask())
