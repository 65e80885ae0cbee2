"""The ready queries over HTTP: a list, and each one's answer as page, JSON or CSV."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from citygraph.ontology.errors import CityGraphError
from citygraph.queries import (
    Answer,
    ReadyQuery,
    answer_json,
    answer_table,
    ask,
    bound,
    find_query,
    load_catalogue,
    to_csv,
)
from fastapi import APIRouter, Depends, Path
from starlette.responses import JSONResponse, Response

from .answers import negotiated
from .negotiation import CSV, HTML, JSON, split_suffix
from .site import View

__all__ = ["ask_with_language", "router"]

router = APIRouter(tags=["ready queries"])
_OFFERED = (JSON, CSV, HTML)


def ask_with_language(view: View, query: ReadyQuery, values: Mapping[str, str]) -> Answer:
    """Return a ready query's answer, with names in the page's language unless the values say another."""
    chosen = dict(values)
    if query.parameter("language") is not None:
        chosen.setdefault("language", view.language)
    return ask(view.site.graph, query, chosen, identifiers=view.site.graph.identifiers)


@router.get("/queries", summary="The ready queries", response_class=Response, operation_id="list_queries")
@router.get("/queries.json", include_in_schema=False)
def listing(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return every ready query with its parameters."""
    suffix = JSON if view.request.url.path.endswith(".json") else None
    catalogue = load_catalogue()
    if negotiated(view.request, suffix, (HTML, JSON)) is HTML:
        return view.page("queries.html", queries=catalogue.values())
    return JSONResponse([_described(query) for query in catalogue.values()], headers={"Vary": "Accept"})


@router.get(
    "/queries/{name}",
    summary="The answer of one ready query; its parameters are the address's own",
    response_class=Response,
    operation_id="ask_ready_query",
)
def answer(
    name: Annotated[str, Path(description="Name of the query, with .json or .csv if wanted")],
    view: Annotated[View, Depends(View.of)],
) -> Response:
    """Return the answer of a ready query; its page asks for parameters that are missing."""
    stem, suffix = split_suffix(name, _OFFERED)
    query = find_query(stem)
    media = negotiated(view.request, suffix, _OFFERED)
    values = {key: value for key, value in view.request.query_params.items() if key != "lang"}
    if media is HTML:
        return _page(view, query, values)
    found = ask_with_language(view, query, values)
    if media is JSON:
        return Response(answer_json(found), media_type=JSON.type, headers={"Vary": "Accept, Accept-Language"})
    return Response(
        to_csv(answer_table(found, language=view.language)),
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
            sparql = bound(view.site.graph, query, values, identifiers=view.site.graph.identifiers)
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
        sparql=sparql,
        more=found is not None and len(found.rows) > len(rows),
    )
    if error is not None:
        page.status_code = 400
    return page


def _described(query: ReadyQuery) -> dict[str, object]:
    """Return a ready query for programs."""
    return {
        "name": query.name,
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
