"""A question to the readers and its limits, and how both travel to a worker."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from functools import lru_cache
from typing import Final, Literal, TypeAlias, cast

import pyoxigraph as ox

from .frames import written

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "Form", "Limits", "Question", "Term"]

Term: TypeAlias = ox.NamedNode | ox.Literal
Form: TypeAlias = Literal["solutions", "boolean", "triples", "records"]
Task: TypeAlias = Literal["query", "dump", "records"]

RESULT_FORMATS: Final = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
"""The engine's format of the results of SELECT and ASK, by the name that a question gives."""

GRAPH_FORMATS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
"""The engine's format of the results of CONSTRUCT and DESCRIBE, by the name that a question gives."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one question may use.

    Attributes:
        seconds: Longest time from asking to the last byte, slow readers included.
        memory: Most bytes of memory beside the shared store.
        rows: Most rows or triples of the result, or None for any number.
        size: Most bytes of the result, or None for any number.
        query_bytes: Longest text, in bytes of UTF-8.
        query_nesting: Deepest nesting of brackets.
    """

    seconds: float = 10.0
    memory: int = 512 << 20
    rows: int | None = 100_000
    size: int | None = 16 << 20
    query_bytes: int = 100_000
    query_nesting: int = 100


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query to be answered by a worker.

    Attributes:
        text: The query.
        results: Name of the format for the results of SELECT and ASK, or None where none is wanted.
        graphs: Name of the format for triples, or None where none is wanted.
        default_graphs: Names of the graphs whose merge is the default graph, instead of the merge of all.
        named_graphs: Names of the graphs that GRAPH may reach, instead of all.
        substitutions: Values for variables of the query.
        limits: How much it may use.
        trusted: Whether the text is citygraph's own, so that the guard need not read it.
        first: Give this many rows at most, in JSON, and say whether there are more, instead of all.
        base: What relative IRIs are relative to, where the text has no BASE of its own.
        task: ``query``; or ``dump``, for all triples of the graph that the text names, of the default graph where it
            is empty; or ``records``, for what the manifest says of each document, as JSON.
    """

    text: str
    results: str | None = "json"
    graphs: str | None = "turtle"
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    substitutions: Mapping[str, Term] = field(default_factory=dict[str, Term])
    limits: Limits = Limits()
    trusted: bool = False
    first: int | None = None
    base: str = ""
    task: Task = "query"

    def to_bytes(self) -> bytes:
        """Return the question as it is sent: a line of JSON that many questions have in common, and the text.

        Raises:
            ValueError: The text holds half a surrogate pair, which is no text.
        """
        key = (
            self.results,
            self.graphs,
            self.default_graphs,
            self.named_graphs,
            self.limits,
            self.trusted,
            self.first,
            self.base,
            self.task,
        )
        if self.substitutions:
            head = _head(key, {name: _term_out(term) for name, term in self.substitutions.items()})
        else:
            head = _common_head(key)
        return head + self.text.encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Question:
        """Return the question that :meth:`to_bytes` wrote."""
        head, _, text = data.partition(b"\n")
        return cls(text.decode(), *_read_head(head))


_Key: TypeAlias = tuple[
    str | None,
    str | None,
    tuple[str, ...] | None,
    tuple[str, ...] | None,
    Limits,
    bool,
    int | None,
    str,
    Task,
]
_Others: TypeAlias = tuple[
    str | None,
    str | None,
    tuple[str, ...] | None,
    tuple[str, ...] | None,
    Mapping[str, Term],
    Limits,
    bool,
    int | None,
    str,
    Task,
]


def _head(key: _Key, substitutions: Mapping[str, list[str | None]]) -> bytes:
    results, graphs, default_graphs, named_graphs, limits, *others = key
    return (
        written((results, graphs, default_graphs, named_graphs, substitutions, astuple(limits), *others))
        + b"\n"
    )


@lru_cache(maxsize=64)
def _common_head(key: _Key) -> bytes:
    return _head(key, {})


@lru_cache(maxsize=64)
def _read_head(head: bytes) -> _Others:
    """Return all of a question but its text."""
    results, graphs, default_graphs, named_graphs, substitutions, limits, *others = json.loads(head)
    trusted, first, base, task = others
    return (
        results,
        graphs,
        _names(default_graphs),
        _names(named_graphs),
        {name: _term_in(one) for name, one in substitutions.items()},
        Limits(*limits),
        trusted,
        first,
        base,
        task,
    )


def _names(read: list[str] | None) -> tuple[str, ...] | None:
    return None if read is None else tuple(read)


def _term_out(term: Term) -> list[str | None]:
    if isinstance(term, ox.NamedNode):
        return [term.value]
    return [term.value, term.language, None if term.language else term.datatype.value]


def _term_in(written: list[str | None]) -> Term:
    value, *rest = written
    if not rest:
        return ox.NamedNode(cast(str, value))
    language, datatype = rest
    if language:
        return ox.Literal(cast(str, value), language=language)
    return ox.Literal(cast(str, value), datatype=ox.NamedNode(cast(str, datatype)))
