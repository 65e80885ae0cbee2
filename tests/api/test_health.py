from __future__ import annotations

import httpx
from citygraph.graph import CityGraph


def test_health_says_what_is_served(client: httpx.Client, graph: CityGraph) -> None:
    said = client.get("/health").json()
    assert said["status"] == "ok"
    assert said["documents"] == 5
    assert said["facts"] == sum(record.facts for record in graph.documents())
    assert said["triples"] == len(graph)
    assert said["digest"] == graph.digest
    assert said["version"]
