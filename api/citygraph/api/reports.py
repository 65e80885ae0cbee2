"""Reports over HTTP: where each city stands in the network that a recipe makes."""

from __future__ import annotations

from typing import Annotated

from citygraph.queries import (
    CentralityReport,
    EmptyNetwork,
    Recipe,
    find_recipe,
    load_recipes,
    report_json,
    report_table,
    to_csv,
)
from fastapi import APIRouter, Depends, Query
from starlette.responses import JSONResponse, Response

from .answers import negotiated
from .errors import UnknownThing
from .negotiation import CSV, HTML, JSON, split_suffix
from .site import Site, View

__all__ = ["router", "top_cities"]

router = APIRouter(tags=["reports"])
_OFFERED = (JSON, CSV, HTML)
_ON_FIRST_PAGE = ("shared-themes", "co-participation", "co-membership", "partnership")


def top_cities(site: Site, language: str) -> CentralityReport | None:
    """Return the report that the first page shows: the first recipe that ties any two cities, or None."""
    for name in _ON_FIRST_PAGE:
        try:
            return site.reports.centrality(find_recipe(name), language)
        except EmptyNetwork:
            continue
    return None


@router.get(
    "/reports", summary="The reports and their recipes", response_class=Response, operation_id="list_reports"
)
@router.get("/reports.json", include_in_schema=False)
def listing(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return every recipe that a report can be computed on."""
    suffix = JSON if view.request.url.path.endswith(".json") else None
    recipes = load_recipes()
    if negotiated(view.request, suffix, (HTML, JSON)) is HTML:
        return view.page(
            "reports.html", recipes=[(recipe, _size(view, recipe)) for recipe in recipes.values()]
        )
    return JSONResponse(
        [recipe.model_dump(mode="json") for recipe in recipes.values()], headers={"Vary": "Accept"}
    )


def _size(view: View, recipe: Recipe) -> CentralityReport | None:
    try:
        return view.site.reports.centrality(recipe, view.language)
    except EmptyNetwork:
        return None


@router.get(
    "/reports/{name}",
    summary="Centrality of cities: /reports/centrality, as JSON, CSV or a page",
    response_class=Response,
    operation_id="report",
)
def centrality(
    name: str,
    view: Annotated[View, Depends(View.of)],
    recipe: Annotated[str, Query(description="name of a recipe; /reports lists them")] = "shared-themes",
    partnerships: Annotated[bool, Query(description="whether partnerships tie cities too")] = False,
) -> Response:
    """Return the centrality report on a recipe."""
    stem, suffix = split_suffix(name, _OFFERED)
    if stem != "centrality":
        raise UnknownThing(f"the report {stem!r}")
    media = negotiated(view.request, suffix, _OFFERED)
    chosen = find_recipe(recipe)
    if partnerships:
        chosen = chosen.adjusted(include_partnerships=True)
    if media is HTML:
        try:
            report = view.site.reports.centrality(chosen, view.language)
        except EmptyNetwork:
            report = None
        return view.page(
            "centrality.html",
            report=report,
            recipe=chosen,
            recipes=load_recipes().values(),
            partnerships=partnerships,
        )
    report = view.site.reports.centrality(chosen, view.language)
    if media is JSON:
        return Response(
            report_json(report), media_type=JSON.type, headers={"Vary": "Accept, Accept-Language"}
        )
    return Response(
        to_csv(report_table(report, language=view.language)),
        headers={"Vary": "Accept, Accept-Language", "Content-Type": CSV.content_type},
    )
