"""The command that prints a report on the network that a recipe makes."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Final

import typer
from citygraph.ontology import CityGraphError, Identifiers

from .console import emit, emit_json, note
from .environment import read_settings
from .options import Changes, Force, Out, Store, format_for, required
from .output import destination
from .signals import interruptible

__all__ = ["ReportFormat", "UnknownReport", "report"]

_CENTRALITY: Final = "centrality"
_DEFAULT_RECIPE: Final = "shared-themes"
_REPORTS: Final = {_CENTRALITY: "where each city stands in a network"}


class ReportFormat(StrEnum):
    """The formats of a report."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


_SUFFIXES: Final = {"txt": ReportFormat.TABLE, "csv": ReportFormat.CSV, "json": ReportFormat.JSON}


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
        typer.Argument(metavar="NAME", help="centrality, or a recipe for centrality on it; --list has them."),
    ] = None,
    store: Store = None,
    recipe: Annotated[
        str | None,
        typer.Option(
            "--recipe",
            metavar="RECIPE",
            help="The network to compute on: a recipe's name or file; shared-themes if left out.",
        ),
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
    out: Out = None,
    force: Force = False,
    listing: Annotated[bool, typer.Option("--list", help="List the reports and recipes.")] = False,
) -> None:
    """Print a report: every city's measures, with the recipe and the dataset that they were computed on."""
    if listing == (name is not None):
        raise typer.BadParameter("give the name of a report, or --list", param_hint="NAME")
    chosen = format_for(form, out, _SUFFIXES, ReportFormat.TABLE)
    if name is None:
        _list(chosen)
        return
    folder, settings = required(store), read_settings()
    from citygraph.graph import CityGraph
    from citygraph.queries import choose_recipe, report_json, report_table, to_csv, to_text

    wanted = choose_recipe(_recipe_of(name, recipe), changes or [])
    if partnerships:
        wanted = wanted.adjusted(include_partnerships=True)
    from citygraph.queries.centrality import centrality_report

    with CityGraph.open(folder.place, mode="read", identifiers=Identifiers(settings.base)) as graph:
        for line in graph.notices:
            note(line)
        with interruptible():
            found = centrality_report(graph, wanted, language=language, identifiers=graph.identifiers)
        base = graph.identifiers.base
    if chosen is ReportFormat.JSON:
        text = report_json(found)
    elif chosen is ReportFormat.CSV:
        text = to_csv(report_table(found, language=language))
    else:
        text = to_text(report_table(found, language=language), base=base)
    with destination(out, force=force) as stream:
        stream.write(text.encode())


def _recipe_of(name: str, recipe: str | None) -> str:
    """Return the name of the recipe that a report is computed on.

    Raises:
        UnknownReport: There is no report and no recipe of that name; the hint names what is near.
    """
    if name in _REPORTS:
        return recipe or _DEFAULT_RECIPE
    from citygraph.queries import load_recipes
    from citygraph.queries.errors import did_you_mean

    recipes = list(load_recipes())
    if name in recipes:
        if recipe not in (None, name):
            raise typer.BadParameter(
                f"the report {name!r} is on the recipe of that name", param_hint="--recipe"
            )
        return name
    near = did_you_mean(name, [*_REPORTS, *recipes])
    raise UnknownReport(
        name, hint=f"did you mean {near[0]!r}?" if near else f"it may be {_named(list(_REPORTS))}"
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
