"""The catalogue as RDF: every query is a SHACL executable that says all its file says."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.ontology import PREFIXES, RDF, SH, Identifiers
from citygraph.queries import Queryable, ask, describe_catalogue, find_query, load_catalogue, load_groups
from citygraph.queries.binding import bind

CATALOGUE = load_catalogue()
TRIPLES = frozenset(describe_catalogue(CATALOGUE.values()))
BASE = Identifiers().base


def values(subject: str, name: str) -> list[str]:
    """The values of a property, as texts."""
    prefix, _, local = name.partition(":")
    predicate = ox.NamedNode((PREFIXES | {"rdf": RDF})[prefix] + local)
    return sorted(t.object.value for t in TRIPLES if t.subject.value == subject and t.predicate == predicate)


def test_every_query_is_an_executable_with_its_words_in_both_languages() -> None:
    for name, query in CATALOGUE.items():
        subject = f"{BASE}queries/{name}"
        assert values(subject, "rdf:type") == [f"{SH}SPARQLSelectExecutable"]
        assert values(subject, "rdfs:label") == sorted((query.title.en, query.title.id))
        assert values(subject, "rdfs:comment") == sorted((query.description.en, query.description.id))
        parameters = values(subject, "sh:parameter")
        assert len(parameters) == len(query.parameters)
        paths = {path for one in parameters for path in values(one, "sh:path")}
        assert {path.rpartition("#")[2] for path in paths} == {one.name for one in query.parameters}


def test_a_parameter_says_its_type_and_whether_it_is_needed() -> None:
    subject = f"{BASE}queries/ties-on#"
    assert values(f"{subject}city", "sh:class") == [f"{PREFIXES['cg']}LocalGovernment"]
    assert values(f"{subject}city", "sh:optional") == ["false"]
    assert values(f"{subject}on", "sh:datatype") == [f"{PREFIXES['xsd']}date"]
    assert values(f"{subject}language", "sh:defaultValue") == ["en"]
    assert values(f"{subject}language", "sh:optional") == ["true"]


@pytest.mark.parametrize("name", ["memberships", "partners-of-partners", "events"])
def test_the_select_text_with_the_declared_prefixes_is_the_query(seeds: Queryable, name: str) -> None:
    (text,) = values(f"{BASE}queries/{name}", "sh:select")
    (prefixes,) = values(f"{BASE}queries/{name}", "sh:prefixes")
    declared = {
        values(one, "sh:prefix")[0]: values(one, "sh:namespace")[0] for one in values(prefixes, "sh:declare")
    }
    assert declared == PREFIXES
    prologue = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in declared.items())
    query = find_query(name)
    asked = {one.name: one.example for one in query.parameters if one.required}
    answer = ask(seeds, query, asked)
    found = seeds.query(bind(prologue + text, {key: [term] for key, term in answer.parameters.items()}))
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == len(answer.rows)


def test_every_query_stands_in_a_group_that_has_a_title() -> None:
    assert {query.group for query in CATALOGUE.values()} == set(load_groups())


def test_the_description_holds_no_blank_node() -> None:
    assert all(isinstance(triple.subject, ox.NamedNode) for triple in TRIPLES)
    assert not [triple for triple in TRIPLES if isinstance(triple.object, ox.BlankNode)]
