"""Small queries on a short way: a query alone in the address is asked and answered on the connection itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast
from urllib.parse import unquote_to_bytes

from citygraph.api.client_addresses import client_of
from citygraph.api.cross_origin import CROSS_ORIGIN
from citygraph.api.deadlines import DeadlineProtocol
from citygraph.api.limits import SECURITY
from citygraph.api.negotiation import DATASETS, GRAPHS, HTML, RESULTS, Media
from citygraph.api.settings import Settings
from citygraph.graph.errors import QueryRefused, QuerySyntax, QueryTooLong
from citygraph.graph.readers import Answer, FormNotWanted, Pool, Question
from citygraph.ontology.errors import CityGraphError
from fastapi import FastAPI
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from .asking import acceptable
from .direct import GIVEN, Given
from .execution import GRAPH_NAMES, RESULT_NAMES, limits_of
from .kept_answers import KeptAnswers, may_be_kept

__all__ = ["short_way_protocol"]

_BEGIN: Final = b"GET /sparql?query="
_END: Final = b" HTTP/1.1\r\n"
_OK: Final = b"HTTP/1.1 200 OK\r\n"
_TARGET: Final = re.compile(rb"[A-Za-z0-9%+*./:_~!$'(),;=?@-]+")
_HEADER: Final = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):[ \t]*([ -~]*)\r\n")
_LONGEST_HEAD: Final = 16_384
_LONGEST_AHEAD: Final = 65_536
_PLAIN_HEADERS: Final = frozenset(
    (
        b"accept",
        b"accept-charset",
        b"accept-encoding",
        b"accept-language",
        b"cache-control",
        b"connection",
        b"cookie",
        b"dnt",
        b"forwarded",
        b"from",
        b"host",
        b"origin",
        b"pragma",
        b"priority",
        b"referer",
        b"user-agent",
        b"via",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-proto",
        b"x-real-ip",
    )
)
"""What a request on the short way may carry: headers that change nothing in its answer, and those read below."""

_ASKED_AGAIN: Final = (FormNotWanted, QueryRefused, QuerySyntax, QueryTooLong)
"""Errors that are found at once, and that the routes explain."""


@dataclass(frozen=True, slots=True)
class _Client:
    """What the headers of a request say.

    Attributes:
        results: How it takes the results of SELECT and ASK.
        graphs: How it takes graphs.
        forwarded: The addresses in whose name it comes, as a proxy says.
    """

    results: Media | None
    graphs: Media | None
    forwarded: str


@lru_cache(maxsize=512)
def _client(headers: bytes) -> _Client | None:
    """Return what a block of headers says, or None where the application has to read it."""
    at, found = 0, dict[bytes, bytes]()
    while headers[at:] != b"\r\n":
        match = _HEADER.match(headers, at)
        if match is None:
            return None
        name = match[1].lower()
        if name in found or not (name in _PLAIN_HEADERS or name.startswith(b"sec-")):
            return None
        found[name] = match[2].strip()
        at = match.end()
    if b"host" not in found or found.get(b"connection", b"keep-alive").lower() != b"keep-alive":
        return None
    accept = found[b"accept"].decode("ascii") if b"accept" in found else None
    results, graphs = acceptable(accept, (*RESULTS, HTML)), acceptable(accept, (*GRAPHS, *DATASETS, HTML))
    if HTML in (results, graphs):
        return None
    return _Client(results, graphs, found.get(b"x-forwarded-for", b"").decode("ascii"))


@lru_cache(maxsize=64)
def _head(content_type: str) -> bytes:
    """Return the headers of a small answer: those that the routes and the layers round them give."""
    named = {"content-type": content_type, "vary": "Accept", **CROSS_ORIGIN, **SECURITY}
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in named.items())
    return lines.encode("latin-1")


@dataclass(slots=True)
class _Asking:
    """A query that is being answered.

    Attributes:
        request: The request's bytes.
        client: What its headers say.
        key: What names the answer among those that are kept, or None where it is not to be kept.
        answer: The answer to come.
    """

    request: bytes
    client: _Client
    key: object
    answer: Answer | None = None


def short_way_protocol(app: FastAPI, settings: Settings) -> type[HttpToolsProtocol]:
    """Return uvicorn's protocol with deadlines, on which small queries go a short way.

    Args:
        app: The application, which answers everything else.
        settings: The deployment's choices.
    """
    kept = KeptAnswers(settings.answers_memory << 20)
    proxies = settings.proxies
    limits, base = limits_of(app.state.site), app.state.site.base

    class ShortWayProtocol(DeadlineProtocol):
        """HTTP/1.1 on which ``GET /sparql?query=…`` from a program is answered without the application's layers.

        A request is taken only if it has come as a whole, alone, and with nothing in it that asks for more. What is
        wrong with a query, and an answer that comes in parts, are given to the application.
        """

        header_seconds = settings.header_seconds
        _asking: _Asking | None = None
        _given: Given | None = None
        _ahead = b""
        _is_in_message = False
        _is_closing = False

        def data_received(self, data: bytes) -> None:
            """Take bytes."""
            if self._asking is not None:
                self._ahead += data
                if len(self._ahead) > _LONGEST_AHEAD:
                    self.transport.pause_reading()
                return
            if not (data.startswith(_BEGIN) and self._take(data)):
                super().data_received(data)

        def _take(self, data: bytes) -> bool:
            """Ask what a request asks, or return that it is the application's."""
            pool: Pool | None = app.state.pool
            end = data.find(_END)
            if (
                pool is None
                or end < 0
                or len(data) > _LONGEST_HEAD
                or self.access_log
                or self._is_in_message
                or self.flow.write_paused
                or (self.cycle and not self.cycle.response_complete)
                or _TARGET.fullmatch(data, len(_BEGIN), end) is None
            ):
                return False
            client = _client(data[end + len(_END) :])
            if client is None:
                return False
            written = data[len(_BEGIN) : end]
            name = (written, client.results, client.graphs)
            generation = pool.generation.number
            body = kept.get(generation, name)
            if body is not None:
                self._begin()
                self._reply(body)
                return True
            try:
                text = unquote_to_bytes(written.replace(b"+", b" ")).decode("utf-8")
            except UnicodeDecodeError:
                return False
            if not text.strip():
                return False
            question = Question(
                text,
                results=_results_name(client.results),
                graphs=_graphs_name(client.graphs),
                limits=limits,
                base=base,
            )
            asking = _Asking(data, client, name if may_be_kept(text) else None)
            self._begin()
            self._asking = asking
            who = client_of(self.client[0] if self.client else "", client.forwarded, proxies)
            try:
                asking.answer = pool.submit(question, who, self._hear)
            except CityGraphError as error:
                self._pass_on(error)
            return True

        def _begin(self) -> None:
            self.have_header()
            self._unset_keepalive_if_required()

        def _hear(self) -> None:
            """Give the answer once it is there, or let the application give what is more than a small one."""
            asking = self._asking
            if asking is None or (answer := asking.answer) is None:
                return
            if answer.error is not None:
                self._pass_on(answer.error)
            elif answer.is_complete:
                body = answer.body
                media = asking.client.graphs if answer.form == "triples" else asking.client.results
                assert media is not None  # the question named its format
                reply = b"%bcontent-length: %d\r\n\r\n%b" % (_head(media.content_type), len(body), body)
                if asking.key is not None:
                    kept.put(answer.generation, asking.key, reply, len(asking.request))
                self._asking = None
                self._reply(reply)
            elif answer.has_begun:
                self._pass_on(answer)

        def _reply(self, reply: bytes) -> None:
            """Send an answer, and go on with what has come since."""
            dated = b"".join([b"%b: %b\r\n" % pair for pair in self.server_state.default_headers])
            self.transport.write(b"".join((_OK, dated, reply)))
            self.server_state.total_requests += 1
            self._go_on()

        def _go_on(self) -> None:
            if self._is_closing:
                self.transport.close()
                return
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
            if self._ahead:
                data, self._ahead = self._ahead, b""
                if len(data) > _LONGEST_AHEAD:
                    self.transport.resume_reading()
                self.loop.call_soon(self._take_ahead, data)

        def _take_ahead(self, data: bytes) -> None:
            if not self.transport.is_closing():
                self.data_received(data)

        def _pass_on(self, found: Answer | CityGraphError) -> None:
            """Let the application answer the request: with what was found, or asking again what it explains."""
            asking, self._asking = self._asking, None
            assert asking is not None
            if asking.answer is not None:
                asking.answer.heard = None
            self._given = None if isinstance(found, _ASKED_AGAIN) else found
            data, self._ahead = asking.request + self._ahead, b""
            if len(data) - len(asking.request) > _LONGEST_AHEAD:
                self.transport.resume_reading()
            super().data_received(data)
            self._given = None

        def on_message_begin(self) -> None:
            """Begin a request."""
            self._is_in_message = True
            super().on_message_begin()
            if self._given is not None:
                cast("dict[str, object]", self.scope)[GIVEN] = self._given
                self._given = None

        def on_message_complete(self) -> None:
            """Have a request as a whole."""
            self._is_in_message = False
            super().on_message_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            """Want nothing any more."""
            asking, self._asking = self._asking, None
            if asking is not None and asking.answer is not None:
                asking.answer.heard = None
                asking.answer.abandon()
            super().connection_lost(exc)

        def shutdown(self) -> None:
            """Close the connection once it has been answered."""
            if self._asking is not None:
                self._is_closing = True
            else:
                super().shutdown()

    return ShortWayProtocol


def _results_name(media: Media | None) -> str | None:
    return None if media is None or media.results is None else RESULT_NAMES[media.results]


def _graphs_name(media: Media | None) -> str | None:
    return None if media is None or media.rdf is None else GRAPH_NAMES[media.rdf]
