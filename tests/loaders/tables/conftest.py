"""Tables, and a loader of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.tables import TableLoader
from citygraph.ontology import Identifiers

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file and returns it."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return written


@pytest.fixture(scope="session")
def table_loader(gazetteer: Gazetteer) -> TableLoader:
    """The loader of tables."""
    return TableLoader(gazetteer, NetworkRegister.open(), Identifiers())
