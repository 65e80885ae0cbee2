"""From score to sentence over HTTP: what a city's numbers in a network rest on, a page of ties at a time."""

from __future__ import annotations

from typing import Annotated, Final

from citygraph.queries import find_recipe, load_recipes, resolve
from citygraph.queries.evidence import evidence_json, evidence_of
from fastapi import APIRouter, Depends, Path, Query
from starlette.responses import Response

from .answers import negotiated
from .negotiation import HTML, JSON, split_suffix
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["reports"])
_OFFERED: Final = (JSON, HTML)


@router.get(
    "/evidence/{name}",
    summary="What a city's numbers in a network rest on: ties, facts, and the sentences or rows that state them",
    response_class=Response,
    operation_id="evidence",
)
def evidence(
    name: Annotated[str, Path(description="name of a recipe, with .json or .html if wanted")],
    view: Annotated[View, Depends(View.of)],
    city: Annotated[str, Query(description="the city, as in 'Surabaya, ID', or its IRI")] = "",
    changes: Annotated[
        list[str] | None, Query(alias="set", description="changes to the recipe, each FIELD=VALUE")
    ] = None,
    page: Annotated[int, Query(ge=1, description="which page of ties")] = 1,
    size: Annotated[int, Query(ge=1, le=200, description="ties on a page")] = 20,
) -> Response:
    """Return what a city's numbers rest on; the page asks for the city when none is given."""
    stem, suffix = split_suffix(name, _OFFERED)
    media = negotiated(view.request, suffix, _OFFERED)
    recipe = find_recipe(stem)
    if changes:
        recipe = recipe.changed(changes)
    if media is HTML and not city.strip():
        return view.page("evidence.html", recipe=recipe, recipes=load_recipes(), found=None, city="")
    graph = view.site.graph
    wanted = resolve(graph, "city", city, identifiers=graph.identifiers).value
    network = view.site.networks.network(recipe, view.language)
    found = evidence_of(graph, network, wanted, page=page, size=size)
    if media is HTML:
        return view.page("evidence.html", recipe=recipe, recipes=load_recipes(), found=found, city=city)
    return Response(evidence_json(found), media_type=JSON.type, headers={"Vary": "Accept, Accept-Language"})
