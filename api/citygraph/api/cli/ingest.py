"""The command that drafts facts from articles and loads them, as drafts, in one go."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from citygraph.ontology import Identifiers

from .console import note
from .engines import EngineModel, EngineOnly, EngineUrl, chosen_engine, jobs_for, limit_for
from .environment import make_loader, read_settings
from .exits import refused
from .options import AllWarnings, Articles, Jobs, Json, Quiet, RequiredStore, TimeLimit
from .progress import progress

__all__ = ["ingest"]


def ingest(
    paths: Articles,
    store: RequiredStore,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            file_okay=False,
            help="Folder to keep the documents in, too; as for extract.",
        ),
    ] = None,
    jobs: Jobs = None,
    with_copies: Annotated[
        bool,
        typer.Option("--with-copies", help="Load copies of earlier articles, each as a source of its own."),
    ] = False,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Put drafts in the place of reviewed documents, and of files that were changed."
        ),
    ] = False,
    time_limit: TimeLimit = 60.0,
    all_warnings: AllWarnings = False,
    as_json: Json = False,
    quiet: Quiet = False,
    engine_url: EngineUrl = None,
    engine_model: EngineModel = None,
    engine_only: EngineOnly = False,
) -> None:
    """Draft facts from news articles and load them, as drafts with their confidence, into a store.

    What people have reviewed stays as it is. Copies of an article count once, and articles without facts are
    not loaded. One that is refused keeps none of the others out.
    """
    from citygraph.graph import CityGraph
    from citygraph.loaders.extraction.batches import Batch, Options

    from .ingestion import Ingestion, IngestTally

    engine = chosen_engine(engine_url, engine_model, only=engine_only)
    identifiers = Identifiers(read_settings().base)
    loader = make_loader(identifiers, None)
    tally = IngestTally(as_json=as_json, quiet=quiet)
    with tempfile.TemporaryDirectory(prefix="citygraph-") as folder:
        options = Options(
            out=out,
            jobs=jobs_for(engine, jobs),
            time_limit=limit_for(engine, time_limit),
            force=force,
            verified=Path(folder),
            engine=engine,
        )
        with (
            Batch(paths, options) as batch,
            CityGraph.open(store.place, identifiers=identifiers) as graph,
            progress("ingesting articles", shown=not quiet) as advance,
        ):
            for line in graph.notices:
                note(line)
            ingestion = Ingestion(batch, graph, loader, with_copies=with_copies, replace_reviewed=force)
            try:
                for done, outcome in enumerate(ingestion.run(), start=1):
                    tally.add(outcome)
                    advance(done, max(done, batch.total or 0))
            finally:
                tally.finish(out, all_warnings=all_warnings)
    if tally.refused:
        raise refused()
