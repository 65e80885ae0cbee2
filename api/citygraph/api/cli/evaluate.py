"""The command that compares predicted fact documents with gold ones."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .console import emit, emit_json, note, plain, warning
from .options import Json
from .output import destination
from .progress import progress

if TYPE_CHECKING:
    from citygraph.loaders.evaluation import Evaluation

__all__ = ["Show", "evaluate"]

_PAGE: Final = "evaluation.html"  # in a folder given to --html


class Show(StrEnum):
    """Which statements to list."""

    MISSES = "misses"
    EXTRAS = "extras"
    BOTH = "both"


def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD_DIR", help="Folder with each article, NAME.txt, and its facts, NAME.yaml."
        ),
    ],
    predicted: Annotated[
        Path, typer.Argument(metavar="PREDICTED_DIR", help="Folder with NAME.yaml or NAME.json for each.")
    ],
    as_json: Json = False,
    html: Annotated[
        Path | None,
        typer.Option(
            "--html",
            metavar="FILE",
            help="Write a page with every article beside its facts; in a folder, evaluation.html.",
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file of --html if it exists.")] = False,
    show: Annotated[
        Show | None, typer.Option("--show", help="List what is missed or extra before the table.")
    ] = None,
) -> None:
    """Compare predicted facts with gold ones: precision, recall and F1 by kind, and agreement on attributes.

    A prediction that is not there, or cannot be read, counts as all missed.
    """
    from citygraph.loaders import evaluation

    with progress("comparing articles") as advance:
        found = evaluation.evaluate(gold, predicted, progress=advance)
    _say_doubts(found)
    if html is not None:
        _write_page(found, html, force=force, title=f"{predicted} against {gold}")
    if as_json:
        emit_json(evaluation.as_plain(found), indent=1)
        return
    if show is not None:
        for line in evaluation.differences(found, show.value):
            emit(f"{plain(line)}\n")
    emit(evaluation.table(found))


def _say_doubts(found: Evaluation) -> None:
    for article in found.articles:
        for line in (*([article.problem] if article.problem else []), *article.warnings):
            warning(f"{article.name}: {line}")
    if found.unpaired:
        note(f"predictions for no article of the gold, which count for nothing: {', '.join(found.unpaired)}")


def _write_page(found: Evaluation, html: Path, *, force: bool, title: str) -> None:
    from citygraph.loaders.evaluation import page

    target = html / _PAGE if html.is_dir() else html
    with destination(target, force=force) as stream:
        stream.write(page(found, title=title).encode())
