"""The commands about tables: loading them, and drafting a description of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from citygraph.ontology import CityGraphError, Identifiers

from .console import emit, note
from .environment import open_gazetteer, read_settings
from .exits import refused
from .options import AllWarnings, Force, Json, Out, RequiredStore
from .output import destination
from .progress import busy, progress

if TYPE_CHECKING:
    from citygraph.graph import CityGraph
    from citygraph.loaders.tables import PreparedTable, TableLoader, TableOutcome

    from .table_tally import TableTally

__all__ = ["describe_table", "load_table"]

Tables = Annotated[
    list[Path],
    typer.Argument(metavar="FILE", help="Tables: .csv, .tsv, .xlsx, .xls, .ods, or SPARQL results in .json."),
]


def load_table(
    files: Tables,
    mapping: Annotated[
        str,
        typer.Option(
            "--mapping",
            metavar="NAME",
            help="What the columns are: a file in TOML, or the name of a ready one.",
        ),
    ],
    store: RequiredStore,
    nodes: Annotated[
        Path | None,
        typer.Option("--nodes", metavar="FILE", help="The table of nodes that an edge list refers to."),
    ] = None,
    identifier: Annotated[
        str | None,
        typer.Option(
            "--id", metavar="ID", help="Id of the table; from the mapping or the file's name when left out."
        ),
    ] = None,
    corrections: Annotated[
        list[Path] | None,
        typer.Option(
            "--corrections", metavar="FILE", help="A list of --unresolved, filled in. May be repeated."
        ),
    ] = None,
    unresolved: Annotated[
        Path | None,
        typer.Option(
            "--unresolved",
            metavar="FILE",
            help="Write the names that were not found, with candidates, as CSV.",
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the file of --unresolved if it exists.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Do everything but change the store; a new one is not made.")
    ] = False,
    all_warnings: AllWarnings = False,
    as_json: Json = False,
) -> None:
    """Load tables of partners, members or participants into a store; each row is the evidence of what it states.

    Rows that cannot be used are told and left out. Loading the same table again changes nothing; a changed table
    takes the place of the one before.
    """
    from citygraph.graph import CityGraph
    from citygraph.loaders.networks import NetworkRegister
    from citygraph.loaders.tables import TableLoader, read_corrections, read_description, unresolved_csv

    from .table_tally import TableTally

    if identifier is not None and len(files) > 1:
        raise typer.BadParameter("several tables cannot have one id", param_hint="--id")
    description = read_description(mapping)
    corrected = read_corrections(corrections or [])
    identifiers = Identifiers(read_settings().base)
    loader = TableLoader(open_gazetteer(), NetworkRegister.open(identifiers.base), identifiers)
    prepared: list[PreparedTable] = []
    for file in files:
        with busy(f"reading {file}"):
            prepared.append(
                loader.prepare(file, description, nodes=nodes, identifier=identifier, corrections=corrected)
            )
    _refuse_twice(prepared)
    if unresolved is not None:
        with destination(unresolved, force=force) as out:
            out.write(unresolved_csv([each for one in prepared for each in one.waiting], corrected))
    place = store.place
    present = not isinstance(place, Path) or place.exists()
    tally = TableTally(as_json=as_json, dry_run=dry_run, all_warnings=all_warnings)
    if dry_run:
        where = CityGraph.open(place, mode="read", identifiers=identifiers) if present else None
        with where or CityGraph.open(identifiers=identifiers) as graph:
            _follow(graph, loader, prepared, tally)
    else:
        with CityGraph.open(place, identifiers=identifiers) as graph:
            for line in graph.notices:
                note(line)
            _follow(graph, loader, prepared, tally)
    tally.finish(unresolved)
    if tally.refused:
        raise refused()


def describe_table(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="The table.")] = None,
    ready: Annotated[
        str | None,
        typer.Option("--ready", metavar="NAME", help="Print the ready mapping of that name instead."),
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="List the ready mappings.")] = False,
    out: Out = None,
    force: Force = False,
) -> None:
    """Draft a mapping for a table, guessed from its header, to be corrected and given to load-table."""
    from citygraph.loaders.tables import draft_description, read_table, ready_descriptions

    texts = ready_descriptions()
    if listed:
        for name, text in texts.items():
            emit(f"{name}  {text.splitlines()[0].removeprefix('# ')}\n")
        return
    if ready is not None:
        if ready not in texts:
            raise typer.BadParameter(f"there are: {', '.join(texts)}", param_hint="--ready")
        drafted = texts[ready]
    elif file is not None:
        drafted = draft_description(read_table(file))
    else:
        raise typer.BadParameter("a table, --ready or --list is needed", param_hint="FILE")
    with destination(out, force=force) as written:
        written.write(drafted.encode())


class _TwiceLoaded(CityGraphError):
    """Two tables of one call would get the same id."""

    code = "duplicate-table"


def _refuse_twice(prepared: list[PreparedTable]) -> None:
    first: dict[str, Path] = {}
    for each in prepared:
        if each.identifier in first:
            raise _TwiceLoaded(
                f"{each.table.file} and {first[each.identifier]} have the same id, '{each.identifier}'",
                hint="load them one by one, with --id",
            )
        first[each.identifier] = each.table.file


def _follow(graph: CityGraph, loader: TableLoader, prepared: list[PreparedTable], tally: TableTally) -> None:
    for each in prepared:
        with progress(f"loading {each.table.file.name}") as advance:
            work = loader.check if tally.dry_run else loader.load
            outcome: TableOutcome = work(graph, each, progress=advance)
        tally.add(outcome)
