"""Reads the graphs that come with requests; nothing that they name is fetched, and no entity is expanded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox

from .errors import PayloadUnreadable
from .orders import Payload

__all__ = ["MEDIA_TYPES", "triples_of"]

_FORMATS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
MEDIA_TYPES: Final = tuple(_FORMATS)
"""The media types in which a graph may come."""

_DEEPEST: Final = 200
_DTD: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_BRACKET: Final = re.compile(rb"[][{}]")


def triples_of(payloads: Iterable[Payload], *, base: str | None) -> set[ox.Triple]:
    """Return the triples of all payloads; blank nodes of two of them are never the same.

    Args:
        payloads: What came.
        base: What relative IRIs are relative to, mostly the name of the graph.

    Raises:
        PayloadUnreadable: One of them is not well-formed, holds more graphs than one, or is nested too deeply.
    """
    return {triple for payload in payloads for triple in _triples(payload, base)}


def _triples(payload: Payload, base: str | None) -> Iterable[ox.Triple]:
    form = _FORMATS[payload.media]
    if form == ox.RdfFormat.RDF_XML and _DTD.search(payload.body):
        raise PayloadUnreadable("RDF/XML with a document type is not read", hint="write the entities out")
    if form == ox.RdfFormat.JSON_LD:
        _check_depth(payload.body)
    try:
        quads = list(ox.parse(payload.body, format=form, base_iri=base, rename_blank_nodes=True))
    except SyntaxError as error:
        raise PayloadUnreadable(
            f"the graph cannot be read as {form.name}: {error.msg}", line=error.lineno, column=error.offset
        ) from None
    except (ValueError, OSError) as error:
        raise PayloadUnreadable(f"the graph cannot be read as {form.name}: {error}") from None
    if any(not isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads):
        raise PayloadUnreadable(
            "the payload names graphs of its own, and one graph is written at a time",
            hint="send the triples of one graph, without its name",
        )
    return (quad.triple for quad in quads)


def _check_depth(body: bytes) -> None:
    """Return when no part of a JSON text is nested so deeply that the engine's parser gives way.

    Brackets inside strings count too: what is refused for them alone is no graph that people write.
    """
    depth = 0
    for bracket in _BRACKET.finditer(body):
        depth += 1 if bracket[0] in b"[{" else -1
        if depth > _DEEPEST:
            raise PayloadUnreadable(f"the graph is nested more than {_DEEPEST} deep", hint="write it flatter")
