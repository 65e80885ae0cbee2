"""Small queries on a short way: a query alone in the address is answered without the routes' work."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, cast
from urllib.parse import unquote_plus

from citygraph.api.cross_origin import CROSS_ORIGIN, CrossOrigin
from citygraph.api.deadlines import Deadlines
from citygraph.api.errors import NotAcceptable
from citygraph.api.limits import SECURITY, SecurityHeaders
from citygraph.api.negotiation import DATASETS, GRAPHS, HTML, RESULTS, Media, choose
from citygraph.api.settings import Settings
from citygraph.graph import QueryRefused, QuerySyntax, QueryTooLong
from citygraph.graph.readers import FormNotWanted, Pool, Question
from citygraph.ontology.errors import CityGraphError
from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from .asking import data_answer
from .execution import GRAPH_NAMES, RESULT_NAMES, Answer, limits_of

__all__ = ["DirectQueries"]

_ALONE: Final = b"query="
_LONGEST_ACCEPT: Final = 500
_ASKED_AGAIN: Final = (FormNotWanted, QueryRefused, QuerySyntax, QueryTooLong)
"""Errors that are found at once, and that the routes explain."""


class DirectQueries:
    """Answers ``GET /sparql?query=…`` for programs; everything else, and what is wrong with a query, is the routes'.

    It stands before the whole application, so that a small answer costs none of its layers; it has the headers that
    those would add, and an answer that is sent in parts goes through them.

    Args:
        app: The application.
        settings: The deployment's choices.
    """

    def __init__(self, app: FastAPI, *, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a plain query, or pass the request on."""
        question = (
            _question(self._app, scope) if scope["type"] == "http" and scope["path"] == "/sparql" else None
        )
        if question is None:
            await self._app(scope, receive, send)
            return
        asked, results, graph = question
        pool: Pool = self._app.state.pool
        try:
            found = await pool.ask(asked)
        except _ASKED_AGAIN:
            await self._app(scope, receive, send)
            return
        except CityGraphError as error:
            scope["app"] = self._app
            refusal = self._app.exception_handlers[CityGraphError](Request(scope, receive), error)
            await self._layered(cast("ASGIApp", refusal))(scope, receive, send)
            return
        is_graph = found.form == "triples"
        answer = Answer(
            "graph" if is_graph else "results",
            found.format,
            found.body if found.is_complete else None,
            None if found.is_complete else found,
        )
        media = graph if is_graph else results
        assert media is not None  # the question named its format
        if answer.body is None:
            await self._layered(data_answer(answer, media))(scope, receive, send)
            return
        body = answer.body
        headers = [*_headers(media.content_type), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _layered(self, answer: ASGIApp) -> ASGIApp:
        """Return an answer inside the layers that the application's own answers go through."""
        return SecurityHeaders(CrossOrigin(Deadlines(answer, settings=self._settings)))


@lru_cache(maxsize=64)
def _headers(content_type: str) -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers of a small answer: those of :func:`data_answer` and of the layers."""
    named = {"content-type": content_type, "vary": "Accept", **CROSS_ORIGIN, **SECURITY}
    return tuple((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in named.items())


def _question(app: FastAPI, scope: Scope) -> tuple[Question, Media | None, Media | None] | None:
    """Return what a request asks and the media types of its answer, where it is a query alone, for a program."""
    text: bytes = scope["query_string"]
    if scope["method"] != "GET" or not text.startswith(_ALONE) or b"&" in text or app.state.pool is None:
        return None
    accept: bytes | None = None
    for name, value in scope["headers"]:
        if name == b"authorization" or (name == b"accept" and accept is not None):
            return None
        if name == b"accept":
            accept = value
    if accept is not None and len(accept) > _LONGEST_ACCEPT:
        return None
    results, graph = _media(accept)
    if HTML in (results, graph):
        return None
    try:
        query = unquote_plus(text[len(_ALONE) :].decode("ascii"), errors="strict")
    except UnicodeError:
        return None
    if not query.strip():
        return None
    site = app.state.site
    question = Question(
        query,
        results=None if results is None or results.results is None else RESULT_NAMES[results.results],
        graphs=None if graph is None or graph.rdf is None else GRAPH_NAMES[graph.rdf],
        limits=limits_of(site),
        base=site.base,
    )
    return question, results, graph


@lru_cache(maxsize=256)
def _media(accept: bytes | None) -> tuple[Media | None, Media | None]:
    """Return the media types that a client likes best for results and for graphs."""
    text = None if accept is None else accept.decode("latin-1")
    return _best(text, (*RESULTS, HTML)), _best(text, (*GRAPHS, *DATASETS, HTML))


def _best(accept: str | None, offered: tuple[Media, ...]) -> Media | None:
    try:
        return choose(accept, offered)
    except NotAcceptable:
        return None
