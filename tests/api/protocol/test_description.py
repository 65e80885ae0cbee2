from __future__ import annotations

import asyncio

import httpx
import pyoxigraph as ox
import pytest
from citygraph.api import Settings, create_app
from citygraph.graph import CityGraph

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"


def described(body: bytes, form: ox.RdfFormat = ox.RdfFormat.TURTLE) -> ox.Store:
    store = ox.Store()
    store.load(body, format=form)
    return store


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", ox.RdfFormat.TURTLE),
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    ],
)
def test_an_endpoint_without_a_query_describes_itself(
    client: httpx.Client, accept: str, form: ox.RdfFormat
) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.status_code == 200
    store = described(answer.content, form)
    found = store.query(
        f"""PREFIX sd: <{SD}>
        SELECT ?endpoint (GROUP_CONCAT(STR(?format)) AS ?formats) {{
            ?service a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage sd:SPARQL11Query ;
                sd:feature sd:UnionDefaultGraph ; sd:resultFormat ?format ;
                sd:defaultDataset/sd:defaultGraph/a sd:Graph
        }} GROUP BY ?endpoint"""
    )
    assert isinstance(found, ox.QuerySolutions)
    (row,) = found
    assert row["endpoint"] == ox.NamedNode(f"{client.base_url}/sparql".replace("//sparql", "/sparql"))
    formats = str(row["formats"])
    for name in ("SPARQL_Results_JSON", "SPARQL_Results_CSV", "Turtle", "N-Quads", "RDF_XML"):
        assert FORMATS + name in formats


def test_the_named_graphs_are_those_that_graph_reaches(client: httpx.Client) -> None:
    asked = client.get("/sparql", params={"query": "SELECT ?g { GRAPH ?g {} }"}).json()
    there = {row["g"]["value"] for row in asked["results"]["bindings"]}
    store = described(client.get("/sparql").content)
    names = {q.object.value for q in store.quads_for_pattern(None, ox.NamedNode(SD + "name"), None)}
    assert names == there and len(names) > 10


def test_the_public_address_is_told_and_never_the_host_header() -> None:
    async def fetch(settings: Settings) -> str:
        with CityGraph.open() as graph:
            transport = httpx.ASGITransport(app=create_app(graph, settings))
            async with httpx.AsyncClient(transport=transport, base_url="http://evil.example") as client:
                return (await client.get("/sparql")).text

    told = asyncio.run(fetch(Settings(public_address="https://example.org/graph")))
    assert "<https://example.org/graph/sparql>" in told
    assert "evil.example" not in told
