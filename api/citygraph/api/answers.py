"""Answers that are not pages: serialised graphs and results, and the headers that all of them share."""

from __future__ import annotations

from collections.abc import Iterable

from citygraph.ontology.namespaces import PREFIXES
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple, serialize
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


def graph_answer(triples: Iterable[Triple], media: Media) -> Response:
    """Return triples written in a graph format, in an order that is always the same."""
    assert media.rdf is not None
    ordered = sorted(triples, key=str)
    body = serialize(ordered, format=media.rdf, prefixes=PREFIXES)
    return Response(body, headers={"Vary": "Accept", "Content-Type": media.content_type})


def results_answer(results: QuerySolutions | QueryBoolean, media: Media) -> Response:
    """Return query results as the engine itself writes them."""
    assert media.results is not None
    body = results.serialize(format=media.results)
    return Response(body, headers={"Vary": "Accept", "Content-Type": media.content_type})


def triples_answer(triples: QueryTriples, media: Media) -> Response:
    """Return the triples of a query as the engine itself writes them."""
    assert media.rdf is not None
    body = serialize(triples, format=media.rdf, prefixes=PREFIXES)
    return Response(body, headers={"Vary": "Accept", "Content-Type": media.content_type})
