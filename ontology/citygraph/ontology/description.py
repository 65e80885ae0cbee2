"""The vocabulary and the shapes as typed values, for pages that explain them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from .external_terms import prefix_of
from .namespaces import CG, PREFIXES
from .resources import BrokenResource, shapes, vocabulary

__all__ = ["Constraint", "Description", "Term", "Text", "describe"]

_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)


@dataclass(frozen=True, slots=True)
class Text:
    """A text in English and Indonesian."""

    en: str
    id: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a property or a member of a closed list.

    Attributes:
        name: Its name in the namespace of the vocabulary, such as ``Membership``.
        label: Its label.
        comment: What it means.
        parents: Classes or properties that it specialises, as ``prefix:name``.
        domain: Classes that a property belongs to.
        range: What a property points to.
        members: Names of the members, if the class is a closed list.
    """

    name: str
    label: Text
    comment: Text
    parents: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A shape with a message: what it looks at and what it says when it is broken.

    Attributes:
        name: Its name in the namespace of the shapes.
        label: Its label.
        message: What it says.
        severity: ``Violation`` or ``Warning``.
        path: The SPARQL property path that it looks at; empty for a shape of the node itself.
        targets: Classes, or ``subjects of prefix:name``, that it applies to.
    """

    name: str
    label: Text
    message: Text
    severity: str
    path: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """The ontology: its title and version, and its terms and constraints by name."""

    title: Text
    version: str
    classes: tuple[Term, ...]
    lists: tuple[Term, ...]
    individuals: tuple[Term, ...]
    properties: tuple[Term, ...]
    constraints: tuple[Constraint, ...]


def describe() -> Description:
    """Return the description of the vocabulary and the shapes as shipped."""
    graph = Graph().parse(data=vocabulary(), format="turtle")
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    classes = _terms(graph, graph.subjects(RDF.type, OWL.Class))
    return Description(
        title=_text(graph, header, DCTERMS.title),
        version=str(graph.value(header, OWL.versionInfo)),
        classes=tuple(term for term in classes if not term.members),
        lists=tuple(term for term in classes if term.members),
        individuals=_terms(graph, graph.subjects(RDF.type, OWL.NamedIndividual)),
        properties=_terms(graph, {term for kind in _PROPERTIES for term in graph.subjects(RDF.type, kind)}),
        constraints=_constraints(Graph().parse(data=shapes(), format="turtle")),
    )


def _terms(graph: Graph, nodes: Iterable[Node]) -> tuple[Term, ...]:
    return tuple(_term(graph, node) for node in sorted(set(nodes), key=str))


def _term(graph: Graph, node: Node) -> Term:
    members = graph.value(node, OWL.oneOf)
    specialises = (RDFS.subClassOf, RDFS.subPropertyOf)
    return Term(
        name=str(node).removeprefix(CG),
        label=_text(graph, node, RDFS.label),
        comment=_text(graph, node, RDFS.comment),
        parents=_names(parent for predicate in specialises for parent in graph.objects(node, predicate)),
        domain=_names(graph.objects(node, RDFS.domain)),
        range=_names(graph.objects(node, RDFS.range)),
        members=() if members is None else tuple(str(m).removeprefix(CG) for m in Collection(graph, members)),
    )


def _constraints(graph: Graph) -> tuple[Constraint, ...]:
    return tuple(
        _constraint(graph, shape) for shape in sorted(set(graph.subjects(SH.message, None)), key=str)
    )


def _constraint(graph: Graph, shape: Node) -> Constraint:
    path = graph.value(shape, SH.path)
    targets = _names(graph.objects(shape, SH.targetClass))
    holder = graph.value(predicate=SH.property, object=shape)
    if holder is not None:
        targets = _names(graph.objects(holder, SH.targetClass))
    subjects = _names(graph.objects(shape, SH.targetSubjectsOf))
    return Constraint(
        name=str(shape).rpartition("#")[2],
        label=_text(graph, shape, RDFS.label),
        message=_text(graph, shape, SH.message),
        severity=str(graph.value(shape, SH.severity) or SH.Violation).rpartition("#")[2],
        path="" if path is None else _path(graph, path),
        targets=(*targets, *(f"subjects of {name}" for name in subjects)),
    )


def _path(graph: Graph, path: Node) -> str:
    """Return a SHACL path in the syntax of SPARQL."""
    if isinstance(path, URIRef):
        return _name(path)
    if (inverse := graph.value(path, SH.inversePath)) is not None:
        return f"^{_path(graph, inverse)}"
    if (choice := graph.value(path, SH.alternativePath)) is not None:
        return "|".join(_path(graph, step) for step in Collection(graph, choice))
    return "/".join(_path(graph, step) for step in Collection(graph, path))


def _names(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(_name(node) for node in nodes))


def _name(node: Node) -> str:
    iri = str(node)
    prefix = "cg" if iri.startswith(CG) else prefix_of(iri)
    return iri if prefix is None else f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"


def _text(graph: Graph, node: Node, predicate: URIRef) -> Text:
    by_language = {o.language: str(o) for o in graph.objects(node, predicate) if isinstance(o, Literal)}
    if not {"en", "id"} <= by_language.keys():
        raise BrokenResource(f"{node} has no {_name(predicate)} in English and Indonesian")
    return Text(en=by_language["en"], id=by_language["id"])
