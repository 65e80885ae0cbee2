"""Makes a change in an endpoint, in steps that may each be made twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox
from citygraph.graph.changes import Change
from citygraph.graph.engine import MERGED

from .dialect import MERGE, Dialect
from .protocol import Protocol

__all__ = ["make"]

_MOST: Final = 1_000
"""Most triples in one update; Virtuoso's compiler takes some thousands."""
_LONGEST: Final = 400_000
"""Longest update, in characters."""


def make(change: Change, protocol: Protocol, dialect: Dialect) -> None:
    """Make a change: the documents' own graphs one by one, then what is common to all.

    What is common is changed by one update where it is small enough, which most engines make as a whole. Where it is
    not, statements come before others go: nothing that stays is missed for a moment.
    """
    for graph, triples in change.contents.items():
        if triples:
            protocol.put(graph.value, triples)
        else:
            protocol.delete(graph.value)
    removed = [quad for quad in change.removed if quad.graph_name not in change.contents]
    added = [quad for quad in change.added if quad.graph_name not in change.contents]
    if removed and len(removed) + len(added) <= _MOST:
        text = ";".join(_operations(added, removed, dialect))
        if len(text) <= _LONGEST:
            protocol.update(text)
            return
    for name, of_graph in _by_graph(added, dialect).items():
        protocol.post(name, of_graph)
    for some in _chunks(removed):
        protocol.update(";".join(_operations([], some, dialect)))


def _operations(added: Iterable[ox.Quad], removed: Iterable[ox.Quad], dialect: Dialect) -> Iterator[str]:
    for verb, quads in (("INSERT", added), ("DELETE", removed)):
        for name, triples in _by_graph(quads, dialect).items():
            data = " ".join(f"{triple} ." for triple in triples)
            yield f"{verb} DATA {{ {data if name is None else f'GRAPH <{name}> {{ {data} }}'} }}"


def _by_graph(quads: Iterable[ox.Quad], dialect: Dialect) -> dict[str | None, list[ox.Triple]]:
    """Return the quads' triples by the name of their graph at the endpoint; None is its default graph."""
    found: dict[str | None, list[ox.Triple]] = defaultdict(list)
    for quad in quads:
        if quad.graph_name == MERGED:
            found[MERGE if dialect.merge == "named" else None].append(quad.triple)
        elif isinstance(quad.graph_name, ox.NamedNode):
            found[quad.graph_name.value].append(quad.triple)
    return found


def _chunks(quads: list[ox.Quad]) -> Iterator[list[ox.Quad]]:
    for start in range(0, len(quads), _MOST):
        yield quads[start : start + _MOST]
