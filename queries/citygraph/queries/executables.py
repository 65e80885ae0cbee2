"""Describes the ready queries in RDF, as SHACL's advanced features have executables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import pyoxigraph as ox
from citygraph.ontology import CG, PREFIXES, RDF, RDFS, SCHEMA, SH, SKOS, XSD, Identifiers

from .catalogue import Parameter, ParameterType, ReadyQuery
from .groups import load_groups
from .texts import Texts

__all__ = ["describe_catalogue", "describe_query"]

_CLASSES: Final[dict[ParameterType, str]] = {
    "city": f"{CG}LocalGovernment",
    "network": f"{CG}CityNetwork",
    "article": f"{SCHEMA}NewsArticle",
    "topic": f"{CG}Topic",
}
_DATATYPES: Final[dict[ParameterType, str]] = {
    "country": f"{XSD}string",
    "date": f"{XSD}date",
    "text": f"{XSD}string",
    "integer": f"{XSD}integer",
}


def describe_catalogue(
    queries: Iterable[ReadyQuery], identifiers: Identifiers | None = None
) -> Iterator[ox.Triple]:
    """Yield the triples that describe ready queries, their groups and the prefixes of their SPARQL.

    Each query is a ``sh:SPARQLSelectExecutable`` at ``queries/NAME`` below the base of instance IRIs. Its
    ``sh:select`` is the whole query, which takes each parameter in a block ``VALUES ?name { UNDEF }``: a value in
    the place of ``UNDEF`` binds it. ``sh:prefixes`` leads to the prefixes, which the text does not declare itself.
    """
    ids = identifiers or Identifiers()
    catalogue = f"{ids.base}queries"
    yield _triple(catalogue, f"{RDF}type", ox.NamedNode(f"{SKOS}Collection"))
    yield from _texts(catalogue, f"{RDFS}label", Texts(en="Ready queries", id="Pertanyaan siap pakai"))
    for prefix, namespace in PREFIXES.items():
        declaration = f"{catalogue}#prefix-{prefix}"
        yield _triple(catalogue, f"{SH}declare", ox.NamedNode(declaration))
        yield _triple(declaration, f"{SH}prefix", ox.Literal(prefix))
        yield _triple(
            declaration, f"{SH}namespace", ox.Literal(namespace, datatype=ox.NamedNode(f"{XSD}anyURI"))
        )
    for name, title in load_groups().items():
        group = f"{catalogue}#group-{name}"
        yield _triple(catalogue, f"{SKOS}member", ox.NamedNode(group))
        yield _triple(group, f"{RDF}type", ox.NamedNode(f"{SKOS}Collection"))
        yield from _texts(group, f"{SKOS}prefLabel", title)
    for query in queries:
        group = f"{catalogue}#group-{query.group}"
        yield _triple(group, f"{SKOS}member", ox.NamedNode(f"{catalogue}/{query.name}"))
        yield from describe_query(query, ids)


def describe_query(query: ReadyQuery, identifiers: Identifiers | None = None) -> Iterator[ox.Triple]:
    """Yield the triples that describe one ready query and its parameters."""
    catalogue = f"{(identifiers or Identifiers()).base}queries"
    subject = f"{catalogue}/{query.name}"
    yield _triple(subject, f"{RDF}type", ox.NamedNode(f"{SH}SPARQLSelectExecutable"))
    yield from _texts(subject, f"{RDFS}label", query.title)
    yield from _texts(subject, f"{RDFS}comment", query.description)
    yield _triple(subject, f"{SH}prefixes", ox.NamedNode(catalogue))
    lines = query.sparql.splitlines(keepends=True)
    yield _triple(
        subject, f"{SH}select", ox.Literal("".join(one for one in lines if not one.startswith("PREFIX ")))
    )
    for order, parameter in enumerate(query.parameters):
        node = f"{subject}#{parameter.name}"
        yield _triple(subject, f"{SH}parameter", ox.NamedNode(node))
        yield from _parameter(node, f"{catalogue}#{parameter.name}", order, parameter)


def _parameter(node: str, path: str, order: int, parameter: Parameter) -> Iterator[ox.Triple]:
    """Yield what a parameter is; the last part of its path is the name of the variable."""
    yield _triple(node, f"{RDF}type", ox.NamedNode(f"{SH}Parameter"))
    yield _triple(node, f"{SH}path", ox.NamedNode(path))
    yield _triple(node, f"{SH}name", ox.Literal(parameter.name))
    yield _triple(node, f"{SH}order", ox.Literal(order))
    yield from _texts(node, f"{SH}description", parameter.title)
    yield _triple(node, f"{SH}optional", ox.Literal(not parameter.required))
    yield _triple(node, f"{SKOS}example", ox.Literal(parameter.example))
    if parameter.type in _DATATYPES:
        yield _triple(node, f"{SH}datatype", ox.NamedNode(_DATATYPES[parameter.type]))
    else:
        yield _triple(node, f"{SH}nodeKind", ox.NamedNode(f"{SH}IRI"))
    if parameter.type in _CLASSES:
        yield _triple(node, f"{SH}class", ox.NamedNode(_CLASSES[parameter.type]))
    if parameter.name == "language":
        yield _triple(node, f"{SH}defaultValue", ox.Literal("en"))


def _texts(subject: str, predicate: str, texts: Texts) -> Iterator[ox.Triple]:
    yield _triple(subject, predicate, ox.Literal(texts.en, language="en"))
    yield _triple(subject, predicate, ox.Literal(texts.id, language="id"))


def _triple(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), value)
