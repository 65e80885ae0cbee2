"""The ready queries over HTTP: a list, and each one's answer as page, JSON, CSV, TSV or XML; both as RDF too."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from citygraph.ontology.errors import CityGraphError
from citygraph.queries import (
    AmbiguousName,
    Answer,
    ReadyQuery,
    UnknownName,
    answer_json,
    answer_table,
    ask,
    bound,
    describe_catalogue,
    describe_query,
    find_query,
    grouped,
    load_catalogue,
    to_csv,
)
from fastapi import APIRouter, Depends, Path
from pyoxigraph import QuerySolutions
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from .answers import graph_answer, negotiated, results_answer
from .negotiation import CSV, GRAPHS, HTML, JSON, RESULTS, split_suffix
from .site import View

__all__ = ["ask_with_language", "router"]

router = APIRouter(tags=["ready queries"])
TSV, XML = RESULTS[3], RESULTS[1]
_OFFERED = (JSON, CSV, HTML, TSV, XML, *GRAPHS)
_LISTED = (JSON, HTML, *GRAPHS)


def ask_with_language(view: View, query: ReadyQuery, values: Mapping[str, str]) -> Answer:
    """Return a ready query's answer, with names in the page's language unless the values say another."""
    asked = _with_language(view, query, values)
    return ask(view.site.graph, query, asked, identifiers=view.site.graph.identifiers)


def _with_language(view: View, query: ReadyQuery, values: Mapping[str, str]) -> dict[str, str]:
    if query.parameter("language") is None:
        return dict(values)
    return {"language": view.language, **values}


@router.get("/queries", summary="The ready queries", response_class=Response, operation_id="list_queries")
@router.get("/queries.{suffix}", include_in_schema=False)
def listing(view: Annotated[View, Depends(View.of)], suffix: str | None = None) -> Response:
    """Return every ready query with its parameters: a page, JSON, or RDF with each as a SHACL executable."""
    _, asked = split_suffix(f"queries.{suffix}", _LISTED) if suffix else ("", None)
    if suffix and asked is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    catalogue = load_catalogue().values()
    media = negotiated(view.request, asked, _LISTED)
    if media is HTML:
        return view.page("queries.html", groups=grouped(catalogue), count=len(catalogue))
    if media is JSON:
        return JSONResponse([_described(query) for query in catalogue], headers={"Vary": "Accept"})
    return graph_answer(describe_catalogue(catalogue, view.site.graph.identifiers), media)


@router.get(
    "/queries/{name}",
    summary="The answer of one ready query; its parameters are the address's own",
    response_class=Response,
    operation_id="ask_ready_query",
)
def answer(
    name: Annotated[
        str, Path(description="Name of the query, with .json, .csv, .tsv, .xml or .ttl if wanted")
    ],
    view: Annotated[View, Depends(View.of)],
) -> Response:
    """Return the answer of a ready query; its page asks for parameters that are missing.

    In Turtle and the other formats of graphs it is the query itself, as a SHACL executable.
    """
    stem, suffix = split_suffix(name, _OFFERED)
    query = find_query(stem)
    media = negotiated(view.request, suffix, _OFFERED)
    values = {key: value for key, value in view.request.query_params.items() if key != "lang"}
    if media is HTML:
        return _page(view, query, values)
    if media.rdf is not None:
        return graph_answer(describe_query(query, view.site.graph.identifiers), media)
    if media in (TSV, XML):
        sparql = bound(
            view.site.graph,
            query,
            _with_language(view, query, values),
            identifiers=view.site.graph.identifiers,
        )
        found = view.site.graph.query(sparql)
        assert isinstance(found, QuerySolutions)
        return results_answer(found, media)
    rows = ask_with_language(view, query, values)
    if media is JSON:
        return Response(answer_json(rows), media_type=JSON.type, headers={"Vary": "Accept, Accept-Language"})
    return Response(
        to_csv(answer_table(rows, language=view.language)),
        headers={"Vary": "Accept, Accept-Language", "Content-Type": CSV.content_type},
    )


def _page(view: View, query: ReadyQuery, values: Mapping[str, str]) -> Response:
    """Return the page of a ready query: its form, and its answer once the form is filled in."""
    missing = [one.name for one in query.parameters if one.required and not values.get(one.name, "").strip()]
    found: Answer | None = None
    error: CityGraphError | None = None
    sparql = query.sparql
    if not (missing and not values):
        try:
            found = ask_with_language(view, query, values)
            sparql = bound(
                view.site.graph,
                query,
                _with_language(view, query, values),
                identifiers=view.site.graph.identifiers,
            )
        except CityGraphError as refused:
            error = refused
    rows = found.rows[: view.site.settings.page_rows] if found else ()
    page = view.page(
        "query.html",
        query=query,
        values=values,
        answer=found,
        rows=rows,
        error=error,
        examples={one.name: one.example for one in query.parameters if one.required},
        choices=_choices(query, values, error),
        sparql=sparql,
        more=found is not None and len(found.rows) > len(rows),
    )
    if error is not None:
        page.status_code = 400
    return page


def _choices(
    query: ReadyQuery, values: Mapping[str, str], error: CityGraphError | None
) -> list[tuple[str, dict[str, str]]]:
    """Return what a name that was not understood may mean, each with the values that ask for it."""
    if not isinstance(error, AmbiguousName | UnknownName):
        return []
    meant = next((one for one in query.parameters if values.get(one.name, "").strip() == error.name), None)
    if meant is None:
        return []
    return [(candidate, {**values, meant.name: candidate}) for candidate in error.candidates]


def _described(query: ReadyQuery) -> dict[str, object]:
    """Return a ready query for programs."""
    return {
        "name": query.name,
        "group": query.group,
        "title": {"en": query.title.en, "id": query.title.id},
        "description": {"en": query.description.en, "id": query.description.id},
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "required": one.required,
                "example": one.example,
                "title": {"en": one.title.en, "id": one.title.id},
            }
            for one in query.parameters
        ],
        "sparql": query.sparql,
    }
