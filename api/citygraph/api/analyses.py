"""Analyses of networks over HTTP: a list, and each one's result as page, JSON or CSV."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from citygraph.ontology.errors import CityGraphError
from citygraph.queries import AmbiguousName, Recipe, UnknownName, find_recipe, load_recipes
from citygraph.queries.analyses import Analysis, describe_analysis, find_analysis, find_table, load_analyses
from citygraph.queries.analyses.computing import RESULT, parameters_of
from fastapi import APIRouter, Depends, Path
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from .answers import negotiated
from .computations import computed, progress_answer
from .computing import Computation, Progress
from .negotiation import CSV, HTML, JSON, split_suffix
from .problems import STATUSES
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["analyses"])
_OFFERED: Final = (JSON, CSV, HTML)
_LISTED: Final = (JSON, HTML)
_VARY: Final = "Accept, Accept-Language"
_OWN: Final = ("lang", "recipe", "set", "table")
"""Parameters of an address that are no options of the analysis."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What an address asks for.

    Attributes:
        analysis: The analysis.
        recipe: The recipe, with the changes asked for.
        options: What is chosen, as written.
        computation: The computation that gives the result.
    """

    analysis: Analysis
    recipe: Recipe
    options: dict[str, str]
    computation: Computation

    @classmethod
    def of(cls, view: View, name: str) -> _Request:
        """Return what a request for an analysis asks for.

        Raises:
            CityGraphError: There is no such analysis or recipe, or a change of the recipe is none.
        """
        asked = view.request.query_params
        analysis = find_analysis(name)
        recipe_name = asked.get("recipe", "").strip() or analysis.recipe
        changes = [change for change in asked.getlist("set") if change.strip()]
        recipe = find_recipe(recipe_name)
        recipe = recipe.changed(changes) if changes else recipe
        options = {key: value for key, value in asked.items() if key not in _OWN and value.strip()}
        address = f"/analyses/{name}"
        kept = [(key, value) for key, value in asked.multi_items() if key != "lang"]
        return cls(
            analysis,
            recipe,
            options,
            Computation(
                "citygraph.queries.analyses.computing:work",
                parameters_of(name, recipe_name, changes, options, view.language),
                analysis.title,
                f"{address}?{urlencode(kept)}" if kept else address,
            ),
        )

    @property
    def missing(self) -> list[str]:
        """The options that the analysis needs and that are not there."""
        return [one.name for one in self.analysis.options if one.required and one.name not in self.options]


@router.get(
    "/analyses", summary="The analyses of networks", response_class=Response, operation_id="list_analyses"
)
@router.get("/analyses.{suffix}", include_in_schema=False)
def listing(view: Annotated[View, Depends(View.of)], suffix: str | None = None) -> Response:
    """Return every analysis with its question and options: a page or JSON."""
    _, asked = split_suffix(f"analyses.{suffix}", _LISTED) if suffix else ("", None)
    if suffix and asked is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    analyses = load_analyses().values()
    if negotiated(view.request, asked, _LISTED) is HTML:
        return view.page("analyses.html", analyses=analyses)
    return JSONResponse([describe_analysis(each) for each in analyses], headers={"Vary": "Accept"})


@router.get(
    "/analyses/{name}",
    summary="The result of one analysis; its options are the address's own, beside recipe, set and table",
    response_class=Response,
    operation_id="carry_out_analysis",
)
def analysis(
    name: Annotated[str, Path(description="Name of the analysis, with .json, .csv or .html if wanted")],
    view: Annotated[View, Depends(View.of)],
) -> Response:
    """Return the result of an analysis, computed in a process of its own; 202 says how far it is until it is there."""
    stem, suffix = split_suffix(name, _OFFERED)
    find_analysis(stem)
    media = negotiated(view.request, suffix, _OFFERED)
    if media is HTML:
        return _page(view, stem)
    asked = _Request.of(view, stem)
    table = find_table(asked.analysis, view.request.query_params.get("table"))
    found = computed(view, asked.computation)
    if isinstance(found, Progress):
        return progress_answer(view, found, html=False)
    body = found.read(RESULT if media is JSON else f"{table.name}.csv")
    assert body is not None
    return Response(body, headers={"Vary": _VARY, "Content-Type": media.content_type})


def _page(view: View, name: str) -> Response:
    """Return the page of an analysis: its form, and its result once what it needs is filled in."""
    described, given = find_analysis(name), view.request.query_params
    result: dict[str, Any] | None = None
    error: CityGraphError | None = None
    asked: _Request | None = None
    try:
        asked = _Request.of(view, name)
        if not asked.missing or asked.options:
            found = computed(view, asked.computation)
            if isinstance(found, Progress):
                return progress_answer(view, found, html=True)
            result = json.loads(found.read(RESULT) or b"null")
    except CityGraphError as refused:
        if STATUSES.get(refused.code, 500) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        error = refused
    page = view.page(
        "analysis.html",
        analysis=described,
        recipe=asked.recipe if asked else None,
        recipe_name=given.get("recipe") or described.recipe,
        recipes=load_recipes().values(),
        values={key: value for key, value in given.items() if key not in _OWN},
        examples={one.name: one.example for one in described.options if one.required},
        result=result,
        error=error,
        choices=_choices(described, given, error),
        most=view.site.settings.page_rows,
        written=_written,
    )
    if error is not None:
        page.status_code = STATUSES.get(error.code, 500)
    return page


def _choices(
    described: Analysis, given: Mapping[str, str], error: CityGraphError | None
) -> list[tuple[str, dict[str, str]]]:
    """Return what a name that was not understood may mean, each with the values that ask for it."""
    if not isinstance(error, AmbiguousName | UnknownName):
        return []
    meant = next((one for one in described.options if given.get(one.name, "").strip() == error.name), None)
    if meant is None:
        return []
    values = {key: value for key, value in given.items() if key != "lang"}
    return [(candidate, {**values, meant.name: candidate}) for candidate in error.candidates]


def _written(value: object) -> str:
    """Return a number as a page shows it: four digits that count, a whole one in full.

    >>> _written(0.123456), _written(12), _written(3.0), _written(1.5e-09), _written(None)
    ('0.1235', '12', '3', '1.5e-09', '–')
    """
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.4g}"
    return str(value)
