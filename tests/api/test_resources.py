from __future__ import annotations

from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest

BASE = "https://w3id.org/citygraph/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORMATS = {
    "text/turtle": ("ttl", ox.RdfFormat.TURTLE),
    "application/ld+json": ("jsonld", ox.RdfFormat.JSON_LD),
    "application/n-triples": ("nt", ox.RdfFormat.N_TRIPLES),
    "application/rdf+xml": ("rdf", ox.RdfFormat.RDF_XML),
}
KINDS = [
    "city",
    "network",
    "organisation",
    "person",
    "topic",
    "event",
    "programme",
    "initiative",
    "article",
    "membership",
    "partnership",
    "participation",
    "office",
    "figure",
    "conflict",
    "role",
    "form",
]


def one_of(client: httpx.Client, kind: str) -> str:
    """The path of some thing of a kind that the data holds."""
    query = (
        f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BASE}{kind}/') && "
        "!CONTAINS(STR(?s), '#')) } ORDER BY ?s LIMIT 1"
    )
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert rows, f"the data holds no {kind}"
    iri: str = rows[0]["s"]["value"]
    return "/" + iri.removeprefix(BASE)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_thing_has_a_list(client: httpx.Client, kind: str) -> None:
    path = "/conflicts" if kind == "conflict" else f"/{kind}"
    answer = client.get(path, headers={"Accept": BROWSER})
    assert answer.status_code == 200
    assert one_of(client, kind) in answer.text


def test_every_iri_that_a_description_mentions_answers(client: httpx.Client) -> None:
    quads = ox.parse(client.get("/network/apeksi.nt").content, format=ox.RdfFormat.N_TRIPLES)
    mentioned = {
        term.value.partition("#")[0]
        for quad in quads
        for term in (quad.subject, quad.object)
        if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
    }
    assert len(mentioned) > 5
    for iri in sorted(mentioned):
        path = "/" + iri.removeprefix(BASE)
        answer = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert answer.status_code == 200, iri


def test_a_description_names_what_it_mentions(client: httpx.Client) -> None:
    text = client.get("/network/apeksi.nt").text
    assert (
        '<https://w3id.org/citygraph/city/1633070> <http://www.w3.org/2000/01/rdf-schema#label> "Palembang"'
        in text
    )
    assert "<http://www.w3.org/ns/oa#start>" in text


def test_links_on_pages_are_local_and_the_data_keeps_its_base(
    client: httpx.Client, page: Callable[..., str]
) -> None:
    text = page("/network/apeksi")
    assert 'href="/city/1633070"' in text
    assert f'href="{BASE}' not in text
    assert f"{BASE}network/apeksi" in text


def test_kota_and_kabupaten_are_told_apart(page: Callable[..., str]) -> None:
    text = page("/network/ascn")
    assert '<span class="level">Kabupaten</span>' in text
    assert '<span class="level">Kota</span>' in text


def test_a_plan_stands_apart_from_agreements(page: Callable[..., str], client: httpx.Client) -> None:
    query = (
        "SELECT ?s { ?s a cg:Partnership ; cg:modality cg:Planned ; cg:partner ?c . ?c rdfs:label 'Malang' }"
    )
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    path = "/" + rows[0]["s"]["value"].removeprefix(BASE)
    assert '<span class="badge planned">planned</span>' in page(path)
    city = page("/city/1636722")
    assert "Plans, talks and denials" in city
    assert 'id="group-Partnership"' not in city


def test_a_fact_says_who_says_so_and_where(page: Callable[..., str], client: httpx.Client) -> None:
    text = page(one_of(client, "membership"))
    assert "What each source says" in text
    assert 'href="/article/' in text
    assert "of the article’s text" in text


def test_an_article_lists_everything_it_says_in_its_order(
    client: httpx.Client, page: Callable[..., str]
) -> None:
    text = page("/article/apeksi-malang")
    query = (
        f"SELECT (COUNT(DISTINCT ?f) AS ?n) {{ GRAPH <{BASE}graph/apeksi-malang> "
        "{ ?f prov:wasDerivedFrom ?a ; cg:modality ?m } }"
    )
    count = int(client.get("/sparql", params={"query": query}).json()["results"]["bindings"][0]["n"]["value"])
    assert text.count('<li class="fact ') == count
    starts = [int(part.split("–")[0]) for part in text.split('<span class="passage">characters ')[1:]]
    firsts = [
        int(item.split("characters ")[1].split("–")[0])
        for item in text.split('<li class="fact ')[1:]
        if "characters " in item
    ]
    assert starts
    assert firsts == sorted(firsts)


def test_a_date_is_as_precise_as_its_source(page: Callable[..., str]) -> None:
    assert "about September 2018" in page("/article/uclg-aspac-palembang")
    assert "since February 2024" in page("/network/gnlc")
    assert "sejak Februari 2024" in page("/network/gnlc", lang="id")


@pytest.mark.parametrize(
    "path",
    [
        "/city/0",
        "/city/",
        "/article/none",
        "/network/none.ttl",
        "/nothing",
        "/city/a%20b",
        "/city/%3E%3Cscript%3E",
        "/city/..%2F..%2Fetc%2Fpasswd",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/docs/core.py",
        "/downloads/citygraph.exe",
    ],
)
def test_what_is_not_there_is_a_problem(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    shown = client.get(path, headers={"Accept": BROWSER})
    assert shown.status_code == 404
    assert shown.headers["content-type"].startswith("text/html")
    assert "<script" not in shown.text


def test_a_client_that_accepts_nothing_on_offer_gets_406(client: httpx.Client) -> None:
    answer = client.get("/network/apeksi", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["offered"]


def test_head_is_answered_without_a_body(client: httpx.Client) -> None:
    answer = client.head("/network/apeksi", headers={"Accept": "text/turtle"}, follow_redirects=True)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize(
    "path",
    [
        "/city/hostile",
        "/initiative/hostile",
        "/article/hostile",
        "/organisation/evil",
        "/initiative",
        "/",
        "/sparql?query=SELECT+*+%7B+%3Fs+rdfs%3Alabel+%3Fo+%7D+ORDER+BY+%3Fo",
    ],
)
def test_hostile_literals_are_shown_as_text(hostile: httpx.Client, path: str) -> None:
    text = hostile.get(path, headers={"Accept": BROWSER}, follow_redirects=True).text
    text = text.replace('<script type="application/ld+json">', "", 1)  # the one that is meant
    for markup in ("<script", "<img src=x", "<svg", "<b onmouseover", 'href="javascript:'):
        assert markup not in text
    assert "Evil City" in text or "&lt;" in text


@pytest.mark.parametrize("path", ["/city/hostile", "/initiative/hostile", "/article/hostile"])
@pytest.mark.parametrize("media", FORMATS)
def test_hostile_literals_survive_in_data(hostile: httpx.Client, path: str, media: str) -> None:
    answer = hostile.get(path, headers={"Accept": media}, follow_redirects=True)
    values = {
        quad.object.value
        for quad in ox.parse(answer.content, format=FORMATS[media][1])
        if isinstance(quad.object, ox.Literal)
    }
    assert any("<script>alert(" in value for value in values)


@pytest.mark.parametrize("scheme", ["topics", "roles", "forms", "forms/event"])
def test_a_scheme_is_given_in_every_format_of_rdf(client: httpx.Client, scheme: str) -> None:
    triples = {
        suffix: {quad.triple for quad in ox.parse(client.get(f"/{scheme}.{suffix}").content, format=form)}
        for suffix, form in (
            *FORMATS.values(),
            ("trig", ox.RdfFormat.TRIG),
            ("nq", ox.RdfFormat.N_QUADS),
        )
    }
    assert all(each == triples["ttl"] for each in triples.values())
    quads = set(ox.parse(client.get(f"/{scheme}.nq").content, format=ox.RdfFormat.N_QUADS))
    assert {quad.graph_name for quad in quads} == {ox.NamedNode(f"{BASE}graph/reference")}
    assert any(quad.subject == ox.NamedNode(BASE + scheme) for quad in quads)
