"""Hostile and odd addresses: what they look up, and what reaches headers, pages and files."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import httpx
import pyoxigraph as ox
import pytest
from citygraph.api import Settings
from citygraph.api.addresses import link_value, meant_by, to_uri
from citygraph.graph import CityGraph, SourceDocument

from .conftest import BASE, BROWSER, serving

ODD = {
    "non-ascii": "organisation/kota-são-paulo-札幌",
    "encoded": "organisation/a%20b%2Fc",
    "bracket": "organisation/a%3E%3B%20rel%3D%22x%22",
    "quote": "organisation/o'neill&co=1,2;3",
}


@pytest.fixture(scope="module")
def odd() -> Iterator[httpx.Client]:
    """A client of a server, behind a public address, over things with odd IRIs and labels."""
    triples: set[ox.Triple] = set()
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    organisation = ox.NamedNode("http://www.w3.org/ns/org#Organization")
    for name, path in ODD.items():
        triples.add(ox.Triple(ox.NamedNode(BASE + path), kind, organisation))
        triples.add(ox.Triple(ox.NamedNode(BASE + path), label, ox.Literal(f"</script><!--{name}\u2028")))
    with CityGraph.open() as graph:
        graph.add(SourceDocument("odd", ox.NamedNode(f"{BASE}article/odd"), frozenset(triples)))
        with serving(graph, Settings(public_address="https://cities.example/graph")) as client:
            yield client


@pytest.mark.parametrize("path", ODD.values(), ids=ODD)
def test_an_odd_iri_is_found_under_its_address_and_written_safely(odd: httpx.Client, path: str) -> None:
    address = "/" + to_uri(path)
    thing = odd.get(address, headers={"Accept": "text/turtle"})
    assert thing.status_code == 303, thing.text
    assert thing.headers["location"] == f"https://cities.example/graph{address}.ttl"
    document = odd.get(f"{address}.nt")
    assert document.status_code == 200
    subjects = {str(quad.subject) for quad in ox.parse(document.content, format=ox.RdfFormat.N_TRIPLES)}
    assert f"<{BASE}{path}>" in subjects
    link = document.headers["link"]
    assert f'<{to_uri(BASE + path)}>; rel="describes"' in link
    assert link.isascii()
    assert len(re.findall(r'<[^<>]*>; rel="[^"]*"', link)) == len(re.findall("rel=", link))
    listed = odd.get("/organisation", headers={"Accept": BROWSER}).text
    hrefs = re.findall(r'<a href="(/organisation/[^"]*)"', listed)
    assert any(
        odd.get(
            href.replace("&amp;", "&").replace("&#39;", "'"), headers={"Accept": "text/turtle"}
        ).headers.get("location", "")
        == thing.headers["location"]
        for href in hrefs
    )


class _Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"
        if self._inside:
            assert ("type", "application/ld+json") in attrs
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data


def test_a_label_cannot_end_the_script_that_holds_it(odd: httpx.Client) -> None:
    reader = _Scripts()
    reader.feed(odd.get("/organisation/a%20b%2Fc.html").text)
    (script,) = reader.scripts
    assert "<" not in script
    assert json.loads(script)["name"] == "</script><!--encoded\u2028"


@pytest.mark.parametrize(
    "path",
    [
        "/city/%0d%0aSet-Cookie:%20a=b",
        "/city/1636722%0d%0aX:%201.ttl",
        "/city/%00",
        "/city/..%2f..%2f..%2fetc%2fpasswd",
        "/city/%2e%2e/%2e%2e/etc/passwd",
        "/city/%c3%28",
        "/city/%ff%fe",
        "/city/%e2%80%ae1636722",
        "/city//1636722",
        "/city/1636722/",
        "/city/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/city/javascript:alert(1)",
        "/city/" + "a" * 20_000,
        "/city/1636722.ttl.ttl",
        "/city/.ttl",
        "/city/1636722%2ettl",
        "/graph/%0d%0a",
        "/graph/..%2freference",
        "/topics/%0d%0a",
        "/ontology/..%2f..%2f",
        "/ontology.%0d%0a",
        "/catalog.exe",
        "/.well-known/void/x",
        "/downloads/citygraph.%0d%0aX",
        "/downloads/..%2fcitygraph.ttl",
    ],
)
def test_a_hostile_address_is_not_found_and_reaches_no_header(client: httpx.Client, path: str) -> None:
    for accept in ("text/turtle", BROWSER):
        answer = client.get(path, headers={"Accept": accept})
        assert answer.status_code == 404 or (path.endswith("%2ettl") and answer.status_code in (200, 303)), (
            answer.text[:200]
        )
        assert not {"set-cookie", "x"} & set(answer.headers)
        assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "query", ["lang=%0d%0aX:%201", "lang=en&x=%22%3E%3Cscript%3E", "page=2%0d%0a", "a" * 9000]
)
def test_a_hostile_parameter_reaches_no_header_and_no_markup(client: httpx.Client, query: str) -> None:
    thing = client.get(f"/city/1636722?{query}", headers={"Accept": BROWSER})
    assert thing.status_code == 303
    assert "x" not in thing.headers
    assert thing.headers["location"].isascii()
    page = client.get(f"/city/1636722.html?{query}", headers={"Accept": BROWSER})
    assert page.status_code == (400 if query.startswith("page") else 200)
    assert "x" not in page.headers
    assert '"><script>' not in page.text


@pytest.mark.parametrize(
    "path", ["/city/1636722", "/city/1636722.ttl", "/city/1636722.html", "/catalog.ttl", "/void.nt"]
)
def test_the_host_header_reaches_no_address(client: httpx.Client, odd: httpx.Client, path: str) -> None:
    for asked in (client, odd):
        answer = asked.get(path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
        assert "evil.example" not in answer.text
        assert not any("evil.example" in value for value in answer.headers.values())


def test_links_are_absolute_below_the_public_address(odd: httpx.Client) -> None:
    answer = odd.get("/topic/culture.ttl")
    for address in re.findall(r'<([^>]*)>; rel="(?:alternate|canonical)"', answer.headers["link"]):
        assert address.startswith("https://cities.example/graph/topic/culture.")
    page = odd.get("/topic/culture.html").text
    assert '<link rel="canonical" href="https://cities.example/graph/topic/culture.html">' in page
    assert "<https://cities.example/graph/sparql>" in odd.get("/catalog.ttl").text


def test_a_spreadsheet_runs_nothing(hostile: httpx.Client) -> None:
    for path in ("/city/hostile.csv", "/article/hostile.csv", "/initiative/hostile.csv"):
        rows = list(csv.reader(io.StringIO(hostile.get(path).text)))
        cells = [cell for row in rows for cell in row]
        assert any(cell.startswith("'=HYPERLINK") for cell in cells)
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize(
    "path", ["/city/1636722", "/city/1636722.ttl", "/city", "/catalog", "/ontology.ttl", "/graph/x"]
)
def test_other_methods_are_told_what_is_allowed(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= {name.strip() for name in answer.headers["allow"].split(",")}
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path",
    ["/", "/city", "/city/1636722", "/city/1636722.csv", "/topics.ttl", "/catalog.ttl", "/void", "/ontology",
     "/context.jsonld", "/downloads", "/downloads/citygraph.nt", "/graph/wccf-jakarta", "/static/citygraph.css"],
)  # fmt: skip
def test_head_says_what_get_says(client: httpx.Client, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == get.status_code
    for name in ("content-type", "etag", "link", "location", "vary"):
        assert head.headers.get(name) == get.headers.get(name)


def test_an_iri_in_a_header_is_ascii_and_encoded_once() -> None:
    assert to_uri("https://e.example/a%20b/ü") == "https://e.example/a%20b/%C3%BC"
    assert meant_by("/a%20b/%c3%bc") == "/a%20b/ü"
    assert meant_by(to_uri("/札幌/%E2%80%AE")) == "/札幌/%E2%80%AE"
    assert (
        link_value('https://e.example/">\r\nX', "describes")
        == '<https://e.example/%22%3E%0D%0AX>; rel="describes"'
    )
