"""What a graph asks of the engine that holds it, whether that is in this process or behind an address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from .sparql import QueryResult, Term

__all__ = ["MERGED", "Engine", "Pair", "Pattern"]

MERGED = ox.DefaultGraph()
"""How patterns and quads name the merged graph, wherever an engine keeps it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Quads that are looked for; what is None may be anything.

    Attributes:
        subject: Their subject.
        predicate: Their predicate.
        object: Their object.
        graph: Their graph; None means every named graph, and not the merged one.
    """

    subject: ox.NamedNode | None = None
    predicate: ox.NamedNode | None = None
    object: ox.NamedNode | ox.Literal | None = None
    graph: ox.NamedNode | ox.DefaultGraph | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair of things that two properties of one subject may have as values.

    Attributes:
        one: A value of the first property.
        other: A value of the second.
    """

    one: ox.NamedNode
    other: ox.NamedNode


class Engine(Protocol):
    """A store of quads whose default graph is the merge of its named graphs.

    Every method takes many things at once, so that an engine behind an address is asked once and not once for each.
    """

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> QueryResult:
        """Answer a SPARQL query; see :func:`citygraph.graph.sparql.ask`."""
        ...

    def matching(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        """Yield the quads that match any of the patterns, some perhaps twice."""
        ...

    def named(
        self, things: Iterable[ox.NamedNode], *, outside: Collection[ox.NamedNode]
    ) -> set[ox.NamedNode]:
        """Return those of the things that are an object in a named graph other than those of ``outside``."""
        ...

    def stated(self, triples: Iterable[ox.Triple], *, apart_from: AbstractSet[ox.Quad]) -> set[ox.Triple]:
        """Return those of the triples that a named graph states in a quad that is not one of ``apart_from``."""
        ...

    def with_both(
        self, first: ox.NamedNode, second: ox.NamedNode, pairs: Iterable[Pair]
    ) -> set[ox.NamedNode]:
        """Return the subjects in the merged graph with both values of a pair, one by each property."""
        ...

    def size(self) -> int:
        """Return the number of triples in the merged graph."""
        ...

    def copy(self) -> ox.Store:
        """Return everything as a store in this process, which must not be changed."""
        ...
