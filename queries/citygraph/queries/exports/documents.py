"""The graphs of the documents in a source."""

from __future__ import annotations

from citygraph.graph.exports import Source, graph_names
from citygraph.ontology import RESERVED_DOCUMENTS, Identifiers

__all__ = ["document_graphs"]


def document_graphs(source: Source, identifiers: Identifiers) -> list[str]:
    """Return the names of the graphs that hold what one document says each, sorted."""
    prefix = identifiers.document_graph("")
    reserved = {prefix + name for name in RESERVED_DOCUMENTS}
    return [name for name in graph_names(source) if name.startswith(prefix) and name not in reserved]
