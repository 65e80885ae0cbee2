"""The vocabulary says in both languages what each term means, and has every term that is used."""

from __future__ import annotations

import re

import pytest
from citygraph.ontology import (
    CG,
    PREFIXES,
    conflict_rules,
    context,
    derived_rules,
    networks,
    schemes,
    shapes,
    topics,
    vocabulary,
)
from pyshacl import validate
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual, RDF.Property)
ONTOLOGY = URIRef("https://w3id.org/citygraph/ontology")


@pytest.fixture(scope="module")
def words() -> Graph:
    return Graph().parse(data=vocabulary(), format="turtle")


def terms(words: Graph) -> set[Node]:
    return {term for kind in KINDS for term in words.subjects(RDF.type, kind)}


def languages(graph: Graph, node: Node, predicate: Node) -> list[str | None]:
    return sorted(str(o.language) for o in graph.objects(node, predicate) if isinstance(o, Literal))


def test_every_term_has_one_label_and_comment_in_each_language(words: Graph) -> None:
    assert len(terms(words)) > 100
    for term in terms(words):
        assert languages(words, term, RDFS.label) == ["en", "id"], term
        assert languages(words, term, RDFS.comment) == ["en", "id"], term
        assert words.value(term, RDFS.isDefinedBy) == ONTOLOGY, term


def test_every_subject_is_a_declared_term_of_the_namespace(words: Graph) -> None:
    subjects = {s for s in words.subjects() if isinstance(s, URIRef)} - {ONTOLOGY}
    assert subjects == terms(words)
    assert all(str(s).startswith(CG) for s in subjects)


def test_the_header_gives_title_licence_and_version(words: Graph) -> None:
    assert languages(words, ONTOLOGY, DCTERMS.title) == ["en", "id"]
    assert words.value(ONTOLOGY, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(words.value(ONTOLOGY, OWL.versionInfo)) in str(words.value(ONTOLOGY, OWL.versionIRI))


def test_closed_lists_name_exactly_their_members(words: Graph) -> None:
    for closed, members in words.subject_objects(OWL.oneOf):
        assert set(words.items(members)) == set(words.subjects(RDF.type, closed))


def test_every_term_that_the_other_files_use_is_defined(words: Graph) -> None:
    used: set[str] = set()
    for data in (shapes(), schemes(), topics(), networks()):
        for triple in Graph().parse(data=data, format="turtle"):
            used |= {str(term) for term in triple if str(term).startswith(CG)}
    for rule in (*derived_rules(), *conflict_rules()):
        query = "\n".join(line for line in rule.query.splitlines() if not line.startswith("#"))
        used |= {CG + name for name in re.findall(r"\bcg:(\w+)", query)}
    assert used <= {str(term) for term in terms(words)}


def test_every_term_has_a_name_in_the_context_and_the_other_way_round(words: Graph) -> None:
    expanded = set()
    for name, definition in context()["@context"].items():
        iri = definition["@id"] if isinstance(definition, dict) else definition
        if str(iri).startswith("cg:"):
            assert iri == f"cg:{name}"
            expanded.add(CG + name)
    assert expanded == {str(term) for term in terms(words)}


@pytest.mark.parametrize("data", [schemes(), topics()], ids=["schemes", "topics"])
def test_every_concept_is_named_in_both_languages_and_in_a_scheme(data: bytes) -> None:
    graph = Graph().parse(data=data, format="turtle")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    known = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(concepts) > 50
    for concept in concepts:
        assert languages(graph, concept, SKOS.prefLabel) == ["en", "id"], concept
        assert set(graph.objects(concept, SKOS.inScheme)) <= known
    for predicate in (SKOS.broader, SKOS.related, SKOS.member):
        assert set(graph.objects(None, predicate)) <= concepts
    for scheme in known:
        labels = [
            str(graph.value(c, SKOS.prefLabel, any=True)) for c in graph.subjects(SKOS.inScheme, scheme)
        ]
        assert labels


def test_topics_hold_the_seventeen_goals_and_no_circle() -> None:
    graph = Graph().parse(data=topics(), format="turtle")
    goals = {URIRef(f"{PREFIXES['sdg']}{n}") for n in range(1, 18)}
    assert goals <= set(graph.subjects(RDF.type, SKOS.Concept))
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        above = list(graph.transitive_objects(concept, SKOS.broader))
        assert above.count(concept) == 1
        assert concept not in set(graph.objects(concept, SKOS.broader))
        assert any((top, SKOS.topConceptOf, None) in graph for top in above), concept


def test_a_topics_address_is_the_slug_of_its_english_name() -> None:
    graph = Graph().parse(data=topics(), format="turtle")
    for concept, label in graph.subject_objects(SKOS.prefLabel):
        if "/topic/" in str(concept) and isinstance(label, Literal) and label.language == "en":
            assert str(concept).rpartition("/")[2] == str(label).replace(" ", "-")


def test_the_reference_files_conform_to_the_shapes() -> None:
    data = Graph()
    for text in (schemes(), topics(), networks()):
        data.parse(data=text, format="turtle")
    conforms, _, text_report = validate(data, shacl_graph=Graph().parse(data=shapes(), format="turtle"))
    assert conforms, text_report
