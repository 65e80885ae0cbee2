"""Has queries answered: which formats the client takes goes in, what was asked and its bytes come out."""

from __future__ import annotations

import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from citygraph.api.site import Site
from citygraph.graph import QueryFailed
from citygraph.graph.readers.guard import check_query
from citygraph.ontology.errors import CityGraphError
from citygraph.ontology.namespaces import PREFIXES
from pyoxigraph import NamedNode, QueryResultsFormat, QueryTriples, RdfFormat, serialize
from starlette.concurrency import run_in_threadpool

__all__ = ["Answer", "Question", "ask"]


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the ways in which it may be answered.

    Attributes:
        text: The query.
        default_graphs: Names of the graphs that make up the default graph; None leaves that to the query.
        named_graphs: Names of the graphs that GRAPH may reach; None leaves that to the query.
        results: Format of the results of SELECT and ASK; None when the client takes none that there is.
        graph: Format of the graph of CONSTRUCT and DESCRIBE; None when the client takes none that there is.
    """

    text: str
    default_graphs: Sequence[str] | None = None
    named_graphs: Sequence[str] | None = None
    results: QueryResultsFormat | None = None
    graph: RdfFormat | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave.

    Attributes:
        kind: Whether it is the results of a SELECT or ASK, or a graph.
        chunks: Its bytes in the format that was asked for; None when none was for this kind.
    """

    kind: Literal["results", "graph"]
    chunks: AsyncIterator[bytes] | None


async def ask(site: Site, question: Question) -> Answer:
    """Return the answer to a question.

    Raises:
        QuerySyntax: The query is not valid SPARQL.
        QueryRefused: The query asks for what the server does not do.
        QueryTooLong: The query's text is over the limit.
        QueryFailed: The engine could not answer.
    """
    kind, body = await run_in_threadpool(_freed, site, question)
    return Answer(kind, None if body is None else _once(body))


async def _once(body: bytes) -> AsyncIterator[bytes]:
    yield body


def _freed(site: Site, question: Question) -> tuple[Literal["results", "graph"], bytes | None]:
    """Return the answer; an error that leaves this thread takes no results of the engine along."""
    try:
        return _answer(site, question)
    except CityGraphError as error:
        traceback.clear_frames(error.__traceback__)
        raise


def _answer(site: Site, question: Question) -> tuple[Literal["results", "graph"], bytes | None]:
    has_dataset = question.default_graphs is not None or question.named_graphs is not None
    check_query(
        question.text,
        longest=site.settings.query_bytes,
        deepest=site.settings.query_nesting,
        is_local_graph=lambda name: _is_graph(site, name),
        base=site.base,
    )
    results = site.graph.query(
        question.text,
        default_graphs=(question.default_graphs or ()) if has_dataset else None,
        named_graphs=(question.named_graphs or ()) if has_dataset else None,
    )
    if isinstance(results, QueryTriples):
        form = question.graph
        write = None if form is None else partial(serialize, results, format=form, prefixes=PREFIXES)
        return "graph", None if write is None else _written(write)
    results_form = question.results
    return "results", None if results_form is None else _written(
        partial(results.serialize, format=results_form)
    )


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
