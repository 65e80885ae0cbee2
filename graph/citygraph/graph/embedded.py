"""The engine in this process: Oxigraph's store, asked without going through SPARQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import IO, cast

import pyoxigraph as ox

from .engine import MERGED, Pair, Pattern
from .exports import Sink
from .sparql import QueryResult, Term, ask

__all__ = ["EmbeddedEngine"]


class EmbeddedEngine:
    """An :class:`~citygraph.graph.engine.Engine` over a store in this process.

    Args:
        store: The store.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> QueryResult:
        """Answer a SPARQL query; see :func:`citygraph.graph.sparql.ask`."""
        return ask(
            self._store,
            sparql,
            substitutions=substitutions,
            default_graphs=default_graphs,
            named_graphs=named_graphs,
        )

    def matching(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        """Yield the quads that match any of the patterns, some perhaps twice."""
        for pattern in patterns:
            found = self._store.quads_for_pattern(
                pattern.subject, pattern.predicate, pattern.object, pattern.graph
            )
            if pattern.graph is None:
                yield from (quad for quad in found if quad.graph_name != MERGED)
            else:
                yield from found

    def named(
        self, things: Iterable[ox.NamedNode], *, outside: Collection[ox.NamedNode]
    ) -> set[ox.NamedNode]:
        """Return those of the things that are an object in a named graph other than those of ``outside``."""
        passed = {MERGED, *outside}
        return {
            thing
            for thing in things
            if any(
                quad.graph_name not in passed
                for quad in self._store.quads_for_pattern(None, None, thing, None)
            )
        }

    def stated(self, triples: Iterable[ox.Triple], *, apart_from: AbstractSet[ox.Quad]) -> set[ox.Triple]:
        """Return those of the triples that a named graph states in a quad that is not one of ``apart_from``."""
        return {
            triple
            for triple in triples
            if any(
                quad.graph_name != MERGED and quad not in apart_from
                for quad in self._store.quads_for_pattern(
                    triple.subject, triple.predicate, triple.object, None
                )
            )
        }

    def with_both(
        self, first: ox.NamedNode, second: ox.NamedNode, pairs: Iterable[Pair]
    ) -> set[ox.NamedNode]:
        """Return the subjects in the merged graph with both values of a pair, one by each property."""
        others: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
        for pair in pairs:
            others[pair.one].add(pair.other)
        return {
            quad.subject
            for one, wanted in others.items()
            for quad in self._store.quads_for_pattern(None, first, one, MERGED)
            if isinstance(quad.subject, ox.NamedNode)
            and any(ox.Quad(quad.subject, second, other, MERGED) in self._store for other in wanted)
        }

    def size(self) -> int:
        """Return the number of triples in the merged graph."""
        return sum(1 for _ in self._store.quads_for_pattern(None, None, None, MERGED))

    def copy(self) -> ox.Store:
        """Return the store itself."""
        return self._store

    def graph_names(self) -> Iterator[str]:
        """Yield the names of the named graphs."""
        return (graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))

    def dump_graph(self, name: str | None, out: Sink) -> None:
        """Write a named graph, or the merged graph for None, as N-Triples in any order."""
        graph = MERGED if name is None else ox.NamedNode(name)
        self._store.dump(cast("IO[bytes]", out), format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
