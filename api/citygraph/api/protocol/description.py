"""The endpoint's description of itself, in the vocabulary of SPARQL 1.1 Service Description."""

from __future__ import annotations

import json
from typing import Any, Final

from citygraph.api.negotiation import DATASETS, GRAPHS, RESULTS, Media
from citygraph.api.site import Site
from citygraph.ontology.namespaces import PREFIXES, RDF, RDFS
from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize
from starlette.requests import Request
from starlette.responses import Response

from .execution import Question, ask

__all__ = ["MOST_NAMED", "describe"]

MOST_NAMED: Final = 1_000
"""Most named graphs that a description lists; their number is told in any case."""

_GRAPHS: Final = f"SELECT ?g {{ GRAPH ?g {{}} }} ORDER BY ?g LIMIT {MOST_NAMED}"
_COUNT: Final = "SELECT (COUNT(*) AS ?graphs) { GRAPH ?g {} }"
_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_SIMPLE: Final = NamedNode("http://www.w3.org/ns/entailment/Simple")
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES: Final = {
    "application/sparql-results+json": "SPARQL_Results_JSON",
    "application/sparql-results+xml": "SPARQL_Results_XML",
    "text/csv": "SPARQL_Results_CSV",
    "text/tab-separated-values": "SPARQL_Results_TSV",
    "text/turtle": "Turtle",
    "application/n-triples": "N-Triples",
    "application/ld+json": "JSON-LD",
    "application/rdf+xml": "RDF_XML",
    "application/trig": "TriG",
    "application/n-quads": "N-Quads",
}
"""Names that W3C gives the formats, below its own address."""

_Subject = NamedNode | BlankNode


class _Description:
    """The statements of a description."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []

    def add(self, subject: _Subject, term: str, *values: _Subject | Literal) -> None:
        self.triples += [Triple(subject, NamedNode(term), value) for value in values]

    def node(self, *types: str) -> BlankNode:
        fresh = BlankNode()
        self.add(fresh, RDF + "type", *(NamedNode(each) for each in types))
        return fresh


async def describe(request: Request, media: Media) -> Response:
    """Return the description of the endpoint in a graph format."""
    site: Site = request.app.state.site
    names = [row["g"]["value"] for row in await _rows(request, _GRAPHS)]
    (count,) = await _rows(request, _COUNT)
    triples = _description(
        site, names, int(count["graphs"]["value"]), writable=request.app.state.writer is not None
    )
    assert media.rdf is not None
    prefixes = dict(PREFIXES) | {"sd": _SD}
    body = serialize(triples, format=media.rdf, prefixes=prefixes)
    return Response(body, headers={"Content-Type": media.content_type, "Vary": "Accept"})


async def _rows(request: Request, query: str) -> list[dict[str, dict[str, str]]]:
    answer = await ask(request, Question(query, trusted=True))
    found: dict[str, Any] = json.loads(await answer.whole())
    rows: list[dict[str, dict[str, str]]] = found["results"]["bindings"]
    return rows


def _description(site: Site, names: list[str], count: int, *, writable: bool) -> list[Triple]:
    out = _Description()
    service = _service(out, f"{site.address}/sparql", _SD + "SPARQL11Query")
    out.add(service, _SD + "resultFormat", *_format_names((*RESULTS, *GRAPHS, *DATASETS)))
    out.add(service, _SD + "feature", NamedNode(_SD + ("EmptyGraphs" if site.bare else "UnionDefaultGraph")))
    out.add(service, _SD + "defaultEntailmentRegime", _SIMPLE)
    dataset = out.node(_SD + "Dataset")
    out.add(service, _SD + "defaultDataset", dataset)
    out.add(dataset, _SD + "defaultGraph", out.node(_SD + "Graph"))
    told = f"{count:,} named graphs" + (f", of which {len(names):,} are listed" if count > len(names) else "")
    out.add(dataset, RDFS + "comment", Literal(told, language="en"))
    for name in names:
        graph = out.node(_SD + "NamedGraph")
        out.add(graph, _SD + "name", NamedNode(name))
        out.add(dataset, _SD + "namedGraph", graph)
    if writable:
        update = _service(out, f"{site.address}/update", _SD + "SPARQL11Update")
        out.add(update, _SD + "inputFormat", *_format_names((*GRAPHS, *DATASETS)))
        out.add(update, _SD + "defaultDataset", dataset)
    return out.triples


def _service(out: _Description, address: str, language: str) -> BlankNode:
    service = out.node(_SD + "Service")
    out.add(service, _SD + "endpoint", NamedNode(address))
    out.add(service, _SD + "supportedLanguage", NamedNode(language))
    return service


def _format_names(medias: tuple[Media, ...]) -> list[NamedNode]:
    return [NamedNode(_FORMATS + _FORMAT_NAMES[media.type]) for media in medias]
