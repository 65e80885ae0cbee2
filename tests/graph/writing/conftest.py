"""A store of two small documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from citygraph.graph import CityGraph, SourceDocument

Two = tuple[SourceDocument, SourceDocument]


@pytest.fixture(scope="session")
def store_of_two(tmp_path_factory: pytest.TempPathFactory, two: Two) -> Path:
    """A store of the two documents, closed; not to be changed."""
    path = tmp_path_factory.mktemp("two") / "store"
    with CityGraph.open(path) as graph:
        list(graph.add_all(two))
    return path


@pytest.fixture
def store(store_of_two: Path, tmp_path: Path) -> Path:
    """A store of the two documents, for one test."""
    return Path(shutil.copytree(store_of_two, tmp_path / "store"))


@pytest.fixture
def graph(store: Path) -> Iterator[CityGraph]:
    """The graph of the two documents, open for writing."""
    with CityGraph.open(store) as graph:
        yield graph


@pytest.fixture(scope="module")
def unchanged(store_of_two: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CityGraph]:
    """The graph of the two documents, for tests that must change nothing."""
    with CityGraph.open(
        Path(shutil.copytree(store_of_two, tmp_path_factory.mktemp("same") / "store"))
    ) as graph:
        yield graph
