from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph, NotAStore, StoreInUse
from citygraph.graph.writing import (
    GraphOrder,
    Payload,
    PayloadUnreadable,
    UpdateOrder,
    WriterCrashed,
    WriterProcess,
    WriterSetup,
    WriterTimeout,
)
from citygraph.ontology import Identifiers

PUT = GraphOrder("put", "a:g", (Payload("text/turtle", b"<a:a> <a:b> 1 ."),))


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[WriterProcess]:
    writer = WriterProcess(WriterSetup(tmp_path / "bare", bare=True, seconds=5))
    writer.start()
    yield writer
    writer.close()


def held(path: Path) -> int:
    return len(ox.Store.read_only(str(path / "data")))


def test_orders_are_carried_out_and_last(tmp_path: Path, bare: WriterProcess) -> None:
    assert bare.carry_out(PUT).created
    assert not bare.carry_out(UpdateOrder("INSERT DATA { GRAPH <a:g> { <a:a> <a:b> 2 } }")).created
    with pytest.raises(PayloadUnreadable) as caught:
        bare.carry_out(GraphOrder("put", "a:g", (Payload("text/turtle", b"<a:a>\n<a:b> ."),)))
    assert (caught.value.code, caught.value.line) == ("payload-unreadable", 2)
    bare.close()
    assert held(tmp_path / "bare") == 2


def test_one_that_ends_is_replaced_with_the_store_whole(tmp_path: Path, bare: WriterProcess) -> None:
    bare.carry_out(PUT)
    number = bare.process
    assert number is not None
    os.kill(number, signal.SIGKILL)
    while any(child.pid == number for child in multiprocessing.active_children()):
        pass
    assert (
        bare.carry_out(GraphOrder("post", "a:g", (Payload("text/turtle", b"<a:a> <a:b> 2 ."),))).created
        is False
    )
    bare.close()
    assert held(tmp_path / "bare") == 2


def test_one_that_runs_away_is_stopped(tmp_path: Path) -> None:
    writer = WriterProcess(WriterSetup(tmp_path / "bare", bare=True, seconds=1))
    writer.start()
    try:
        triples = "".join(f"<a:{i}> <a:b> {i} ." for i in range(400))
        writer.carry_out(GraphOrder("put", None, (Payload("text/turtle", triples.encode()),)))
        with pytest.raises(WriterTimeout):
            writer.carry_out(
                UpdateOrder(
                    "INSERT { <a:x> <a:y> ?n } WHERE "
                    "{ SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } }"
                )
            )
        assert writer.carry_out(PUT).created
    finally:
        writer.close()
    assert held(tmp_path / "bare") == 401


def test_a_folder_is_one_kind_of_store_or_the_other(tmp_path: Path, store: Path, bare: WriterProcess) -> None:
    with pytest.raises(StoreInUse):
        WriterProcess(WriterSetup(tmp_path / "bare", bare=True)).start()
    bare.close()
    with pytest.raises(NotAStore, match="holds a bare dataset"):
        CityGraph.open(tmp_path / "bare")
    with pytest.raises(NotAStore, match="holds a bare dataset"):
        CityGraph.open(tmp_path / "bare", mode="read")
    with pytest.raises(NotAStore, match="holds a graph of cities"):
        WriterProcess(WriterSetup(store, bare=True)).start()


def test_a_graph_of_cities_is_written_through_the_gate(store: Path) -> None:
    writer = WriterProcess(WriterSetup(store))
    writer.start()
    name = Identifiers().document_graph("one")
    try:
        assert writer.carry_out(GraphOrder("delete", name)).documents == ("one",)
        assert writer.carry_out(UpdateOrder(f"CLEAR SILENT GRAPH <{name}>")).documents == ()
    finally:
        writer.close()
    with CityGraph.open(store, mode="read") as graph:
        assert [record.id for record in graph.documents()] == ["two"]
        assert graph.verify() == ()
    assert [path.name for path in store.iterdir() if path.name.startswith("trial-")] == []


def test_errors_keep_what_they_know_on_the_way() -> None:
    crashed = pickle.loads(pickle.dumps(WriterCrashed()))
    assert (crashed.code, str(crashed)) == ("writer-crashed", str(WriterCrashed()))
    assert pickle.loads(pickle.dumps(WriterTimeout(3))).seconds == 3
