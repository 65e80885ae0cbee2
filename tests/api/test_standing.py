"""Things that were withdrawn answer 410, merged ones lead to what they were merged into."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from citygraph.api import Settings
from citygraph.graph import CityGraph
from citygraph.loaders.seeds import seed_paths

from .conftest import BASE, BROWSER, load_documents, load_seeds, serving

WHEN = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def curated() -> Iterator[httpx.Client]:
    """A client of a server over the articles without one that was withdrawn, and with three networks merged."""
    with CityGraph.open() as graph:
        load_seeds(graph)
        graph.curation.withdraw("gnlc-son-la", when=WHEN)
        graph.curation.merge(f"{BASE}network/apkasi", f"{BASE}network/ascn", when=WHEN)
        graph.curation.merge(f"{BASE}network/ascn", f"{BASE}network/apeksi", reason="one body", when=WHEN)
        with serving(graph, Settings(public_address="https://cities.example")) as client:
            yield client


@pytest.mark.parametrize("path", ["/article/gnlc-son-la", "/article/gnlc-son-la.ttl", "/graph/gnlc-son-la"])
def test_what_was_withdrawn_is_gone_and_says_since_when(curated: httpx.Client, path: str) -> None:
    answer = curated.get(path)
    assert answer.status_code == 410
    told = answer.json()
    assert (told["code"], told["when"]) == ("withdrawn", "2026-11-29T12:00:00Z")
    assert "on 2026-11-29" in told["detail"]
    page = curated.get(path, headers={"Accept": BROWSER})
    assert page.status_code == 410
    assert "This is no longer here" in page.text
    assert curated.get("/article/never-there").status_code == 404
    assert curated.get("/article/wccf-jakarta.ttl").status_code == 200


@pytest.mark.parametrize("path", ["/network/apkasi", "/network/ascn"])
def test_a_merged_thing_leads_to_the_last_it_was_merged_into(curated: httpx.Client, path: str) -> None:
    answer = curated.get(f"{path}?lang=id", headers={"Accept": "text/turtle"})
    assert answer.status_code == 301
    assert answer.headers["location"] == "https://cities.example/network/apeksi?lang=id"
    assert 'rel="http://www.w3.org/2002/07/owl#sameAs"' in answer.headers["link"]
    document = curated.get(f"{path}.ttl")
    assert document.status_code == 301
    assert document.headers["location"] == "https://cities.example/network/apeksi.ttl"


def test_what_others_were_merged_into_tells_what_was_said_of_them(curated: httpx.Client) -> None:
    triples = {
        quad.triple
        for quad in ox.parse(curated.get("/network/apeksi.nt").content, format=ox.RdfFormat.N_TRIPLES)
    }
    same = {
        t.subject.value
        for t in triples
        if t.predicate.value.endswith("#sameAs") and str(t.object) == f"<{BASE}network/apeksi>"
    }
    assert same == {f"{BASE}network/ascn"}
    members = {t.subject.value for t in triples if str(t.object) == f"<{BASE}network/ascn>"}
    assert any("/membership/" in member for member in members)
    assert "Luang Prabang" in curated.get("/network/apeksi.html").text
    rows = curated.get("/network/apeksi.csv").text
    assert f"{BASE}network/ascn" in rows


def test_what_a_correction_drops_is_gone_where_it_is_withdrawn(tmp_path: Path) -> None:
    (seed,) = (path for path in seed_paths() if path.stem == "gnlc-son-la")
    before, dropped, after = re.split(
        r"(?m)(^  - kind: initiative\n    city: Son La, VN\n    name: Lau Lau Learning\n(?:    .*\n)+)",
        seed.read_text(encoding="utf-8"),
    )
    assert "Lau Lau" in dropped and "Lau Lau" not in before + after
    corrected = tmp_path / seed.name
    corrected.write_text(before + after, encoding="utf-8")
    path = "/initiative/1567681-lau-lau-learning"
    with CityGraph.open() as graph:
        load_seeds(graph)
        with serving(graph, Settings()) as client:
            assert client.get(path, headers={"Accept": "text/turtle"}).status_code == 303
            load_documents(graph, [corrected], withdraw=True)
            answer = client.get(path, headers={"Accept": "text/turtle"})
            assert (answer.status_code, answer.json()["code"]) == (410, "withdrawn")
            assert client.get(f"{path}.ttl").status_code == 410
            assert client.get("/initiative/1567681-rumah-intelektual.ttl").status_code == 200
