"""The commands that put fact documents in a store, or only check them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from citygraph.ontology import CityGraphError, Identifiers

from .console import note
from .environment import make_loader, read_settings
from .exits import refused
from .options import AllWarnings, Json, RequiredStore, Texts

__all__ = ["NoDocuments", "load", "validate"]

Paths = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", help="Fact documents (.yaml, .yml, .json), or folders of them."),
]


class NoDocuments(CityGraphError):
    """There is no fact document in the folders named."""

    code = "no-documents"

    def __init__(self, paths: Sequence[Path]) -> None:
        super().__init__(
            f"there is no fact document in {', '.join(str(path) for path in paths)}",
            hint="a fact document ends in .yaml, .yml or .json",
        )


def load(
    paths: Paths,
    store: RequiredStore,
    texts: Texts = None,
    repair: Annotated[
        bool, typer.Option("--repair", help="Drop what is damaged in the store, to load it again.")
    ] = False,
    withdraw: Annotated[
        bool,
        typer.Option(
            "--withdraw", help="Remember what corrected documents do not state any more: it answers 410."
        ),
    ] = False,
    all_warnings: AllWarnings = False,
    as_json: Json = False,
) -> None:
    """Load fact documents into a store; a new folder becomes a new store.

    A document that is refused keeps none of the others out, and leaves what the store holds as it was.
    Loading the same document again changes nothing.
    """
    from citygraph.graph import CityGraph

    from .outcomes import Tally, follow

    files = _files(paths)
    tally = Tally(as_json=as_json)
    identifiers = Identifiers(read_settings().base)
    with CityGraph.open(store.place, identifiers=identifiers, repair=repair) as graph:
        for line in graph.notices:
            note(line)
        loader = make_loader(identifiers, texts)
        try:
            follow(loader.load(graph, files, withdraw=withdraw), len(files), tally, what="loading documents")
        finally:
            tally.finish(checked_only=False, all_warnings=all_warnings)
    if tally.refused:
        raise refused()


def validate(
    paths: Paths, texts: Texts = None, all_warnings: AllWarnings = False, as_json: Json = False
) -> None:
    """Check fact documents as loading does, and change nothing."""
    from citygraph.graph import CityGraph

    from .outcomes import Tally, follow

    files = _files(paths)
    tally = Tally(as_json=as_json)
    identifiers = Identifiers(read_settings().base)
    with CityGraph.open(identifiers=identifiers) as graph:
        loader = make_loader(identifiers, texts)
        try:
            follow(loader.validate(graph, files), len(files), tally, what="checking documents")
        finally:
            tally.finish(checked_only=True, all_warnings=all_warnings)
    if tally.refused:
        raise refused()


def _files(paths: Sequence[Path]) -> list[Path]:
    from citygraph.loaders.loading import document_files

    files = document_files(paths)
    if not files:
        raise NoDocuments(paths)
    return files
