from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.graph import QuerySyntax
from citygraph.graph.writing import (
    BareWriting,
    GraphOrder,
    Payload,
    PayloadUnreadable,
    UnknownGraph,
    UpdateFailed,
    UpdateOrder,
)

BASE = "https://base.example/"
G = "https://graphs.example/g"
TURTLE = "text/turtle"


@pytest.fixture
def store() -> ox.Store:
    return ox.Store()


@pytest.fixture
def writing(store: ox.Store) -> BareWriting:
    return BareWriting(store, base=BASE)


def put(body: str, graph: str | None = G, media: str = TURTLE) -> GraphOrder:
    return GraphOrder("put", graph, (Payload(media, body.encode()),))


def count(store: ox.Store, graph: str | None = G) -> int:
    name = ox.DefaultGraph() if graph is None else ox.NamedNode(graph)
    return len(list(store.quads_for_pattern(None, None, None, name)))


def test_an_update_runs_with_a_base_and_no_prefixes(store: ox.Store, writing: BareWriting) -> None:
    writing.carry_out(UpdateOrder("INSERT DATA { <a> <b> <c> }"))
    (quad,) = store
    assert quad.subject == ox.NamedNode(f"{BASE}a")
    with pytest.raises(QuerySyntax):
        writing.carry_out(UpdateOrder("INSERT DATA { <a> rdfs:label <b> }"))


def test_a_graph_is_put_and_replaced_and_told_apart(store: ox.Store, writing: BareWriting) -> None:
    assert writing.carry_out(put("<#a> <#b> [ <#c> 1 ], 2 .")).created
    assert count(store) == 3
    assert not writing.carry_out(put("<#a> <#b> 3 .")).created
    (quad,) = store
    assert quad.subject == ox.NamedNode(f"{G}#a")
    assert not writing.carry_out(put("<a:a> <a:b> 1 .", None)).created
    assert (count(store), count(store, None)) == (1, 1)


def test_an_empty_graph_is_there(store: ox.Store, writing: BareWriting) -> None:
    assert writing.carry_out(put("")).created
    assert store.contains_named_graph(ox.NamedNode(G))
    posted = GraphOrder("post", f"{G}2", (Payload(TURTLE, b""),))
    assert writing.carry_out(posted).created
    assert store.contains_named_graph(ox.NamedNode(f"{G}2"))


def test_what_is_posted_stands_beside_what_is_there(store: ox.Store, writing: BareWriting) -> None:
    writing.carry_out(put("<a:a> <a:b> _:x ."))
    both = (Payload(TURTLE, b"<a:a> <a:b> _:x , 1 ."), Payload("application/n-triples", b"<a:a> <a:b> _:x ."))
    assert not writing.carry_out(GraphOrder("post", G, both)).created
    assert count(store) == 4  # the blank nodes of three texts are three


def test_a_graph_goes_once(store: ox.Store, writing: BareWriting) -> None:
    writing.carry_out(put("<a:a> <a:b> 1 ."))
    writing.carry_out(GraphOrder("delete", G))
    assert list(store.named_graphs()) == []
    with pytest.raises(UnknownGraph):
        writing.carry_out(GraphOrder("delete", G))
    writing.carry_out(put("<a:a> <a:b> 1 .", None))
    writing.carry_out(GraphOrder("delete", None))
    assert len(store) == 0


@pytest.mark.parametrize(
    ("media", "body", "what"),
    [
        (TURTLE, "<a:a> <a:b> .", "Turtle"),
        (TURTLE, "<a:a> <a:b> 'x", "Turtle"),
        (
            "application/ld+json",
            '{"@context": "http://127.0.0.1:1/", "@id": "a:a", "a": 1}',
            "remote contexts",
        ),
        ("application/ld+json", "[" * 5_000 + "]" * 5_000, "nested"),
        ("application/rdf+xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>', "document type"),
        ("application/rdf+xml", "<x", "RDF/XML"),
        ("application/trig", "<a:g> { <a:a> <a:b> 1 }", "graphs of its own"),
        ("application/n-quads", "<a:a> <a:b> <a:c> <a:g> .", "graphs of its own"),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    store: ox.Store, writing: BareWriting, media: str, body: str, what: str
) -> None:
    writing.carry_out(put("<a:a> <a:b> 1 ."))
    before = set(store)
    with pytest.raises(PayloadUnreadable, match=what):
        writing.carry_out(put(body, media=media))
    assert set(store) == before


def test_an_update_is_carried_out_as_a_whole_or_not_at_all(store: ox.Store, writing: BareWriting) -> None:
    with pytest.raises(UpdateFailed):
        writing.carry_out(
            UpdateOrder("INSERT DATA { <a:a> <a:b> 1 } ; CREATE GRAPH <a:g> ; CREATE GRAPH <a:g>")
        )
    assert len(store) == 0


def test_the_protocol_names_the_dataset_of_where(store: ox.Store, writing: BareWriting) -> None:
    for name in "abc":
        writing.carry_out(put(f"<x:{name}> <x:p> 1 .", f"x:g{name}"))
    copy = "INSERT { GRAPH <x:out> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
    writing.carry_out(UpdateOrder(copy, ("x:ga", "x:gb")))
    assert {q.subject.value for q in store.quads_for_pattern(None, None, None, ox.NamedNode("x:out"))} == {
        "x:a",
        "x:b",
    }
    writing.carry_out(
        UpdateOrder(
            copy.replace("{ ?s ?p ?o }", "{ GRAPH ?g { ?s ?p ?o } }", 2).replace(
                "GRAPH <x:out> { GRAPH ?g { ?s ?p ?o } }", "GRAPH <x:named> { ?s ?p ?o }"
            ),
            (),
            ("x:gc",),
        )
    )
    named = store.quads_for_pattern(None, None, None, ox.NamedNode("x:named"))
    assert {q.subject.value for q in named} == {"x:c"}
