"""The dataset described for catalogues and crawlers: true counts, true checksums, addresses that answer."""

from __future__ import annotations

import asyncio
import hashlib
import time

import httpx
import pytest
import rdflib
from citygraph.api import Settings, app
from citygraph.api.site import Site
from citygraph.graph import CityGraph
from citygraph.ontology import CityGraphError
from citygraph.queries.exports import export_formats
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from .conftest import BASE, BROWSER, load_seeds

SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DATASET = rdflib.URIRef(BASE)


def read(client: httpx.Client, path: str) -> rdflib.Graph:
    answer = client.get(path)
    assert answer.status_code == 200
    return rdflib.Graph().parse(data=answer.content, format="turtle")


@pytest.fixture(scope="module")
def catalogue(client: httpx.Client) -> rdflib.Graph:
    """The catalogue, once every export has been written."""
    for _ in range(100):
        found = read(client, "/catalog.ttl")
        if len(set(found.subjects(SPDX.checksumValue))) == len(
            set(found.objects(DATASET, DCAT.distribution))
        ):
            return found
        time.sleep(0.2)
    raise AssertionError("the exports were not written")


def test_every_export_is_a_distribution_with_its_true_size_and_checksum(
    client: httpx.Client, catalogue: rdflib.Graph
) -> None:
    distributions = set(catalogue.objects(DATASET, DCAT.distribution))
    assert len(distributions) >= len([form for form in export_formats().values() if form.needs is None])
    for each in distributions:
        address = str(catalogue.value(each, DCAT.downloadURL))
        assert address.startswith(str(client.base_url).rstrip("/"))
        for language in ("en", "id"):
            answer = client.get(address, headers={"Accept-Language": language})
            assert answer.status_code == 200
            checksum = catalogue.value(each, SPDX.checksum)
            assert (
                str(catalogue.value(checksum, SPDX.checksumValue))
                == hashlib.sha256(answer.content).hexdigest()
            )
            assert int(str(catalogue.value(each, DCAT.byteSize))) == len(answer.content)
        media = str(catalogue.value(each, DCAT.mediaType)).removeprefix(
            "https://www.iana.org/assignments/media-types/"
        )
        assert answer.headers["content-type"].split(";")[0] == media
        assert catalogue.value(each, DCTERMS.license)
        assert {value.language for value in catalogue.objects(each, DCTERMS.title)} == {"en", "id"}


def test_the_catalogue_names_dataset_publisher_service_and_date(
    client: httpx.Client, catalogue: rdflib.Graph
) -> None:
    assert catalogue.value(None, DCAT.dataset, DATASET) == rdflib.URIRef(f"{BASE}catalog")
    for predicate in (
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.license,
        DCTERMS.publisher,
        DCTERMS.modified,
    ):
        assert catalogue.value(DATASET, predicate), predicate
    assert str(catalogue.value(DATASET, DCTERMS.identifier)) == client.get("/health").json()["digest"]
    service = catalogue.value(None, DCAT.servesDataset, DATASET)
    endpoint = str(catalogue.value(service, DCAT.endpointURL))
    assert client.get(endpoint, params={"query": "ASK {}"}).status_code == 200
    for address in catalogue.objects(None, DCAT.downloadURL):
        assert client.head(str(address)).status_code == 200, address


def test_the_counts_of_the_void_description_are_those_of_the_graph(client: httpx.Client) -> None:
    void = read(client, "/void.ttl")
    whole = rdflib.Graph().parse(data=client.get("/downloads/citygraph.nt").content, format="nt")
    assert int(str(void.value(DATASET, VOID.triples))) == len(whole)
    assert int(str(void.value(DATASET, VOID.distinctSubjects))) == len(set(whole.subjects()))
    assert int(str(void.value(DATASET, VOID.distinctObjects))) == len(set(whole.objects()))
    classes = {void.value(at, VOID["class"]): at for at in void.objects(DATASET, VOID.classPartition)}
    assert set(classes) == set(whole.objects(None, RDF.type))
    for kind, at in classes.items():
        assert int(str(void.value(at, VOID.entities))) == len(set(whole.subjects(RDF.type, kind)))
    properties = {void.value(at, VOID.property): at for at in void.objects(DATASET, VOID.propertyPartition)}
    assert set(properties) == set(whole.predicates())
    for used, at in properties.items():
        assert int(str(void.value(at, VOID.triples))) == len(list(whole.subject_objects(used)))
    links = {
        (
            str(void.value(at, VOID.linkPredicate)),
            str(void.value(void.value(at, VOID.objectsTarget), VOID.uriSpace)),
        )
        for at in void.subjects(RDF.type, VOID.Linkset)
    }
    assert ("http://www.w3.org/2002/07/owl#sameAs", "https://sws.geonames.org/") in links


@pytest.mark.parametrize("path", ["/catalog", "/void", "/ontology", "/shapes"])
def test_a_description_says_the_same_in_every_format(
    client: httpx.Client, catalogue: rdflib.Graph, path: str
) -> None:
    graphs = []
    for suffix, media, form in (
        ("ttl", "text/turtle", "turtle"),
        ("jsonld", "application/ld+json", "json-ld"),
        ("nt", "application/n-triples", "nt"),
        ("rdf", "application/rdf+xml", "xml"),
    )[: 3 if path == "/shapes" else 4]:
        by_suffix = client.get(f"{path}.{suffix}")
        by_accept = client.get(path, headers={"Accept": media})
        assert by_suffix.status_code == by_accept.status_code == 200
        assert by_accept.content == by_suffix.content
        assert f'<{path}.{suffix}>; rel="canonical"' in by_suffix.headers["link"]
        tag = by_suffix.headers["etag"]
        assert client.get(f"{path}.{suffix}", headers={"If-None-Match": tag}).status_code == 304
        graphs.append(rdflib.Graph().parse(data=by_suffix.content, format=form))
    assert len(graphs[0])
    assert all(isomorphic(graphs[0], other) for other in graphs[1:])
    page = client.get(path, headers={"Accept": BROWSER}, follow_redirects=True)
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")


def test_shapes_are_not_offered_in_xml_which_cannot_hold_them(client: httpx.Client) -> None:
    assert client.get("/shapes.rdf").status_code == 404
    assert client.get("/shapes", headers={"Accept": "application/rdf+xml"}).status_code == 406


def test_crawlers_find_the_description_from_the_root(client: httpx.Client) -> None:
    found = client.get("/.well-known/void", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert found.headers["content-type"].startswith("text/turtle")
    assert (DATASET, RDF.type, VOID.Dataset) in rdflib.Graph().parse(data=found.content, format="turtle")
    base = client.get("/", headers={"Accept": "text/turtle"})
    assert (base.status_code, base.headers["location"]) == (303, "/void.ttl")


def test_a_download_can_be_checked_asked_for_again_and_resumed(client: httpx.Client) -> None:
    whole = client.get("/downloads/citygraph.nt")
    tag = whole.headers["etag"]
    assert tag == f'"{hashlib.sha256(whole.content).hexdigest()}"'
    assert whole.headers["repr-digest"].startswith("sha-256=:")
    assert client.get("/downloads/citygraph.nt", headers={"If-None-Match": tag}).status_code == 304
    rest = client.get("/downloads/citygraph.nt", headers={"Range": "bytes=100-", "If-Range": tag})
    assert (rest.status_code, rest.content) == (206, whole.content[100:])


def test_the_context_is_at_its_address(client: httpx.Client) -> None:
    answer = client.get("/context.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.json()["@context"]["cg"] == "https://w3id.org/citygraph/ontology#"


def test_the_address_of_the_vocabularys_version_leads_to_it(client: httpx.Client) -> None:
    assert client.get("/ontology/0.1.0").headers["location"] == "/ontology"
    assert client.get("/ontology/9.9.9").status_code == 404


def test_a_graph_without_articles_is_described_too(empty: httpx.Client) -> None:
    for path in ("/catalog.ttl", "/void.ttl", "/downloads", "/topic/culture.csv", "/network/apeksi.html"):
        assert empty.get(path).status_code == 200, path
    assert empty.get("/downloads/citygraph.gexf").status_code in (200, 404)


def test_the_counts_of_each_state_are_there_before_anybody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_BETWEEN_COUNTS", "_REST"):
        monkeypatch.setattr(app, name, 0.01)

    async def counted(site: Site) -> list[int]:
        counting = asyncio.create_task(app._count(site))
        found: list[int] = []
        for _ in range(2):
            state = site.graph.digest
            while (counts := site.statistics.peek(state, "")) is None:
                assert not counting.done()
                await asyncio.sleep(0.01)
            found.append(counts.triples)
            if len(found) == 1:
                site.graph.remove("gnlc-son-la")
        counting.cancel()
        return found

    with CityGraph.open() as graph:
        load_seeds(graph)
        before, after = asyncio.run(asyncio.wait_for(counted(Site.build(graph, Settings())), 60))
    assert before > after > 0


def test_what_fails_keeps_nothing_else_from_being_counted_and_is_not_asked_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("_BETWEEN_COUNTS", "_REST"):
        monkeypatch.setattr(app, name, 0.01)
    asked: list[None] = []

    def failing(_: Site) -> None:
        asked.append(None)
        raise CityGraphError("no")

    monkeypatch.setattr(app, "overview_of", failing)

    async def counted(site: Site) -> None:
        counting = asyncio.create_task(app._count(site))
        while site.statistics.peek(site.graph.digest, "") is None or len(asked) < app._TRIES:
            assert not counting.done()
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.2)
        counting.cancel()

    with CityGraph.open() as graph:
        load_seeds(graph)
        asyncio.run(asyncio.wait_for(counted(Site.build(graph, Settings())), 60))
    assert len(asked) == app._TRIES
