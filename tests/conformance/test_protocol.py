"""The SPARQL 1.1 Protocol, section by section of the specification, against a server that really runs.

The cases are those that the W3C's own suite for the protocol covers, written anew from the text of the specification
(https://www.w3.org/TR/sparql11-protocol/). Each begins with the same three named graphs and a default graph.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from .conftest import Load

QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
G = "http://graphs.example/"
DATA = f"""
INSERT DATA {{
  <{G}s0> <{G}p> "default" .
  GRAPH <{G}1> {{ <{G}s1> <{G}p> "one" }}
  GRAPH <{G}2> {{ <{G}s2> <{G}p> "two" }}
  GRAPH <{G}3> {{ <{G}s3> <{G}p> "three" }}
}}
"""
IN_DEFAULT = f"ASK {{ <{G}s1> ?p ?o }}"
IN_BOTH = f"ASK {{ <{G}s1> ?p ?o . <{G}s2> ?p ?o2 }}"
NAMED = (
    f"ASK {{ GRAPH ?g {{ <{G}s1> ?p ?o }} GRAPH ?h {{ <{G}s2> ?q ?r }} "
    f"FILTER NOT EXISTS {{ GRAPH ?i {{ <{G}s3> ?x ?y }} }} }}"
)
FULL = (
    f"ASK {{ <{G}s1> ?p ?o GRAPH <{G}2> {{ <{G}s2> ?q ?r }} "
    f"FILTER NOT EXISTS {{ GRAPH <{G}1> {{ ?x ?y ?z }} }} FILTER NOT EXISTS {{ <{G}s0> ?a ?b }} }}"
)


@dataclass(frozen=True)
class Case:
    """A request and what must come of it.

    Attributes:
        name: What it is about.
        method: The HTTP method.
        path: Path and query.
        body: The body, if any.
        headers: Headers beside the usual ones.
        statuses: The statuses that the specification allows.
        media: Media types that the answer may have, for the successful ones.
        boolean: The answer of an ASK, where there is one.
        then: ASK queries that are asked afterwards, each with its answer.
    """

    name: str
    method: str
    path: str
    body: str | bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    statuses: tuple[int, ...] = (200,)
    media: tuple[str, ...] = ()
    boolean: bool | None = None
    then: Mapping[str, bool] = field(default_factory=dict)


def enc(**parameters: str | list[str]) -> str:
    """Parameters, encoded as an address and a form have them."""
    return str(httpx.QueryParams({k.replace("_", "-"): v for k, v in parameters.items()}))


RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")
SELECT = (*RESULTS, "text/csv", "text/tab-separated-values")
GRAPHS = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
)
ONE, TWO = f"{G}1", f"{G}2"
BAD = (400,)
CLIENT_ERROR = tuple(range(400, 500))

QUERIES = [
    Case("query by GET", "GET", "/sparql?" + enc(query="ASK {}"), media=RESULTS, boolean=True),
    Case("query by form", "POST", "/sparql", enc(query="ASK {}"), FORM, media=RESULTS, boolean=True),
    Case("query by body", "POST", "/sparql", "ASK {}", QUERY, media=RESULTS, boolean=True),
    Case(
        "a form whose media type has a charset",
        "POST",
        "/sparql",
        enc(query="ASK {}"),
        {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"},
        boolean=True,
    ),
    Case(
        "without a dataset, the default graph is the store's",
        "GET",
        "/sparql?" + enc(query=f"ASK {{ <{G}s0> ?p ?o }}"),
        boolean=True,
    ),
    Case(
        "without a dataset, no named graph is in the default graph",
        "GET",
        "/sparql?" + enc(query=IN_DEFAULT),
        boolean=False,
    ),
    Case(
        "a default graph, by GET",
        "GET",
        "/sparql?" + enc(query=IN_DEFAULT, default_graph_uri=ONE),
        boolean=True,
    ),
    Case(
        "a default graph, by body",
        "POST",
        "/sparql?" + enc(default_graph_uri=ONE),
        IN_DEFAULT,
        QUERY,
        boolean=True,
    ),
    Case(
        "a default graph, by form",
        "POST",
        "/sparql",
        enc(query=IN_DEFAULT, default_graph_uri=ONE),
        FORM,
        boolean=True,
    ),
    Case(
        "two default graphs, by GET",
        "GET",
        "/sparql?" + enc(query=IN_BOTH, default_graph_uri=[ONE, TWO]),
        boolean=True,
    ),
    Case(
        "two default graphs, by body",
        "POST",
        "/sparql?" + enc(default_graph_uri=[ONE, TWO]),
        IN_BOTH,
        QUERY,
        boolean=True,
    ),
    Case(
        "two named graphs, by GET",
        "GET",
        "/sparql?" + enc(query=NAMED, named_graph_uri=[ONE, TWO]),
        boolean=True,
    ),
    Case(
        "two named graphs, by body",
        "POST",
        "/sparql?" + enc(named_graph_uri=[ONE, TWO]),
        NAMED,
        QUERY,
        boolean=True,
    ),
    Case(
        "two named graphs, by form",
        "POST",
        "/sparql",
        enc(query=NAMED, named_graph_uri=[ONE, TWO]),
        FORM,
        boolean=True,
    ),
    Case(
        "named graphs alone leave the default graph empty",
        "GET",
        "/sparql?" + enc(query="ASK { ?s ?p ?o }", named_graph_uri=ONE),
        boolean=False,
    ),
    Case(
        "a default graph alone leaves no named graph",
        "GET",
        "/sparql?" + enc(query="ASK { GRAPH ?g { ?s ?p ?o } }", default_graph_uri=ONE),
        boolean=False,
    ),
    Case(
        "a whole dataset",
        "GET",
        "/sparql?" + enc(query=FULL, default_graph_uri=ONE, named_graph_uri=TWO),
        boolean=True,
    ),
    Case(
        "the protocol's dataset comes before the query's",
        "GET",
        "/sparql?"
        + enc(
            query=f"ASK FROM <{TWO}> {{ <{G}s1> ?p ?o FILTER NOT EXISTS {{ <{G}s2> ?q ?r }} }}",
            default_graph_uri=ONE,
        ),
        boolean=True,
    ),
    Case(
        "the query's dataset",
        "GET",
        "/sparql?"
        + enc(query=f"ASK FROM <{ONE}> FROM NAMED <{TWO}> {{ <{G}s1> ?p ?o GRAPH ?g {{ <{G}s2> ?q ?r }} }}"),
        boolean=True,
    ),
    Case("media types of SELECT", "GET", "/sparql?" + enc(query="SELECT (1 AS ?value) {}"), media=SELECT),
    Case("media types of ASK", "GET", "/sparql?" + enc(query="ASK {}"), media=RESULTS),
    Case("media types of DESCRIBE", "GET", "/sparql?" + enc(query=f"DESCRIBE <{G}s0>"), media=GRAPHS),
    Case(
        "media types of CONSTRUCT",
        "GET",
        "/sparql?" + enc(query="CONSTRUCT { <a:a> <a:b> 1 } {}"),
        media=GRAPHS,
    ),
    Case(
        "a method that is none of the protocol's",
        "PUT",
        "/sparql?" + enc(query="ASK {}"),
        statuses=(400, 405),
    ),
    Case("two queries", "GET", "/sparql?" + enc(query=["ASK {}", "SELECT * {}"]), statuses=BAD),
    Case("two queries in a form", "POST", "/sparql", enc(query=["ASK {}", "SELECT * {}"]), FORM, BAD),
    Case("no query in a form", "POST", "/sparql", enc(default_graph_uri=ONE), FORM, BAD),
    Case(
        "a query of another media type",
        "POST",
        "/sparql",
        "ASK {}",
        {"Content-Type": "text/plain"},
        (400, 415),
    ),
    Case("a form without its media type", "POST", "/sparql", enc(query="ASK {}"), statuses=(400, 415)),
    Case("a query without its media type", "POST", "/sparql", "ASK {}", statuses=(400, 415)),
    Case(
        "a query in UTF-16",
        "POST",
        "/sparql",
        "ASK {}".encode("utf-16"),
        {"Content-Type": "application/sparql-query; charset=UTF-16"},
        (400, 415),
    ),
    Case("a query that is not UTF-8", "POST", "/sparql", b"ASK { <a:a> <a:b> '\xff' }", QUERY, BAD),
    Case(
        "a form that is not UTF-8",
        "POST",
        "/sparql",
        b"query=ASK%20%7B%20%3Ca:%FF%3E%20%3Ca:b%3E%201%20%7D",
        FORM,
        BAD,
    ),
    Case("an empty query", "GET", "/sparql?" + enc(query=""), statuses=BAD),
    Case("an empty query, by body", "POST", "/sparql", "", QUERY, BAD),
    Case("a plus sign is a space", "GET", "/sparql?query=ASK+%7B+%7D", boolean=True),
    Case(
        "a media type in capitals",
        "POST",
        "/sparql",
        "ASK {}",
        {"Content-Type": 'Application/SPARQL-Query; Charset="UTF-8"'},
        boolean=True,
    ),
    Case(
        "a query in Latin-1",
        "POST",
        "/sparql",
        "ASK { <a:a> <a:b> 'é' }".encode("latin-1"),
        {"Content-Type": "application/sparql-query; charset=ISO-8859-1"},
        (400, 415),
    ),
    Case("a body and a query in the address", "POST", "/sparql?" + enc(query="ASK {}"), "ASK {}", QUERY, BAD),
    Case(
        "a form, its dataset in the address",
        "POST",
        "/sparql?" + enc(default_graph_uri=ONE),
        enc(query=IN_DEFAULT),
        FORM,
        boolean=True,
    ),
    Case(
        "the same default graph twice is one graph",
        "GET",
        "/sparql?"
        + enc(
            query="ASK { { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } } FILTER(?n = 1) }",
            default_graph_uri=[ONE, ONE],
        ),
        boolean=True,
    ),
    Case(
        "a graph that is not there is empty",
        "GET",
        "/sparql?" + enc(query="ASK { ?s ?p ?o }", default_graph_uri=f"{G}nowhere"),
        boolean=False,
    ),
    Case("a query to be deleted", "DELETE", "/sparql?" + enc(query="ASK {}"), statuses=(400, 405)),
    Case("a syntax error", "GET", "/sparql?" + enc(query="ASK {"), statuses=BAD),
    Case("a syntax error, by body", "POST", "/sparql", "ASK {", QUERY, BAD),
    Case("a syntax error, by form", "POST", "/sparql", enc(query="ASK {"), FORM, BAD),
    Case(
        "a graph that is no IRI",
        "GET",
        "/sparql?" + enc(query="ASK {}", default_graph_uri="not an iri"),
        statuses=BAD,
    ),
    Case(
        "an update among the queries, by GET",
        "GET",
        "/sparql?" + enc(update="CLEAR ALL"),
        statuses=(400, 405),
        then={f"ASK {{ <{G}s0> ?p ?o }}": True},
    ),
    Case(
        "an update among the queries, by body",
        "POST",
        "/sparql",
        "CLEAR ALL",
        UPDATE,
        CLIENT_ERROR,
        then={f"ASK {{ <{G}s0> ?p ?o }}": True},
    ),
    Case(
        "a format that there is none of",
        "GET",
        "/sparql?" + enc(query="ASK {}"),
        headers={"Accept": "image/png"},
        statuses=(406,),
    ),
]

INSERTED = f"ASK {{ GRAPH <{G}out> {{ <{G}s1> ?p ?o }} }}"
COPY = f"INSERT {{ GRAPH <{G}out> {{ ?s ?p ?o }} }} WHERE {{ ?s ?p ?o }}"
COPY_NAMED = f"INSERT {{ GRAPH <{G}out> {{ ?s ?p ?o }} }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"
OUT = {n: f"ASK {{ GRAPH <{G}out> {{ <{G}s{n}> ?p ?o }} }}" for n in range(4)}
DONE = (200, 201, 202, 204)


def out(*there: int) -> dict[str, bool]:
    """What has been copied, and what has not."""
    return {ask: n in there for n, ask in OUT.items()}


UPDATES = [
    Case(
        "update by form",
        "POST",
        "/update",
        enc(update="CLEAR ALL"),
        FORM,
        DONE,
        then={"ASK { ?s ?p ?o }": False},
    ),
    Case("update by body", "POST", "/update", "CLEAR ALL", UPDATE, DONE, then={"ASK { ?s ?p ?o }": False}),
    Case(
        "an update of several operations",
        "POST",
        "/update",
        f"CLEAR ALL; INSERT DATA {{ <{G}s1> <{G}p> 1 }}; {COPY}",
        UPDATE,
        DONE,
        then=out(1),
    ),
    Case(
        "without a dataset, WHERE is about the default graph",
        "POST",
        "/update",
        COPY,
        UPDATE,
        DONE,
        then=out(0),
    ),
    Case(
        "a default graph, by body",
        "POST",
        "/update?" + enc(using_graph_uri=ONE),
        COPY,
        UPDATE,
        DONE,
        then=out(1),
    ),
    Case(
        "a default graph, by form",
        "POST",
        "/update",
        enc(update=COPY, using_graph_uri=ONE),
        FORM,
        DONE,
        then=out(1),
    ),
    Case(
        "two default graphs, by form",
        "POST",
        "/update",
        enc(update=COPY, using_graph_uri=[ONE, TWO]),
        FORM,
        DONE,
        then=out(1, 2),
    ),
    Case(
        "two default graphs, by body",
        "POST",
        "/update?" + enc(using_graph_uri=[ONE, TWO]),
        COPY,
        UPDATE,
        DONE,
        then=out(1, 2),
    ),
    Case(
        "two named graphs, by body",
        "POST",
        "/update?" + enc(using_named_graph_uri=[ONE, TWO]),
        COPY_NAMED,
        UPDATE,
        DONE,
        then=out(1, 2),
    ),
    Case(
        "two named graphs, by form",
        "POST",
        "/update",
        enc(update=COPY_NAMED, using_named_graph_uri=[ONE, TWO]),
        FORM,
        DONE,
        then=out(1, 2),
    ),
    Case(
        "a whole dataset",
        "POST",
        "/update?" + enc(using_graph_uri=ONE, using_named_graph_uri=TWO),
        f"INSERT {{ GRAPH <{G}out> {{ ?s ?p ?o . ?x ?y ?z }} }} WHERE {{ ?s ?p ?o GRAPH ?g {{ ?x ?y ?z }} }}",
        UPDATE,
        DONE,
        then=out(1, 2),
    ),
    Case(
        "the pattern of a deletion is about the dataset, too",
        "POST",
        "/update?" + enc(using_graph_uri=ONE),
        "DELETE WHERE { ?s ?p ?o }",
        UPDATE,
        DONE,
        then={f"ASK {{ <{G}s0> ?p ?o }}": True, f"ASK {{ GRAPH <{ONE}> {{ ?s ?p ?o }} }}": True},
    ),
    Case(
        "relative IRIs have a base",
        "POST",
        "/update",
        f"INSERT DATA {{ GRAPH <{G}out> {{ <{G}s> <{G}p> <relative> }} }}",
        UPDATE,
        DONE,
        then={
            f"ASK {{ GRAPH <{G}out> {{ ?s ?p ?o FILTER(isIRI(?o) && REGEX(STR(?o), '^[a-z]+:.+relative$')) }} }}": True
        },
    ),
    Case(
        "an update by GET",
        "GET",
        "/update?" + enc(update="CLEAR ALL"),
        statuses=(400, 405),
        then={f"ASK {{ <{G}s0> ?p ?o }}": True},
    ),
    Case(
        "two updates",
        "POST",
        "/update",
        enc(update=["CLEAR NAMED", "CLEAR DEFAULT"]),
        FORM,
        BAD,
        then={f"ASK {{ <{G}s0> ?p ?o }}": True},
    ),
    Case("an empty update", "POST", "/update", "", UPDATE, BAD),
    Case(
        "an update by PUT",
        "PUT",
        "/update",
        "CLEAR ALL",
        UPDATE,
        (400, 405),
        then={f"ASK {{ <{G}s0> ?p ?o }}": True},
    ),
    Case(
        "a dataset for each operation that has a pattern",
        "POST",
        "/update?" + enc(using_graph_uri=ONE),
        f"{COPY} ; DELETE {{ GRAPH <{G}2> {{ ?x ?y ?z }} }} INSERT {{ GRAPH <{G}out> {{ ?x ?y 5 }} }} "
        f"WHERE {{ ?s ?p ?o GRAPH ?g {{ ?x ?y ?z }} }}",
        UPDATE,
        DONE,
        then=out(1) | {f"ASK {{ GRAPH <{TWO}> {{ ?s ?p ?o }} }}": True},
    ),
    Case("no update in a form", "POST", "/update", enc(using_graph_uri=ONE), FORM, BAD),
    Case("a query among the updates", "POST", "/update", enc(query="ASK {}"), FORM, BAD),
    Case(
        "an update of another media type",
        "POST",
        "/update",
        "CLEAR ALL",
        {"Content-Type": "text/plain"},
        (400, 415),
    ),
    Case("a form without its media type", "POST", "/update", enc(update="CLEAR ALL"), statuses=(400, 415)),
    Case("an update without its media type", "POST", "/update", "CLEAR ALL", statuses=(400, 415)),
    Case(
        "an update in UTF-16",
        "POST",
        "/update",
        "CLEAR ALL".encode("utf-16"),
        {"Content-Type": "application/sparql-update; charset=UTF-16"},
        (400, 415),
    ),
    Case(
        "an update that is not UTF-8", "POST", "/update", b"INSERT DATA { <a:a> <a:b> '\xff' }", UPDATE, BAD
    ),
    Case("a syntax error, by body", "POST", "/update", "CLEAR XYZ", UPDATE, BAD),
    Case("a syntax error, by form", "POST", "/update", enc(update="CLEAR XYZ"), FORM, BAD),
    Case(
        "two datasets: USING",
        "POST",
        "/update",
        enc(update=COPY.replace("WHERE", f"USING <{TWO}> WHERE"), using_named_graph_uri=ONE),
        FORM,
        BAD,
        then=out(),
    ),
    Case(
        "two datasets: WITH",
        "POST",
        "/update?" + enc(using_graph_uri=ONE),
        f"WITH <{TWO}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
        UPDATE,
        BAD,
        then={f"ASK {{ GRAPH <{TWO}> {{ ?s ?p ?o }} }}": True},
    ),
    Case(
        "an operation that fails undoes those before it",
        "POST",
        "/update",
        f"INSERT DATA {{ <{G}new> <{G}p> 1 }}; CREATE GRAPH <{ONE}>",
        UPDATE,
        (400, 409, 500),
        then={f"ASK {{ <{G}new> ?p ?o }}": False},
    ),
]

KNOWN_FAILURES: dict[str, str] = {}
"""Cases that this server does not pass, each with its reason."""


def test_every_section_is_covered() -> None:
    assert len(QUERIES) == 50
    assert len(UPDATES) == 30
    names = [case.name for case in (*QUERIES, *UPDATES)]
    assert set(KNOWN_FAILURES) <= set(names)


def _request(client: httpx.Client, case: Case) -> httpx.Response:
    request = client.build_request(case.method, case.path, content=case.body, headers=dict(case.headers))
    if case.body is not None and "Content-Type" not in case.headers:
        request.headers.pop("content-type", None)
    return client.send(request)


def _ask(client: httpx.Client, query: str) -> Any:
    return client.get("/sparql", params={"query": query}, headers={"Accept": RESULTS[0]}).json()["boolean"]


def check(client: httpx.Client, case: Case) -> None:
    answer = _request(client, case)
    assert answer.status_code in case.statuses, answer.text
    if case.media:
        assert answer.headers["content-type"].partition(";")[0] in case.media
    if case.boolean is not None:
        assert answer.json()["boolean"] is case.boolean
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
    for query, expected in case.then.items():
        assert _ask(client, query) is expected, query


@pytest.fixture(scope="module")
def loaded(session: httpx.Client) -> httpx.Client:
    """A client of the data, for cases that change nothing."""
    session.post("/update", data={"update": f"DROP ALL ; {DATA}"}).raise_for_status()
    return session


@pytest.mark.parametrize("case", QUERIES, ids=lambda case: case.name)
def test_query(loaded: httpx.Client, case: Case) -> None:
    check(loaded, case)


@pytest.mark.parametrize("case", UPDATES, ids=lambda case: case.name)
def test_update(load: Load, case: Case) -> None:
    check(load(DATA), case)
