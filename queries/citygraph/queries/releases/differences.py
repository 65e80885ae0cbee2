"""Finds what changed between two lists of statements that stand in canonical order, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

__all__ = ["Difference", "differences", "graph_of"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A statement that only one of the two has.

    Attributes:
        added: Whether the later one has it.
        graph: Name of its graph; empty for the default graph.
        statement: Subject, predicate and object as in N-Triples, without the full stop.
        line: The whole line of N-Quads.
    """

    added: bool
    graph: bytes
    statement: bytes
    line: bytes


def differences(before: Iterable[bytes], after: Iterable[bytes]) -> Iterator[Difference]:
    """Yield what is in one list of N-Quads lines alone, in their order."""
    old, new = iter(before), iter(after)
    one, other = next(old, None), next(new, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(old, None), next(new, None)
            continue
        mine = None if one is None else _key(one)
        theirs = None if other is None else _key(other)
        if other is not None and theirs is not None and (mine is None or theirs < mine):
            yield Difference(True, *theirs, other)
            other = next(new, None)
        elif one is not None and mine is not None:
            yield Difference(False, *mine, one)
            one = next(old, None)


def graph_of(line: bytes) -> bytes:
    """Return the name of the graph of an N-Quads line; empty for the default graph.

    >>> graph_of(b'<http://a/s> <http://a/p> "x <http://b/>" .\\n')
    b''
    >>> graph_of(b'<http://a/s> <http://a/p> <http://a/o> <http://a/g> .\\n')
    b'http://a/g'
    """
    return _key(line)[0]


def _key(line: bytes) -> tuple[bytes, bytes]:
    """Return the graph's name and the statement.

    Subject and predicate have no blanks in them, and neither has a graph's name. So what stands after the last
    blank is a graph's name when it is an IRI and something is left of the object before it.
    """
    whole = line.rstrip(b"\n").removesuffix(b" .")
    statement, _, last = whole.rpartition(b" ")
    is_iri = last.startswith(b"<") and b'"' not in last  # a literal's last word may start like one
    return (last[1:-1], statement) if is_iri and statement.count(b" ") >= 2 else (b"", whole)
