"""Has queries answered: the ways in which the client takes an answer go in, what was asked and its bytes come out."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterable, Callable, Coroutine
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal

from citygraph.api.client_addresses import client_of
from citygraph.api.site import Site
from citygraph.graph import QueryFailed
from citygraph.graph.readers import (
    GRAPH_FORMATS,
    RESULT_FORMATS,
    FormNotWanted,
    Limits,
    Pool,
    Question,
    ReadersLost,
)
from citygraph.graph.readers import Answer as ReadersAnswer
from citygraph.graph.readers.guard import check_query
from citygraph.graph.readers.xml_text import well_formed
from citygraph.ontology.errors import CityGraphError
from citygraph.ontology.namespaces import PREFIXES
from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, serialize
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

__all__ = ["GRAPH_NAMES", "RESULT_NAMES", "Answer", "Question", "ask", "limits_of"]

RESULT_NAMES: Final[dict[QueryResultsFormat, str]] = {form: name for name, form in RESULT_FORMATS.items()}
"""What a question calls a format of results."""

GRAPH_NAMES: Final[dict[RdfFormat, str]] = {form: name for name, form in GRAPH_FORMATS.items()}
"""What a question calls a format of graphs."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave.

    Attributes:
        kind: Whether it is the results of a SELECT or ASK, or a graph.
        format: Name of the format that it is written in, ``json`` where a question asks for the first rows only.
        body: The whole of it where that has come already.
        chunks: Its bytes as they come.
    """

    kind: Literal["results", "graph"]
    format: str = ""
    body: bytes | None = None
    chunks: AsyncIterable[bytes] | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether the question named a format for this kind of answer."""
        return self.body is not None or self.chunks is not None

    async def whole(self) -> bytes:
        """Return all of it."""
        if self.body is not None or self.chunks is None:
            return self.body or b""
        return b"".join([chunk async for chunk in self.chunks])


def limits_of(site: Site) -> Limits:
    """Return how much one query of a client may use."""
    settings = site.settings
    return Limits(
        seconds=settings.query_seconds,
        memory=settings.query_memory << 20,
        rows=settings.query_rows or None,
        size=settings.query_result_bytes or None,
        query_bytes=settings.query_bytes,
        query_nesting=settings.query_nesting,
    )


async def ask(request: Request, question: Question) -> Answer:
    """Return the answer to a question, from a process of its own where there are such.

    Raises:
        CityGraphError: There is none, and the error says why.
    """
    site: Site = request.app.state.site
    pool: Pool | None = request.app.state.pool
    question = replace(question, base=site.base)
    if pool is None:
        return await run_in_threadpool(_freed, site, question)
    try:
        answer = await _unless_gone(request, pool.ask(question, _client(request)))
    except FormNotWanted as error:
        return Answer("graph" if error.form == "triples" else "results")
    kind: Literal["results", "graph"] = "graph" if answer.form == "triples" else "results"
    if answer.is_complete:
        return Answer(kind, answer.format, answer.body)
    return Answer(kind, answer.format, None, answer)


def _client(request: Request) -> str:
    """Return who asks; the server has put the client that a proxy names in the proxy's place."""
    return client_of(request.client.host if request.client else "", "", "")


async def _unless_gone(request: Request, asking: Coroutine[object, object, ReadersAnswer]) -> ReadersAnswer:
    """Return an answer, unless the client hangs up before it begins: then nothing is asked any more."""
    task, gone = asyncio.create_task(asking), asyncio.create_task(_gone(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            gone.result()
            raise ReadersLost("the client has hung up")
        return task.result()
    finally:
        task.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    """Return when the client has hung up."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _freed(site: Site, question: Question) -> Answer:
    """Return the answer; an error that leaves this thread takes no results of the engine along."""
    try:
        return _answer(site, question)
    except CityGraphError as error:
        traceback.clear_frames(error.__traceback__)
        raise


def _answer(site: Site, question: Question) -> Answer:
    check_query(
        question.text,
        longest=question.limits.query_bytes,
        deepest=question.limits.query_nesting,
        is_local_graph=lambda name: _is_graph(site, name),
        base=question.base,
    )
    results = site.graph.query(
        question.text, default_graphs=question.default_graphs, named_graphs=question.named_graphs
    )
    if isinstance(results, QueryTriples):
        name = "ntriples" if question.first is not None else question.graphs
        if name is None:
            return Answer("graph")
        form = GRAPH_FORMATS[name]
        body = _written(partial(serialize, results, format=form, prefixes=PREFIXES))
        return Answer("graph", name, well_formed(body) if name == "rdfxml" else body)
    name = "json" if question.first is not None else question.results
    if name is None:
        return Answer("results")
    body = _written(partial(results.serialize, format=RESULT_FORMATS[name]))
    return Answer("results", name, well_formed(body) if name == "xml" else body)


def _written(write: Callable[[], bytes | None]) -> bytes:
    """Return what the engine writes."""
    failure = ""
    body: bytes | None = None
    try:
        body = write()
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        failure = str(error) or type(error).__name__
    del write
    if body is None:  # raised out here, the error carries nothing of the engine's
        raise QueryFailed(
            f"the query could not be answered: {failure}", hint="ask for less at once"
        ) from None
    return body


def _is_graph(site: Site, name: str) -> bool:
    try:
        return bool(site.selections.rows("graph", g=NamedNode(name)))
    except ValueError:
        return False
