"""CityGraph: what goes in comes out, whatever the order, and nothing is half-written."""

from __future__ import annotations

import gc
import io
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.graph import (
    CityGraph,
    DocumentInvalid,
    NotAStore,
    Refused,
    StoreInUse,
    StoreUnwritable,
    UnknownDocument,
)
from citygraph.graph.manifest import Manifest
from citygraph.ontology import Identifiers

from .conftest import IDS, MakeDocument, city, event, membership

MALANG = city("1636722", "Malang")
MAKASSAR = city("1622786", "Makassar")


def nquads(graph: CityGraph) -> bytes:
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue()


def count(graph: CityGraph, pattern: str) -> int:
    (row,) = graph.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(row["n"].value)


@pytest.fixture
def two(make_document: MakeDocument):
    """Two articles that state the same membership, one of them a second as well."""
    return (
        make_document("one", membership("one", "1636722", "apeksi"), cities=(MALANG,)),
        make_document(
            "two",
            membership("two", "1636722", "apeksi"),
            membership("two", "1622786", "ascn", start=3),
            cities=(MALANG, MAKASSAR),
        ),
    )


class TestMerging:
    def test_a_triple_that_two_articles_state_counts_once_and_stays_while_one_states_it(self, two) -> None:
        with CityGraph.open() as graph:
            list(graph.add_all(two))
            statement = f"<{IDS.city('1636722')}> cg:memberOf <{IDS.network('apeksi')}>"
            assert count(graph, statement) == 1
            assert count(graph, f"GRAPH ?g {{ {statement} }}") == 2
            graph.remove("two")
            assert count(graph, statement) == 1
            graph.remove("one")
            assert count(graph, statement) == 0

    def test_taking_out_all_documents_leaves_the_graph_as_it_was_before(self, two) -> None:
        with CityGraph.open() as graph:
            empty = nquads(graph)
            list(graph.add_all(two))
            assert nquads(graph) != empty
            for document in two:
                graph.remove(document.id)
            assert nquads(graph) == empty

    def test_the_order_of_loading_does_not_matter(self, two, make_document: MakeDocument) -> None:
        third = make_document(
            "three", membership("three", "1636722", "apeksi", modality="Denied"), cities=(MALANG,)
        )
        results = set()
        for order in permutations((*two, third)):
            with CityGraph.open() as graph:
                for document in order:
                    graph.add(document)
                results.add(nquads(graph))
        with CityGraph.open() as graph:
            list(graph.add_all((*two, third)))
            results.add(nquads(graph))
        assert len(results) == 1

    def test_loading_again_changes_nothing_and_says_so(self, two) -> None:
        with CityGraph.open() as graph:
            assert [o.change for o in graph.add_all(two)] == ["added", "added"]
            before, digest = nquads(graph), graph.digest
            assert [o.change for o in graph.add_all(two)] == ["unchanged", "unchanged"]
            assert nquads(graph) == before
            assert graph.digest == digest

    def test_a_document_replaces_the_one_with_its_id_and_nothing_of_that_stays(
        self, two, make_document: MakeDocument
    ) -> None:
        with CityGraph.open() as graph, CityGraph.open() as fresh:
            list(graph.add_all(two))
            shorter = make_document("two", membership("two", "1636722", "ascn"), cities=(MALANG,))
            assert graph.add(shorter).change == "replaced"
            list(fresh.add_all([two[0], shorter]))
            assert nquads(graph) == nquads(fresh)
            assert count(graph, f"<{IDS.city('1622786')}> ?p ?o") == 0

    def test_the_default_graph_is_the_merge_of_the_named_graphs(self, two) -> None:
        with CityGraph.open() as graph:
            list(graph.add_all(two))
            graph.remove("one")
            assert graph.verify() == ()
            assert not graph.query("ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }")
            assert not graph.query("ASK { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }")


class TestGate:
    def test_a_refused_document_changes_nothing_and_keeps_no_other_out(
        self, two, make_document: MakeDocument
    ) -> None:
        bad = make_document(
            "bad",
            membership("bad", "1636722", "apeksi", more='schema:startDate "2020-02-30"^^xsd:date'),
            cities=(MALANG,),
        )
        with CityGraph.open() as graph, CityGraph.open() as clean:
            outcomes = list(graph.add_all([two[0], bad, two[1]]))
            list(clean.add_all(two))
            assert [type(o).__name__ for o in outcomes] == ["Loaded", "Refused", "Loaded"]
            refused = outcomes[1]
            assert isinstance(refused, Refused)
            assert refused.error.findings[0].is_violation
            assert "line 3" in str(refused.error)
            assert nquads(graph) == nquads(clean)

    def test_a_refused_replacement_keeps_the_document_that_was_there(
        self, two, make_document: MakeDocument
    ) -> None:
        with CityGraph.open() as graph:
            graph.add(two[0])
            before = nquads(graph)
            bad = make_document(
                "one", membership("one", "1636722", "apeksi", modality="Maybe"), cities=(MALANG,)
            )
            with pytest.raises(DocumentInvalid) as caught:
                graph.add(bad)
            assert caught.value.document == "one"
            assert {"en", "id"} == dict(caught.value.findings[0].messages).keys()
            assert nquads(graph) == before

    def test_two_documents_of_one_batch_are_judged_apart(self, make_document: MakeDocument) -> None:
        since = [
            f'schema:startDate "{year}-01-01"^^xsd:date ; cg:startPrecision cg:Year' for year in (2019, 2020)
        ]
        documents = [
            make_document(f"d{i}", membership(f"d{i}", "1636722", "apeksi", more=more), cities=(MALANG,))
            for i, more in enumerate(since)
        ]
        with CityGraph.open() as graph:
            assert [o.change for o in graph.add_all(documents)] == ["added", "added"]
            kinds = {str(r["k"].value) for r in graph.query("SELECT ?k { ?c cg:conflictKind ?k }")}
            assert kinds == {"https://w3id.org/citygraph/ontology#DifferingValues"}
            graph.remove("d0")
            assert count(graph, "?c a cg:Conflict") == 0


class TestConflicts:
    def test_what_one_article_asserts_and_another_denies_is_a_conflict(
        self, make_document: MakeDocument
    ) -> None:
        says = make_document("says", membership("says", "1636722", "apeksi"), cities=(MALANG,))
        denies = make_document(
            "denies", membership("denies", "1636722", "apeksi", modality="Denied"), cities=(MALANG,)
        )
        with CityGraph.open() as graph:
            graph.add(says)
            assert count(graph, "?c a cg:Conflict") == 0
            graph.add(denies)
            assert count(graph, "?c a cg:Conflict ; cg:conflictKind cg:AssertedAndDenied") == 1
            assert count(graph, f"<{IDS.city('1636722')}> cg:memberOf ?n") == 1
            graph.remove("says")
            assert count(graph, "?c a cg:Conflict") == 0
            assert count(graph, f"<{IDS.city('1636722')}> cg:memberOf ?n") == 0

    def test_a_city_that_only_a_conflict_mentioned_goes_with_its_document(
        self, make_document: MakeDocument
    ) -> None:
        bandung = city("1650357", "Bandung")
        one = make_document("one", event("one", "Congress", "1636722"), cities=(MALANG,))
        two = make_document("two", event("two", "Congress", "1650357"), cities=(bandung,))
        with CityGraph.open() as graph, CityGraph.open() as fresh:
            list(graph.add_all([one, two]))
            assert count(graph, "?c a cg:Conflict ; cg:conflictKind cg:DifferingValues") == 1
            graph.remove("one")
            fresh.add(two)
            assert nquads(graph) == nquads(fresh)


class TestOnDisk:
    def test_a_load_that_the_manifest_could_not_finish_is_settled_at_the_next_opening(
        self, two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise StoreUnwritable("no space left")

        with CityGraph.open(tmp_path / "store") as graph:
            graph.add(two[0])
            with monkeypatch.context() as broken:
                broken.setattr(Manifest, "done", refuse)
                with pytest.raises(StoreUnwritable):
                    graph.add(two[1])
        with CityGraph.open(tmp_path / "store") as graph:
            assert [d.id for d in graph.documents()] == ["one", "two"]
            assert graph.verify() == ()
        with CityGraph.open(tmp_path / "store") as graph:
            assert graph.notices == ()

    def test_a_failed_load_can_be_repeated_in_the_same_session(
        self, two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object) -> None:
            raise StoreUnwritable("no space left")

        with CityGraph.open(tmp_path / "store") as graph:
            with monkeypatch.context() as broken:
                broken.setattr(Manifest, "done", refuse)
                with pytest.raises(StoreUnwritable):
                    graph.add(two[0])
            list(graph.add_all(two))
            assert len(graph.documents()) == 2
            assert graph.verify() == ()

    def test_many_readers_open_at_once(self, two, tmp_path: Path) -> None:
        with CityGraph.open(tmp_path / "store") as graph:
            list(graph.add_all(two))

        def read(_: int) -> int:
            with CityGraph.open(tmp_path / "store", mode="read") as reader:
                return len(reader.documents())

        with ThreadPoolExecutor(4) as readers:
            assert set(readers.map(read, range(12))) == {2}

    def test_a_folder_whose_making_was_cut_off_can_be_used(self, tmp_path: Path) -> None:
        (tmp_path / "store").mkdir()
        (tmp_path / "store" / "citygraph.new").write_text("{")
        with CityGraph.open(tmp_path / "store") as graph:
            assert graph.documents() == ()

    def test_what_was_loaded_is_there_after_reopening(self, two, tmp_path: Path) -> None:
        with CityGraph.open(tmp_path / "store") as graph:
            list(graph.add_all(two))
            before = nquads(graph)
        with CityGraph.open(tmp_path / "store") as graph:
            assert nquads(graph) == before
            assert graph.notices == ()
            assert [d.id for d in graph.documents()] == ["one", "two"]

    def test_a_second_writer_is_told_who_is_writing(self, tmp_path: Path) -> None:
        import os

        with CityGraph.open(tmp_path / "store"), pytest.raises(StoreInUse) as caught:
            CityGraph.open(tmp_path / "store")
        assert str(os.getpid()) in str(caught.value)

    def test_a_reader_sees_the_state_at_its_opening_while_a_writer_goes_on(self, two, tmp_path: Path) -> None:
        with CityGraph.open(tmp_path / "store") as graph:
            graph.add(two[0])
        with CityGraph.open(tmp_path / "store", mode="read") as reader:
            with CityGraph.open(tmp_path / "store") as writer:
                writer.add(two[1])
                assert len(writer.documents()) == 2
            assert len(reader.documents()) == 1
            assert reader.verify() == ()
            with pytest.raises(StoreUnwritable):
                reader.add(two[1])
            with pytest.raises(StoreUnwritable):
                reader.remove("one")
        with CityGraph.open(tmp_path / "store", mode="read") as reader:
            assert len(reader.documents()) == 2
            assert reader.notices == ()
        assert not any((tmp_path / "store" / "snapshots").iterdir())

    def test_reading_what_is_not_there_and_writing_into_strange_folders_is_refused(
        self, tmp_path: Path
    ) -> None:
        with pytest.raises(NotAStore, match="no citygraph store"):
            CityGraph.open(tmp_path / "nothing", mode="read")
        assert not (tmp_path / "nothing").exists()
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "thesis.doc").write_text("x")
        with pytest.raises(NotAStore, match="not empty"):
            CityGraph.open(tmp_path / "mine")
        (tmp_path / "file").write_text("x")
        with pytest.raises(NotAStore):
            CityGraph.open(tmp_path / "file")

    def test_a_store_keeps_the_base_it_was_made_with(self, two, tmp_path: Path) -> None:
        with CityGraph.open(tmp_path / "store"):
            pass
        with pytest.raises(NotAStore, match="keeps its IRIs under"):
            CityGraph.open(tmp_path / "store", identifiers=Identifiers("https://example.org/"))

    def test_removing_a_document_that_is_not_there_says_which_are(self, two, tmp_path: Path) -> None:
        with CityGraph.open(tmp_path / "store") as graph:
            graph.add(two[0])
            with pytest.raises(UnknownDocument, match="one"):
                graph.remove("nine")


class TestExports:
    @pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
    def test_a_dataset_reads_back_the_same_in_both_toolkits(self, two, name: str) -> None:
        import rdflib
        from citygraph.graph import EXPORT_FORMATS

        form = EXPORT_FORMATS[name]
        with CityGraph.open() as graph:
            list(graph.add_all(two))
            out = io.BytesIO()
            graph.export(name, out)
            original = set(ox.parse(nquads(graph), format=ox.RdfFormat.N_QUADS))
            assert set(ox.parse(out.getvalue(), format=form.rdf)) == original
            rdflib_name = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}[name]
            theirs = rdflib.Dataset().parse(data=out.getvalue(), format=rdflib_name)
            mine = graph.to_rdflib()
            quads = [
                sorted((str(s), str(p), o.n3(), str(getattr(g, "identifier", g))) for s, p, o, g in d.quads())
                for d in (theirs, mine)
            ]
            assert quads[0] == quads[1]
            assert len(quads[0]) == len(original)

    @pytest.mark.parametrize("name", ["trig", "nquads", "jsonld", "turtle", "ntriples"])
    def test_every_export_credits_its_sources(self, name: str) -> None:
        with CityGraph.open() as graph:
            out = io.BytesIO()
            graph.export(name, out)
        for credit in ("GeoNames (https://www.geonames.org/), CC BY 4.0", "idn-area-data 4.0.1, ODbL 1.0"):
            assert credit in out.getvalue().decode()

    def test_turtle_holds_the_merged_graph(self, two) -> None:
        import rdflib

        with CityGraph.open() as graph:
            list(graph.add_all(two))
            out = io.BytesIO()
            graph.export("turtle", out)
            assert len(rdflib.Graph().parse(data=out.getvalue(), format="turtle")) == len(graph)

    def test_the_same_graph_gives_the_same_bytes(self, two) -> None:
        texts = set()
        for order in (two, two[::-1]):
            with CityGraph.open() as graph:
                list(graph.add_all(order))
                out = io.BytesIO()
                graph.export("trig", out)
                texts.add(out.getvalue())
        assert len(texts) == 1


class _Kept:
    """Holds an engine, and itself: nothing but the collector lets go of it."""

    def __init__(self, folder: Path) -> None:
        self.engine = ox.Store(str(folder))
        self.itself = self


def test_an_engine_that_only_a_cycle_holds_does_not_keep_a_store_from_being_opened(
    two, tmp_path: Path
) -> None:
    with CityGraph.open(tmp_path / "store") as graph:
        list(graph.add_all(two))
    gc.disable()  # no collection but the one that opening makes
    try:
        _Kept(tmp_path / "store" / "data")
        graph = CityGraph.open(tmp_path / "store")
    finally:
        gc.enable()
    with graph:
        assert count(graph, f"<{IDS.city('1636722')}> cg:memberOf ?network") == 1


def test_an_engine_that_somebody_uses_does(two, tmp_path: Path) -> None:
    with CityGraph.open(tmp_path / "store") as graph:
        list(graph.add_all(two))
    kept = _Kept(tmp_path / "store" / "data")
    with pytest.raises(StoreUnwritable, match="in use"), CityGraph.open(tmp_path / "store"):
        pass
    assert kept.engine is not None
