"""What is on disk survives: killed writers, lost and damaged logs, full disks."""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import resource
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph, SourceDocument, StoreDamaged, StoreUnwritable

from .conftest import MakeDocument, city, membership

KILLS = 50
DOCUMENTS = 64
CHUNK = 8


@pytest.fixture
def documents(make_document: MakeDocument) -> list[SourceDocument]:
    return [
        make_document(
            f"d{i:03}",
            *(
                membership(f"d{i:03}", str(1 + (i * 5 + k) % 40), n, start=k)
                for k, n in enumerate(("apeksi", "ascn"))
            ),
            cities=tuple(city(str(1 + (i * 5 + k) % 40), f"City {1 + (i * 5 + k) % 40}") for k in range(2)),
        )
        for i in range(DOCUMENTS)
    ]


def nquads(graph: CityGraph) -> bytes:
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue()


def load_and_tell(path: Path, documents: list[SourceDocument], told: Connection) -> None:
    with CityGraph.open(path) as graph:
        for start in range(0, len(documents), CHUNK):
            for outcome in graph.add_all(documents[start : start + CHUNK]):
                told.send(outcome.id)
    told.send(None)


def start_loading(path: Path, documents: list[SourceDocument]) -> tuple[multiprocessing.Process, Connection]:
    context = multiprocessing.get_context("fork")
    listen, tell = context.Pipe(duplex=False)
    process = context.Process(target=load_and_tell, args=(path, documents, tell))
    process.start()
    tell.close()
    return process, listen  # type: ignore[return-value]


def told_so_far(listen: Connection) -> list[str | None]:
    told: list[str | None] = []
    try:
        while listen.poll(0):
            told.append(listen.recv())
    except EOFError:
        pass
    return told


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to start many loaders quickly")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_loader_killed_at_any_moment_loses_nothing_it_reported(
    documents: list[SourceDocument], tmp_path: Path
) -> None:
    """Fifty kills at random moments, some in the middle of a store that earlier kills left behind."""
    chance = random.Random(20261121)
    with CityGraph.open() as whole:
        list(whole.add_all(documents))
        complete = nquads(whole)
        records = {r.id: r for r in whole.documents()}
    began = time.monotonic()
    process, listen = start_loading(tmp_path / "timing", documents)
    process.join()
    listen.close()
    usual = time.monotonic() - began
    partial = 0
    for kill in range(KILLS):
        path = tmp_path / f"store-{kill // 5}"  # five kills on each store, the later ones over what was left
        process, listen = start_loading(path, documents)
        time.sleep(chance.uniform(0, usual * 1.1))
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        reported = {i for i in told_so_far(listen) if i is not None}
        listen.close()
        with CityGraph.open(path) as graph:
            held = {r.id: r for r in graph.documents()}
            assert graph.verify() == ()
            assert reported <= held.keys()
            assert all(held[i] == records[i] for i in held)
            partial += 0 < len(held) < DOCUMENTS
        if kill % 5 == 4:
            with CityGraph.open(path) as graph:
                list(graph.add_all(documents))
                assert nquads(graph) == complete
    assert partial >= 5, "hardly any kill hit a loader at work; the moments are chosen badly"


def log_files(path: Path) -> list[Path]:
    return sorted((path / "data").glob("*.log"))


def test_a_missing_log_is_noticed_at_opening(documents: list[SourceDocument], tmp_path: Path) -> None:
    with CityGraph.open(tmp_path / "store") as graph:
        list(graph.add_all(documents[:3]))
    for log in log_files(tmp_path / "store"):
        log.unlink()
    with CityGraph.open(tmp_path / "store") as graph:
        assert "missing" in graph.notices[0]
        assert ".log" in graph.notices[0]
        assert graph.verify() == ()


def test_what_an_unflushed_log_lost_is_named(documents: list[SourceDocument], tmp_path: Path) -> None:
    """A document that the manifest has and the engine lost: made by committing behind a copy of the files."""
    path = tmp_path / "store"
    with CityGraph.open(path) as graph:
        list(graph.add_all(documents[:2]))
    store = ox.Store(str(path / "data"))
    lost = ox.NamedNode(graph.identifiers.document_graph("d001"))
    store.remove_graph(lost)
    store.flush()
    del store
    with pytest.raises(StoreDamaged) as caught:
        CityGraph.open(path)
    assert ("d001", "missing") in {(d.subject, d.problem) for d in caught.value.damage}
    with pytest.raises(StoreDamaged):
        CityGraph.open(path, mode="read")
    with CityGraph.open(path, repair=True) as graph:
        assert any("d001" in notice for notice in graph.notices)
        assert [r.id for r in graph.documents()] == ["d000"]
        list(graph.add_all(documents[:2]))
        repaired = nquads(graph)
    with CityGraph.open() as fresh:
        list(fresh.add_all(documents[:2]))
        assert nquads(fresh) == repaired


def test_a_document_that_was_altered_behind_the_graphs_back_is_named(
    documents: list[SourceDocument], tmp_path: Path
) -> None:
    path = tmp_path / "store"
    with CityGraph.open(path) as graph:
        list(graph.add_all(documents[:2]))
        name = ox.NamedNode(graph.identifiers.document_graph("d000"))
    store = ox.Store(str(path / "data"))
    store.remove(next(iter(store.quads_for_pattern(None, None, None, name))))
    store.flush()
    del store
    with pytest.raises(StoreDamaged, match="d000 is damaged"):
        CityGraph.open(path)


def test_a_damaged_engine_and_a_damaged_manifest_are_told_plainly(
    documents: list[SourceDocument], tmp_path: Path
) -> None:
    path = tmp_path / "store"
    with CityGraph.open(path) as graph:
        list(graph.add_all(documents[:1]))
    (path / "data" / "CURRENT").write_bytes(b"nonsense\n")
    with pytest.raises(StoreDamaged, match="engine"):
        CityGraph.open(path)
    manifest = path / "manifest.jsonl"
    manifest.write_bytes(b"{broken\n" + manifest.read_bytes())
    with pytest.raises(Exception, match="damaged at line 1"):
        CityGraph.open(path)


def test_documents_without_a_manifest_are_noticed(documents: list[SourceDocument], tmp_path: Path) -> None:
    path = tmp_path / "store"
    with CityGraph.open(path) as graph:
        list(graph.add_all(documents[:1]))
    (path / "manifest.jsonl").unlink()
    with pytest.raises(StoreDamaged, match="unrecorded"):
        CityGraph.open(path)
    with CityGraph.open(path, repair=True) as graph:
        assert [r.id for r in graph.documents()] == ["d000"]


def _fill(path: Path, documents: list[SourceDocument], told: Connection) -> None:
    """Load under a limit on file sizes: the operating system refuses writes as it does on a full disk."""
    with CityGraph.open(path) as graph:
        first = list(graph.add_all(documents[:2]))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, resource.RLIM_INFINITY))
        try:
            list(graph.add_all(documents[2:]))
        except StoreUnwritable as error:
            answered = len(list(graph.query("SELECT ?s { ?s a cg:Membership }")))
            told.send((len(first), answered, str(error)))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_full_disk_refuses_the_load_and_reading_goes_on(
    documents: list[SourceDocument], tmp_path: Path
) -> None:
    context = multiprocessing.get_context("fork")
    listen, tell = context.Pipe(duplex=False)
    process = context.Process(target=_fill, args=(tmp_path / "store", documents, tell))
    process.start()
    tell.close()
    assert listen.poll(60)
    loaded, answered, message = listen.recv()
    process.join()
    assert loaded == 2
    assert answered >= 3
    assert "could not be written" in message
    with CityGraph.open(tmp_path / "store") as graph:
        assert {"d000", "d001"} <= {r.id for r in graph.documents()}
        assert graph.verify() == ()
        list(graph.add_all(documents))
        assert len(graph.documents()) == DOCUMENTS
