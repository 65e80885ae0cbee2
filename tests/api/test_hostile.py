"""The quick attacks of the hostile client, on a server that really runs."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from citygraph.graph import CityGraph

SCRIPT = Path(__file__).parents[1] / "benchmarks" / "hostile_client.py"
QUICK = ("nesting", "fetching", "paths", "broken requests")


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hostile_client", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


hostile_client = load()


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    store = tmp_path_factory.mktemp("hostile") / "store"
    with CityGraph.open(store):
        pass
    process = subprocess.Popen(
        [sys.executable, "-m", "citygraph.api.cli", "serve", "--store", str(store), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "CITYGRAPH_QUERY_SECONDS": "2"},
    )
    assert process.stdout is not None
    trap = hostile_client.Trap()
    try:
        address = process.stdout.readline().split()[0].rstrip("/")
        yield hostile_client.Target(address, trap, 60)
    finally:
        trap.close()
        process.terminate()
        _, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors, errors
    assert process.returncode == 0


@pytest.mark.parametrize("name", QUICK)
def test_the_server_withstands(target: object, name: str) -> None:
    hostile_client.attack(target, name)
