"""The SPARQL 1.1 Protocol and the Graph Store Protocol, as a client speaks them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import pyoxigraph as ox

from .answers import RESULTS, TRIPLES, results_of, triples_of
from .client import Answer, Client
from .endpoint import Endpoint

__all__ = ["Protocol", "found"]

_CHUNK: Final = 500_000
"""Most bytes of triples in one request; servers bound the bodies that they take."""
_QUERIES: Final = ("query", "sparql")
_STORES: Final = ("store", "data")
"""What engines call the addresses of queries and of graphs, below their own."""
_VIRTUOSO: Final = ("sparql", "sparql-graph-crud")
"""What Virtuoso calls them; ``-auth`` is added for those who have a name and a password."""


class Protocol:
    """Asks and changes one endpoint.

    Args:
        client: Sends the requests.
        endpoint: The endpoint, with all three addresses.
    """

    def __init__(self, client: Client, endpoint: Endpoint) -> None:
        assert endpoint.query and endpoint.update and endpoint.graphs
        self._client = client
        self._query = endpoint.query
        self._update = endpoint.update
        self._graphs = endpoint.graphs
        self.address = endpoint.address

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def query(
        self,
        text: str,
        *,
        accept: str,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        seen: tuple[int, ...] = (),
    ) -> Answer:
        """Return the answer to a query, sent as a form."""
        form: dict[str, str | list[str]] = {"query": text}
        if default_graphs:
            form["default-graph-uri"] = list(default_graphs)
        if named_graphs:
            form["named-graph-uri"] = list(named_graphs)
        return self._client.send("POST", self._query, form=form, accept=accept, seen=seen)

    def update(self, text: str, *, repeatable: bool = True) -> None:
        """Make an update; one of DATA and patterns without conditions may be repeated."""
        self._client.send("POST", self._update, form={"update": text}, repeatable=repeatable)

    def put(self, graph: str | None, triples: Iterable[ox.Triple]) -> None:
        """Let a graph hold exactly these triples; None is the default graph."""
        method = "PUT"
        for chunk in _chunks(triples):
            self._change(method, graph, chunk)
            method = "POST"

    def post(self, graph: str | None, triples: Iterable[ox.Triple]) -> None:
        """Add triples to a graph; None is the default graph."""
        for chunk in _chunks(triples):
            if chunk:
                self._change("POST", graph, chunk)

    def delete(self, graph: str) -> None:
        """Take a graph away, if it is there."""
        self._client.send("DELETE", self._graphs, parameters={"graph": graph}, seen=(404,))

    def get(self, graph: str | None) -> list[ox.Triple]:
        """Return what a graph holds; None is the default graph. An engine may give a part of it without a word.

        Raises:
            EndpointError: It gives no triples.
        """
        answer = self._client.send("GET", self._graphs, parameters=_named(graph), accept=TRIPLES, seen=(404,))
        return [] if answer.status == 404 else triples_of(answer, self._graphs)

    def _change(self, method: str, graph: str | None, body: bytes) -> None:
        self._client.send(method, self._graphs, parameters=_named(graph), content=body, media=TRIPLES)


def found(client: Client, endpoint: Endpoint) -> Endpoint:
    """Return the endpoint with all three addresses: those given, and for the others those that engines usually have.

    Raises:
        EndpointError: None of them answers a query; the last one's error.
    """
    if endpoint.query and endpoint.update and endpoint.graphs:
        return endpoint
    names: Sequence[str] = _QUERIES
    base = endpoint.address.rstrip("/")
    folder, _, last = base.rpartition("/")
    if last in (*_QUERIES, *(f"{name}-auth" for name in _VIRTUOSO)):
        base, names = folder, (last,)
    places = [endpoint.query] if endpoint.query else [f"{base}/{name}" for name in names]
    query, server = _answering(client, places)
    if "virtuoso" in server.lower():
        suffix = "-auth" if endpoint.credentials.user is not None else ""
        asking, keeping = (f"{base}/{name}{suffix}" for name in _VIRTUOSO)
        return replace(
            endpoint,
            query=endpoint.query or asking,
            update=endpoint.update or asking,
            graphs=endpoint.graphs or keeping,
        )
    stores = [endpoint.graphs] if endpoint.graphs else [f"{base}/{name}" for name in _STORES]
    return replace(
        endpoint, query=query, update=endpoint.update or f"{base}/update", graphs=_keeping(client, stores)
    )


def _answering(client: Client, addresses: Sequence[str]) -> tuple[str, str]:
    """Return the first address that answers a query, and what its server calls itself."""
    for address in addresses:
        last = address == addresses[-1]
        answer = client.send(
            "POST",
            address,
            form={"query": "ASK {}"},
            accept=", ".join(RESULTS),
            seen=() if last else (400, 404, 405, 406, 415),
        )
        if last or (answer.status < 300 and answer.media in RESULTS):
            results_of(answer, address)
            return address, answer.headers.get("server", "")
    raise AssertionError("the last address answers or raises")  # pragma: no cover


def _keeping(client: Client, addresses: Sequence[str]) -> str:
    """Return the first address that gives the default graph, else the first of all: it need not be readable."""
    for address in addresses:
        answer = client.send(
            "HEAD", address, parameters={"default": ""}, accept=TRIPLES, seen=tuple(range(300, 600))
        )
        if answer.status < 300:
            return address
    return addresses[0]


def _named(graph: str | None) -> dict[str, str]:
    return {"default": ""} if graph is None else {"graph": graph}


def _chunks(triples: Iterable[ox.Triple]) -> Iterator[bytes]:
    """Yield triples as N-Triples, some at a time, at least once."""
    lines: list[bytes] = []
    size = 0
    for triple in triples:
        line = f"{triple} .\n".encode()
        if lines and size + len(line) > _CHUNK:
            yield b"".join(lines)
            lines, size = [], 0
        lines.append(line)
        size += len(line)
    yield b"".join(lines)
