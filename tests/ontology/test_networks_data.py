"""The register of city networks as data."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest
from citygraph.ontology import BASE, CG, FOAF, ORG, RDF, RDFS, SKOS, networks, slug

KINDS = {"global", "regional", "national", "thematic", "programme"}
PROPERTIES = {
    f"{RDF}type", f"{RDFS}label", f"{SKOS}altLabel", f"{CG}slug", f"{CG}acronym", f"{CG}networkKind",
    f"{FOAF}homepage", f"{ORG}subOrganizationOf",
}  # fmt: skip


@pytest.fixture(scope="module")
def register() -> ox.Store:
    """The register in a store."""
    store = ox.Store()
    store.load(networks(), format=ox.RdfFormat.TURTLE)
    return store


def values(register: ox.Store, network: ox.NamedNode, property_: str) -> list[ox.Literal | ox.NamedNode]:
    """Return the values of a property."""
    found = [quad.object for quad in register.quads_for_pattern(network, ox.NamedNode(property_), None)]
    return [each for each in found if isinstance(each, ox.Literal | ox.NamedNode)]


def all_networks(register: ox.Store) -> list[ox.NamedNode]:
    """Return every network."""
    found = register.quads_for_pattern(None, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{CG}CityNetwork"))
    return sorted((quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)), key=str)


def test_there_are_some_hundreds_and_nothing_else(register: ox.Store) -> None:
    found = set(all_networks(register))
    assert 400 <= len(found) <= 800
    assert {quad.subject for quad in register} == found
    assert {quad.predicate.value for quad in register} == PROPERTIES


def test_each_has_slug_names_in_two_languages_and_a_kind(register: ox.Store) -> None:
    for network in all_networks(register):
        (own,) = values(register, network, f"{CG}slug")
        assert network.value == f"{BASE}network/{own.value}" and slug(own.value) == own.value
        labels = [each for each in values(register, network, f"{RDFS}label") if isinstance(each, ox.Literal)]
        assert sorted(str(each.language) for each in labels) == ["en", "id"]
        (kind,) = values(register, network, f"{CG}networkKind")
        assert kind.value in KINDS
        assert len(values(register, network, f"{CG}acronym")) <= 1


def test_each_parent_is_registered_and_no_circle(register: ox.Store) -> None:
    found = set(all_networks(register))
    for network in found:
        above, steps = values(register, network, f"{ORG}subOrganizationOf"), 0
        while above:
            assert len(above) == 1 and above[0] in found and steps < 5
            above, steps = (
                values(register, ox.NamedNode(above[0].value), f"{ORG}subOrganizationOf"),
                steps + 1,
            )


def test_home_pages_are_web_addresses(register: ox.Store) -> None:
    for network in all_networks(register):
        for page in values(register, network, f"{FOAF}homepage"):
            assert isinstance(page, ox.NamedNode) and page.value.startswith("https://")


def test_acronyms_and_names_belong_to_one_network_each(register: ox.Store) -> None:
    named: Counter[str] = Counter()
    for network in all_networks(register):
        names = {
            each.value.casefold()
            for property_ in (f"{CG}acronym", f"{RDFS}label", f"{SKOS}altLabel")
            for each in values(register, network, property_)
        }
        named.update(names)
    assert [name for name, count in named.items() if count > 1] == []
