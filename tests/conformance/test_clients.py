"""Clients that others wrote work against the server as they are."""

from __future__ import annotations

import httpx
import pyoxigraph as ox
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, N3, POST, POSTDIRECTLY, XML, SPARQLWrapper

from .conftest import TOKEN

GRAPH = "http://graphs.example/clients"
ROW = "http://data.example/"


def wrapper(address: str, path: str = "/sparql") -> SPARQLWrapper:
    found = SPARQLWrapper(f"{address}{path}")
    found.addCustomHttpHeader("Authorization", f"Bearer {TOKEN}")
    return found


def test_sparqlwrapper_writes_and_reads_in_every_way(client: httpx.Client, address: str) -> None:
    for method in (POST,):
        update = wrapper(address, "/update")
        update.setMethod(method)
        update.setQuery(f"INSERT DATA {{ <{ROW}s> <{ROW}p> 'é' , 2 }}")
        assert update.query().response.status == 204
    direct = wrapper(address, "/update")
    direct.setMethod(POST)
    direct.setRequestMethod(POSTDIRECTLY)
    direct.setQuery(f"INSERT DATA {{ <{ROW}s> <{ROW}p> 3 }}")
    direct.query()
    asked = wrapper(address)
    asked.setQuery("SELECT ?o { ?s ?p ?o } ORDER BY ?o")
    asked.setReturnFormat(JSON)
    values = {row["o"]["value"] for row in asked.query().convert()["results"]["bindings"]}
    assert values == {"é", "2", "3"}
    asked.setReturnFormat(XML)
    assert "é" in asked.query().convert().toxml()
    asked.setReturnFormat(CSV)
    assert set(asked.query().convert().decode().split()) == {"o", *values}
    asked.setMethod(POST)
    asked.setQuery("CONSTRUCT WHERE { ?s ?p ?o }")
    asked.setReturnFormat(N3)
    assert len(list(ox.parse(asked.query().convert(), format=ox.RdfFormat.TURTLE))) == 3


def test_rdflib_reads_and_writes_as_if_it_were_its_own_store(client: httpx.Client, address: str) -> None:
    store = SPARQLUpdateStore(
        f"{address}/sparql", f"{address}/update", headers={"Authorization": f"Bearer {TOKEN}"}
    )
    graph = rdflib.Graph(store, identifier=rdflib.URIRef(GRAPH))
    triple = (rdflib.URIRef(f"{ROW}s"), rdflib.RDFS.label, rdflib.Literal("kota", lang="id"))
    graph.add(triple)
    assert list(graph) == [triple]
    graph.remove(triple)
    assert len(graph) == 0
    client.put(
        "/store", params={"default": ""}, content="<a:a> <a:b> 1 .", headers={"Content-Type": "text/turtle"}
    )
    reading = rdflib.Graph(SPARQLStore(f"{address}/sparql", returnFormat="xml"))
    assert [int(row.o) for row in reading.query("SELECT ?o { ?s ?p ?o }")] == [1]  # type: ignore[union-attr]
