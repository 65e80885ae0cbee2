"""Answers that are not pages: serialised graphs and results, and the headers that all of them share.

The engine works out results while they are written, so it may fail then: that is a QueryFailed like any other, and
keeps nothing of the engine, whose results must not be freed by another thread. XML 1.0 cannot hold the control
characters that a literal can, so each of them but tab, line feed and carriage return is U+FFFD in XML results and in
RDF/XML; the other formats give literals as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import cast

from citygraph.graph import QueryFailed
from citygraph.graph.readers.xml_text import well_formed
from citygraph.ontology.namespaces import PREFIXES
from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from .negotiation import Media, choose

__all__ = ["graph_answer", "negotiated", "results_answer", "triples_answer"]


def negotiated(request: Request, suffix: Media | None, offered: tuple[Media, ...]) -> Media:
    """Return the media type that an address's suffix asks for, else what Accept does.

    Raises:
        NotAcceptable: There is no suffix and the client accepts nothing on offer.
    """
    return suffix or choose(request.headers.get("accept"), offered)


def graph_answer(triples: Iterable[Triple] | Iterable[Quad], media: Media) -> Response:
    """Return triples, or quads in a format that holds them, in an order that is always the same.

    Raises:
        QueryFailed: The engine failed while it worked the triples out.
    """
    form = media.rdf
    assert form is not None
    try:
        return _answer(media, partial(_in_order, triples, form))
    finally:
        del triples  # an error that leaves this thread must not take the engine's object along


def results_answer(results: QuerySolutions | QueryBoolean, media: Media) -> Response:
    """Return query results as the engine itself writes them.

    Raises:
        QueryFailed: The engine failed while it worked the results out.
    """
    form = media.results
    assert form is not None
    try:
        return _answer(media, partial(results.serialize, format=form))
    finally:
        del results  # an error that leaves this thread must not take the engine's object along


def triples_answer(triples: QueryTriples, media: Media) -> Response:
    """Return the triples of a query as the engine itself writes them.

    Raises:
        QueryFailed: The engine failed while it worked the triples out.
    """
    form = media.rdf
    assert form is not None
    try:
        return _answer(media, partial(serialize, triples, format=form, prefixes=PREFIXES))
    finally:
        del triples  # an error that leaves this thread must not take the engine's object along


def _in_order(triples: Iterable[Triple] | Iterable[Quad], form: RdfFormat) -> bytes | None:
    ordered = cast(
        "list[Triple]", sorted(triples, key=_order)
    )  # all triples or all quads, as the engine wants
    return serialize(ordered, format=form, prefixes=PREFIXES)


def _order(statement: Triple | Quad) -> str:
    """Sort key of a statement: its graph, so that TriG opens each once, then its subject."""
    return f"{statement.graph_name} {statement}" if isinstance(statement, Quad) else str(statement)


def _answer(media: Media, write: Callable[[], bytes | None]) -> Response:
    """Return what is written, as an answer of a media type."""
    failure = ""
    body: bytes | None = None
    try:
        body = write()
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        failure = str(error) or type(error).__name__
    del write
    if body is None:  # raised out here, the error carries nothing of the engine's
        raise QueryFailed(
            f"the query could not be answered: {failure}", hint="ask for less at once"
        ) from None
    if media.type.endswith("xml"):
        body = well_formed(body)
    return Response(body, headers={"Vary": "Accept", "Content-Type": media.content_type})
