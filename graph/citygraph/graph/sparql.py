"""Asks a store in SPARQL, with errors that say where."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import pyoxigraph as ox
from citygraph.ontology import PREFIXES

from .errors import QueryFailed, QuerySyntax

__all__ = ["QueryResult", "Term", "ask", "syntax_error"]

Term = ox.NamedNode | ox.Literal
QueryResult = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean

_CLASS = re.compile(r"""\s*\[(?:'(?:[^'\\]|\\.)*'|[^\]'])*\]\s*,?""")
_LONGEST = 300
_PLACE = re.compile(r"error at (\d+):(\d+): ")


def ask(
    store: ox.Store,
    query: str,
    *,
    substitutions: Mapping[str, Term] | None = None,
    default_graphs: Sequence[str] | None = None,
    named_graphs: Sequence[str] | None = None,
    base: str | None = None,
    prefixes: Mapping[str, str] = PREFIXES,
) -> QueryResult:
    """Return the engine's own result, which can serialise itself.

    Args:
        store: Where to ask.
        query: A SPARQL 1.1 query.
        substitutions: Values for variables of the query, by name without the question mark. A variable that is
            substituted must be in the projection of a SELECT.
        default_graphs: Names of the graphs whose merge is the default graph, instead of the merge of all.
        named_graphs: Names of the graphs that GRAPH may reach, instead of all.
        base: What relative IRIs are relative to, where the query has no BASE of its own.
        prefixes: What need not be declared.

    Raises:
        QuerySyntax: The query is not valid SPARQL.
        QueryFailed: The engine could not answer.
    """
    try:
        return store.query(
            query,
            base_iri=base,
            prefixes=_needed(prefixes, query),
            substitutions={ox.Variable(n): v for n, v in substitutions.items()} if substitutions else None,
            default_graph=None if default_graphs is None else [ox.NamedNode(g) for g in default_graphs],
            named_graphs=None if named_graphs is None else [ox.NamedNode(g) for g in named_graphs],
        )
    except SyntaxError as error:
        raise syntax_error(error, "query") from error
    except (OSError, ValueError, RuntimeError, MemoryError) as error:
        raise QueryFailed(f"the query could not be answered: {error}") from error


def _needed(prefixes: Mapping[str, str], query: str) -> dict[str, str]:
    """Return the prefixes that a query may use; the engine reads each of them anew. An escape may spell any."""
    if "\\" in query:
        return dict(prefixes)
    return {name: iri for name, iri in prefixes.items() if f"{name}:" in query}


def syntax_error(error: SyntaxError, kind: Literal["query", "update"]) -> QuerySyntax:
    """Return what the engine says of a query or an update that is no SPARQL, with its place."""
    found = _PLACE.match(str(error))
    line, column = (int(found[1]), int(found[2])) if found else (None, None)
    what = _readable(_PLACE.sub("", str(error)))
    return QuerySyntax(f"the {kind} is not valid SPARQL: {what}", line=line, column=column)


def _readable(message: str) -> str:
    """Return the engine's message without the classes of characters that it would have taken, cut where long."""
    plain = re.sub(r"\s+", " ", _CLASS.sub("", message)).strip(" ,")
    if plain in ("expected", "expected one of"):
        return "something else is expected here"
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
