"""The query operation of the SPARQL 1.1 Protocol, at /sparql: answers, the form for people, the description."""

from __future__ import annotations

from typing import Final, cast

from citygraph.api.errors import BadParameter, NotAcceptable
from citygraph.api.negotiation import DATASETS, GRAPHS, HTML, RESULTS, Media, choose
from citygraph.api.site import Site, View
from citygraph.graph import QueryRefused, QuerySyntax
from fastapi import APIRouter
from pyoxigraph import RdfFormat
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from .asking import acceptable, data_answer, limits_for
from .description import describe
from .execution import GRAPH_NAMES, RESULT_NAMES, Question, ask
from .form import answered_form, empty_form, failed_form
from .interface import ANSWERED, QUERY_BODY, QUERY_PARAMETERS
from .mistakes import explained
from .operations import Asked, accepted, from_address, from_body

__all__ = ["GRAPH_FORMATS", "router"]

router = APIRouter(tags=["SPARQL"])

GRAPH_FORMATS: Final = (*GRAPHS, *DATASETS)
"""How the graph of a CONSTRUCT or DESCRIBE is written."""


@router.get(
    "/sparql",
    summary="Answer a SPARQL query; without one, a form for people and a description for programs",
    response_class=Response,
    operation_id="query_by_get",
    responses=ANSWERED,
    openapi_extra={"parameters": QUERY_PARAMETERS},
)
async def by_get(request: Request) -> Response:
    """Answer the query of the address."""
    asked = from_address(request, "query")
    if asked.has_parameters:
        return await _answer(request, asked)
    accept = accepted(request)
    media = choose(accept, (*GRAPH_FORMATS, HTML, *RESULTS))
    if media is HTML:
        return await run_in_threadpool(empty_form, View.of(request))
    if media in RESULTS:
        raise _no_query()
    return await describe(request, media)


@router.post(
    "/sparql",
    summary="Answer a SPARQL query sent as a form or as it is",
    response_class=Response,
    operation_id="query_by_post",
    responses=ANSWERED,
    openapi_extra={"requestBody": QUERY_BODY},
)
async def by_post(request: Request) -> Response:
    """Answer the query of the body."""
    return await _answer(request, await from_body(request, "query"))


async def _answer(request: Request, asked: Asked) -> Response:
    """Return the answer to a query in the media type that the client likes best."""
    site: Site = request.app.state.site
    accept = accepted(request)
    if asked.text is None or not asked.text.strip():
        if acceptable(accept, (*RESULTS, *GRAPH_FORMATS, HTML)) is HTML:
            return await run_in_threadpool(empty_form, View.of(request))
        raise _no_query()
    results = acceptable(accept, (*RESULTS, HTML))
    graph = acceptable(accept, (*GRAPH_FORMATS, HTML))
    question = Question(
        asked.text,
        results="json" if results is HTML else _name(results),
        graphs="ntriples" if graph is HTML else _name(graph),
        default_graphs=asked.default_graphs if asked.names_dataset else None,
        named_graphs=asked.named_graphs if asked.names_dataset else None,
        limits=limits_for(request, asked),
        first=site.settings.page_rows + 1 if results is HTML and graph is HTML else None,
    )
    try:
        answer = await ask(request, question)
    except (QuerySyntax, QueryRefused) as refused:
        error = (
            explained(asked.text, refused, "query", prefixes=site.prefixes)
            if isinstance(refused, QuerySyntax)
            else refused
        )
        if acceptable(accept, (*RESULTS, *GRAPH_FORMATS, HTML)) is not HTML:
            raise error from None
        return await run_in_threadpool(failed_form, View.of(request), asked, error)
    media, offered = (graph, GRAPH_FORMATS) if answer.kind == "graph" else (results, RESULTS)
    if media is None:
        raise NotAcceptable(accept or "", [each.type for each in offered])
    if media is HTML:
        body = await answer.whole()
        return await run_in_threadpool(answered_form, View.of(request), asked, answer.format, body)
    return data_answer(answer, media)


def _name(media: Media | None) -> str | None:
    """Return what a question calls the format of a media type."""
    if media is None:
        return None
    return (
        RESULT_NAMES[media.results] if media.results is not None else GRAPH_NAMES[cast(RdfFormat, media.rdf)]
    )


def _no_query() -> BadParameter:
    return BadParameter("query", "there is none", hint="send query=…")
