"""Writing into a store that is served: through the gate, seen at once, and left whole."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
from citygraph.graph import CityGraph
from citygraph.ontology import BASE

GRAPH = f"{BASE}graph/wccf-jakarta"
ARTICLE = f"{BASE}article/wccf-jakarta"
COUNT = "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }"


def articles(client: httpx.Client) -> int:
    rows = client.get("/sparql", params={"query": COUNT}).json()["results"]["bindings"]
    return int(rows[0]["n"]["value"])


def test_documents_are_written_through_the_gate_and_seen_at_once(
    start_server: Callable[..., Any], own_store: Path
) -> None:
    server = start_server("serve", "--store", own_store, "--port", "0", CITYGRAPH_WRITE_TOKEN="secret")
    with httpx.Client(base_url=server.address, timeout=120) as client:
        assert client.post("/update", data={"update": "DROP ALL"}).status_code == 401
        client.headers["Authorization"] = "Bearer secret"
        body = client.get(
            "/store", params={"graph": GRAPH}, headers={"Accept": "application/n-triples"}
        ).content
        assert articles(client) == 5
        assert client.delete("/store", params={"graph": GRAPH}).status_code == 204
        assert articles(client) == 4
        typed = {"Content-Type": "application/n-triples"}
        assert client.put("/store", params={"graph": GRAPH}, content=body, headers=typed).status_code == 201
        assert articles(client) == 5
        headline = f"GRAPH <{GRAPH}> {{ <{ARTICLE}> schema:headline ?h }}"
        renamed = (
            f"DELETE {{ {headline} }} INSERT {{ GRAPH <{GRAPH}> {{ <{ARTICLE}> schema:headline 'New' }} }}"
        )
        assert client.post("/update", data={"update": f"{renamed} WHERE {{ {headline} }}"}).status_code == 204
        asked = client.get("/sparql", params={"query": f"ASK {{ <{ARTICLE}> schema:headline 'New' }}"})
        assert asked.json()["boolean"] is True
        refused = client.post(
            "/update",
            data={
                "update": "DELETE { GRAPH ?g { ?f cg:modality ?m } } WHERE { GRAPH ?g { ?f cg:modality ?m } }"
            },
        )
        assert (refused.status_code, refused.json()["code"]) == (422, "change-refused")
        assert len(refused.json()["findings"]) > 5
        for update, code in (
            ("INSERT DATA { <a:a> <a:b> <a:c> }", "graph-protected"),
            ("LOAD <http://127.0.0.1:1/>", "query-refused"),
            ("INSERT DATA {", "query-syntax"),
        ):
            assert client.post("/update", data={"update": update}).json()["code"] == code
        assert articles(client) == 5
    status, errors = server.stop(signal.SIGTERM)
    assert (status, "Traceback" in errors) == (0, False), errors
    with CityGraph.open(own_store, mode="read") as graph:
        assert graph.verify() == ()
        assert bool(graph.query(f"ASK {{ <{ARTICLE}> schema:headline 'New' }}"))
        assert len(list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))) > 20
