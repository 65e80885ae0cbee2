"""The second engine that a user names, for the commands that read articles."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from citygraph.loaders.extraction.asking import EngineChoice

__all__ = ["EngineModel", "EngineOnly", "EngineUrl", "chosen_engine", "jobs_for", "limit_for"]

EngineUrl = Annotated[
    str | None,
    typer.Option(
        "--engine-url",
        metavar="URL",
        envvar="CITYGRAPH_ENGINE_URL",
        help="Asks a language model, too: address of an OpenAI-compatible interface, such as http://127.0.0.1:8080/v1. "
        "Its key is in CITYGRAPH_ENGINE_KEY.",
    ),
]
EngineModel = Annotated[
    str | None,
    typer.Option(
        "--engine-model", metavar="NAME", envvar="CITYGRAPH_ENGINE_MODEL", help="Name of the model there."
    ),
]
EngineOnly = Annotated[
    bool, typer.Option("--engine-only", help="Leaves the reading to the model alone, without the rules.")
]


def chosen_engine(url: str | None, model: str | None, *, only: bool) -> EngineChoice | None:
    """Return the second engine of options and environment; None where there is none.

    Raises:
        BadEngineSetting: It cannot be asked in that way.
        EngineMissing: httpx is not installed.
    """
    if not url and not model:
        if only:
            raise typer.BadParameter("name the engine with --engine-url", param_hint="--engine-only")
        return None
    from citygraph.loaders.extraction.asking import EngineChoice, EngineSettings

    settings = EngineSettings.read(os.environ, url=url, model=model)
    if settings is None:
        return None
    choice = EngineChoice(settings, only)
    choice.check()
    return choice


def jobs_for(engine: EngineChoice | None, jobs: int | None) -> int:
    """Return how many processes read: one, unless told otherwise, where each of them asks the same server."""
    from citygraph.loaders.extraction.batches import default_jobs

    return jobs or (default_jobs() if engine is None else 1)


def limit_for(engine: EngineChoice | None, seconds: float) -> float:
    """Return how long an article may take: longer where a model is asked about it."""
    return seconds if engine is None else max(seconds, engine.seconds)
