"""Real readers over a real store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from citygraph.graph import CityGraph
from citygraph.graph.readers import Pool, PoolLimits, Readers

Run = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture(scope="session")
def read_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the shipped data and no documents, not to be changed."""
    store = tmp_path_factory.mktemp("readers") / "store"
    with CityGraph.open(store):
        pass
    return store


@pytest.fixture(scope="session")
def readers(read_store: Path) -> Iterator[Readers]:
    """The readers of that store, which many pools may ask."""
    with Readers(read_store) as started:
        yield started
    assert processes(started.process) == []


@asynccontextmanager
async def asking(readers: Readers, limits: PoolLimits | None = None) -> AsyncIterator[Pool]:
    """A pool of its own over readers that others ask too."""
    pool = Pool(readers.connect(), limits)
    try:
        await pool.start()
        yield pool
    finally:
        await pool.close()


@asynccontextmanager
async def pool_over(store: Path, limits: PoolLimits | None = None, **options: Any) -> AsyncIterator[Pool]:
    """A pool over new readers of a store; at the end none of their processes is left."""
    with Readers(store, **options) as readers:
        async with asking(readers, limits) as pool:
            yield pool
    assert processes(readers.process) == []


def processes(keeper: int) -> list[int]:
    """The processes of the keeper's session, which all readers belong to."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == keeper and fields[0] != "Z":
                found.append(int(entry.name))
    return found


@pytest.fixture
def run() -> Run:
    """Runs a coroutine to its end."""

    def to_end(coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run(asyncio.wait_for(coroutine, 60))

    return to_end
