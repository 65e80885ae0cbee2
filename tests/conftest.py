"""Fixtures that the tests of every folder use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from citygraph.loaders.gazetteer import Gazetteer


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
