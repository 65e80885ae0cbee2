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

# Properties are judged by what they find, not by how long a busy machine takes over one example.
settings.register_profile("citygraph", deadline=None)
settings.load_profile("citygraph")


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
