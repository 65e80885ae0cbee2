"""Writes the whole graph in the formats of linked data: any size, and the same bytes for the same content."""

from .canonical import canonical_graphs, canonical_quads
from .errors import NotExpressible
from .form import Advance, ExportFormat, ExportOptions, Writer
from .rdf import EXPORT_FORMATS, serialize
from .sorting import LineSorter
from .source import Dumpable, Sink, Source, dump_graph, graph_names

__all__ = [
    "EXPORT_FORMATS",
    "Advance",
    "Dumpable",
    "ExportFormat",
    "ExportOptions",
    "LineSorter",
    "NotExpressible",
    "Sink",
    "Source",
    "Writer",
    "canonical_graphs",
    "canonical_quads",
    "dump_graph",
    "graph_names",
    "serialize",
]
