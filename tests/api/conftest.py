"""A real store on disk with the five articles, and real servers over it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from citygraph.api import Settings
from citygraph.api.serving import listen, server_for
from citygraph.graph import CityGraph, SourceDocument
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.loading import FileLoaded, Loader
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths

DATA = Path(__file__).parent / "data"
BASE = "https://w3id.org/citygraph/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@contextmanager
def serving(graph: CityGraph, settings: Settings) -> Iterator[httpx.Client]:
    """A client of a real server on a free loopback port, in a thread of its own."""
    listening = listen("127.0.0.1", 0)
    ready = threading.Event()
    server = server_for(graph, settings, listening, on_listening=lambda _: ready.set())
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        assert ready.wait(20), "the server did not start"
        with httpx.Client(base_url=server.address, timeout=30, headers={"Accept-Language": "en"}) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(20)
        listening.close()
        assert not thread.is_alive(), "the server did not stop"


def load_seeds(graph: CityGraph) -> None:
    load_documents(graph, seed_paths())


def load_documents(graph: CityGraph, paths: Iterable[Path], *, withdraw: bool = False) -> None:
    """Load fact documents, all of which must be taken."""
    mapping = Mapping(Gazetteer.open(), NetworkRegister.open(graph.identifiers.base), graph.identifiers)
    outcomes = list(Loader(mapping).load(graph, paths, withdraw=withdraw))
    assert all(isinstance(outcome, FileLoaded) for outcome in outcomes), outcomes


def _triples(name: str) -> frozenset[ox.Triple]:
    return frozenset(quad.triple for quad in ox.parse((DATA / name).read_bytes(), format=ox.RdfFormat.TURTLE))


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityGraph]:
    """The five articles in a store on disk."""
    with CityGraph.open(tmp_path_factory.mktemp("store") / "graph") as graph:
        load_seeds(graph)
        yield graph


@pytest.fixture(scope="session")
def client(graph: CityGraph) -> Iterator[httpx.Client]:
    """A client of a server over the five articles."""
    with serving(graph, Settings()) as client:
        yield client


@pytest.fixture(scope="session")
def hostile() -> Iterator[httpx.Client]:
    """A client of a server over a graph whose literals are markup, scripts and formulas."""
    with CityGraph.open() as graph:
        graph.add(
            SourceDocument(
                "hostile",
                ox.NamedNode(f"{BASE}article/hostile"),
                _triples("hostile.ttl"),
                _triples("hostile-reference.ttl"),
            )
        )
        with serving(graph, Settings(page_rows=3, body_bytes=20_000, query_bytes=5_000)) as client:
            yield client


@pytest.fixture(scope="session")
def empty() -> Iterator[httpx.Client]:
    """A client of a server over a graph without any article."""
    with CityGraph.open() as graph, serving(graph, Settings()) as client:
        yield client


@pytest.fixture(scope="session")
def page(client: httpx.Client) -> Callable[..., str]:
    """Fetches a page as a browser does and returns its HTML."""

    def fetch(path: str, **parameters: str) -> str:
        answer = client.get(path, params=parameters, headers={"Accept": BROWSER}, follow_redirects=True)
        assert answer.status_code == 200, answer.text[:500]
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        return answer.text

    return fetch
