"""Reports over HTTP: each at a permanent address, computed once in a process of its own."""

from __future__ import annotations

import re
from typing import Annotated, Final

from citygraph.queries import EmptyNetwork, Recipe, find_recipe, load_recipes
from fastapi import APIRouter, Depends, Query
from starlette.responses import JSONResponse, RedirectResponse, Response

from .addresses import link_value
from .answers import negotiated
from .computations import computed, progress_answer
from .computing import Progress, Result
from .conditional import Validators
from .errors import ReportGone, UnknownThing
from .negotiation import CSV, HTML, JSON, MARKDOWN, PARQUET, Media, split_suffix
from .report_computation import Charts, report_computation
from .report_summary import ReportSummary
from .site import View

__all__ = ["router", "top_cities"]

router = APIRouter(tags=["reports"])
_OFFERED: Final = (JSON, CSV, HTML)
_FORMATS: Final = (HTML, JSON, CSV, MARKDOWN, PARQUET)
_FILES: Final[dict[Media, str]] = {
    JSON: "report.json",
    CSV: "ranking.csv",
    MARKDOWN: "plain.md",
    PARQUET: "ranking.parquet",
}
_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "txt": "text/plain; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
_FILE: Final = re.compile(r"(?:report\.(?:html|md|json)|ranking\.(?:csv|txt|parquet)|[a-z]+\.(?:svg|png))")
_ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'"
"""What a page or picture may load that stands by itself: nothing."""
_ON_FIRST_PAGE: Final = ("shared-themes", "co-participation", "co-membership", "partnership")
_FIRST_PAGE_PATIENCE: Final = 0.3

Partnerships = Annotated[bool, Query(description="whether partnerships tie cities too")]


def top_cities(view: View) -> ReportSummary | Recipe | None:
    """Return the report that the first page shows: on the first recipe that ties any two cities; None if none does.

    While that is still being computed it is the recipe alone: the first page does not wait for it.
    """
    for name in _ON_FIRST_PAGE:
        try:
            recipe = find_recipe(name)
            found = _tables(view, recipe, patience=_FIRST_PAGE_PATIENCE)
        except EmptyNetwork:
            continue
        return (ReportSummary.of(found) if isinstance(found, Result) else None) or recipe
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
            "reports.html",
            recipes=[(recipe, _summary(view, recipe), _path(view, recipe)) for recipe in recipes.values()],
        )
    return JSONResponse(
        [
            recipe.model_dump(mode="json") | {"report": view.absolute(_path(view, recipe))}
            for recipe in recipes.values()
        ],
        headers={"Vary": "Accept"},
    )


@router.get("/reports/report.css", include_in_schema=False)
def style() -> Response:
    """Return the style sheet of the reports' pages."""
    from citygraph.queries.reporting.styles import style as report_style  # loads no engine

    return Response(report_style(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


@router.get(
    "/reports/{name}",
    summary="The report on a recipe, of the present data; or /reports/centrality?recipe=…, its numbers alone",
    response_class=Response,
    operation_id="report",
)
def newest(
    name: str,
    view: Annotated[View, Depends(View.of)],
    recipe: Annotated[str, Query(description="name of a recipe; /reports lists them")] = "shared-themes",
    partnerships: Partnerships = False,
) -> Response:
    """Send to the permanent address of a report on the present data."""
    stem, suffix = split_suffix(name, _FORMATS)
    numbers = stem == "centrality"
    if not numbers and stem not in load_recipes():
        raise UnknownThing(f"the report {stem!r}")
    chosen = _chosen(recipe if numbers else stem, partnerships=partnerships)
    media = negotiated(view.request, suffix, _OFFERED if numbers else _FORMATS)
    if numbers and media is not HTML:
        return _file(view, _tables(view, chosen), _FILES[media])
    asked = {"partnerships": "true"} if partnerships else {}
    ending = f".{suffix.suffix}" if suffix is not None and suffix is not HTML else ""
    return RedirectResponse(
        view.path(_path(view, chosen) + ending, **asked),
        303,
        {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"},
    )


@router.get(
    "/reports/{name}/{dataset}",
    summary="A report at its permanent address: recipe and digest of the dataset",
    response_class=Response,
    operation_id="permanent_report",
)
def permanent(
    name: str, dataset: str, view: Annotated[View, Depends(View.of)], partnerships: Partnerships = False
) -> Response:
    """Return a report as a page, or in the format that the suffix or Accept asks for."""
    stem, suffix = split_suffix(dataset, _FORMATS)
    recipe = _chosen(name, partnerships=partnerships)
    media = negotiated(view.request, suffix, _FORMATS)
    if media is HTML:
        return _page(view, recipe, stem)
    charts: Charts = "svg" if media is MARKDOWN and suffix is None else "no"
    return _file(view, _result(view, recipe, stem, charts=charts), _FILES[media], recipe)


@router.get(
    "/reports/{name}/{dataset}/{file}",
    summary="A file of a report: report.html, report.md, ranking.csv, map.svg and others",
    response_class=Response,
    operation_id="report_file",
)
def part(
    name: str,
    dataset: str,
    file: str,
    view: Annotated[View, Depends(View.of)],
    partnerships: Partnerships = False,
) -> Response:
    """Return a file of a report: the page that needs nothing else, a table, a chart."""
    recipe = _chosen(name, partnerships=partnerships)
    if not _FILE.fullmatch(file):
        raise UnknownThing(f"the file {file!r} of a report")
    charts: Charts = "all" if file.endswith(".png") else "no" if file in _FILES.values() else "svg"
    return _file(view, _result(view, recipe, dataset, charts=charts), file, recipe)


def _chosen(name: str, *, partnerships: bool) -> Recipe:
    recipe = find_recipe(name)
    return recipe.adjusted(include_partnerships=True) if partnerships else recipe


def _path(view: View, recipe: Recipe) -> str:
    return f"/reports/{recipe.name}/{view.site.graph.digest}"


def _page(view: View, recipe: Recipe, dataset: str) -> Response:
    try:
        found = _result(view, recipe, dataset, charts="svg")
    except EmptyNetwork:
        return view.page("report.html", recipe=recipe, body=None, recipes=load_recipes().values())
    if isinstance(found, Progress):
        return progress_answer(view, found, html=True)
    validators = Validators.of(
        [found.key, view.language, view.root, str(view.asked)], weak=True, modified=None
    )
    if validators.are_known_to(view.request.headers):
        return Response(status_code=304, headers=validators.headers)
    text = (found.read("body.html") or b"").decode()
    page = view.page(
        "report.html",
        recipe=recipe,
        body=_linked(text, view),
        recipes=load_recipes().values(),
        dataset=found.dataset,
        parquet=found.read("ranking.parquet") is not None,
    )
    page.headers.update(validators.headers | _links(view, recipe, found))
    return page


def _linked(text: str, view: View) -> str:
    """Return a report's text with the addresses of things leading to their pages here."""
    return text.replace(f'href="{view.site.base}', f'href="{view.root}/')


def _links(view: View, recipe: Recipe, found: Result) -> dict[str, str]:
    address = f"{view.site.address}/reports/{recipe.name}/{found.dataset}"
    return {"Link": link_value(address, "cite-as")}


def _result(view: View, recipe: Recipe, dataset: str, *, charts: Charts) -> Result | Progress:
    """Return a report's files: of the present data, or of former data if they are kept.

    Raises:
        ReportGone: They are not.
    """
    if dataset == view.site.graph.digest:
        return _tables(view, recipe) if charts == "no" else _computed(view, recipe, charts)
    if not re.fullmatch(r"[0-9a-f]{64}", dataset):
        raise UnknownThing(f"the dataset {dataset!r}")
    kept = view.site.runner.shelf
    for kind in ("all", "svg", "no") if charts == "no" else ("all", "svg") if charts == "svg" else ("all",):
        former = report_computation(recipe, dataset, language=view.language, charts=kind)
        found = kept.at(former.address)
        if found is not None:
            return found
    raise ReportGone(recipe.name, dataset)


def _tables(view: View, recipe: Recipe, *, patience: float | None = None) -> Result | Progress:
    """Return a report's tables, out of any computation of it that is there."""
    for kind in ("svg", "all"):
        found = view.site.runner.finished(
            report_computation(recipe, view.site.graph.digest, language=view.language, charts=kind)
        )
        if found is not None:
            return found
    return _computed(view, recipe, "no", patience=patience)


def _computed(
    view: View, recipe: Recipe, charts: Charts, *, patience: float | None = None
) -> Result | Progress:
    asked = report_computation(recipe, view.site.graph.digest, language=view.language, charts=charts)
    return computed(view, asked, patience=patience)


def _summary(view: View, recipe: Recipe) -> ReportSummary | None:
    """Return what is known of a report without computing it."""
    for kind in ("no", "svg", "all"):
        found = view.site.runner.finished(
            report_computation(recipe, view.site.graph.digest, language=view.language, charts=kind)
        )
        if found is not None:
            return ReportSummary.of(found)
    return None


def _file(view: View, found: Result | Progress, name: str, recipe: Recipe | None = None) -> Response:
    if isinstance(found, Progress):
        wanted = view.request.headers.get("accept", "")
        return progress_answer(view, found, html="text/html" in wanted)
    validators = Validators(f"{found.key}-{name}", weak=False, modified=None)
    headers = validators.headers | {"Vary": "Accept, Accept-Language"}
    if recipe is not None:
        headers |= _links(view, recipe, found)
    if validators.are_known_to(view.request.headers):
        return Response(status_code=304, headers=headers)
    content = found.read(name)
    if content is None:
        raise UnknownThing(f"the file {name!r} of the report")
    ending = name.rpartition(".")[2]
    headers["Content-Type"] = _TYPES[ending]
    if ending in ("html", "svg"):
        headers["Content-Security-Policy"] = _ALONE
    return Response(content, headers=headers)
