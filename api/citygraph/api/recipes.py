"""The recipes over HTTP: what ties two cities in a network, as page, TOML, JSON and RDF."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Final

from citygraph.queries import find_recipe, load_recipes
from citygraph.queries.recipe_terms import describe_recipe, describe_recipes, recipe_json, to_toml
from fastapi import APIRouter, Depends, Path
from starlette.exceptions import HTTPException
from starlette.responses import Response

from .answers import graph_answer, negotiated
from .negotiation import GRAPHS, HTML, JSON, Media, split_suffix
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["recipes"])
TOML: Final = Media("application/toml", "toml", "TOML")
_LISTED: Final = (JSON, HTML, *GRAPHS)
_OFFERED: Final = (JSON, HTML, TOML, *GRAPHS)


@router.get(
    "/recipes", summary="The recipes of networks", response_class=Response, operation_id="list_recipes"
)
@router.get("/recipes.{suffix}", include_in_schema=False)
def listing(view: Annotated[View, Depends(View.of)], suffix: str | None = None) -> Response:
    """Return every shipped recipe: a page, JSON, or RDF."""
    _, asked = split_suffix(f"recipes.{suffix}", _LISTED) if suffix else ("", None)
    if suffix and asked is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    recipes = load_recipes().values()
    media = negotiated(view.request, asked, _LISTED)
    if media is HTML:
        return view.page("recipes.html", recipes=recipes)
    if media is JSON:
        return Response(recipe_json(recipes), media_type=JSON.type, headers={"Vary": "Accept"})
    return graph_answer(describe_recipes(recipes, view.site.graph.identifiers), media)


@router.get(
    "/recipes/{name}",
    summary="One recipe: page, TOML, JSON or RDF",
    response_class=Response,
    operation_id="recipe",
)
def recipe(
    name: Annotated[str, Path(description="Name of the recipe, with .toml, .json or .ttl if wanted")],
    view: Annotated[View, Depends(View.of)],
) -> Response:
    """Return one shipped recipe."""
    stem, suffix = split_suffix(name, _OFFERED)
    found = find_recipe(stem)
    media = negotiated(view.request, suffix, _OFFERED)
    if media is HTML:
        return view.page("recipe.html", recipe=found, toml=to_toml(found))
    if media is JSON:
        return Response(recipe_json([found], alone=True), media_type=JSON.type, headers={"Vary": "Accept"})
    if media is TOML:
        return Response(to_toml(found), media_type=TOML.type, headers={"Vary": "Accept"})
    return graph_answer(describe_recipe(found, view.site.graph.identifiers), media)
