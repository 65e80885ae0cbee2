"""Gives the statements of a graph in the one order that all exports have."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from .form import ExportOptions
from .sorting import LineSorter
from .source import Sink, Source, dump_graph, graph_names

__all__ = ["canonical_graphs", "canonical_quads"]

_COUNTS = (
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }",
)
_EVERY = 4096


def canonical_quads(source: Source, options: ExportOptions, *, dataset: bool) -> Iterator[bytes]:
    """Return the lines of N-Quads in order: the default graph, then each named graph by its name.

    Within a graph the lines stand in the order of their bytes, which is that of code points. So a subject's
    statements stand together, and the same content gives the same lines wherever it was loaded in what order.

    Args:
        source: Where the statements are.
        options: Who wants to know how far the work has come.
        dataset: Whether the named graphs are wanted, too.
    """
    for name, lines in canonical_graphs(source, options, dataset=dataset):
        if name is None:
            yield from lines
        else:
            end = f"{ox.NamedNode(name)} .\n".encode()
            for line in lines:
                yield line[:-2] + end


def canonical_graphs(
    source: Source, options: ExportOptions, *, dataset: bool
) -> Iterator[tuple[str | None, Iterator[bytes]]]:
    """Return each graph's name, None first for the default graph, with its sorted lines of N-Triples.

    The lines of a graph must be used before the next graph is asked for.
    """
    steps = _Steps(source, options, dataset=dataset) if options.watched else None
    for name in [None, *(graph_names(source) if dataset else [])]:
        with LineSorter() as sorter:
            dump_graph(source, name, steps.counting(sorter) if steps else sorter)
            yield name, steps.following(sorter.lines()) if steps else sorter.lines()


class _Steps:
    """Counts statements twice: when they are read, and when they are written."""

    def __init__(self, source: Source, options: ExportOptions, *, dataset: bool) -> None:
        self._advance = options.advance
        self._total = 2 * sum(_count(source, query) for query in _COUNTS[: 1 + dataset])
        self._done = 0

    def counting(self, sorter: LineSorter) -> Sink:
        return _Counting(sorter, self)

    def following(self, lines: Iterator[bytes]) -> Iterator[bytes]:
        for number, line in enumerate(lines, 1):
            yield line
            if not number % _EVERY:
                self.take(_EVERY)

    def take(self, steps: int) -> None:
        self._done += steps
        self._advance(min(self._done, self._total), self._total)


class _Counting:
    def __init__(self, sorter: LineSorter, steps: _Steps) -> None:
        self._sorter = sorter
        self._steps = steps

    def write(self, data: bytes, /) -> int:
        self._steps.take(data.count(b"\n"))
        return self._sorter.write(data)

    def flush(self) -> None:
        """Do nothing, as the sorter does."""


def _count(source: Source, query: str) -> int:
    found = source.query(query)
    if isinstance(found, ox.QuerySolutions):
        for row in found:
            value = row["n"]
            if isinstance(value, ox.Literal):
                return int(value.value)
    return 0
