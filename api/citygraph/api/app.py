"""The web application over one graph."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from citygraph.graph import CityGraph
from citygraph.graph.readers import Pool, ReaderGraph
from citygraph.graph.writing import WriterProcess
from citygraph.ontology.errors import CityGraphError
from citygraph.queries import read_names
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from . import (
    analyses,
    computations,
    dataset,
    documentation,
    downloads,
    entrance,
    evidence,
    graphs,
    health,
    home,
    protocol,
    ready_queries,
    recipes,
    reports,
    resources,
    vocabulary,
)
from .cross_origin import CrossOrigin
from .deadlines import Deadlines
from .limits import BodyLimit, HeadRequests, SecurityHeaders
from .overview import overview_of
from .problems import handle_problems
from .settings import Settings
from .site import Site
from .statistics import statistics_of

__all__ = ["create_app"]

_BETWEEN_COUNTS: Final = 5.0
"""Seconds, at least, between two looks whether what the description counts has changed."""
_REST: Final = 20.0
"""Times as long as counting took, at least, between two counts."""
_TRIES: Final = 3
"""How often what fails is tried for a state."""
_STATIC: Final = Path(__file__).parent / "static"
_DESCRIPTION: Final = (
    "A knowledge graph of how cities work together: every fact with the article that says so. "
    "Every IRI below the base answers here under its own path, as a page or as data."
)


_PARTS: Final = (
    evidence,
    home,
    protocol,
    ready_queries,
    recipes,
    reports,
    analyses,
    computations,
    dataset,
    downloads,
    vocabulary,
    health,
    documentation,
    graphs,
    resources,
)
_BARE_PARTS: Final = (entrance, protocol, health, documentation)


def create_app(
    graph: CityGraph | ReaderGraph,
    settings: Settings,
    *,
    address: str | None = None,
    writer: WriterProcess | None = None,
    bare: bool = False,
) -> FastAPI:
    """Return the application that serves a graph.

    The graph stays the caller's: close it after the server has stopped. Routes that touch it are plain
    functions, so they run in worker threads and never on the event loop.

    Args:
        graph: What to serve. A graph of readers is asked as long as the application runs, and queries of others
            run in their processes; an open store is asked in this process, for tests and trusted use alone.
        settings: The deployment's choices.
        address: Where the server listens; what the service tells of itself where there is no public address.
        writer: The process that writes, started; without it the server is read-only. It needs readers.
        bare: Whether the readers serve a bare dataset, so that there are no pages about cities.
    """
    app = FastAPI(
        title=settings.title,
        version=version("citygraph"),
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,  # a redirect would repeat the Host header, which anyone can forge
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(CrossOrigin),
            Middleware(HeadRequests),
            Middleware(Deadlines, settings=settings),
            Middleware(
                BodyLimit,
                limit=settings.body_bytes,
                writing=settings.write_bytes,
                token=settings.write_token,
            ),
        ],
        lifespan=partial(
            _serving, pool=graph.pool if isinstance(graph, ReaderGraph) else None, writer=writer
        ),
    )
    app.state.site = Site.build(graph, settings, address=address, bare=bare)
    app.state.failure = None
    app.state.pool = None
    app.state.writer = None
    handle_problems(app)
    for part in _BARE_PARTS if bare else _PARTS:
        app.include_router(part.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    return app


@asynccontextmanager
async def _serving(app: FastAPI, *, pool: Pool | None, writer: WriterProcess | None) -> AsyncGenerator[None]:
    """Ask the readers, and order the writer, as long as requests are taken."""
    runner = app.state.site.runner
    if pool is None:
        try:
            yield
        finally:
            await run_in_threadpool(runner.close)
        return
    try:
        await pool.start()
    except CityGraphError as error:  # told by the server, not logged as a failure of the application
        app.state.failure = error
        yield
        return
    app.state.pool = pool
    app.state.writer = None if writer is None else protocol.Writer(writer, pool.refresh)
    counting = asyncio.create_task(_count(app.state.site))
    try:
        yield
    finally:
        counting.cancel()
        await run_in_threadpool(runner.close)
        await pool.close()


async def _count(site: Site) -> None:
    """Work out what the first page and the dataset's description need before anybody asks, for each state.

    What fails is tried again a few times, and keeps nothing else from being worked out.
    """
    steps: tuple[Callable[[], object], ...] = (
        partial(overview_of, site),
        partial(read_names, site.graph, "city"),
        partial(statistics_of, site),
    )
    counted, missing, tries = "", list(steps), 0
    while not site.bare:
        began = time.monotonic()
        with suppress(CityGraphError):
            state = site.graph.digest
            if state != counted:
                counted, missing, tries = state, list(steps), 0
        if counted and missing and tries < _TRIES:
            tries += 1
            for step in list(missing):
                with suppress(CityGraphError):  # whoever asks is told
                    await run_in_threadpool(step)
                    missing.remove(step)
        await asyncio.sleep(max(_BETWEEN_COUNTS, _REST * (time.monotonic() - began)))
