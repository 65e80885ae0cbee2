"""The description of a government in the reference graph."""

from __future__ import annotations

import pyoxigraph as ox
from citygraph.loaders.gazetteer import Gazetteer, describe
from citygraph.ontology import CG, GEO, PREFIXES, Identifiers


def described(gazetteer: Gazetteer, written: str) -> set[str]:
    """Return the description as lines of property and value, with prefixes."""
    lines: set[str] = set()
    for triple in describe(gazetteer.resolve(written), Identifiers()):
        line = f"{triple.predicate} {triple.object}"
        for prefix, namespace in PREFIXES.items():
            line = line.replace(f"<{namespace}", f"{prefix}:<")
        lines.add(line.replace("<", "").replace(">", "").replace("https://w3id.org/citygraph/", ""))
    return lines


def test_a_city_of_indonesia(gazetteer: Gazetteer) -> None:
    lines = described(gazetteer, "Malang, ID")
    assert {
        "rdf:type cg:City",
        "rdf:type cg:LocalGovernment",
        "rdf:type org:FormalOrganization",
        'rdfs:label "Malang"',
        'rdfs:label "Malang"@id',
        'skos:altLabel "Kota Malang"',
        'cg:country "ID"',
        'cg:level "city"',
        'geo:lat "-7.9797"^^xsd:decimal',
        'geo:long "112.6304"^^xsd:decimal',
        'cg:population "889359"^^xsd:integer',
        'cg:geonamesId "1636722"^^xsd:integer',
        "owl:sameAs https://sws.geonames.org/1636722/",
        'cg:nationalCode "35.73"',
        "dcterms:isPartOf city/id-35",
    } <= lines
    assert not any("Kabupaten" in line or '"MLG"' in line or '"malangh"' in line for line in lines)


def test_a_regency_has_no_place(gazetteer: Gazetteer) -> None:
    lines = described(gazetteer, "Kabupaten Malang, ID")
    assert {"rdf:type cg:Regency", 'cg:level "regency"', 'rdfs:label "Kabupaten Malang"@id'} <= lines
    assert not any(line.startswith(("geo:", "cg:population", "cg:geonamesId", "owl:")) for line in lines)


def test_names_have_their_language_where_it_is_known(gazetteer: Gazetteer) -> None:
    assert {'rdfs:label "South Tangerang"', 'rdfs:label "Tangerang Selatan"@id'} <= described(
        gazetteer, "Tangerang Selatan, ID"
    )
    assert {
        'rdfs:label "East Java"@en',
        'rdfs:label "Provinsi Jawa Timur"@id',
        'skos:altLabel "Jatim"@id',
    } <= described(gazetteer, "Provinsi Jawa Timur, ID")
    assert 'rdfs:label "Wina"@id' in described(gazetteer, "Vienna, AT")


def test_a_description_is_always_the_same_and_small(gazetteer: Gazetteer) -> None:
    for written in ("Jakarta, ID", "London, GB", "Kanagawa Prefecture, JP"):
        once = describe(gazetteer.resolve(written), Identifiers())
        assert once == describe(gazetteer.resolve(written), Identifiers())
        assert len(once) == len(set(once)) < 70


def test_coordinates_keep_their_lexical_form_in_a_store(gazetteer: Gazetteer) -> None:
    store = ox.Store()
    triples = [
        triple
        for written in ("Malang, ID", "London, GB", "Quito, EC", "Singapore, SG")
        for triple in describe(gazetteer.resolve(written), Identifiers("https://example.org/"))
    ]
    store.extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    assert {quad.triple for quad in store} == set(triples)
    assert all(str(triple.subject).startswith("<https://example.org/city/") for triple in triples)
    assert {ox.NamedNode(f"{GEO}lat"), ox.NamedNode(f"{CG}population")} <= {
        triple.predicate for triple in triples
    }
