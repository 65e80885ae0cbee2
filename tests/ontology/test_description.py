"""The description holds every term and every constraint as the Turtle files give them."""

from __future__ import annotations

import pytest
from citygraph.ontology import BrokenResource, description
from citygraph.ontology.description import describe


def test_terms_carry_what_the_vocabulary_says_of_them() -> None:
    about = describe()
    by_name = {
        term.name: term for term in (*about.classes, *about.lists, *about.individuals, *about.properties)
    }
    assert by_name["Membership"].parents == ("cg:Fact", "org:Membership")
    assert by_name["Membership"].label.id == "keanggotaan"
    assert by_name["host"].domain == ("cg:Event",)
    assert by_name["host"].range == ("cg:LocalGovernment",)
    assert by_name["Modality"].members == ("Asserted", "Planned", "Denied", "Ended")


def test_paths_read_as_in_sparql() -> None:
    paths = {each.name: each.path for each in describe().constraints}
    assert paths["EvidenceInText"] == "^oa:hasSource/oa:hasSelector/oa:end"
    assert paths["WebAddress"] == "schema:url|schema:license|foaf:homepage"
    assert paths["Membership"] == ""


def test_a_constraint_says_what_it_applies_to_even_inside_a_node_shape() -> None:
    constraints = {each.name: each for each in describe().constraints}
    assert constraints["MembershipMember"].targets == ("cg:Membership",)
    assert constraints["CityLevel"].targets == ("cg:City",)
    assert constraints["Confidence"].targets == ("subjects of cg:confidence",)
    assert constraints["NetworkRegistered"].severity == "Warning"
    assert constraints["EventInTime"].severity == "Violation"


def test_a_term_in_one_language_is_a_broken_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = description.vocabulary()
    monkeypatch.setattr(description, "vocabulary", lambda: whole.replace(b', "keanggotaan"@id', b""))
    with pytest.raises(BrokenResource, match="Membership has no rdfs:label in English and Indonesian"):
        describe()
