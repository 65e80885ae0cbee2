from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.graph import ChangeRefused, CityGraph, SourceDocument
from citygraph.graph.writing import (
    DocumentWriting,
    GraphOrder,
    GraphProtected,
    Payload,
    PayloadUnreadable,
    UnknownGraph,
    UpdateOrder,
)
from citygraph.ontology import BASE, Identifiers

IDS = Identifiers()


@pytest.fixture
def writing(graph: CityGraph, tmp_path: Path) -> DocumentWriting:
    return DocumentWriting(graph, scratch=tmp_path)


def ntriples(triples: frozenset[ox.Triple]) -> Payload:
    body = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert body is not None
    return Payload("application/n-triples", body)


def test_a_document_is_put_like_one_that_is_loaded(
    graph: CityGraph, two: tuple[SourceDocument, ...], tmp_path: Path
) -> None:
    before = graph.digest
    first = two[0]
    writing = DocumentWriting(
        graph,
        scratch=tmp_path,
        describe=lambda thing: frozenset(t for d in two for t in d.reference if t.subject == thing),
    )
    writing.carry_out(GraphOrder("delete", IDS.document_graph(first.id)))
    assert first.id not in {record.id for record in graph.documents()}
    done = writing.carry_out(GraphOrder("put", IDS.document_graph(first.id), (ntriples(first.triples),)))
    assert (done.created, done.documents) == (True, (first.id,))
    assert graph.digest == before
    assert graph.verify() == ()
    assert not writing.carry_out(
        GraphOrder("put", IDS.document_graph(first.id), (ntriples(first.triples),))
    ).created


def test_an_update_changes_documents_and_what_follows_from_them(
    graph: CityGraph, writing: DocumentWriting, two: tuple[SourceDocument, ...]
) -> None:
    name = IDS.document_graph(two[0].id)
    done = writing.carry_out(
        UpdateOrder(
            f"DELETE {{ GRAPH <{name}> {{ ?a schema:headline ?h }} }} "
            f"INSERT {{ GRAPH <{name}> {{ ?a schema:headline 'Another' }} }} "
            f"WHERE {{ GRAPH <{name}> {{ ?a schema:headline ?h }} }}"
        )
    )
    assert (done.created, done.documents) == (False, (two[0].id,))
    assert bool(graph.query("ASK { ?a schema:headline 'Another' }"))
    assert graph.verify() == ()


def test_clearing_a_document_takes_it_out_with_its_edges(
    graph: CityGraph, writing: DocumentWriting, two: tuple[SourceDocument, ...]
) -> None:
    assert bool(graph.query("ASK { ?c cg:memberOf ?n }"))
    writing.carry_out(UpdateOrder("; ".join(f"CLEAR GRAPH <{IDS.document_graph(d.id)}>" for d in two)))
    assert graph.documents() == ()
    assert not bool(graph.query("ASK { ?c cg:memberOf ?n }"))
    assert graph.verify() == ()


@pytest.mark.parametrize(
    ("update", "protected"),
    [
        ("INSERT DATA { <a:a> <a:b> <a:c> }", "default"),
        ("DELETE WHERE { ?s ?p ?o }", "default"),
        ("DROP ALL", "default"),
        (f"CLEAR GRAPH <{BASE}graph/reference>", f"{BASE}graph/reference"),
        (
            f"INSERT DATA {{ GRAPH <{BASE}graph/conflicts> {{ <a:a> <a:b> <a:c> }} }}",
            f"{BASE}graph/conflicts",
        ),
        (f"INSERT DATA {{ GRAPH <{BASE}derived/one> {{ <a:a> <a:b> <a:c> }} }}", f"{BASE}derived/one"),
        (f"INSERT DATA {{ GRAPH <{BASE}graph/../x> {{ <a:a> <a:b> <a:c> }} }}", None),
        ("INSERT DATA { GRAPH <a:g> { <a:a> <a:b> <a:c> } }", "a:g"),
        (f"CREATE GRAPH <{BASE}graph/fresh>", f"{BASE}graph/fresh"),
    ],
)
def test_what_follows_from_the_documents_cannot_be_written(
    unchanged: CityGraph, tmp_path: Path, update: str, protected: str | None
) -> None:
    graph, before = unchanged, unchanged.digest
    with pytest.raises(GraphProtected) as caught:
        DocumentWriting(graph, scratch=tmp_path).carry_out(UpdateOrder(update))
    assert protected is None or caught.value.graph == protected
    assert graph.digest == before
    assert graph.verify() == ()


def test_one_document_that_the_shapes_refuse_keeps_all_others_out(
    graph: CityGraph, writing: DocumentWriting, two: tuple[SourceDocument, ...]
) -> None:
    before = graph.digest
    good, bad = (IDS.document_graph(d.id) for d in two)
    with pytest.raises(ChangeRefused) as caught:
        writing.carry_out(
            UpdateOrder(
                f"CLEAR GRAPH <{good}> ; "
                f"DELETE {{ GRAPH <{bad}> {{ ?f cg:modality ?m }} }} WHERE {{ GRAPH <{bad}> {{ ?f cg:modality ?m }} }}"
            )
        )
    assert all(finding.startswith(two[1].id) for finding in caught.value.findings)
    assert graph.digest == before
    assert graph.verify() == ()


def test_documents_have_no_blank_nodes_and_say_something(
    writing: DocumentWriting, two: tuple[SourceDocument, ...]
) -> None:
    name = IDS.document_graph(two[0].id)
    with pytest.raises(PayloadUnreadable, match="blank nodes"):
        writing.carry_out(UpdateOrder(f"INSERT DATA {{ GRAPH <{name}> {{ <a:a> <a:b> _:x }} }}"))
    with pytest.raises(PayloadUnreadable, match="empty"):
        writing.carry_out(GraphOrder("put", name, (Payload("text/turtle", b""),)))
    with pytest.raises(UnknownGraph):
        writing.carry_out(GraphOrder("delete", IDS.document_graph("nowhere")))


def test_nothing_changes_when_nothing_does(graph: CityGraph, writing: DocumentWriting) -> None:
    before = graph.digest
    assert writing.carry_out(UpdateOrder("DELETE WHERE { GRAPH <a:nowhere> { ?s ?p ?o } }")).documents == ()
    assert graph.digest == before
