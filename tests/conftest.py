"""Fixtures that the tests of every folder use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the articles and real data, or a visible skip where it is absent."""
    path = Path(os.environ.get("CITYGRAPH_SHARED") or Path(__file__).parents[2] / "shared")
    if not (path / "corpus").is_dir():
        pytest.skip("the articles and real data are not on this machine (set CITYGRAPH_SHARED)")
    return path
