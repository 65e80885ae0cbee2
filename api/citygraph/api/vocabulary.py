"""The ontology at its own address: a page for people, RDF for programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from citygraph.ontology import CG, OWL, RDF, RDFS, SKOS, vocabulary
from fastapi import APIRouter, Depends, Path
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, NamedNode, RdfFormat, Triple, parse
from starlette.responses import Response

from .answers import graph_answer, negotiated
from .errors import UnknownThing
from .negotiation import GRAPHS, HTML, Media
from .site import View

__all__ = ["router"]

router = APIRouter(tags=["vocabulary"])


@dataclass(frozen=True, slots=True)
class Described:
    """A term of the vocabulary.

    Attributes:
        name: Its local name.
        label: Its name in words.
        comment: What it means.
        relations: IRIs by relation: what it is under, applies to and takes.
    """

    name: str
    label: str
    comment: str
    relations: dict[str, list[str]]


@router.get(
    "/ontology",
    summary="The vocabulary: page, Turtle, JSON-LD, N-Triples or RDF/XML",
    response_class=Response,
    operation_id="ontology",
)
def page(view: Annotated[View, Depends(View.of)]) -> Response:
    """Return the vocabulary."""
    return _answer(view, None)


@router.get(
    "/ontology.{suffix}",
    summary="The vocabulary in the format of the suffix",
    response_class=Response,
    operation_id="ontology_as",
)
def by_suffix(
    suffix: Annotated[str, Path(description="ttl, jsonld, nt or rdf")],
    view: Annotated[View, Depends(View.of)],
) -> Response:
    """Return the vocabulary in one format."""
    media = next((media for media in GRAPHS if media.suffix == suffix), None)
    if media is None:
        raise UnknownThing(f"ontology.{suffix}")
    return _answer(view, media)


def _answer(view: View, suffix: Media | None) -> Response:
    dataset = Dataset(parse(vocabulary(), format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)  # the same names for blank nodes each time
    triples = [quad.triple for quad in dataset]
    media = negotiated(view.request, suffix, (HTML, *GRAPHS))
    if media is not HTML:
        return graph_answer(triples, media)
    terms = _described(triples, view.language)
    classes = {OWL + "Class"}
    properties = {OWL + "ObjectProperty", OWL + "DatatypeProperty"}
    return view.page(
        "vocabulary.html",
        formats=GRAPHS,
        sections=[
            ("classes", [term for term, types in terms if types & classes]),
            ("properties", [term for term, types in terms if types & properties]),
            ("individuals", [term for term, types in terms if not types & (classes | properties)]),
        ],
    )


def _described(triples: list[Triple], language: str) -> list[tuple[Described, set[str]]]:
    """Return the terms of the citygraph namespace with their types, in the file's order."""
    relations = {
        RDFS + "subClassOf": "subClassOf",
        RDFS + "subPropertyOf": "subPropertyOf",
        RDFS + "domain": "domain",
        RDFS + "range": "range",
        SKOS + "closeMatch": "closeMatch",
        OWL + "equivalentClass": "equivalentClass",
    }
    terms: dict[str, Described] = {}
    types: dict[str, set[str]] = {}
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for triple in triples:
        subject, predicate, value = triple.subject, triple.predicate.value, triple.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(CG):
            continue
        term = terms.setdefault(subject.value, Described(subject.value.removeprefix(CG), "", "", {}))
        if predicate == RDF + "type" and isinstance(value, NamedNode):
            types.setdefault(subject.value, set()).add(value.value)
            if value.value.startswith(CG):
                term.relations.setdefault("type", []).append(value.value)
        elif isinstance(value, Literal):
            texts.setdefault((subject.value, predicate), {})[value.language or ""] = value.value
        elif predicate in relations and isinstance(value, NamedNode):
            term.relations.setdefault(relations[predicate], []).append(value.value)

    def said(iri: str, predicates: tuple[str, ...]) -> str:
        for predicate in predicates:
            by_language = texts.get((iri, predicate), {})
            for tag in (language, "en", ""):
                if tag in by_language:
                    return by_language[tag]
        return ""

    return [
        (
            Described(
                term.name,
                said(iri, (RDFS + "label", SKOS + "prefLabel")),
                said(iri, (RDFS + "comment", SKOS + "definition")),
                term.relations,
            ),
            types.get(iri, set()),
        )
        for iri, term in terms.items()
    ]
