"""The form that people ask with: the query, and its results as a table."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from citygraph.api.negotiation import GRAPHS, RESULTS
from citygraph.api.site import View
from citygraph.graph import QueryRefused, QuerySyntax
from citygraph.queries import load_catalogue
from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from starlette.responses import Response

from .operations import Asked

__all__ = ["answered_form", "empty_form", "failed_form"]


def empty_form(view: View) -> Response:
    """Return the form without a query."""
    return _page(view, "")


def failed_form(view: View, asked: Asked, error: QuerySyntax | QueryRefused) -> Response:
    """Return the form with the query and what is wrong with it."""
    page = _page(view, asked.text or "", error=error)
    page.status_code = 400
    return page


def answered_form(view: View, asked: Asked, form: str, body: bytes) -> Response:
    """Return the form with the query and its results.

    Args:
        view: The request.
        asked: The query.
        form: How the results are written: ``json``, as SPARQL has it, or ``ntriples``.
        body: The results.
    """
    text, most = asked.text or "", view.site.settings.page_rows
    if form == "ntriples":
        triples = (list(quad.triple) for quad in parse(body, format=RdfFormat.N_TRIPLES))
        return _page(view, text, ["subject", "predicate", "object"], _rows(triples, most), formats=GRAPHS)
    results = parse_query_results(body, format=QueryResultsFormat.JSON)
    if isinstance(results, QueryBoolean):
        return _page(view, text, verdict=bool(results))
    assert isinstance(results, QuerySolutions)
    columns = [variable.value for variable in results.variables]
    return _page(view, text, columns, _rows((list(row) for row in results), most))


def _rows(rows: Iterable[list[object]], most: int) -> list[list[object]]:
    """Return the first rows for a table, and one more where there are more."""
    return [
        [
            cell if isinstance(cell, (NamedNode, Literal)) else None if cell is None else str(cell)
            for cell in row
        ]
        for row in islice(rows, most + 1)
    ]


def _page(
    view: View,
    query: str,
    columns: list[str] | None = None,
    rows: list[list[object]] | None = None,
    *,
    verdict: bool | None = None,
    error: QuerySyntax | QueryRefused | None = None,
    formats: tuple[object, ...] = RESULTS,
) -> Response:
    most = view.site.settings.page_rows
    return view.page(
        "sparql.html",
        query=query,
        columns=columns or [],
        rows=(rows or [])[:most],
        verdict=verdict,
        more=len(rows or []) > most,
        error=error,
        excerpt=error.excerpt if isinstance(error, QuerySyntax) else None,
        ready=load_catalogue().values(),
        formats=formats,
        has_results=verdict is not None or rows is not None,
    )
