"""Sends a real server what it must survive, and checks every answer: no 500, no hang, nothing let out.

Run it by hand, on a server of its own or on one that runs already::

    python tests/benchmarks/hostile_client.py
    python tests/benchmarks/hostile_client.py --address http://127.0.0.1:8000

Prints each attack with what came of it; ends with status 1 where one came through. ``tests/api/test_hostile.py`` runs
the quick ones on every run of the tests.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

__all__ = ["ATTACKS", "Target", "Trap", "attack"]

MANY = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l"
NESTED = {
    "parentheses": f"SELECT * {{ FILTER({'(' * 30_000}1{')' * 30_000}) }}",
    "braces": f"SELECT * {'{' * 30_000}{'}' * 30_000}",
    "sub-selects": f"SELECT * {{{'{SELECT * {' * 3_000}{'}}' * 3_000}}}",
    "not": f"ASK {{ FILTER({'!' * 50_000}true) }}",
    "paths": f"ASK {{ ?s {'(' * 90}<a:b>{')*' * 90} ?o }}",
    "unions": "SELECT * { {} " + "UNION {} " * 9_000 + "}",
    "brackets left open": "SELECT * {" * 9_000,
    "collections": f"ASK {{ ?s ?p {'(' * 9_000}{')' * 9_000} }}",
}
HEAVY = {
    "product": f"SELECT (COUNT(*) AS ?n) {{ {MANY} }}",
    "ordered product": f"SELECT * {{ {MANY} }} ORDER BY ?l ?a",
    "distinct product": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {MANY} }}",
    "doubling": "SELECT * { BIND('xxxxxxxx' AS ?x0) "
    + " ".join(f"BIND(CONCAT(?x{n},?x{n}) AS ?x{n + 1})" for n in range(40))
    + "}",
    "endless path": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>)* ?b . ?c (!<a:b>)* ?d }",
    "regular expression": 'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "(a+)+(b+)+(c+)+$")) ?x ?y ?z . ?q ?r ?t }',
}


class Trap:
    """A port that nobody may connect to.

    Attributes:
        address: Its address.
        visits: What was sent to it.
    """

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/x"
        self.visits: list[str] = []
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits.append("a visit")
            visitor.close()

    def close(self) -> None:
        """Wait for nobody any more."""
        self._socket.close()


class Target:
    """A server that is attacked.

    Args:
        address: Where it listens.
        trap: What it must not be made to fetch.
        patience: Seconds in which it must have answered, or closed the connection.
    """

    def __init__(self, address: str, trap: Trap, patience: float) -> None:
        self.address = address
        self.trap = trap
        self.patience = patience
        place = urlsplit(address)
        assert place.hostname is not None and place.port is not None
        self._place = (place.hostname, place.port)

    def raw(self, *parts: bytes, pause: float = 0) -> bytes:
        """Send bytes and return all that comes back, until the server closes."""
        with socket.create_connection(self._place, 5) as connection:
            connection.settimeout(self.patience)
            try:
                for part in parts:
                    connection.sendall(part)
                    time.sleep(pause)
            except OSError:
                pass  # it has closed; what it said before may still be read
            answer = b""
            try:
                while piece := connection.recv(65_536):
                    answer += piece
                    if len(answer) > 1 << 26:
                        break
            except TimeoutError:
                raise AssertionError("the server hangs") from None
            except OSError:
                pass
            return answer

    def get(self, path: str, *headers: str) -> bytes:
        """Return the answer to a GET."""
        lines = [f"GET {path} HTTP/1.1", "Host: x", "Connection: close", *headers]
        return self.raw("\r\n".join([*lines, "", ""]).encode("utf-8", "surrogateescape"))

    def query(self, text: str, accept: str = "application/sparql-results+json") -> bytes:
        """Return the answer to a query sent as a body."""
        return self.post(
            "/sparql", text.encode("utf-8", "surrogatepass"), "application/sparql-query", f"Accept: {accept}"
        )

    def post(self, path: str, body: bytes, media: str, *headers: str) -> bytes:
        """Return the answer to a POST."""
        lines = [
            f"POST {path} HTTP/1.1",
            "Host: x",
            "Connection: close",
            f"Content-Type: {media}",
            f"Content-Length: {len(body)}",
            *headers,
            "",
            "",
        ]
        return self.raw("\r\n".join(lines).encode(), body)


def status(answer: bytes) -> int:
    """Return the status of an answer, 0 where the connection was closed without one."""
    return int(answer[9:12]) if answer.startswith(b"HTTP/1.") else 0


def _refused(answer: bytes, *allowed: int) -> None:
    assert status(answer) in allowed, answer[:300]


def _nested(target: Target) -> None:
    for name, text in NESTED.items():
        assert status(target.query(text)) in (200, 400, 413, 504), name


def _fetching(target: Target) -> None:
    trap = target.trap.address
    for text in (
        f"SELECT * {{ SERVICE <{trap}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SeRvIcE SILENT <{trap}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE<{trap}>{{}} }}",
        f"SELECT * {{ SERVICE#x\n<{trap}>{{}} }}",
        f"PREFIX SERVICE: <{trap}> SELECT * {{ SERVICE SERVICE: {{}} }}",
        f"SELECT * {{ VALUES ?u {{ <{trap}> }} SERVICE ?u {{ ?s ?p ?o }} }}",
        f"SELECT * {{ \\u0053ERVICE <{trap}> {{ ?s ?p ?o }} }}",
        f"SELECT * FROM <{trap}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{trap}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        f"BASE <{trap}> SELECT * FROM <x> {{ ?s ?p ?o }}",
        f"LOAD <{trap}>",
        f"INSERT DATA {{}} ; LOAD SILENT <{trap}>",
    ):
        answer = target.query(text)
        assert status(answer) == 400, (text, answer[:300])
        assert b"root:" not in answer
        assert status(target.post("/update", text.encode(), "application/sparql-update")) in (
            400,
            401,
            403,
            404,
            405,
        )
    named = quote(trap, safe="")
    for parameter in ("default-graph-uri", "named-graph-uri"):
        answer = target.get(f"/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D&{parameter}={named}")
        assert status(answer) in (200, 400), answer[:300]
    assert not target.trap.visits, "the server has fetched something"


def _heavy(target: Target) -> None:
    for name, text in HEAVY.items():
        began = time.monotonic()
        answer = target.query(text)
        took = time.monotonic() - began
        assert status(answer) in (200, 400, 413, 503, 504, 507), (name, answer[:300])
        assert took < target.patience, name
        assert status(answer) != 200 or b"}" in answer[-8:], name  # what is answered is whole


def _sizes(target: Target) -> None:
    _refused(target.query("SELECT * {} #" + "x" * 200_000), 413)
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nConnection: close\r\n"
    )
    _refused(target.raw(head + b"Content-Length: 104857600\r\n\r\n", *[b"x" * 1_048_576] * 100), 0, 413)
    chunk = b"100000\r\n" + b"x" * 1_048_576 + b"\r\n"
    _refused(target.raw(head + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 100), 0, 413)
    _refused(target.get("/health", *[f"X-{n}: {'y' * 4_000}" for n in range(500)]), 0, 400, 431)
    _refused(target.get("/" + "x" * 300_000), 0, 400, 404, 414, 431)
    _refused(target.get("/sparql?" + "&".join(f"a{n}=b" for n in range(5_000))), 0, 200, 400, 414)


def _paths(target: Target) -> None:
    for path in (
        "/static/../../../../etc/passwd",
        "/static/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2fetc/passwd",
        "/city/../../etc/passwd",
        "/graph/%00",
        "/article/..%5c..%5cwindows",
        "//evil.example/%2f..",
        "/city/%ff%fe",
        "/downloads/citygraph.../../etc/passwd",
        "/queries/../../../etc/passwd.json",
        "/city/%0d%0aSet-Cookie:x=1",
    ):
        answer = target.get(path)
        assert status(answer) in (200, 303, 307, 400, 404), (path, answer[:300])
        head = answer.partition(b"\r\n\r\n")[0].lower()
        assert b"root:" not in answer and b"set-cookie" not in head and b"location: //" not in head, path


def _headers(target: Target) -> None:
    for header in (
        "Accept: " + ",".join(f"a/{n};q=0.{n}" for n in range(900)),
        "Accept: \x01\x02",
        "Accept-Language: " + "x-" * 3_000,
        "If-None-Match: " + '"' * 900,
        "If-Modified-Since: yesterday",
        "Range: bytes=0-,-1,5-2",
        "Origin: javascript:x",
        "Authorization: Bearer \udcff",
        "X-Forwarded-Host: evil.example",
        "Content-Length: -1",
        "Transfer-Encoding: chunked",
        "Host: evil.example",
    ):
        answer = target.get("/", header)
        assert status(answer) not in (500, 502), (header[:40], answer[:300])
        assert b"evil.example" not in answer, header
    for name in ("lang", "query", "page", "name"):
        answer = target.get(f"/?{name}=%0d%0aX-Injected:%201%3Cscript%3Ealert(1)%3C/script%3E")
        assert (
            b"x-injected" not in answer.partition(b"\r\n\r\n")[0].lower()
            and b"<script>alert(1)" not in answer
        )


def _broken(target: Target) -> None:
    for sent in (
        b"\x00" * 1_000,
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"PRI * HTTP/2.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\n",
    ):
        assert status(target.raw(sent + b"\r\n\r\n")) not in (500, 502), sent[:30]
    for text in (
        "SELECT \x00",
        "SELECT ('\ud800' AS ?x) {}",
        "\ufeffASK {}",
        "",
        "{" * 99,
        "SELECT * {} LIMIT 99999999999999999999",
    ):
        assert status(target.query(text)) in (200, 400), text[:30]
    for name in ("city", "network", "language", "date", "number"):
        answer = target.get(f"/queries/memberships.json?{name}=" + quote('"} ?s ?p ?o } SERVICE <x:y> {'))
        assert status(answer) in (200, 400, 404), answer[:300]


def _slow(target: Target) -> None:
    began = time.monotonic()
    for sent in (b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX: "):
        _refused(target.raw(sent), 0, 408)
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Length: 999\r\nConnection: close\r\n\r\n"
    )
    _refused(target.raw(head, b"S"), 0, 408)
    assert time.monotonic() - began < 4 * target.patience


ATTACKS: dict[str, Callable[[Target], None]] = {
    "nesting": _nested,
    "fetching": _fetching,
    "paths": _paths,
    "headers": _headers,
    "broken requests": _broken,
    "sizes": _sizes,
    "slow clients": _slow,
    "heavy queries": _heavy,
}
"""Every attack by name, the quick ones first."""


def attack(target: Target, name: str) -> None:
    """Run one attack, and see that the server is well after it.

    Raises:
        AssertionError: It came through.
    """
    ATTACKS[name](target)
    assert status(target.get("/health")) == 200, "the server is not well"


@contextmanager
def _server() -> Iterator[str]:
    from citygraph.graph import CityGraph
    from serving import running, serving

    with ExitStack() as stack:
        store = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "store"
        with CityGraph.open(store):
            pass
        settings = {"QUERY_SECONDS": "3", "HEADER_SECONDS": "3", "BODY_SECONDS": "3", "SEND_SECONDS": "3"}
        variables = {f"CITYGRAPH_{name}": value for name, value in settings.items()}
        yield stack.enter_context(running(serving(store), None, **variables))[0]


def main() -> None:
    """Run all attacks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", help="a server that runs already; by default one is started")
    parser.add_argument("--patience", type=float, default=60)
    options = parser.parse_args()
    through = 0
    with ExitStack() as stack:
        address = options.address or stack.enter_context(_server())
        trap = Trap()
        for name in ATTACKS:
            began = time.monotonic()
            try:
                attack(Target(address, trap, options.patience), name)
                outcome = "withstood"
            except AssertionError as error:
                through += 1
                outcome = f"CAME THROUGH: {error}"
            print(f"{name:16} {outcome} ({time.monotonic() - began:.1f} s)", flush=True)
        trap.close()
    sys.exit(1 if through else 0)


if __name__ == "__main__":
    main()
