"""What was withdrawn and what was merged is remembered, and the rest of the graph is as its documents make it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import pytest
from citygraph.graph import CityGraph, Decision, MergeRefused, StoreUnwritable, UnknownDocument

from .conftest import IDS, MakeDocument, city, event, membership

MALANG = city("1636722", "Malang")
MAKASSAR = city("1622786", "Makassar")
WHEN = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def nquads(graph: CityGraph) -> list[bytes]:
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue().splitlines()


def without_decisions(graph: CityGraph) -> list[bytes]:
    decided = {
        line.rpartition(b" <")[0]
        for line in nquads(graph)
        if line.endswith(f"<{IDS.common_graph('graph/decisions')}> .".encode())
    }
    return [line for line in nquads(graph) if not any(line.startswith(each) for each in decided)]


@pytest.fixture
def two(make_document: MakeDocument):
    """Two articles that state the same membership, the second one more, and an event."""
    return (
        make_document("one", membership("one", "1636722", "apeksi"), cities=(MALANG,)),
        make_document(
            "two",
            membership("two", "1636722", "apeksi"),
            membership("two", "1622786", "ascn", start=3),
            event("two", "Congress", "1622786", start=5),
            cities=(MALANG, MAKASSAR),
        ),
    )


def test_what_the_last_document_stated_is_withdrawn_and_what_another_states_is_not(two) -> None:
    with CityGraph.open() as graph:
        list(graph.add_all(two))
        gone = graph.curation.withdraw("two", when=WHEN)
        only_there = IDS.fact(
            "membership", [IDS.city("1622786"), IDS.network("ascn"), IDS.concept("role", "member")]
        )
        assert set(gone) == {
            only_there,
            IDS.thing("event", ["Congress"]),
            IDS.article("two"),
            IDS.city("1622786"),
            IDS.document_graph("two"),
            IDS.derived_graph("two"),
        }
        assert graph.curation.decisions()[0] == Decision(
            IDS.article("two"), WHEN, source=IDS.document_graph("two")
        )
        assert {each.iri for each in graph.curation.decisions()} == set(gone)
        assert [record.id for record in graph.documents()] == ["one"]
        assert graph.verify() == ()


def test_the_rest_of_the_graph_is_as_if_the_document_had_never_been_there(two) -> None:
    with CityGraph.open() as graph, CityGraph.open() as fresh:
        list(graph.add_all(two))
        graph.curation.withdraw("two", when=WHEN)
        fresh.add(two[0])
        assert without_decisions(graph) == nquads(fresh)
        assert graph.digest != fresh.digest


def test_a_document_that_states_it_again_takes_the_decision_back(two) -> None:
    with CityGraph.open() as graph, CityGraph.open() as fresh:
        list(graph.add_all(two))
        graph.curation.withdraw("two", when=WHEN)
        graph.add(two[1])
        list(fresh.add_all(two))
        assert graph.curation.decisions() == ()
        assert nquads(graph) == nquads(fresh)
        assert graph.digest == fresh.digest


def test_the_order_of_withdrawals_does_not_matter(two, make_document: MakeDocument) -> None:
    third = make_document("three", membership("three", "1622786", "ascn"), cities=(MAKASSAR,))
    results = set()
    for order in permutations(("one", "two")):
        with CityGraph.open() as graph:
            list(graph.add_all((*two, third)))
            for identifier in order:
                graph.curation.withdraw(identifier, when=WHEN)
            iris = tuple(each.iri for each in graph.curation.decisions())
            results.add((tuple(without_decisions(graph)), iris))
            assert graph.verify() == ()
    assert len(results) == 1


def test_a_removal_leaves_no_decision(two) -> None:
    with CityGraph.open() as graph:
        list(graph.add_all(two))
        graph.remove("two")
        assert graph.curation.decisions() == ()


def test_decisions_are_there_after_reopening(two, tmp_path: Path) -> None:
    with CityGraph.open(tmp_path / "store") as graph:
        list(graph.add_all(two))
        graph.curation.withdraw("two", when=WHEN)
        decided, digest = graph.curation.decisions(), graph.digest
    with CityGraph.open(tmp_path / "store", mode="read") as reader:
        assert reader.curation.decisions() == decided
        assert reader.digest == digest
        assert reader.notices == ()
        assert reader.verify() == ()
        with pytest.raises(StoreUnwritable):
            reader.curation.withdraw("one")


def test_decisions_stay_when_shipped_data_change(two, tmp_path: Path) -> None:
    with CityGraph.open(tmp_path / "store") as graph:
        list(graph.add_all(two))
        graph.curation.withdraw("two", when=WHEN)
        before, decided = nquads(graph), graph.curation.decisions()
    manifest = tmp_path / "store" / "manifest.jsonl"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"reference": "', '"reference": "old'), encoding="utf-8")
    with CityGraph.open(tmp_path / "store") as graph:
        assert graph.curation.decisions() == decided
        assert nquads(graph) == before


def test_the_decisions_are_no_document_that_can_be_taken_out(two) -> None:
    with CityGraph.open() as graph:
        list(graph.add_all(two))
        graph.curation.withdraw("two", when=WHEN)
        for take in (graph.remove, graph.curation.withdraw):
            with pytest.raises(UnknownDocument):
                take("decisions")


def test_a_merged_thing_is_replaced_by_the_other_and_the_other_way_is_refused(two) -> None:
    malang, makassar = IDS.city("1636722"), IDS.city("1622786")
    with CityGraph.open() as graph:
        list(graph.add_all(two))
        graph.curation.merge(malang, makassar, reason="one city after all", when=WHEN)
        assert graph.curation.decisions() == (
            Decision(malang, WHEN, into=makassar, reason="one city after all"),
        )
        assert bool(graph.query(f"ASK {{ <{malang}> owl:sameAs <{makassar}> ; dcterms:isReplacedBy ?into }}"))
        with pytest.raises(MergeRefused, match="same thing already"):
            graph.curation.merge(makassar, malang)
        with pytest.raises(MergeRefused, match="same thing already"):
            graph.curation.merge(malang, malang)
        graph.add(two[1])
        assert len(graph.curation.decisions()) == 1, "stating a merged thing does not undo the merge"
        graph.curation.unmerge(malang)
        assert graph.curation.decisions() == ()
        with pytest.raises(MergeRefused, match="not merged"):
            graph.curation.unmerge(malang)


def test_taking_a_merge_back_leaves_the_graph_as_it_was(two) -> None:
    with CityGraph.open() as graph:
        list(graph.add_all(two))
        before, digest = nquads(graph), graph.digest
        graph.curation.merge(IDS.city("1636722"), IDS.city("1622786"), when=WHEN)
        assert graph.digest != digest
        graph.curation.unmerge(IDS.city("1636722"))
        assert nquads(graph) == before
        assert graph.digest == digest


def test_what_was_merged_stays_so_when_its_document_is_withdrawn(two) -> None:
    with CityGraph.open() as graph:
        list(graph.add_all(two))
        graph.curation.merge(IDS.city("1622786"), IDS.city("1636722"), when=WHEN)
        gone = graph.curation.withdraw("two", when=LATER)
        assert IDS.city("1622786") not in gone
        assert {each.into for each in graph.curation.decisions() if each.iri == IDS.city("1622786")} == {
            IDS.city("1636722")
        }
        graph.curation.withdraw("one", when=LATER)
        assert IDS.city("1636722") in {each.iri for each in graph.curation.decisions() if each.source}


@pytest.mark.parametrize(
    ("iri", "into", "why"),
    [
        ("city/1636722", "network/apeksi", "not of one kind"),
        ("city/1636722", "city/9", "knows nothing"),
        ("city/9", "city/1636722", "knows nothing"),
        ("city/1 2", "city/1636722", "no IRI"),
        ("graph/one", "graph/two", "knows nothing"),
        ("article/one#char=0,9", "article/two#char=0,9", "no thing"),
    ],
)
def test_only_two_known_things_of_one_kind_are_merged(two, iri: str, into: str, why: str) -> None:
    with CityGraph.open() as graph:
        list(graph.add_all(two))
        with pytest.raises(MergeRefused, match=why):
            graph.curation.merge(IDS.base + iri, IDS.base + into)
        assert graph.curation.decisions() == ()


def test_what_a_corrected_document_drops_is_withdrawn_where_that_is_asked_for(
    make_document: MakeDocument,
) -> None:
    kept, dropped = membership("one", "1636722", "apeksi"), membership("one", "1622786", "ascn", start=3)
    fact = IDS.fact("membership", [IDS.city("1622786"), IDS.network("ascn"), IDS.concept("role", "member")])
    party = event("one", "Congress", "1622786", start=5)
    first = make_document("one", kept, dropped, party, cities=(MALANG, MAKASSAR))
    second = make_document("one", kept, cities=(MALANG,))
    with CityGraph.open() as graph, CityGraph.open() as fresh:
        graph.add(first)
        list(graph.add_all([second], withdraw=True))
        fresh.add(second)
        decided = {each.iri: each for each in graph.curation.decisions()}
        assert decided.keys() == {fact, IDS.thing("event", ["Congress"]), IDS.city("1622786")}
        assert {each.source for each in decided.values()} == {IDS.document_graph("one")}
        assert without_decisions(graph) == nquads(fresh)
        assert graph.verify() == ()
        list(graph.add_all([first], withdraw=True))
        assert graph.curation.decisions() == ()


def test_what_a_corrected_document_drops_is_forgotten_otherwise(make_document: MakeDocument) -> None:
    facts = [membership("one", "1636722", "apeksi"), membership("one", "1622786", "ascn", start=3)]
    with CityGraph.open() as graph, CityGraph.open() as fresh:
        graph.add(make_document("one", *facts, cities=(MALANG, MAKASSAR)))
        second = make_document("one", facts[0], cities=(MALANG,))
        graph.add(second)
        fresh.add(second)
        assert graph.curation.decisions() == ()
        assert (nquads(graph), graph.digest) == (nquads(fresh), fresh.digest)


def test_what_another_document_goes_on_stating_is_not_withdrawn_by_a_correction(
    make_document: MakeDocument,
) -> None:
    shared = [membership(name, "1636722", "apeksi") for name in ("one", "two")]
    other = membership("one", "1622786", "ascn", start=3)
    with CityGraph.open() as graph:
        graph.add(make_document("one", shared[0], other, cities=(MALANG, MAKASSAR)))
        graph.add(make_document("two", shared[1], cities=(MALANG,)))
        list(graph.add_all([make_document("one", other, cities=(MAKASSAR,))], withdraw=True))
        assert graph.curation.decisions() == ()


def test_a_change_that_takes_a_document_out_withdraws_what_only_it_stated(two) -> None:
    with CityGraph.open() as graph, CityGraph.open() as other:
        for each in (graph, other):
            list(each.add_all(two))
        graph.change({"two": None})
        assert {each.iri for each in graph.curation.decisions()} == set(other.curation.withdraw("two"))
