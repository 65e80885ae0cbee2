"""Nanopublications, checked against the rules of the guidelines for a well-formed one."""

from __future__ import annotations

import datetime
import io
from collections import defaultdict
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from citygraph.graph import CityGraph, ExportOptions
from citygraph.ontology import CG, DCTERMS, PROV, RDF, Identifiers
from citygraph.queries.exports import find_format, write_export
from citygraph.queries.exports.nanopubs import NP, nanopubs

IDS = Identifiers()
Graphs = dict[str, list[ox.Triple]]


def written(source: Any, **options: Any) -> bytes:
    out = io.BytesIO()
    write_export(find_format("nanopubs"), source, out, ExportOptions(**options))
    return out.getvalue()


@pytest.fixture(scope="module")
def graphs(seeds: CityGraph) -> Graphs:
    found: Graphs = defaultdict(list)
    for quad in ox.parse(written(seeds), format=ox.RdfFormat.TRIG):
        assert isinstance(quad.graph_name, ox.NamedNode), "every statement is in a graph"
        found[quad.graph_name.value].append(quad.triple)
    return found


def values(graphs: Graphs, graph: str, subject: str, predicate: str) -> list[str]:
    return [
        t.object.value
        for t in graphs[graph]
        if t.subject == ox.NamedNode(subject) and t.predicate == ox.NamedNode(predicate)
    ]


def heads(graphs: Graphs) -> list[tuple[str, str]]:
    kind = ox.NamedNode(f"{NP}Nanopublication")
    return [(g, t.subject.value) for g, triples in graphs.items() for t in triples if t.object == kind]


def test_there_is_one_for_each_fact_of_each_document(seeds: CityGraph, graphs: Graphs) -> None:
    facts = sum(record.facts for record in seeds.documents())
    names = {name for _, name in heads(graphs)}
    assert len(names) == len(heads(graphs)) == facts == 79
    assert len(graphs) == 4 * facts


def test_each_is_well_formed(graphs: Graphs) -> None:
    seen: set[str] = set()
    for head, name in heads(graphs):
        assert len(graphs[head]) == 4
        parts = []
        for link in ("hasAssertion", "hasProvenance", "hasPublicationInfo"):
            (part,) = values(graphs, head, name, NP + link)
            parts.append(part)
        assert len({name, head, *parts}) == 5 and not seen & {head, *parts}
        seen |= {head, *parts}
        assertion, provenance, publication = parts
        assert graphs[assertion]
        assert any(t.subject == ox.NamedNode(assertion) for t in graphs[provenance])
        assert any(t.subject == ox.NamedNode(name) for t in graphs[publication])
        assert values(graphs, publication, name, f"{DCTERMS}license")
    assert seen == set(graphs)


def test_the_assertion_says_the_fact_and_the_provenance_where_it_stands(graphs: Graphs) -> None:
    fact = IDS.fact("membership", [IDS.city("1567681"), IDS.network("gnlc"), IDS.concept("role", "member")])
    name = f"{IDS.base}nanopub/gnlc-son-la/{fact.removeprefix(IDS.base)}"
    assertion, provenance = f"{name}#assertion", f"{name}#provenance"
    assert values(graphs, assertion, fact, f"{CG}modality") == [f"{CG}Asserted"]
    assert f"{CG}Membership" in values(graphs, assertion, fact, f"{RDF}type")
    assert not values(graphs, assertion, fact, f"{CG}evidence")
    article = IDS.article("gnlc-son-la")
    assert values(graphs, provenance, assertion, f"{PROV}wasDerivedFrom") == [article]
    assert values(graphs, provenance, assertion, f"{PROV}wasAttributedTo")
    assert len(values(graphs, provenance, assertion, f"{CG}evidence")) == 2
    assert values(graphs, provenance, article, f"{CG}textSha256")
    starts = [t.object.value for t in graphs[provenance] if t.predicate.value.endswith("oa#start")]
    assert sorted(starts) == ["1599", "2218"]
    assert values(graphs, f"{name}#pubinfo", name, f"{CG}reviewStatus") == [f"{CG}Accepted"]


def test_nothing_of_a_fact_is_lost(seeds: CityGraph, graphs: Graphs) -> None:
    wanted: set[tuple[str, str]] = set()
    for record in seeds.documents():
        graph = IDS.document_graph(record.id)
        for row in seeds.query(  # type: ignore[union-attr]
            f"SELECT ?p ?o {{ GRAPH <{graph}> {{ ?f prov:wasDerivedFrom ?a ; ?p ?o }} }}"
        ):
            wanted.add((str(row["p"]), str(row["o"])))  # type: ignore[index]
    said = {(str(t.predicate), str(t.object)) for triples in graphs.values() for t in triples}
    assert wanted <= said


def test_a_rejected_fact_is_not_published() -> None:
    graph, fact = IDS.document_graph("d"), ox.NamedNode(f"{IDS.base}membership/x")
    source = ox.Triple(fact, ox.NamedNode(f"{PROV}wasDerivedFrom"), ox.NamedNode(IDS.article("d")))
    review = ox.NamedNode(f"{CG}reviewStatus")
    for status, published in (("Draft", 1), ("Accepted", 1), ("Rejected", 0)):
        triples = [source, ox.Triple(fact, review, ox.NamedNode(CG + status))]
        assert len(list(nanopubs(graph, triples, ExportOptions()))) == published


def test_the_day_is_stated_where_it_is_given(seeds: CityGraph) -> None:
    data = written(seeds, created=datetime.date(2026, 1, 2))
    assert data.count(b'dcterms:created "2026-01-02"^^xsd:date') == 79
    assert b"dcterms:created" not in written(seeds)
    assert len(list(rdflib.Dataset().parse(data=data, format="trig").graphs())) >= 4 * 79
