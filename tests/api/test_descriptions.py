"""Every kind of thing in every format: the redirects, the headers and what the documents say."""

from __future__ import annotations

import csv
import io
import json
import re

import httpx
import pytest
import rdflib
from rdflib.compare import isomorphic

from .test_resources import BASE, BROWSER, KINDS, one_of

MEDIA = {
    "html": "text/html",
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "csv": "text/csv",
}
RDFLIB = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
DATASETS = {"trig": "trig", "nq": "nquads"}
SCHEMA = rdflib.Namespace("https://schema.org/")
GEO = rdflib.Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")


def structured(text: str) -> dict[str, object]:
    """The JSON-LD inside a page."""
    found: dict[str, object] = json.loads(
        re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)[0]
    )
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_redirects_to_its_documents_and_they_say_the_same(client: httpx.Client, kind: str) -> None:
    path = one_of(client, kind)
    graphs: dict[str, rdflib.Graph] = {}
    for suffix, media in MEDIA.items():
        thing = client.get(f"{path}", headers={"Accept": media})
        assert thing.status_code == 303
        assert thing.headers["location"] == f"{path}.{suffix}"
        assert "Accept" in thing.headers["vary"]
        assert f'<{path}.{suffix}>; rel="describedby"; type="{media}"' in thing.headers["link"]
        document = client.get(f"{path}.{suffix}", headers={"Accept": "image/png"})
        assert document.status_code == 200
        assert document.headers["content-type"].split(";")[0] == media
        links = document.headers["link"]
        assert f'<{path}.{suffix}>; rel="canonical"' in links
        assert f'<{BASE}{path[1:]}>; rel="describes"' in links
        for other, its in MEDIA.items():
            assert (f'<{path}.{other}>; rel="alternate"; type="{its}"' in links) == (other != suffix)
        if suffix in RDFLIB:
            graphs[suffix] = rdflib.Graph().parse(data=document.content, format=RDFLIB[suffix])
        elif suffix in DATASETS:
            dataset = rdflib.Dataset(default_union=True).parse(data=document.content, format=DATASETS[suffix])
            default = "urn:x-rdflib:default"  # where the document speaks of itself
            named = {str(graph.identifier) for graph in dataset.graphs() if len(graph)} - {default}
            assert all(name.startswith((f"{BASE}graph/", f"{BASE}derived/")) for name in named)
            union = rdflib.Graph()
            for subject, predicate, value, _ in dataset.quads():
                union.add((subject, predicate, value))
            graphs[suffix] = union
        if suffix in graphs:
            own = rdflib.URIRef(f"{BASE}{path[1:]}.{suffix}")
            licence = "https://creativecommons.org/licenses/by/4.0/"
            assert str(graphs[suffix].value(own, rdflib.DCTERMS.license)) == licence
            assert str(graphs[suffix].value(own, rdflib.FOAF.primaryTopic)) == BASE + path[1:]
            graphs[suffix].remove((own, None, None))
    first = graphs.pop("ttl")
    assert (rdflib.URIRef(BASE + path[1:]), None, None) in first
    assert all(isomorphic(first, other) for other in graphs.values())


@pytest.fixture(scope="module")
def whole(client: httpx.Client) -> rdflib.Graph:
    """The merged graph."""
    return rdflib.Graph().parse(data=client.get("/downloads/citygraph.nt").content, format="nt")


@pytest.mark.parametrize("kind", ["city", "network", "article", "event", "membership", "conflict"])
def test_what_a_description_names_has_its_label_in_it(
    client: httpx.Client, whole: rdflib.Graph, kind: str
) -> None:
    path = one_of(client, kind)
    graph = rdflib.Graph().parse(data=client.get(f"{path}.nt").content, format="nt")
    labels = (rdflib.RDFS.label, rdflib.SKOS.prefLabel, rdflib.FOAF.name, SCHEMA.headline)
    for term in set(graph.objects()):
        if isinstance(term, rdflib.URIRef):
            for label in labels:
                assert set(graph.objects(term, label)) == set(whole.objects(term, label)), term


@pytest.mark.parametrize("kind", KINDS)
def test_the_json_ld_in_a_page_says_what_the_graph_says(client: httpx.Client, kind: str) -> None:
    path = one_of(client, kind)
    said = structured(client.get(f"{path}.html").text)
    graph = rdflib.Graph().parse(data=client.get(f"{path}.ttl").content, format="turtle")
    thing = rdflib.URIRef(BASE + path[1:])
    assert said["@id"] == str(thing)
    own = rdflib.Graph().parse(data=json.dumps(said), format="json-ld")
    assert (thing, rdflib.RDF.type, None) in own
    labels = {
        str(value)
        for label in (rdflib.RDFS.label, rdflib.SKOS.prefLabel, rdflib.FOAF.name, SCHEMA.headline)
        for value in graph.objects(thing, label)
    }
    names = {str(value) for value in own.objects(thing, SCHEMA.name)}
    assert names <= labels or not labels
    for value in own.objects(thing, SCHEMA.sameAs):
        assert (thing, None, value) in graph
    for date in ("startDate", "endDate", "datePublished"):
        for value in own.objects(thing, SCHEMA[date]):
            assert any(str(full).startswith(str(value)) for full in graph.objects(thing, SCHEMA[date]))
    for value in own.objects(None, SCHEMA.latitude):
        assert float(value) in {float(each) for each in graph.objects(thing, GEO.lat)}


def test_the_facts_of_a_network_as_a_table(client: httpx.Client) -> None:
    answer = client.get("/network/apeksi.csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["kind"] for row in rows} <= {"Membership", "Event", "Figure", "Participation", "Partnership"}
    member = next(row for row in rows if row["kind"] == "Membership" and "Palembang" in row["whoNames"])
    assert member["who"] == f"{BASE}city/1633070"
    assert member["what"] == f"{BASE}network/apeksi"
    assert member["article"].startswith(f"{BASE}article/")
    assert re.fullmatch(r"\d+-\d+( \d+-\d+)*", member["passages"])
    assert {row["dataset"] for row in rows} == {client.get("/health").json()["digest"]}


def test_an_article_as_a_table_has_every_fact_that_it_states(client: httpx.Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/article/apeksi-malang.csv").text)))
    stated = "?f prov:wasDerivedFrom ?a ; cg:modality ?m"
    query = f"SELECT DISTINCT ?f {{ GRAPH <{BASE}graph/apeksi-malang> {{ {stated} }} }}"
    bindings = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert {row["fact"] for row in rows} == {row["f"]["value"] for row in bindings}
    assert {row["article"] for row in rows if row["article"]} >= {f"{BASE}article/apeksi-malang"}


def test_a_city_has_its_own_coordinates_and_a_network_those_of_its_cities(client: httpx.Client) -> None:
    city = client.get("/city/1636722.geojson")
    assert city.headers["content-type"] == "application/geo+json"
    (feature,) = city.json()["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [112.6304, -7.9797]}
    assert (feature["id"], feature["properties"]["name"]) == (f"{BASE}city/1636722", "Malang")
    network = client.get("/network/apeksi.geojson").json()
    assert network["type"] == "FeatureCollection"
    assert f"{BASE}city/1633070" in {each["id"] for each in network["features"]}
    for each in network["features"]:
        longitude, latitude = each["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert each["properties"]["facts"] >= 1


def test_what_has_no_coordinates_offers_none(client: httpx.Client) -> None:
    path = one_of(client, "role")
    assert client.get(f"{path}.geojson").json()["code"] == "no-coordinates"
    assert "geojson" not in client.get(f"{path}.ttl").headers["link"]
    refused = client.get(path, headers={"Accept": "application/geo+json"})
    assert refused.status_code == 406
    assert "application/geo+json" not in refused.json()["offered"]
    assert client.get("/city/1636722", headers={"Accept": "application/geo+json"}).status_code == 303


def test_the_language_of_a_page_follows_the_reader_and_is_kept_by_redirects(client: httpx.Client) -> None:
    for accepted, language in (
        ("id", "id"),
        ("id-ID;q=0.4, en;q=0.9", "en"),
        ("fr, id;q=0.2", "id"),
        ("fr", "en"),
        ("*", "en"),
        ("en;q=0, id", "id"),
    ):
        answer = client.get(
            "/network/apeksi",
            headers={"Accept": BROWSER, "Accept-Language": accepted},
            follow_redirects=True,
        )
        assert answer.headers["content-language"] == language, accepted
        assert "Accept-Language" in answer.headers["vary"]
    redirect = client.get("/network/apeksi?lang=id", headers={"Accept": BROWSER})
    assert redirect.headers["location"] == "/network/apeksi.html?lang=id"
    page = client.get(redirect.headers["location"], headers={"Accept-Language": "en"})
    assert page.headers["content-language"] == "id"


def test_a_table_names_things_in_the_language_asked_for(client: httpx.Client) -> None:
    roles = {
        language: {
            row["role"] for row in csv.DictReader(io.StringIO(answer.text)) if row["kind"] == "Membership"
        }
        for language in ("en", "id")
        for answer in (client.get("/network/apeksi.csv", params={"lang": language}),)
    }
    assert roles["en"] == {"member"}
    assert roles["id"] == {"anggota"}


@pytest.mark.parametrize("suffix", [*MEDIA, "geojson"])
def test_a_client_that_has_a_document_gets_304(client: httpx.Client, suffix: str) -> None:
    path = f"/city/1636722.{suffix}"
    first = client.get(path)
    tag, modified = first.headers["etag"], first.headers["last-modified"]
    assert tag.startswith("W/") == (suffix == "html")
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert (again.headers["etag"], again.headers["last-modified"]) == (tag, modified)
    assert "Accept-Language" in again.headers["vary"]
    strong = tag.removeprefix("W/")
    for headers, status in (
        ({"If-None-Match": strong}, 304),
        ({"If-None-Match": f"W/{strong}"}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"other"'}, 200),
        ({"If-None-Match": '"other"', "If-Modified-Since": modified}, 200),
        ({"If-Modified-Since": modified}, 304),
        ({"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "yesterday"}, 200),
    ):
        assert client.get(path, headers=headers).status_code == status, headers
    assert client.head(path, headers={"If-None-Match": tag}).status_code == 304


def test_each_representation_and_language_has_a_tag_of_its_own(client: httpx.Client) -> None:
    tags = [
        client.get(f"/city/1636722.{suffix}", headers={"Accept-Language": language}).headers["etag"]
        for suffix in MEDIA
        for language in ("en", "id")
    ]
    assert len(set(tags)) == len(tags)
