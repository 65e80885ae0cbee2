"""Where an export reads from: anything that answers SPARQL, and faster what can dump its graphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Protocol, cast, runtime_checkable

import pyoxigraph as ox

__all__ = ["Answering", "Dumpable", "Sink", "Source", "dump_graph", "graph_names"]

_NAMES = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"
_MERGED = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_NAMED = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH %s { ?s ?p ?o } }"


class Sink(Protocol):
    """What bytes can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes; return how many."""
        ...

    def flush(self) -> None:
        """Pass on what was taken."""
        ...


class Answering(Protocol):
    """What answers SPARQL over the merge of all documents, with citygraph's prefixes known."""

    def query(
        self, sparql: str, *, substitutions: Mapping[str, ox.NamedNode | ox.Literal] | None = None
    ) -> ox.QuerySolutions | ox.QueryTriples | ox.QueryBoolean:
        """Return the engine's result."""
        ...


class Source(Answering, Protocol):
    """A graph that can be exported."""

    @property
    def digest(self) -> str:
        """Digest of the whole dataset, the same for the same quads."""
        ...


@runtime_checkable
class Dumpable(Protocol):
    """A source that gives a graph's triples in bulk, in less time and memory than a query takes."""

    def graph_names(self) -> Iterable[str]:
        """Return the names of the named graphs, in any order."""
        ...

    def dump_graph(self, name: str | None, out: Sink) -> None:
        """Write the named graph, or the default graph for None, as N-Triples in any order."""
        ...


def graph_names(source: Answering) -> list[str]:
    """Return the names of the source's named graphs, sorted."""
    if isinstance(source, Dumpable):
        return sorted(source.graph_names())
    found = source.query(_NAMES)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("a SELECT query gives solutions")
    return sorted(row["graph"].value for row in found if isinstance(row["graph"], ox.NamedNode))


def dump_graph(source: Answering, name: str | None, out: Sink) -> None:
    """Write one graph of the source as N-Triples in any order; None is the merged default graph."""
    if isinstance(source, Dumpable):
        source.dump_graph(name, out)
        return
    found = source.query(_MERGED if name is None else _NAMED % ox.NamedNode(name))
    if not isinstance(found, ox.QueryTriples):
        raise TypeError("a CONSTRUCT query gives triples")
    found.serialize(cast("IO[bytes]", out), format=ox.RdfFormat.N_TRIPLES)
