"""A network as GraphML, which Gephi, Cytoscape, yEd, igraph and networkx read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Final

from citygraph.graph.exports import ExportFormat, ExportOptions, Source
from citygraph.ontology import Texts

from .edges import EDGE_TYPES, NODE_TYPES, Edge, MergedNetwork, merged_network
from .xml_text import attribute, content

__all__ = ["GRAPHML"]

_TYPES: Final = {"string": "string", "integer": "long", "double": "double"}
_NODE: Final[Mapping[str, str]] = {"label": "string", **NODE_TYPES}
_EDGE: Final[Mapping[str, str]] = {
    "weight": "double",
    **EDGE_TYPES,
    "start": "string",
    "end": "string",
    "spells": "string",
}


def _write(source: Source, out: IO[bytes], options: ExportOptions) -> None:
    for line in _lines(merged_network(source, options), options):
        out.write(line.encode("utf-8"))
        out.write(b"\n")


def _lines(merged: MergedNetwork, options: ExportOptions) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns '
        'http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">'
    )
    yield f"<desc>{content(merged.description)}</desc>"
    for kind, types in (("node", _NODE), ("edge", _EDGE)):
        for name, type_ in types.items():
            yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{_TYPES[type_]}"/>'
    yield '<graph id="citygraph" edgedefault="undirected">'
    for node in merged.nodes():
        data = _data("node", {"label": node.name, **node.attributes})
        yield f"<node id={attribute(node.iri)}>{data}</node>"
    total = len(merged.network.ties)
    for number, edge in enumerate(merged.edges()):
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f'<edge id="e{number}" {ends}>{_data("edge", _timed(edge))}</edge>'
        options.advance(number + 1, total)
    yield "</graph>"
    yield "</graphml>"


def _timed(edge: Edge) -> dict[str, object]:
    """Return the attributes of an edge with its periods as texts, which is all that GraphML has for them."""
    values: dict[str, object] = {"weight": edge.strength, **edge.attributes}
    if edge.spells:
        first, last = edge.spells[0].first, edge.spells[-1].last
        values |= {"start": first.isoformat()} if first else {}
        values |= {"end": last.isoformat()} if last else {}
        values["spells"] = " ".join(map(str, edge.spells))
    return values


def _data(kind: str, values: Mapping[str, object]) -> str:
    return "".join(f'<data key="{kind}-{name}">{content(value)}</data>' for name, value in values.items())


GRAPHML: Final = ExportFormat(
    name="graphml",
    suffix="graphml",
    media_type="application/xml",
    title=Texts("GraphML (network)", "GraphML (jaringan)"),
    description=Texts(
        "The same network as GEXF, for yEd, Cytoscape, networkx and igraph",
        "Jaringan yang sama seperti GEXF, untuk yEd, Cytoscape, networkx, dan igraph",
    ),
    write=_write,
    specification="http://graphml.graphdrawing.org/",
    network=True,
)
