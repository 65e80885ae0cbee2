from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable

import httpx
import pyoxigraph as ox
import pytest

BASE = "https://w3id.org/citygraph/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CITIES = "SELECT ?city ?label { ?city a cg:City ; rdfs:label ?label FILTER(?label = 'Palembang') }"
RESULT_TYPES = [
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
]
GRAPH_TYPES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


def ask(client: httpx.Client, query: str, accept: str = "*/*", **parameters: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


@pytest.mark.parametrize("media", RESULT_TYPES)
def test_select_in_every_results_format(client: httpx.Client, media: str) -> None:
    answer = ask(client, CITIES, media)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    assert "Accept" in answer.headers["vary"]
    parsed = (
        ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.from_media_type(media))
        if media != "text/csv"
        else list(csv.reader(io.StringIO(answer.text)))[1:]
    )
    assert len(list(parsed)) >= 1
    assert "Palembang" in answer.text


@pytest.mark.parametrize("media", RESULT_TYPES[:2])
def test_ask_in_every_results_format(client: httpx.Client, media: str) -> None:
    answer = ask(client, "ASK { ?x a cg:City }", media)
    assert answer.headers["content-type"] == media
    assert bool(ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.from_media_type(media)))


@pytest.mark.parametrize("media", GRAPH_TYPES)
@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?c rdfs:label ?l } WHERE { ?c a cg:City ; rdfs:label ?l }",
        f"DESCRIBE <{BASE}network/apeksi>",
    ],
)
def test_graphs_in_every_graph_format(client: httpx.Client, media: str, query: str) -> None:
    answer = ask(client, query, media)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == media
    assert len(list(ox.parse(answer.content, format=GRAPH_TYPES[media]))) > 3


def test_a_client_that_takes_anything_gets_json_and_turtle(client: httpx.Client) -> None:
    assert ask(client, CITIES).headers["content-type"] == "application/sparql-results+json"
    assert ask(client, "CONSTRUCT WHERE { ?s a cg:City }").headers["content-type"].startswith("text/turtle")
    assert (
        ask(client, CITIES, "application/json").headers["content-type"] == "application/sparql-results+json"
    )
    assert (
        ask(client, CITIES, "application/sparql-results+xml;q=0.9, text/csv;q=0.1").headers["content-type"]
        == "application/sparql-results+xml"
    )


def test_language_tags_and_datatypes_survive(client: httpx.Client) -> None:
    answer = ask(client, "SELECT * { BIND('kota'@id AS ?a) BIND(2.50 AS ?b) }").json()
    row = answer["results"]["bindings"][0]
    assert row["a"] == {"type": "literal", "value": "kota", "xml:lang": "id"}
    assert row["b"]["datatype"] == "http://www.w3.org/2001/XMLSchema#decimal"


def test_posted_forms_and_posted_queries(client: httpx.Client) -> None:
    form = client.post("/sparql", data={"query": "ASK { ?x a cg:City }"})
    direct = client.post(
        "/sparql",
        content=b"ASK { ?x a cg:City }",
        headers={"Content-Type": "application/sparql-query; charset=utf-8"},
    )
    assert form.json() == direct.json() == {"head": {}, "boolean": True}


def test_graphs_named_by_the_protocol_make_the_dataset(client: httpx.Client) -> None:
    query = "SELECT ?s { ?s a schema:NewsArticle }"
    one = ask(client, query, **{"default-graph-uri": f"{BASE}graph/wccf-jakarta"}).json()
    assert [row["s"]["value"] for row in one["results"]["bindings"]] == [f"{BASE}article/wccf-jakarta"]
    two = client.get(
        "/sparql",
        params=[
            ("query", query),
            ("default-graph-uri", f"{BASE}graph/wccf-jakarta"),
            ("default-graph-uri", f"{BASE}graph/apeksi-malang"),
        ],
    ).json()
    assert len(two["results"]["bindings"]) == 2
    named = client.post(
        f"/sparql?named-graph-uri={BASE}graph/gnlc-son-la",
        headers={"Content-Type": "application/sparql-query"},
        content="SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    ).json()
    assert [row["g"]["value"] for row in named["results"]["bindings"]] == [f"{BASE}graph/gnlc-son-la"]


def test_every_article_has_its_graph_and_plain_queries_count_once(client: httpx.Client) -> None:
    graphs = ask(client, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?a a schema:NewsArticle } }").json()
    assert graphs["results"]["bindings"][0]["n"]["value"] == "5"
    merged = ask(client, "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }").json()
    assert merged["results"]["bindings"][0]["n"]["value"] == "5"


def test_a_syntax_error_says_line_and_column(client: httpx.Client) -> None:
    answer = ask(client, "SELECT *\n{ ?s ?p }")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["code"], problem["line"], problem["column"]) == ("query-syntax", 2, 10)


def test_a_syntax_error_is_shown_to_people_under_their_query(client: httpx.Client) -> None:
    answer = ask(client, "SELECT *\n{ ?s ?p }", BROWSER)
    assert answer.status_code == 400
    assert "line 2, column 10" in answer.text
    assert "{ ?s ?p }\n         ^" in answer.text


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "query-syntax"),
        ("LOAD <http://elsewhere.example/>", "query-refused"),
        ("DROP ALL", "query-syntax"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "query-refused"),
        ("SELECT * FROM <http://elsewhere.example/> { ?s ?p ?o }", "query-refused"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "query-refused"),
        ("ASK " + "{" * 5000, "query-refused"),
        ("ASK { FILTER(" + "!" * 50_000 + "1) }", "query-refused"),
    ],
)
def test_what_changes_fetches_or_crashes_is_refused(client: httpx.Client, query: str, code: str) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    "request_",
    [
        {"method": "POST", "url": "/sparql", "data": {"update": "DROP ALL"}},
        {"method": "GET", "url": "/sparql?update=DROP%20ALL"},
        {
            "method": "POST",
            "url": "/sparql",
            "content": "DROP ALL",
            "headers": {"Content-Type": "application/sparql-update"},
        },
    ],
)
def test_updates_are_refused_by_name(client: httpx.Client, request_: dict[str, str]) -> None:
    answer = client.request(**request_)  # type: ignore[arg-type]  # the keywords differ from case to case
    assert answer.status_code == 400
    assert "updates are refused" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "GET", "url": "/sparql", "headers": {"Accept": "application/sparql-results+json"}}, 400),
        ({"method": "GET", "url": "/sparql?named-graph-uri=a:a"}, 400),
        ({"method": "GET", "url": "/sparql?query=%20"}, 400),
        ({"method": "GET", "url": "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"}, 400),
        (
            {
                "method": "POST",
                "url": "/sparql",
                "content": b"query=%FF",
                "headers": {"Content-Type": "application/x-www-form-urlencoded"},
            },
            400,
        ),
        (
            {
                "method": "POST",
                "url": "/sparql",
                "content": b"\xff",
                "headers": {"Content-Type": "application/sparql-query"},
            },
            400,
        ),
        ({"method": "POST", "url": "/sparql", "content": b"ASK {}"}, 415),
        ({"method": "POST", "url": "/sparql", "json": {"query": "ASK {}"}}, 415),
        ({"method": "GET", "url": "/sparql?query=ASK%7B%7D&default-graph-uri=not%20an%20iri"}, 400),
        ({"method": "GET", "url": "/sparql?query=ASK%7B%7D", "headers": {"Accept": "image/png"}}, 406),
        ({"method": "GET", "url": "/sparql?query=ASK%7B%7D", "headers": {"Accept": "text/turtle"}}, 406),
        ({"method": "DELETE", "url": "/sparql"}, 405),
        ({"method": "PUT", "url": "/sparql"}, 405),
    ],
)
def test_wrong_requests(client: httpx.Client, request_: dict[str, object], status: int) -> None:
    answer = client.request(**request_)  # type: ignore[arg-type]  # the keywords differ from case to case
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status


def test_a_long_query_and_a_large_body_are_413(hostile: httpx.Client) -> None:
    long = hostile.post("/sparql", data={"query": "ASK { } #" + "x" * 6_000})
    assert (long.status_code, long.json()["code"]) == (413, "query-too-long")
    announced = hostile.post(
        "/sparql", content=b"x" * 30_000, headers={"Content-Type": "application/sparql-query"}
    )
    assert (announced.status_code, announced.json()["code"]) == (413, "body-too-large")
    chunked = hostile.post(
        "/sparql", content=iter([b"x" * 1_000] * 30), headers={"Content-Type": "application/sparql-query"}
    )
    assert (chunked.status_code, chunked.json()["code"]) == (413, "body-too-large")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { FILTER" + "(#)\n" * 5000 + "1" + ")" * 5000 + " }",
        "{#}\n" * 15_000,
        "SELECT (1" + "||1" * 20_000 + " AS ?x) {}",
        "SELECT * { ?s ?p 0" + ",0" * 20_000 + " }",
        "SELECT * { ?s ?p (" + "1 " * 20_000 + ") }",
        "SELECT * {" + "OPTIONAL {}" * 8_000 + "}",
    ],
)
def test_a_query_that_crashes_the_engine_is_refused(client: httpx.Client, query: str) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert (answer.status_code, answer.json()["code"]) == (400, "query-refused")
    assert client.get("/health").status_code == 200


def test_the_form_works_without_scripts(page: Callable[..., str]) -> None:
    empty = page("/sparql")
    assert "<textarea" in empty
    assert "<script" not in empty
    filled = page("/sparql", query=CITIES)
    assert "?label = &#39;Palembang&#39;" in filled
    assert '<a href="/city/1633070"' in filled
    assert "Palembang</td>" in filled
    assert ">Yes<" in page("/sparql", query="ASK { ?x a cg:City }")
    assert "org:Organization" in page("/sparql", query=f"DESCRIBE <{BASE}network/apeksi>")


def test_the_form_shows_only_so_many_rows(hostile: httpx.Client) -> None:
    text = hostile.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, headers={"Accept": BROWSER}).text
    assert "Only the first 3 rows" in text
    assert text.count("<tr>") == 4


def test_xml_results_are_well_formed(hostile: httpx.Client) -> None:
    answer = ask(hostile, "SELECT * { ?s rdfs:label ?label }", "application/sparql-results+xml")
    assert "<script>alert(1)" in " ".join(ET.fromstring(answer.content).itertext())


@pytest.mark.parametrize(
    ("query", "media"),
    [
        ('SELECT ("a\x01b\tc\uffff" AS ?x) {}', "application/sparql-results+xml"),
        ('CONSTRUCT { <a:a> rdfs:label "a\x01b\tc\uffff" } {}', "application/rdf+xml"),
    ],
)
def test_control_characters_are_replaced_in_xml_only(client: httpx.Client, query: str, media: str) -> None:
    answer = ask(client, query, media)
    assert "a\ufffdb\tc\ufffd" in " ".join(ET.fromstring(answer.content).itertext())
    assert "\\u0001" in ask(client, query, "application/json").text
