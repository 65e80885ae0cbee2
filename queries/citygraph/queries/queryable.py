"""What the queries need of a graph: that it answers SPARQL and knows its digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pyoxigraph as ox

__all__ = ["Cell", "Queryable", "SparqlResult", "Term", "select", "select_texts"]

Term = ox.NamedNode | ox.Literal
"""A value that a parameter can take: the data holds no blank nodes."""

Cell = ox.NamedNode | ox.Literal | None
"""A value in a result: None where the query leaves the variable unbound."""

SparqlResult = ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean


class Queryable(Protocol):
    """A graph that answers SPARQL over the merge of all its documents, with citygraph's prefixes known."""

    @property
    def digest(self) -> str:
        """Digest of the whole dataset, the same for the same quads."""
        ...

    def query(self, sparql: str, *, substitutions: Mapping[str, Term] | None = None) -> SparqlResult:
        """Return the engine's result."""
        ...


def select(graph: Queryable, sparql: str) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Return the column names and the rows of a SELECT query.

    Raises:
        TypeError: The query is an ASK, CONSTRUCT or DESCRIBE.
    """
    result = graph.query(sparql)
    if not isinstance(result, ox.QuerySolutions):
        raise TypeError("a SELECT query is needed")
    columns = tuple(variable.value for variable in result.variables)
    rows = [tuple([_cell(term) for term in solution]) for solution in result]
    return columns, rows


def select_texts(graph: Queryable, sparql: str) -> list[tuple[str, ...]]:
    """Return the rows of a SELECT query as texts: IRIs and lexical forms, and nothing where there is no value.

    Raises:
        TypeError: The query is an ASK, CONSTRUCT or DESCRIBE, or a value is a blank node or triple.
    """
    result = graph.query(sparql)
    if not isinstance(result, ox.QuerySolutions):
        raise TypeError("a SELECT query is needed")
    try:
        return [tuple(["" if term is None else term.value for term in row]) for row in result]
    except AttributeError:
        raise TypeError("the data holds such terms as have no text") from None


def _cell(term: object) -> Cell:
    if term is None or isinstance(term, ox.NamedNode | ox.Literal):
        return term
    raise TypeError(f"the data holds no such term: {term}")
