"""The command that carries out an analysis of the network that a recipe makes."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer
from citygraph.ontology import Identifiers

from .console import emit, emit_json, note
from .environment import read_settings
from .options import Force, Out, Store, format_for, named_values, required
from .output import destination
from .progress import Advance, busy, progress
from .signals import interruptible

if TYPE_CHECKING:
    from citygraph.queries.analyses import Analysis

__all__ = ["AnalysisFormat", "analyse"]


class AnalysisFormat(StrEnum):
    """The formats of an analysis."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


_SUFFIXES: Final = {"txt": AnalysisFormat.TABLE, "csv": AnalysisFormat.CSV, "json": AnalysisFormat.JSON}


def analyse(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="The analysis; without a name all are listed."),
    ] = None,
    store: Store = None,
    recipe: Annotated[
        str | None,
        typer.Option(
            "--recipe",
            metavar="RECIPE",
            help="The network to analyse: a recipe's name, or a file with one (.toml, .ttl).",
        ),
    ] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Change a field of the recipe; repeatable."),
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="What the analysis lets choose; repeatable."),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", metavar="TABLE", help="Of several tables this one; JSON has them all."),
    ] = None,
    form: Annotated[
        AnalysisFormat | None,
        typer.Option("--format", help="By default what the suffix of --out means, else table."),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Language of names and words: en, id.")
    ] = "en",
    out: Out = None,
    force: Force = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say what the analysis does and what it lets choose; needs no store."),
    ] = False,
) -> None:
    """Analyse a network of cities: communities, routes, likely partners and more.

    Every analysis says its method, its caveats, and the recipe, options and dataset that it was computed on.
    """
    chosen = format_for(form, out, _SUFFIXES, AnalysisFormat.TABLE)
    from citygraph.queries.analyses import find_analysis, find_table

    if name is None:
        _list(chosen, language)
        return
    wanted = find_analysis(name)
    if explain:
        _explain(wanted, chosen, language)
        return
    find_table(wanted, table)
    folder, options, settings = required(store), named_values(param or []), read_settings()
    from citygraph.graph import CityGraph
    from citygraph.queries import choose_recipe, to_csv, to_text
    from citygraph.queries.analyses import carry_out, result_json, result_table

    counted = choose_recipe(recipe or wanted.recipe, changes or [])
    with CityGraph.open(folder.place, mode="read", identifiers=Identifiers(settings.base)) as graph:
        for line in graph.notices:
            note(line)
        with _shown(wanted, language) as advance:
            found = carry_out(
                graph,
                wanted,
                counted,
                options,
                language=language,
                identifiers=graph.identifiers,
                advance=advance,
            )
        base = graph.identifiers.base
    if chosen is AnalysisFormat.JSON:
        text = result_json(found)
    elif chosen is AnalysisFormat.CSV:
        text = to_csv(result_table(found, table, language=language))
    else:
        text = to_text(result_table(found, table, language=language, for_people=True), base=base)
    with destination(out, force=force) as stream:
        stream.write(text.encode())


@contextmanager
def _shown(analysis: Analysis, language: str) -> Generator[Advance | None]:
    """Show that an analysis is under way; one that takes long tells how far it is, and stops when it is told to."""
    title = analysis.title.said_in(language)
    if analysis.lengthy:
        with progress(title) as advance:
            yield advance
    else:
        with interruptible(), busy(title):
            yield None


def _list(form: AnalysisFormat, language: str) -> None:
    from citygraph.queries import Table, to_csv, to_text
    from citygraph.queries.analyses import describe_analysis, load_analyses

    analyses = load_analyses().values()
    if form is AnalysisFormat.JSON:
        emit_json([describe_analysis(each) for each in analyses], indent=2)
        return
    table = Table(
        ("name", "question", "recipe"),
        tuple((each.name, each.question.said_in(language), each.recipe) for each in analyses),
    )
    emit(to_csv(table) if form is AnalysisFormat.CSV else to_text(table, widest=240))


def _explain(analysis: Analysis, form: AnalysisFormat, language: str) -> None:
    from citygraph.queries.analyses import describe_analysis, explanation

    if form is AnalysisFormat.JSON:
        emit_json(describe_analysis(analysis), indent=2)
        return
    emit(explanation(analysis, language=language))
