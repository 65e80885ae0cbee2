"""The command that writes the whole graph to a file or standard output."""

from __future__ import annotations

import gzip
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, cast

import typer
from citygraph.ontology import Identifiers

from .console import emit, emit_json, is_terminal, note
from .environment import read_settings
from .options import Force, Out, Store, required
from .output import destination, unpacked
from .progress import progress

if TYPE_CHECKING:
    from citygraph.graph import ExportFormat

__all__ = ["export"]

_DEFAULT = "trig"
_TABLES = "csv"
_ARCHIVE = "application/zip"


def export(
    store: Store = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="The name of a format; --list has them. By default what the suffix of --out means, else trig.",
        ),
    ] = None,
    recipe: Annotated[
        str, typer.Option("--recipe", metavar="RECIPE", help="What ties two cities in a network.")
    ] = "partnership",
    language: Annotated[
        str,
        typer.Option("--language", metavar="TAG", help="Language of names in tables and networks: en, id."),
    ] = "en",
    out: Out = None,
    folder: Annotated[
        bool,
        typer.Option(
            "--folder", help="With csv or parquet: --out names a folder for the files, not an archive."
        ),
    ] = False,
    force: Force = False,
    listing: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --list: print JSON for scripts.")] = False,
) -> None:
    """Write the whole graph; the same content always gives the same bytes.

    A file name that ends in .gz is compressed.
    """
    if listing:
        _list(language, as_json=as_json)
        return
    chosen = _format(form or _TABLES, out) if folder else _format(form, out)
    place = required(store).place
    from citygraph.graph import CityGraph, ExportOptions
    from citygraph.queries import find_recipe
    from citygraph.queries.exports import write_export

    find_recipe(recipe)
    with CityGraph.open(place, mode="read", identifiers=Identifiers(read_settings().base)) as graph:
        for line in graph.notices:
            note(line)
        shown = out is not None or not is_terminal("stdout")
        with (
            _folder(chosen, out, force=force) if folder else destination(out, force=force) as stream,
            _compressed(stream, None if folder else out) as target,
            progress(f"writing {chosen.name}", shown=shown) as advance,
        ):
            options = ExportOptions(graph.identifiers, recipe, language, advance=advance)
            write_export(chosen, graph, target, options)


def _folder(form: ExportFormat, out: Path | None, *, force: bool) -> AbstractContextManager[IO[bytes]]:
    """Return where an archive goes whose files become a folder."""
    if form.media_type != _ARCHIVE:
        raise typer.BadParameter(f"the format {form.name} is one file", param_hint="--folder")
    if out is None or str(out) == "-":
        raise typer.BadParameter("name the folder with --out", param_hint="--folder")
    return unpacked(out, force=force)


def _format(name: str | None, out: Path | None) -> ExportFormat:
    from citygraph.queries.exports import UnknownFormat, export_formats, find_format, format_of_file

    if name is not None:
        try:
            return find_format(name)
        except UnknownFormat as error:
            raise typer.BadParameter(str(error), param_hint="--format") from error
    if out is None or not out.suffixes or not out.name.lower().removesuffix(".gz").count("."):
        return find_format(_DEFAULT)
    found = format_of_file(out.name)
    if found is None:
        known = ", ".join(f".{form.suffix}" for form in export_formats().values())
        raise typer.BadParameter(
            f"the name {out.name!r} means no format (known: {known}); choose one with --format",
            param_hint="--out",
        )
    return found


@contextmanager
def _compressed(stream: IO[bytes], out: Path | None) -> Generator[IO[bytes]]:
    """Give a stream that compresses, without date or name, where the file's name ends in .gz."""
    if out is None or not out.name.lower().endswith(".gz"):
        yield stream
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
        yield cast("IO[bytes]", packed)


def _list(language: str, *, as_json: bool) -> None:
    from citygraph.queries import Table, to_text
    from citygraph.queries.exports import export_formats

    forms = export_formats().values()
    if as_json:
        emit_json(
            [
                {
                    "name": form.name,
                    "suffix": form.suffix,
                    "media_type": form.media_type,
                    "title": form.title.said_in(language),
                    "description": form.description.said_in(language),
                    "specification": form.specification,
                    "needs": form.needs,
                }
                for form in forms
            ],
            indent=2,
        )
        return
    rows = [(form.name, f".{form.suffix}", form.media_type, form.title.said_in(language)) for form in forms]
    emit(to_text(Table(("name", "suffix", "media type", "title"), tuple(rows))))
