"""The command that makes a report on the network that a recipe makes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from citygraph.ontology import CityGraphError, Identifiers

from .console import emit, emit_json, is_terminal, note
from .environment import read_settings
from .options import Changes, Store, format_for, required
from .output import OutputExists, OutputUnwritable, destination
from .progress import progress

if TYPE_CHECKING:
    from citygraph.api.computing import Progress, Result
    from citygraph.api.report_computation import Charts
    from citygraph.queries import Recipe

    from .options import Location

__all__ = ["ReportFormat", "UnknownReport", "report"]

_CENTRALITY: Final = "centrality"
_DEFAULT_RECIPE: Final = "shared-themes"
_REPORTS: Final = {_CENTRALITY: "where each city stands in a network"}


class ReportFormat(StrEnum):
    """The formats of a report."""

    TABLE = "table"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


_SUFFIXES: Final = {
    "txt": ReportFormat.TABLE,
    "html": ReportFormat.HTML,
    "md": ReportFormat.MARKDOWN,
    "csv": ReportFormat.CSV,
    "json": ReportFormat.JSON,
    "parquet": ReportFormat.PARQUET,
}
_FILES: Final = {
    ReportFormat.TABLE: "ranking.txt",
    ReportFormat.HTML: "report.html",
    ReportFormat.MARKDOWN: "plain.md",
    ReportFormat.CSV: "ranking.csv",
    ReportFormat.JSON: "report.json",
    ReportFormat.PARQUET: "ranking.parquet",
}
_INNER: Final = frozenset({"body.html", "plain.md", "summary.json", "origin.json"})
"""Files of a result that are not for a user's folder."""


class UnknownReport(CityGraphError):
    """There is no report of that name.

    Attributes:
        name: The name asked for.
    """

    code = "unknown-report"

    def __init__(self, name: str, *, hint: str) -> None:
        super().__init__(f"there is no report {name!r}", hint=hint)
        self.name = name


def report(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="RECIPE",
            help="The network to report on: a recipe's name (--list has them), or a file with one (.toml, .ttl).",
        ),
    ] = None,
    store: Store = None,
    recipe: Annotated[
        str | None,
        typer.Option("--recipe", metavar="RECIPE", help="With the name centrality: the recipe."),
    ] = None,
    changes: Changes = None,
    partnerships: Annotated[
        bool, typer.Option("--partnerships", help="Let partnerships tie cities, too.")
    ] = False,
    form: Annotated[
        ReportFormat | None,
        typer.Option("--format", help="By default what the suffix of --out means, else table."),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Language of names and words: en, id.")
    ] = "en",
    top: Annotated[
        int,
        typer.Option(
            "--top", metavar="N", min=1, max=2000, help="Cities whose ties, facts and sources the page tells."
        ),
    ] = 100,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE|DIR",
            help="A file, by its suffix; or a folder, which gets the page, the tables and the charts.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there already.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="List the reports and recipes.")] = False,
) -> None:
    """Report on a network of cities: ranking, pictures, what each number rests on, method and citation.

    The page needs nothing else, prints well, and says the recipe and the dataset that it was computed on. What was
    computed once is kept, and read again while neither the data nor citygraph change. Ctrl-C stops it.
    """
    if listing == (name is not None):
        raise typer.BadParameter("give the name of a recipe, or --list", param_hint="RECIPE")
    if listing:
        _list(format_for(form, out, _SUFFIXES, ReportFormat.TABLE))
        return
    assert name is not None
    whole = out is not None and _is_folder(out)
    if whole and form is not None:
        raise typer.BadParameter("a folder gets every format", param_hint="--format")
    chosen = None if whole else format_for(form, out, _SUFFIXES, ReportFormat.TABLE)
    if chosen is ReportFormat.PARQUET:
        _check_parquet(out)
    place = required(store)
    wanted = _wanted(name, recipe, changes or [], partnerships=partnerships)
    charts: Charts = "all" if chosen is None else "svg" if chosen is ReportFormat.HTML else "no"
    found = _computed(place, wanted, language, charts=charts, top=top)
    if chosen is None:
        assert out is not None
        _write_folder(found, out, force=force)
        return
    content = found.read(_FILES[chosen])
    assert content is not None
    with destination(out, force=force) as stream:
        stream.write(content)


def _is_folder(out: Path) -> bool:
    return str(out) != "-" and (out.is_dir() or (not out.suffix and not out.exists()))


def _check_parquet(out: Path | None) -> None:
    from importlib.util import find_spec

    from citygraph.queries.errors import NotInstalled

    if find_spec("polars") is None:
        raise NotInstalled("a table in Parquet", "polars", "citygraph[parquet]")
    if out is None and is_terminal("stdout"):
        raise typer.BadParameter(
            "Parquet is not for a terminal; name a file with --out", param_hint="--format"
        )


def _wanted(name: str, recipe: str | None, changes: Sequence[str], *, partnerships: bool) -> Recipe:
    from citygraph.queries import choose_recipe

    chosen = choose_recipe(_recipe_of(name, recipe), changes)
    return chosen.adjusted(include_partnerships=True) if partnerships else chosen


def _computed(place: Location, recipe: Recipe, language: str, *, charts: Charts, top: int) -> Result:
    """Return the report's files, computed now in a process of its own unless they are known."""
    from citygraph.api.computing import ComputingLimits, Runner, shelf_in
    from citygraph.api.report_computation import report_computation
    from citygraph.graph import CityGraph

    settings = read_settings()
    limits = ComputingLimits(seconds=settings.computation_seconds, memory=settings.computation_memory << 20)
    spoken = "id" if language.lower().split("-")[0] == "id" else "en"
    with CityGraph.open(place.place, mode="read", identifiers=Identifiers(settings.base)) as graph:
        for line in graph.notices:
            note(line)
        shelf = shelf_in(settings.computed, kept=settings.computations_kept)
        runner = Runner(graph, shelf, limits)
        computation = report_computation(recipe, graph.digest, language=spoken, charts=charts, top=top)
        try:
            with progress("making the report") as advance:

                def tell(now: Progress) -> None:
                    if now.total:
                        advance(now.done, now.total)

                return runner.follow(computation, tell)
        finally:
            runner.close()


def _write_folder(found: Result, out: Path, *, force: bool) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(out, error.strerror or str(error)) from error
    files = [path for path in sorted(found.folder.iterdir()) if path.name not in _INNER]
    for path in files:
        if not force and (out / path.name).exists():
            raise OutputExists(out / path.name)
    for path in files:
        with destination(out / path.name, force=True) as stream:
            stream.write(path.read_bytes())
    note(f"{len(files)} files in {out}: begin with report.html")


def _recipe_of(name: str, recipe: str | None) -> str:
    """Return the name of the recipe that a report is computed on.

    Raises:
        UnknownReport: There is no report and no recipe of that name; the hint names what is near.
    """
    if name in _REPORTS:
        return recipe or _DEFAULT_RECIPE
    if recipe not in (None, name):
        raise typer.BadParameter(f"the report {name!r} is on the recipe of that name", param_hint="--recipe")
    if name.lower().endswith((".toml", ".ttl")):
        return name
    from citygraph.queries import load_recipes
    from citygraph.queries.errors import did_you_mean

    recipes = list(load_recipes())
    if name in recipes:
        return name
    near = did_you_mean(name, [*_REPORTS, *recipes])
    raise UnknownReport(
        name, hint=f"did you mean {near[0]!r}?" if near else f"it may be {_named([*_REPORTS, *recipes])}"
    )


def _list(form: ReportFormat) -> None:
    from citygraph.queries import Table, load_recipes, to_csv, to_text

    recipes = load_recipes().values()
    if form is ReportFormat.JSON:
        emit_json(
            {
                "reports": [{"name": name, "title": title} for name, title in _REPORTS.items()],
                "recipes": [{"name": each.name, "title": each.title.en} for each in recipes],
            },
            indent=2,
        )
        return
    rows = [("report", name, title) for name, title in _REPORTS.items()]
    rows += [("recipe", each.name, each.title.en) for each in recipes]
    table = Table(("kind", "name", "title"), tuple(rows))
    emit(to_csv(table) if form is ReportFormat.CSV else to_text(table))


def _named(names: Sequence[str]) -> str:
    return ", ".join(repr(name) for name in names)
