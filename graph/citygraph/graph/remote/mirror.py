"""Answers questions from a copy of an endpoint's data in this process, kept in step with the endpoint."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol as Shape

import pyoxigraph as ox
from citygraph.graph.changes import Change
from citygraph.graph.embedded import EmbeddedEngine
from citygraph.graph.exports import Sink
from citygraph.graph.sparql import QueryResult, Term

from .dialect import Dialect
from .engine import RemoteEngine
from .protocol import Protocol

__all__ = ["MirroredEngine", "Version"]


class Version(Shape):
    """Tells how far an endpoint has come."""

    def __call__(self, *, now: bool) -> int | None:
        """Return the number of the last change that is whole, or None while there is one that is not.

        Args:
            now: Whether to ask the endpoint at once; else what was true a moment ago will do.
        """
        ...


class MirroredEngine(RemoteEngine):
    """An engine behind an address whose questions are answered here: for engines that answer some of them wrong.

    What is read for a change, or to verify, is read at the endpoint all the same.

    Args:
        protocol: Asks and changes the endpoint.
        dialect: What is known of its engine.
        version: Tells how far the endpoint has come.
        whole: Gives everything that the endpoint holds after a change.
    """

    def __init__(
        self,
        protocol: Protocol,
        dialect: Dialect,
        version: Version,
        whole: Callable[[], tuple[int, ox.Store | None]],
    ) -> None:
        super().__init__(protocol, dialect)
        self._version = version
        self._whole = whole
        self._copy: EmbeddedEngine | None = None
        self._copied: int | None = None
        self._copying = threading.Lock()

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> QueryResult:
        """Answer a SPARQL query from the copy; see :func:`citygraph.graph.sparql.ask`."""
        return self._current().query(
            sparql, substitutions=substitutions, default_graphs=default_graphs, named_graphs=named_graphs
        )

    def size(self) -> int:
        """Return the number of triples in the merged graph of the copy."""
        return self._current().size()

    def graph_names(self) -> Iterator[str]:
        """Yield the names of the copy's named graphs."""
        return self._current().graph_names()

    def dump_graph(self, name: str | None, out: Sink) -> None:
        """Write a named graph of the copy, or its merged graph for None, as N-Triples in any order."""
        self._current().dump_graph(name, out)

    def follow(self, change: Change, version: int) -> None:
        """Make a change in the copy that was made at the endpoint, so that it need not be copied again."""
        with self._copying:
            if self._copy is not None:
                change.apply(self._copy.copy())
                self._copied = version

    def _current(self) -> EmbeddedEngine:
        """Return the copy, made anew when the endpoint has changed; never one of half a change.

        Raises:
            EndpointFailed: The endpoint changes all the time, or a change was cut off before there was a copy.
        """
        version = self._version(now=False)
        with self._copying:
            if self._copy is None or version not in (self._copied, None):
                self._copied, store = self._whole()
                assert store is not None  # since none was left out
                self._copy = EmbeddedEngine(store)
            return self._copy
