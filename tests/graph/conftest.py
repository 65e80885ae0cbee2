"""Small documents made by hand for the tests of the graph."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from citygraph.graph import SourceDocument
from citygraph.ontology import BASE, PREFIXES, Identifiers, Place

IDS = Identifiers()
MakeDocument = Callable[..., SourceDocument]


def parse(turtle: str) -> frozenset[ox.Triple]:
    """The triples of Turtle in which citygraph's prefixes, and ``:`` for the base, are known."""
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    text = f"{head}PREFIX : <{BASE}>\n{turtle}"
    return frozenset(quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))


def city(key: str, name: str, country: str = "ID") -> str:
    """The description of a city, as Turtle."""
    return (
        f'<{BASE}city/{key}> a cg:City, cg:LocalGovernment, org:FormalOrganization ; rdfs:label "{name}" ;'
        f' cg:country "{country}" ; cg:level "city" .\n'
    )


def membership(
    article: str, member: str, network: str, *, modality: str = "Asserted", more: str = "", start: int = 0
) -> str:
    """A membership and its evidence, as Turtle."""
    fact = IDS.fact("membership", [IDS.city(member), IDS.network(network), IDS.concept("role", "member")])
    evidence, position = (
        f"{IDS.article(article)}#char={start},9",
        f"{IDS.article(article)}#position={start},9",
    )
    return f"""
    <{fact}> a cg:Membership, org:Membership ; org:member <{IDS.city(member)}> ;
      org:organization <{IDS.network(network)}> ; org:role <{IDS.concept("role", "member")}> ;
      prov:wasDerivedFrom <{IDS.article(article)}> ; cg:modality cg:{modality} ; cg:reviewStatus cg:Accepted ;
      cg:evidence <{evidence}> {"; " + more if more else ""} .
    <{evidence}> a oa:SpecificResource ; oa:hasSource <{IDS.article(article)}> ; oa:hasSelector <{position}> .
    <{position}> a oa:TextPositionSelector ; oa:start {start} ; oa:end 9 .
    """


def event(article: str, name: str, host: str, *, start: int = 0) -> str:
    """An event with its host, as Turtle."""
    evidence, position = (
        f"{IDS.article(article)}#char={start},9",
        f"{IDS.article(article)}#position={start},9",
    )
    return f"""
    <{IDS.thing("event", [name])}> a cg:Event, schema:Event ; rdfs:label "{name}" ; cg:host <{IDS.city(host)}> ;
      prov:wasDerivedFrom <{IDS.article(article)}> ; cg:modality cg:Asserted ; cg:reviewStatus cg:Accepted ;
      cg:evidence <{evidence}> .
    <{evidence}> a oa:SpecificResource ; oa:hasSource <{IDS.article(article)}> ; oa:hasSelector <{position}> .
    <{position}> a oa:TextPositionSelector ; oa:start {start} ; oa:end 9 .
    """


def document(identifier: str, *facts: str, cities: tuple[str, ...] = (), head: str = "") -> SourceDocument:
    """A document of an article's facts, given as Turtle, and the cities it names."""
    article = IDS.article(identifier)
    text = f'<{article}> a schema:NewsArticle, prov:Entity ; schema:headline "A {identifier}" {head} .'
    triples = parse(text + "".join(facts))
    subjects = {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode)}
    places = {subject: Place(line=3, fact=1) for subject in subjects}
    return SourceDocument(identifier, ox.NamedNode(article), triples, parse("".join(cities)), places)


def many_documents() -> list[SourceDocument]:
    """Sixty-four documents of two memberships each, of forty cities in two networks."""
    return [
        document(
            f"d{i:03}",
            *(
                membership(f"d{i:03}", str(1 + (i * 5 + k) % 40), n, start=k)
                for k, n in enumerate(("apeksi", "ascn"))
            ),
            cities=tuple(city(str(1 + (i * 5 + k) % 40), f"City {1 + (i * 5 + k) % 40}") for k in range(2)),
        )
        for i in range(64)
    ]


@pytest.fixture
def make_document() -> MakeDocument:
    """Makes a document of an article's facts."""
    return document


@pytest.fixture
def documents() -> list[SourceDocument]:
    """Documents to load, as the loading processes do."""
    return many_documents()


@pytest.fixture(scope="session")
def two() -> tuple[SourceDocument, SourceDocument]:
    """Two documents of one membership each."""
    return (
        document("one", membership("one", "1636722", "apeksi"), cities=(city("1636722", "Malang"),)),
        document("two", membership("two", "1622786", "apeksi"), cities=(city("1622786", "Makassar"),)),
    )
