"""A report as a long computation, the same for the server and the command line."""

from __future__ import annotations

from typing import Final, Literal
from urllib.parse import urlencode

from citygraph.ontology import Texts
from citygraph.queries import Recipe, UnknownRecipe, find_recipe

from .computing import Computation

__all__ = ["TOP", "Charts", "report_computation"]

Charts = Literal["no", "svg", "all"]

TOP: Final = 100
"""Cities that a page shows when nobody says how many."""


def report_computation(
    recipe: Recipe, dataset: str, *, language: str, charts: Charts = "svg", top: int = TOP
) -> Computation:
    """Return what computes a report.

    Args:
        recipe: What ties two cities.
        dataset: Digest of the dataset.
        language: en or id.
        charts: ``no`` for the tables alone, which are there sooner; ``svg`` for the pages, too; ``all`` for PNG, too.
        top: How many cities the page shows.
    """
    parameters = {
        "recipe": recipe.model_dump_json(),
        "language": language,
        "top": str(top),
        "charts": charts,
    }
    return Computation(
        "citygraph.queries.reporting.files:write_report",
        parameters,
        Texts(f"Network report: {recipe.title.en}", f"Laporan jejaring: {recipe.title.id}"),
        _address(recipe, dataset, language, charts) if top == TOP else "",
    )


def _address(recipe: Recipe, dataset: str, language: str, charts: Charts) -> str:
    """Return where a server has the report: nowhere, if the recipe is not one that servers know."""
    asked = {"lang": language}
    if recipe.include_partnerships:
        asked["partnerships"] = "true"
    try:
        shipped = find_recipe(recipe.name).adjusted(include_partnerships=recipe.include_partnerships)
    except UnknownRecipe:
        return ""
    if shipped.digest != recipe.digest:
        return ""
    file = {"no": "/report.json", "svg": "", "all": "/report.html"}[charts]
    return f"/reports/{recipe.name}/{dataset}{file}?{urlencode(asked)}"
