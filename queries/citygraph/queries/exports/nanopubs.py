"""Every fact as a nanopublication: what is asserted, where it comes from, and who publishes it, in four graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import IO, Final

import pyoxigraph as ox
from citygraph.graph.exports import ExportFormat, ExportOptions, Source, dump_graph
from citygraph.ontology import CG, DCTERMS, OA, PREFIXES, PROV, RDF, SCHEMA, XSD, Texts

from .documents import document_graphs

__all__ = ["NANOPUBS", "NP", "nanopubs"]

NP: Final = "http://www.nanopub.org/nschema#"

_TYPE: Final = ox.NamedNode(f"{RDF}type")
_DERIVED: Final = ox.NamedNode(f"{PROV}wasDerivedFrom")
_EVIDENCE: Final = ox.NamedNode(f"{CG}evidence")
_SELECTOR: Final = ox.NamedNode(f"{OA}hasSelector")
_REVIEW: Final = ox.NamedNode(f"{CG}reviewStatus")
_REJECTED: Final = ox.NamedNode(f"{CG}Rejected")
_LICENCE: Final = ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")

_FROM_SOURCE: Final = frozenset(
    ox.NamedNode(iri)
    for iri in (
        f"{PROV}wasDerivedFrom",
        f"{PROV}wasAttributedTo",
        f"{PROV}wasGeneratedBy",
        f"{CG}evidence",
        f"{CG}confidence",
        f"{CG}rule",
    )
)
_OF_REVIEW: Final = frozenset(
    ox.NamedNode(f"{CG}{name}") for name in ("reviewStatus", "reviewedBy", "reviewedAt", "reviewReason")
)
_OF_ARTICLE: Final = frozenset(
    [_TYPE]
    + [
        ox.NamedNode(f"{SCHEMA}{name}")
        for name in ("headline", "datePublished", "publisher", "url", "inLanguage")
    ]
    + [ox.NamedNode(f"{CG}textSha256")]
)

Triples = Sequence[ox.Triple]


def nanopubs(
    document: str, triples: Iterable[ox.Triple], options: ExportOptions
) -> Iterator[tuple[ox.NamedNode, list[ox.Quad]]]:
    """Yield a nanopublication for each fact that a document states and nobody has rejected: its IRI, its quads.

    Args:
        document: Name of the document's graph.
        triples: What the document says.
        options: Base of IRIs, and the day to give as that of publication.
    """
    described: defaultdict[ox.NamedNode, list[ox.Triple]] = defaultdict(list)
    for triple in sorted(triples, key=str):
        if isinstance(triple.subject, ox.NamedNode):
            described[triple.subject].append(triple)
    stem = (
        f"{options.identifiers.base}nanopub/{document.removeprefix(options.identifiers.document_graph(''))}/"
    )
    for fact in sorted(described, key=str):
        own = described[fact]
        articles = [t.object for t in own if t.predicate == _DERIVED]
        if not articles or any(t.predicate == _REVIEW and t.object == _REJECTED for t in own):
            continue
        name = ox.NamedNode(stem + fact.value.removeprefix(options.identifiers.base))
        yield name, _quads(name, own, described, options)


def _quads(
    name: ox.NamedNode, own: Triples, described: Mapping[ox.NamedNode, Triples], options: ExportOptions
) -> list[ox.Quad]:
    head, assertion, provenance, publication = (
        ox.NamedNode(f"{name.value}#{part}") for part in ("Head", "assertion", "provenance", "pubinfo")
    )
    quads = [
        ox.Quad(name, _TYPE, _np("Nanopublication"), head),
        ox.Quad(name, _np("hasAssertion"), assertion, head),
        ox.Quad(name, _np("hasProvenance"), provenance, head),
        ox.Quad(name, _np("hasPublicationInfo"), publication, head),
    ]
    known = _FROM_SOURCE | _OF_REVIEW
    quads += [ox.Quad(t.subject, t.predicate, t.object, assertion) for t in own if t.predicate not in known]
    quads += [
        ox.Quad(assertion, t.predicate, t.object, provenance) for t in own if t.predicate in _FROM_SOURCE
    ]
    quads += [ox.Quad(t.subject, t.predicate, t.object, provenance) for t in _grounds(own, described)]
    quads += [ox.Quad(name, t.predicate, t.object, publication) for t in own if t.predicate in _OF_REVIEW]
    dataset = ox.NamedNode(options.identifiers.base)
    quads.append(ox.Quad(name, ox.NamedNode(f"{DCTERMS}isPartOf"), dataset, publication))
    quads.append(ox.Quad(name, ox.NamedNode(f"{DCTERMS}license"), _LICENCE, publication))
    if options.created is not None:
        day = ox.Literal(options.created.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
        quads.append(ox.Quad(name, ox.NamedNode(f"{DCTERMS}created"), day, publication))
    return quads


def _grounds(own: Triples, described: Mapping[ox.NamedNode, Triples]) -> Iterator[ox.Triple]:
    """Yield what is said of the passages and articles that a fact rests on."""
    for triple in own:
        if not isinstance(triple.object, ox.NamedNode):
            continue
        if triple.predicate == _EVIDENCE:
            for each in described.get(triple.object, ()):
                yield each
                if each.predicate == _SELECTOR and isinstance(each.object, ox.NamedNode):
                    yield from described.get(each.object, ())
        elif triple.predicate == _DERIVED:
            yield from (t for t in described.get(triple.object, ()) if t.predicate in _OF_ARTICLE)


def _np(name: str) -> ox.NamedNode:
    return ox.NamedNode(NP + name)


def _write(source: Source, out: IO[bytes], options: ExportOptions) -> None:
    ox.serialize(_all(source, options), out, format=ox.RdfFormat.TRIG, prefixes={**PREFIXES, "np": NP})


def _all(source: Source, options: ExportOptions) -> Iterator[ox.Quad]:
    names = document_graphs(source, options.identifiers)
    for number, name in enumerate(names, 1):
        text = BytesIO()
        dump_graph(source, name, text)
        triples = (quad.triple for quad in ox.parse(text.getvalue(), format=ox.RdfFormat.N_TRIPLES))
        for _, quads in nanopubs(name, triples, options):
            yield from quads
        options.advance(number, len(names))


NANOPUBS: Final = ExportFormat(
    name="nanopubs",
    suffix="nanopubs.trig",
    media_type="application/trig",
    title=Texts("Nanopublications", "Nanopublikasi"),
    description=Texts(
        "Each fact by itself, with its source and publication, to cite and to exchange; rejected facts are left out",
        "Setiap fakta tersendiri, dengan sumber dan penerbitannya, untuk dikutip dan ditukar; tanpa fakta yang ditolak",
    ),
    write=_write,
    specification="https://nanopub.net/guidelines/working_draft/",
)
