"""Every external term is recorded as its own vocabulary defines it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from citygraph import ontology
from citygraph.ontology import PREFIXES, alignment, shapes, vocabulary
from citygraph.ontology.external_terms import external_terms, prefix_of
from rdflib import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, XSD, Graph, URIRef

CLOSED = {
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SDO,
    "sh": SH,
    "skos": SKOS,
    "xsd": XSD,
}
LOADERS = Path(__file__).parents[2] / "loaders" / "citygraph" / "loaders"
NEWER_THAN_RDFLIB = {"https://schema.org/observationAbout"}


def recorded() -> dict[str, str]:
    return {
        f"{each['namespace']}{name}": kind
        for each in alignment().values()
        for name, kind in each["terms"].items()
    }


def test_the_record_holds_exactly_the_external_terms() -> None:
    assert set(recorded()) == external_terms()
    assert len(recorded()) > 80


def test_the_record_holds_the_terms_that_the_loaders_write() -> None:
    written = set()
    for path in LOADERS.rglob("*.py"):
        for constant, name in re.findall(r"\b([A-Z]+) \+ \"(\w+)\"", path.read_text(encoding="utf-8")):
            namespace = getattr(ontology, constant, None)
            if namespace is not None and prefix_of(namespace + name) is not None:
                written.add(namespace + name)
    assert len(written) > 20
    assert written <= set(recorded())


def test_the_record_says_what_each_vocabulary_was() -> None:
    for prefix, each in alignment().items():
        assert each["namespace"] == PREFIXES[prefix]
        assert each["package"].startswith("@vocabulary/")
        assert re.fullmatch(r"\d+\.\d+\.\d+", each["version"])
        assert re.fullmatch(r"[0-9a-f]{64}", each["sha256"])
        assert set(each["terms"].values()) <= {"class", "property", "datatype", "individual"}


@pytest.mark.parametrize("prefix", sorted(CLOSED))
def test_rdflib_knows_the_recorded_terms(prefix: str) -> None:
    namespace = CLOSED[prefix]
    for name in alignment()[prefix]["terms"]:
        term = URIRef(PREFIXES[prefix] + name)
        assert term in namespace or str(term) in NEWER_THAN_RDFLIB, name


def test_terms_are_used_as_the_kind_they_are() -> None:
    kinds = recorded()
    for data in (vocabulary(), shapes()):
        graph = Graph().parse(data=data, format="turtle")
        for predicate in set(graph.predicates()):
            if prefix_of(str(predicate)) is not None:
                assert kinds[str(predicate)] == "property", predicate
        for holder, wanted in (
            (RDF.type, "class"),
            (RDFS.subClassOf, "class"),
            (RDFS.domain, "class"),
            (RDFS.subPropertyOf, "property"),
            (SH.path, "property"),
            (SH.targetClass, "class"),
            (SH.targetSubjectsOf, "property"),
            (SH.lessThanOrEquals, "property"),
            (SH.datatype, "datatype"),
        ):
            for term in graph.objects(None, holder):
                if isinstance(term, URIRef) and prefix_of(str(term)) is not None:
                    assert kinds[str(term)] == wanted, term
