"""The command that drafts fact documents from articles."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .engines import EngineModel, EngineOnly, EngineUrl, chosen_engine, jobs_for, limit_for
from .exits import refused
from .options import Articles, Jobs, Json, Quiet, ReplaceForeign, TimeLimit
from .progress import progress

if TYPE_CHECKING:
    from citygraph.loaders.extraction.batches import Batch

    from .articles import ArticleTally

__all__ = ["DocumentFormat", "extract"]


class DocumentFormat(StrEnum):
    """What fact documents are written in."""

    YAML = "yaml"
    JSON = "json"


def extract(
    paths: Articles,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            file_okay=False,
            help="Folder for the documents, NAME.yaml for NAME.txt or NAME.html; made where it is missing.",
        ),
    ] = None,
    jobs: Jobs = None,
    form: Annotated[
        DocumentFormat, typer.Option("--format", help="What the documents are written in.")
    ] = DocumentFormat.YAML,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show each fact's sentence, rule and names. Needs no --out."),
    ] = False,
    as_json: Json = False,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume/--no-resume", help="Pass over articles whose document is there, from the same text."
        ),
    ] = True,
    force: ReplaceForeign = False,
    time_limit: TimeLimit = 60.0,
    quiet: Quiet = False,
    engine_url: EngineUrl = None,
    engine_model: EngineModel = None,
    engine_only: EngineOnly = False,
) -> None:
    """Draft fact documents from news articles: texts, saved pages, lists of them, web archives, folders.

    An article that cannot be read keeps none of the others back. The same text always gives the same document.
    """
    if out is None and not explain and not as_json:
        raise typer.BadParameter(
            "say where the documents go, or ask for --explain or --json", param_hint="--out"
        )
    from citygraph.loaders.extraction.batches import Batch, Options

    from .articles import ArticleTally
    from .environment import open_gazetteer

    engine = chosen_engine(engine_url, engine_model, only=engine_only)
    open_gazetteer().close()  # built here, where a bar shows it, and not in each process
    options = Options(
        out=out,
        form=form.value,
        jobs=jobs_for(engine, jobs),
        time_limit=limit_for(engine, time_limit),
        resume=resume,
        force=force,
        explained=explain,
        engine=engine,
    )
    tally = ArticleTally(as_json=as_json, quiet=quiet, explained=explain)
    with Batch(paths, options) as batch:
        try:
            _follow(batch, tally, shown=not quiet and not explain)
        finally:
            tally.finish(out)
    if tally.refused:
        raise refused()


def _follow(batch: Batch, tally: ArticleTally, *, shown: bool) -> None:
    with progress("extracting articles", shown=shown) as advance:
        for done, outcome in enumerate(batch.run(), start=1):
            tally.add(outcome)
            advance(done, max(done, batch.total or 0))
