"""The short way gives what the routes give."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from citygraph.graph import CityGraph

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@contextmanager
def serving(store: Path, *options: str, **settings: str) -> Iterator[httpx.Client]:
    """A client of a server whose readers answer."""
    process = subprocess.Popen(
        [sys.executable, "-m", "citygraph.api.cli", "serve", "--store", str(store), "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | settings,
    )
    assert process.stdout is not None
    address = process.stdout.readline().split()[0].rstrip("/")
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client
    process.terminate()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0 and "Traceback" not in errors, errors


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("short") / "store"
    with CityGraph.open(folder):
        pass
    return folder


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[httpx.Client]:
    with serving(store, CITYGRAPH_QUERY_SECONDS="1") as client:
        yield client


@pytest.fixture(scope="module")
def narrow(store: Path) -> Iterator[httpx.Client]:
    """A server that answers one query at a time, and lets each run for long."""
    with serving(store, CITYGRAPH_QUERIES="1", CITYGRAPH_QUERIES_PATIENCE="3") as client:
        yield client


@pytest.mark.parametrize(
    "accept", ["*/*", "text/csv", "application/sparql-results+xml", "text/turtle", "image/png"]
)
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?n ?x { ?n a cg:CityNetwork ; rdfs:label ?x } ORDER BY ?n ?x",
        "ASK { ?n a cg:CityNetwork }",
        "CONSTRUCT { <x:a> <x:b> 'é+ %' } {}",
        "SELECT * { ?s ?p }",
        "SELECT * { SERVICE <x:y> {} }",
        ENDLESS,
    ],
    ids=["select", "ask", "construct", "syntax", "refused", "endless"],
)
def test_both_ways_answer_alike(served: httpx.Client, query: str, accept: str) -> None:
    if "COUNT" in query and accept != "*/*":
        pytest.skip("one that runs away is enough")
    short = served.get("/sparql", params={"query": query}, headers={"Accept": accept})
    routes = served.get("/sparql", params={"query": query, "timeout": "1"}, headers={"Accept": accept})
    assert (short.status_code, short.content) == (routes.status_code, routes.content)
    ignored = ("date",)
    assert {n: v for n, v in short.headers.items() if n not in ignored} == {
        n: v for n, v in routes.headers.items() if n not in ignored
    }


def connected(client: httpx.Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 80), 20)


def asking(query: str) -> bytes:
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\nAccept: text/csv\r\n\r\n".encode()


def bodies(connection: socket.socket, count: int) -> list[bytes]:
    """The bodies of the next answers on a connection."""
    found: list[bytes] = []
    with connection.makefile("rb") as answers:
        while len(found) < count:
            assert answers.readline() == b"HTTP/1.1 200 OK\r\n"
            length = 0
            while (line := answers.readline()) != b"\r\n":
                if line.lower().startswith(b"content-length:"):
                    length = int(line[15:])
            found.append(answers.read(length))
    return found


def test_requests_that_come_together_or_in_pieces_are_answered_in_order(served: httpx.Client) -> None:
    queries = [asking(f"SELECT ?x {{ VALUES ?x {{ {n} }} }}") for n in range(6)]
    health = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    with connected(served) as connection:
        connection.sendall(queries[0])
        connection.sendall(queries[1] + queries[2])
        connection.sendall(health + queries[3][:20])
        connection.sendall(queries[3][20:] + queries[4])
        first, second, third, healthy, *rest = bodies(connection, 6)
        connection.sendall(queries[5])
        rest += bodies(connection, 1)
    assert [first, second, third, *rest] == [b"x\r\n%d\r\n" % n for n in range(6)]
    assert healthy.startswith(b"{")


@pytest.mark.parametrize("by", ["GET", "POST"])
def test_a_query_whose_client_hangs_up_is_stopped(narrow: httpx.Client, by: str) -> None:
    body = f"query={quote(ENDLESS)}".encode()
    form = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    with connected(narrow) as connection:
        connection.sendall(
            asking(ENDLESS) if by == "GET" else form + b"Content-Length: %d\r\n\r\n" % len(body) + body
        )
        with pytest.raises(TimeoutError):
            connection.settimeout(0.3)
            connection.recv(1)
    assert narrow.get("/sparql", params={"query": f"SELECT ('{by}' AS ?x) {{}}"}).status_code == 200


def test_what_is_asked_again_is_answered_alike_until_the_store_changes(tmp_path: Path) -> None:
    count = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    now = {"query": "SELECT (NOW() AS ?n) {}"}
    csv = {"Accept": "text/csv"}
    with serving(tmp_path / "store", "--bare", CITYGRAPH_WRITE_TOKEN="secret") as client:
        before = client.get("/sparql", params=count, headers=csv)
        again = client.get("/sparql", params=count, headers=csv)
        assert (again.content, again.headers["content-type"]) == (before.content, "text/csv; charset=utf-8")
        assert (
            client.get("/sparql", params=count).headers["content-type"].startswith("application/sparql-res")
        )
        assert client.get("/sparql", params=now).content != client.get("/sparql", params=now).content
        inserted = client.post(
            "/update",
            data={"update": "INSERT DATA { <x:a> <x:b> <x:c> }"},
            headers={"Authorization": "Bearer secret"},
        )
        assert inserted.status_code == 204
        assert client.get("/sparql", params=count, headers=csv).text.split() == ["n", "1"]
