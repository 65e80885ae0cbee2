"""The SPARQL 1.1 query protocol, and the form that people ask with."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from citygraph.graph import QueryFailed, QuerySyntax
from citygraph.ontology.errors import CityGraphError
from citygraph.queries import load_catalogue
from fastapi import APIRouter, Depends
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from .answers import results_answer, triples_answer
from .errors import BadParameter, NotAcceptable, QueryRefused, UnsupportedMedia
from .guard import check_query
from .negotiation import GRAPHS, HTML, RESULTS, choose
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["SPARQL"])
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the protocol brings it.

    Attributes:
        text: The query, or None where the request has none.
        default_graphs: Names of the graphs that make up the default graph, if the client says.
        named_graphs: Names of the graphs that GRAPH may reach, if the client says.
    """

    text: str | None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@router.get(
    "/sparql",
    summary="Answer a SPARQL query; a form for people",
    response_class=Response,
    operation_id="query_by_get",
    openapi_extra={
        "parameters": [
            {
                "name": name,
                "in": "query",
                "required": False,
                "description": text,
                "schema": {"type": "string"},
            }
            for name, text in (
                ("query", "SPARQL 1.1 query; the usual prefixes need not be declared"),
                ("default-graph-uri", "a graph that the default graph is made of; may be repeated"),
                ("named-graph-uri", "a graph that GRAPH may reach; may be repeated"),
            )
        ]
    },
)
def by_get(view: Annotated[View, Depends(View.of)]) -> Response:
    """Answer the query of the address."""
    return _freed(view, _asked(view.request.query_params.multi_items()))


@router.post(
    "/sparql",
    summary="Answer a SPARQL query sent as a form or as it is",
    response_class=Response,
    operation_id="query_by_post",
    openapi_extra={
        "requestBody": {
            "content": {
                _QUERY: {"schema": {"type": "string"}},
                _FORM: {
                    "schema": {
                        "type": "object",
                        "properties": {"query": {"type": "string"}},
                        "required": ["query"],
                    }
                },
            }
        }
    },
)
async def by_post(request: Request) -> Response:
    """Answer the query of the body."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == _UPDATE:
        raise QueryRefused(
            "updates are refused: this address only answers queries", hint="use 'citygraph load'"
        )
    if media not in (_FORM, _QUERY):
        raise UnsupportedMedia(media, (_QUERY, _FORM))
    body = await request.body()
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadParameter("query", "the body is not UTF-8", hint="send UTF-8") from None
    items = request.query_params.multi_items()
    asked = _asked([*items, ("query", text)]) if media == _QUERY else _asked(_form_items(text))
    if asked.text is None:
        raise BadParameter("query", "there is none", hint="send query=…")
    return await run_in_threadpool(_freed, View.of(request), asked)


def _form_items(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise BadParameter("query", f"the form cannot be read: {error}", hint="send UTF-8") from None


def _asked(items: list[tuple[str, str]]) -> Asked:
    """Return the query of a request's parameters."""
    if any(name == "update" for name, _ in items):
        raise QueryRefused(
            "updates are refused: this address only answers queries", hint="use 'citygraph load'"
        )
    texts = [value for name, value in items if name == "query"]
    if len(texts) > 1:
        raise BadParameter("query", f"{len(texts)} queries were sent", hint="send one")
    return Asked(
        texts[0] if texts else None,
        tuple(v for n, v in items if n == "default-graph-uri"),
        tuple(v for n, v in items if n == "named-graph-uri"),
    )


def _freed(view: View, asked: Asked) -> Response:
    """Return the answer; an error that leaves this thread takes no results of the engine along."""
    try:
        return _answer(view, asked)
    except CityGraphError as error:
        traceback.clear_frames(error.__traceback__)
        raise


def _answer(view: View, asked: Asked) -> Response:
    """Return the answer to a query in the media type that the client likes best."""
    accept = view.request.headers.get("accept")
    if asked.text is None or not asked.text.strip():
        if choose(accept, (*RESULTS, HTML)) is HTML:
            return _page(view, asked)
        raise BadParameter("query", "there is none", hint="send ?query=…")
    for name in (*asked.default_graphs, *asked.named_graphs):
        if not _is_iri(name):
            raise BadParameter("default-graph-uri or named-graph-uri", f"{name!r} is no IRI")
    try:
        results = _run(view, asked, asked.text)
    except (QuerySyntax, QueryRefused) as error:
        if _wants_page(accept):
            page = _page(view, asked, error=error)
            page.status_code = 400
            return page
        raise
    if isinstance(results, QueryTriples):
        media = choose(accept, (*GRAPHS, HTML))
        return _page(view, asked, results) if media is HTML else triples_answer(results, media)
    media = choose(accept, (*RESULTS, HTML))
    return _page(view, asked, results) if media is HTML else results_answer(results, media)


def _wants_page(accept: str | None) -> bool:
    try:
        return choose(accept, (*RESULTS, *GRAPHS, HTML)) is HTML
    except NotAcceptable:
        return False


def _is_iri(name: str) -> bool:
    try:
        NamedNode(name)
    except ValueError:
        return False
    return True


def _run(view: View, asked: Asked, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    """Return the engine's results once the guard has let the query pass."""
    settings = view.site.settings
    check_query(
        text,
        longest=settings.query_bytes,
        deepest=settings.query_nesting,
        is_local_graph=lambda name: (
            _is_iri(name) and bool(view.site.selections.rows("graph", g=NamedNode(name)))
        ),
    )
    has_dataset = bool(asked.default_graphs or asked.named_graphs)
    return view.site.graph.query(
        text,
        default_graphs=asked.default_graphs if has_dataset else None,
        named_graphs=asked.named_graphs if has_dataset else None,
    )


def _page(
    view: View,
    asked: Asked,
    results: QuerySolutions | QueryBoolean | QueryTriples | None = None,
    *,
    error: QuerySyntax | QueryRefused | None = None,
) -> Response:
    """Return the form, with the results as a table where there are some."""
    columns: list[str] = []
    rows: list[list[object]] = []
    verdict: bool | None = None
    more = False
    if isinstance(results, QueryBoolean):
        verdict = bool(results)
    elif results is not None:
        columns = (
            [variable.value for variable in results.variables]
            if isinstance(results, QuerySolutions)
            else ["subject", "predicate", "object"]
        )
        rows, more = _rows(results, view.site.settings.page_rows)
    excerpt = _excerpt(asked.text or "", error) if isinstance(error, QuerySyntax) else None
    return view.page(
        "sparql.html",
        query=asked.text or "",
        columns=columns,
        rows=rows,
        verdict=verdict,
        more=more,
        error=error,
        excerpt=excerpt,
        ready=load_catalogue().values(),
        formats=GRAPHS if isinstance(results, QueryTriples) else RESULTS,
        has_results=results is not None,
    )


def _rows(results: QuerySolutions | QueryTriples, most: int) -> tuple[list[list[object]], bool]:
    """Return the first rows for a table, and whether there are more.

    Raises:
        QueryFailed: The engine failed while it worked the rows out.
    """
    rows: list[list[object]] = []
    try:
        for row in results:
            if len(rows) == most:
                return rows, True
            cells = list(row)
            rows.append(
                [
                    cell if isinstance(cell, (NamedNode, Literal)) else None if cell is None else str(cell)
                    for cell in cells
                ]
            )
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        failure = str(error) or type(error).__name__
    else:
        return rows, False
    raise QueryFailed(f"the query could not be answered: {failure}", hint="ask for less at once") from None


def _excerpt(text: str, error: QuerySyntax) -> str | None:
    """Return the line of the error with a caret under its column."""
    lines = text.splitlines()
    if error.line is None or error.column is None or not 0 < error.line <= len(lines):
        return None
    return f"{lines[error.line - 1]}\n{' ' * (error.column - 1)}^"
