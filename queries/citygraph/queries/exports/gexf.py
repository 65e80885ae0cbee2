"""A network as GEXF 1.3, for Gephi: one edge for two cities, with its strength and the periods in which it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Final

from citygraph.graph.exports import ExportFormat, ExportOptions, Source
from citygraph.ontology import Texts

from .edges import EDGE_TYPES, NODE_TYPES, Edge, MergedNetwork, Node, merged_network
from .spells import Spell
from .xml_text import attribute, content

__all__ = ["GEXF"]

_TYPES: Final = {"string": "string", "integer": "long", "double": "double"}


def _write(source: Source, out: IO[bytes], options: ExportOptions) -> None:
    for line in _lines(merged_network(source, options), options):
        out.write(line.encode("utf-8"))
        out.write(b"\n")


def _lines(merged: MergedNetwork, options: ExportOptions) -> Iterator[str]:
    dated = f" lastmodifieddate={attribute(options.created)}" if options.created else ""
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">'
    )
    yield f"<meta{dated}><creator>citygraph</creator>"
    yield f"<description>{content(merged.description)}</description></meta>"
    yield '<graph defaultedgetype="undirected" mode="dynamic" timeformat="date" timerepresentation="interval">'
    yield from _declared("node", NODE_TYPES)
    yield from _declared("edge", EDGE_TYPES)
    yield "<nodes>"
    for node in merged.nodes():
        yield from _node(node)
    yield "</nodes>"
    yield "<edges>"
    total = len(merged.network.ties)
    for number, edge in enumerate(merged.edges()):
        yield from _edge(number, edge)
        options.advance(number + 1, total)
    yield "</edges>"
    yield "</graph>"
    yield "</gexf>"


def _declared(kind: str, types: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{kind}" mode="static">'
    for name, type_ in types.items():
        yield f'<attribute id="{name}" title="{name}" type="{_TYPES[type_]}"/>'
    yield "</attributes>"


def _node(node: Node) -> Iterator[str]:
    yield f"<node id={attribute(node.iri)} label={attribute(node.name)}>"
    yield _values(node.attributes)
    yield "</node>"


def _edge(number: int, edge: Edge) -> Iterator[str]:
    ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
    yield f'<edge id="{number}" {ends} weight="{edge.strength!r}">'
    yield _values(edge.attributes)
    if edge.spells:
        yield f"<spells>{''.join(map(_spell, edge.spells))}</spells>"
    yield "</edge>"


def _values(attributes: Mapping[str, object]) -> str:
    pairs = (
        f"<attvalue for={attribute(name)} value={attribute(value)}/>" for name, value in attributes.items()
    )
    return f"<attvalues>{''.join(pairs)}</attvalues>"


def _spell(spell: Spell) -> str:
    first = f' start="{spell.first}"' if spell.first else ""
    last = f' end="{spell.last}"' if spell.last else ""
    return f"<spell{first}{last}/>"


GEXF: Final = ExportFormat(
    name="gexf",
    suffix="gexf",
    media_type="application/xml",
    title=Texts("GEXF (network)", "GEXF (jaringan)"),
    description=Texts(
        "The network of cities for Gephi: one edge for two cities, with strength and time",
        "Jaringan kota untuk Gephi: satu sisi untuk dua kota, dengan kekuatan dan waktu",
    ),
    write=_write,
    specification="https://gexf.net/",
    network=True,
)
