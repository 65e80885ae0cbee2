"""Writes the whole graph in the formats of linked data, in an order that is always the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO, Final

import pyoxigraph as ox
from citygraph.ontology import PREFIXES

__all__ = ["EXPORT_FORMATS", "ExportFormat", "write_export"]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format in which the graph can be exported.

    Attributes:
        name: The name that the command line and the settings use.
        suffix: The file name's suffix.
        media_type: The registered media type.
        dataset: Whether it holds the named graphs beside the merged default graph, or that graph alone.
        rdf: The engine's own name for it.
    """

    name: str
    suffix: str
    media_type: str
    dataset: bool
    rdf: ox.RdfFormat


EXPORT_FORMATS: Final[dict[str, ExportFormat]] = {
    f.name: f
    for f in (
        ExportFormat("trig", "trig", "application/trig", True, ox.RdfFormat.TRIG),
        ExportFormat("nquads", "nq", "application/n-quads", True, ox.RdfFormat.N_QUADS),
        ExportFormat("jsonld", "jsonld", "application/ld+json", True, ox.RdfFormat.JSON_LD),
        ExportFormat("turtle", "ttl", "text/turtle", False, ox.RdfFormat.TURTLE),
        ExportFormat("ntriples", "nt", "application/n-triples", False, ox.RdfFormat.N_TRIPLES),
    )
}
"""Every export format by its name."""


def write_export(store: ox.Store, form: ExportFormat, out: IO[bytes]) -> None:
    """Write the store to out: the merged default graph, and with a dataset format every named graph as well.

    The same graph gives the same bytes: statements stand in the order of their N-Quads lines.
    """
    if form.rdf in (ox.RdfFormat.N_QUADS, ox.RdfFormat.N_TRIPLES):
        for line in _lines(store, form.dataset):
            out.write(line + b"\n")
        return
    text = b"\n".join(_lines(store, form.dataset))
    statements = ox.parse(text, format=ox.RdfFormat.N_QUADS)
    if form.dataset:
        ox.serialize(statements, out, format=form.rdf, prefixes=PREFIXES)
    else:
        ox.serialize(_triples(statements), out, format=form.rdf, prefixes=PREFIXES)


def _lines(store: ox.Store, dataset: bool) -> list[bytes]:
    if dataset:
        dump = store.dump(format=ox.RdfFormat.N_QUADS)
    else:
        dump = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    assert dump is not None
    return sorted(dump.splitlines(), key=_graph_first)


def _graph_first(line: bytes) -> tuple[bytes, bytes]:
    """Sort key of an N-Quads line: its graph, so that a TriG file opens each graph once, then the statement.

    Subject and predicate have no spaces in them, and neither has a graph's name. So what stands after the last
    space is a graph's name when it is an IRI and something is left of the object before it.
    """
    statement, _, last = line.removesuffix(b" .").rpartition(b" ")
    is_iri = last.startswith(b"<") and b'"' not in last  # a literal's last word may start like one
    return (last, statement) if is_iri and statement.count(b" ") >= 2 else (b"", line)


def _triples(quads: Iterable[ox.Quad]) -> Iterable[ox.Triple]:
    return (quad.triple for quad in quads)
