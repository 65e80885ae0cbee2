"""The command that makes a dated release of the whole graph."""

from __future__ import annotations

import datetime
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from citygraph.ontology import Identifiers

from .console import emit, emit_json, note
from .environment import read_settings
from .options import Json, RequiredStore
from .progress import progress

if TYPE_CHECKING:
    from citygraph.queries.releases import ReleaseOutcome

__all__ = ["release"]


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day such as 2026-01-31") from error


def _address(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise typer.BadParameter(f"{text!r} is no http(s) address")
    return text


def release(
    store: RequiredStore,
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR", help="The folder of releases; each gets a folder in it.")
    ],
    date: Annotated[
        datetime.date | None,
        typer.Option(
            "--date", metavar="YYYY-MM-DD", parser=_day, help="The day of the release; today if left out."
        ),
    ] = None,
    recipe: Annotated[
        str, typer.Option("--recipe", metavar="RECIPE", help="What ties two cities in the networks.")
    ] = "partnership",
    language: Annotated[
        str,
        typer.Option("--language", metavar="TAG", help="Language of names in tables and networks: en, id."),
    ] = "en",
    address: Annotated[
        str,
        typer.Option(
            "--address",
            metavar="URL",
            parser=_address,
            help="Where the releases are published, for the metadata.",
        ),
    ] = "",
    packed: Annotated[bool, typer.Option("--gzip", help="Compress every file that is no archive.")] = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Release even if nothing has changed, and replace one of the same day."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Make a dated folder with every format, checksums, metadata, and what changed since the release before.

    It is there whole or not at all. The same content and day give the same bytes.
    """
    from citygraph.graph import CityGraph, ExportOptions
    from citygraph.queries import find_recipe
    from citygraph.queries.releases import make_release

    find_recipe(recipe)
    with CityGraph.open(store.place, mode="read", identifiers=Identifiers(read_settings().base)) as graph:
        for line in graph.notices:
            note(line)
        with progress("writing the release") as advance:
            outcome = make_release(
                graph,
                out,
                date=date or datetime.datetime.now(datetime.UTC).date(),
                options=ExportOptions(recipe=recipe, language=language, advance=advance),
                compressed=packed,
                address=address,
                force=force,
            )
    if as_json:
        emit_json(_as_json(outcome))
    else:
        _say(outcome)


def _say(outcome: ReleaseOutcome) -> None:
    found = outcome.release
    if outcome.made == "unchanged":
        emit(f"unchanged  nothing has changed since the release of {found.date}\n")
        return
    emit(f"released   {found.path}  ({len(found.files)} files, dataset {found.dataset[:16]}…)\n")
    if outcome.changes is not None:
        total = outcome.changes.total
        emit(
            f"since {outcome.before}: {total.added} facts added, {total.removed} removed, {total.changed} changed\n"
        )
    if outcome.left_out:
        note(f"left out, because a package is not installed: {', '.join(outcome.left_out)}")


def _as_json(outcome: ReleaseOutcome) -> dict[str, object]:
    found = outcome.release
    return {
        "change": outcome.made,
        "date": found.date.isoformat(),
        "path": str(found.path),
        "dataset": found.dataset,
        "files": [asdict(one) for one in found.files.values()],
        "before": outcome.before.isoformat() if outcome.before else None,
        "changes": asdict(outcome.changes) if outcome.changes else None,
        "left_out": list(outcome.left_out),
    }
