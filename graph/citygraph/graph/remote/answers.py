"""Reads an endpoint's answers, whole and checked, into the engine's own types."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from citygraph.graph.sparql import QueryResult

from .client import Answer
from .errors import EndpointCut, EndpointFailed, EndpointUnfit

__all__ = ["RESULTS", "TRIPLES", "as_query_triples", "results_of", "triples_of"]

TRIPLES: Final = "application/n-triples"
RESULTS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
}
"""The media types in which results are read."""

_VERDICT: Final = "__ASK_RETVAL"
"""The variable in which Virtuoso answers ASK, as if it were SELECT."""


def results_of(answer: Answer, address: str, *, most: int | None = None) -> QueryResult:
    """Return the results of SELECT or ASK, after having read them to the end.

    Args:
        answer: What the endpoint answered.
        address: Where, for messages.
        most: Most rows that the endpoint gives, where it is known to give only so many.

    Raises:
        EndpointUnfit: The answer is in another format.
        EndpointFailed: It cannot be read: it is cut, or not what it says.
        EndpointCut: The endpoint gave a part only.
    """
    form = RESULTS.get(answer.media)
    if form is None:
        raise EndpointUnfit(
            address,
            f"answers a query with {answer.media or 'no media type'}: {answer.excerpt}",
            hint="is it a SPARQL endpoint?",
        )
    try:
        results = ox.parse_query_results(answer.body, format=form)
        if not isinstance(results, ox.QuerySolutions):
            return results
        names = [variable.value for variable in results.variables]
        rows = sum(1 for _ in results)
        if names == [_VERDICT]:
            return _boolean(rows > 0)
        results = ox.parse_query_results(answer.body, format=form)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise EndpointFailed(address, f"gave results that cannot be read: {error}") from error
    _whole(answer, address, rows, most)
    return results


def triples_of(answer: Answer, address: str, *, most: int | None = None) -> list[ox.Triple]:
    """Return the triples of an answer in N-Triples.

    Args:
        answer: What the endpoint answered.
        address: Where, for messages.
        most: Most triples that the endpoint gives, where it is known to give only so many.

    Raises:
        EndpointUnfit: The answer is in another format.
        EndpointFailed: It cannot be read: it is cut, or not what it says.
        EndpointCut: The endpoint gave a part only.
    """
    if answer.media not in (TRIPLES, "text/plain"):
        raise EndpointUnfit(
            address, f"answers with {answer.media or 'no media type'} for triples: {answer.excerpt}"
        )
    try:
        triples = [quad.triple for quad in ox.parse(answer.body, format=ox.RdfFormat.N_TRIPLES)]
    except (SyntaxError, ValueError) as error:
        raise EndpointFailed(address, f"gave triples that cannot be read: {error}") from error
    _whole(answer, address, len(triples), most)
    return triples


def as_query_triples(triples: list[ox.Triple]) -> ox.QueryTriples:
    """Return triples as the result of a query, which can serialise itself."""
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(found, ox.QueryTriples)
    return found


def _boolean(value: bool) -> ox.QueryBoolean:
    verdict = b'{"head":{},"boolean":%s}' % (b"true" if value else b"false")
    found = ox.parse_query_results(verdict, format=ox.QueryResultsFormat.JSON)
    assert isinstance(found, ox.QueryBoolean)
    return found


def _whole(answer: Answer, address: str, rows: int, most: int | None) -> None:
    """Return when the endpoint has left nothing out, as far as it tells or is known to."""
    limit = answer.headers.get("x-sparql-maxrows")
    if limit is None and (most is None or rows < most):
        return
    raise EndpointCut(
        address,
        f"gave the first {rows:,} rows only",
        hint="ask for less at once, or raise the engine's own limit (ResultSetMaxRows in Virtuoso)",
    )
