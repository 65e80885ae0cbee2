"""Fixtures that the tests of every folder use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from citygraph.graph import CityGraph
from citygraph.loaders import FileLoaded, Loader
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths
from citygraph.ontology import Identifiers
from hypothesis import settings

from .engines import Engine, oxigraph, virtuoso

# Properties are judged by what they find, not by how long a busy machine takes over one example.
settings.register_profile("citygraph", deadline=None)
settings.load_profile("citygraph")


@pytest.fixture(scope="session", autouse=True)
def _computed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder for the results of long computations that goes with the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CITYGRAPH_COMPUTED", str(tmp_path_factory.mktemp("computed")))
        patch.setenv("CITYGRAPH_COMPUTATIONS_PATIENCE", "100")  # on a busy machine, too
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the articles and real data, or a visible skip where it is absent."""
    path = Path(os.environ.get("CITYGRAPH_SHARED") or Path(__file__).parents[2] / "shared")
    if not (path / "corpus").is_dir():
        pytest.skip("the articles and real data are not on this machine (set CITYGRAPH_SHARED)")
    return path


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    """The gazetteer in the user's cache folder, built by the first test session that needs it."""
    with Gazetteer.open() as opened:
        yield opened


@pytest.fixture(scope="session")
def loader(gazetteer: Gazetteer) -> Loader:
    """Loads fact documents under the default base, without texts."""
    return Loader(Mapping(gazetteer, NetworkRegister.open(), Identifiers()))


@pytest.fixture(scope="session")
def five_articles(loader: Loader) -> Iterator[CityGraph]:
    """The graph of the five shipped articles, in memory; tests must not change it."""
    with CityGraph.open() as graph:
        outcomes = list(loader.load(graph, seed_paths()))
        assert all(isinstance(outcome, FileLoaded) for outcome in outcomes), outcomes
        yield graph


@pytest.fixture(scope="session")
def oxigraph_server() -> Iterator[Engine]:
    """An oxigraph server; tests empty it."""
    with oxigraph() as engine:
        yield engine


@pytest.fixture
def passing_oxigraph() -> Iterator[Engine]:
    """An oxigraph server that a test may stop."""
    with oxigraph() as engine:
        yield engine


@pytest.fixture(scope="session")
def virtuoso_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A Virtuoso; tests empty it."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as engine:
        yield engine


@pytest.fixture(scope="session")
def oxigraph_of_seeds() -> Iterator[Engine]:
    """An oxigraph server for the graph of the five articles, which no test empties."""
    with oxigraph() as engine:
        yield engine


@pytest.fixture(scope="session")
def virtuoso_of_seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A Virtuoso for the graph of the five articles, which no test empties."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as engine:
        yield engine


@pytest.fixture(params=["oxigraph", "virtuoso"])
def server(request: pytest.FixtureRequest) -> Engine:
    """An engine behind an address, without data: each of those that others wrote."""
    engine: Engine = request.getfixturevalue(f"{request.param}_server")
    engine.empty()
    return engine
