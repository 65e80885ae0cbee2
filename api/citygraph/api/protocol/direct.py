"""What the short way has begun and the application ends: an answer in parts, or why there is none."""

from __future__ import annotations

from typing import Final, TypeAlias, cast

from citygraph.api.cross_origin import CrossOrigin
from citygraph.api.deadlines import Deadlines
from citygraph.api.limits import SecurityHeaders
from citygraph.api.negotiation import DATASETS, GRAPHS, RESULTS, choose
from citygraph.api.settings import Settings
from citygraph.graph.readers import Answer as ReadersAnswer
from citygraph.ontology.errors import CityGraphError
from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from .asking import data_answer
from .execution import Answer
from .operations import accepted

__all__ = ["GIVEN", "DirectQueries", "Given"]

Given: TypeAlias = ReadersAnswer | CityGraphError

GIVEN: Final = "citygraph.given"
"""Where in a request's scope stands what the short way has found."""


class DirectQueries:
    """Ends what the short way has begun, in the layers that all answers go through; the rest is the application's.

    Args:
        app: The application.
        settings: The deployment's choices.
    """

    def __init__(self, app: FastAPI, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with what was found, or pass the request on."""
        given: Given | None = scope.pop(GIVEN, None)
        if given is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        if isinstance(given, CityGraphError):
            scope["app"] = self._app
            answer: object = self._app.exception_handlers[CityGraphError](request, given)
        else:
            is_graph = given.form == "triples"
            found = Answer("graph" if is_graph else "results", given.format, None, given)
            media = choose(accepted(request), (*GRAPHS, *DATASETS) if is_graph else RESULTS)
            answer = data_answer(found, media)
        layered = SecurityHeaders(CrossOrigin(Deadlines(cast("ASGIApp", answer), settings=self._settings)))
        await layered(scope, receive, send)
