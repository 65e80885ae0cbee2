from __future__ import annotations

import io
from collections.abc import Callable

import httpx
import networkx
import pyoxigraph as ox
import pytest
import rdflib
from citygraph.queries import load_recipes
from citygraph.queries.exports import export_formats

FORMS = {
    "trig": (ox.RdfFormat.TRIG, "trig"),
    "nq": (ox.RdfFormat.N_QUADS, "nquads"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "ttl": (ox.RdfFormat.TURTLE, "turtle"),
    "nt": (ox.RdfFormat.N_TRIPLES, "nt"),
}


@pytest.mark.parametrize("suffix", FORMS)
def test_the_whole_graph_reads_back(client: httpx.Client, suffix: str) -> None:
    answer = client.get(f"/downloads/citygraph.{suffix}")
    assert answer.status_code == 200
    assert f'filename="citygraph.{suffix}"' in answer.headers["content-disposition"]
    assert int(answer.headers["content-length"]) == len(answer.content)
    quads = set(ox.parse(answer.content, format=FORMS[suffix][0]))
    merged = {quad.triple for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)}
    assert len(merged) == client.get("/health").json()["triples"]
    dataset = rdflib.Dataset().parse(data=answer.content, format=FORMS[suffix][1])
    assert len(list(dataset.quads())) == len(quads)


def test_the_page_lists_files_and_documents(page: Callable[..., str]) -> None:
    text = page("/downloads")
    for form in export_formats().values():
        assert f'href="/downloads/citygraph.{form.suffix}"' in text and form.description.en in text
    assert "wccf-jakarta" in text


def test_no_file_that_does_not_exist(client: httpx.Client) -> None:
    assert client.get("/downloads/citygraph.exe").status_code == 404


def test_networks_are_of_the_recipe_asked_for(client: httpx.Client) -> None:
    edges: dict[str, int] = {}
    for recipe in ("partnership", "co-membership", "shared-themes"):
        answer = client.get(f"/downloads/citygraph.gexf?recipe={recipe}")
        assert f'filename="citygraph-{recipe}.gexf"' in answer.headers["content-disposition"]
        edges[recipe] = len(networkx.read_gexf(io.BytesIO(answer.content)).edges)
    assert 0 < edges["partnership"] < edges["shared-themes"]
    plain = client.get("/downloads/citygraph.gexf")
    assert plain.headers["etag"] == client.get("/downloads/citygraph.gexf?recipe=partnership").headers["etag"]
    assert 'filename="citygraph.gexf"' in plain.headers["content-disposition"]


def test_a_recipe_must_be_one_and_go_with_a_network(client: httpx.Client) -> None:
    unknown = client.get("/downloads/citygraph.gexf?recipe=nothing")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown-recipe")
    useless = client.get("/downloads/citygraph.ttl?recipe=partnership")
    assert (useless.status_code, useless.json()["code"]) == (400, "bad-parameter")


def test_the_page_leads_to_networks_on_every_recipe(page: Callable[..., str]) -> None:
    text = page("/downloads")
    for name in load_recipes():
        for suffix in ("gexf", "graphml", "geojson"):
            assert f'href="/downloads/citygraph.{suffix}?recipe={name}"' in text
