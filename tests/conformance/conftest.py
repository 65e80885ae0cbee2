"""A server that really runs, on an empty bare dataset, and clients of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import httpx
import pytest

TOKEN = "a-token-for-tests"
COMMAND = (sys.executable, "-m", "citygraph.api.cli")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where ``citygraph serve --bare --write-token`` listens."""
    store = tmp_path_factory.mktemp("bare") / "store"
    process = subprocess.Popen(
        [*COMMAND, "serve", "--store", str(store), "--bare", "--write-token", TOKEN, "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={k: v for k, v in os.environ.items() if not k.startswith("CITYGRAPH_")},
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first.startswith("http://"), process.communicate(timeout=60)
    yield first.split()[0].rstrip("/")
    process.terminate()
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors, errors


@pytest.fixture(scope="session")
def session(address: str) -> Iterator[httpx.Client]:
    """A client that brings the token with every request."""
    with httpx.Client(base_url=address, timeout=60, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


@pytest.fixture
def client(session: httpx.Client) -> httpx.Client:
    """The client, of a dataset that is empty."""
    session.post("/update", data={"update": "DROP ALL"}).raise_for_status()
    return session


Load = Callable[[str], httpx.Client]


@pytest.fixture
def load(session: httpx.Client) -> Load:
    """Makes the dataset what an update makes of an empty one, in one go."""

    def run(update: str) -> httpx.Client:
        session.post("/update", data={"update": f"DROP ALL ;\n{update}"}).raise_for_status()
        return session

    return run


@pytest.fixture
def stranger(address: str) -> Iterator[httpx.Client]:
    """A client without the token."""
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client
