"""What is on disk survives: killed writers, lost and damaged logs, full disks."""

from __future__ import annotations

import io
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.graph import CityGraph, SourceDocument, StoreDamaged

KILLS = 50
SCRIPT = Path(__file__).with_name("loading_processes.py")


class LoadingProcesses:
    """Starts loaders that can be killed."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._report = folder / "report.txt"

    def start(self, what: str, store: Path) -> int:
        """Start a loader on the store; return its process id."""
        self._report.unlink(missing_ok=True)
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\t{store}\t{self._report}\n")
        self._process.stdin.flush()
        return int(self._line())

    def wait(self) -> list[str]:
        """Wait until the loader is gone; return the lines that it reported."""
        assert self._line() == "ended"
        return self._report.read_text(encoding="utf-8").splitlines() if self._report.exists() else []

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture
def loaders(tmp_path: Path) -> Iterator[LoadingProcesses]:
    if not hasattr(os, "fork"):
        pytest.skip("needs fork to start many loaders quickly")
    with subprocess.Popen(
        [sys.executable, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield LoadingProcesses(process, tmp_path)
        assert process.stdin is not None
        process.stdin.close()


def nquads(graph: CityGraph) -> bytes:
    out = io.BytesIO()
    graph.export("nquads", out)
    return out.getvalue()


def test_a_loader_killed_at_any_moment_loses_nothing_it_reported(
    documents: list[SourceDocument], loaders: LoadingProcesses, tmp_path: Path
) -> None:
    """Fifty kills at random moments, four of five in a store that earlier kills left behind."""
    chance = random.Random(20261121)
    with CityGraph.open() as whole:
        list(whole.add_all(documents))
        complete = nquads(whole)
        records = {r.id: r for r in whole.documents()}
    loaders.start("load", tmp_path / "timing")
    began = time.monotonic()
    assert len(loaders.wait()) == len(documents)
    usual = time.monotonic() - began
    partial = 0
    for kill in range(KILLS):
        path = tmp_path / f"store-{kill // 5}"
        process = loaders.start("load", path)
        time.sleep(chance.uniform(0, usual))
        with suppress(ProcessLookupError):  # it was done before the moment came
            os.kill(process, signal.SIGKILL)
        reported = set(loaders.wait())
        if kill % 5 == 0 and reported:
            with CityGraph.open(path, mode="read") as reader:
                assert reported <= {r.id for r in reader.documents()}
                assert reader.verify() == ()
        with CityGraph.open(path) as graph:
            held = {r.id: r for r in graph.documents()}
            assert graph.verify() == ()
            assert reported <= held.keys()
            assert all(held[i] == records[i] for i in held)
            partial += 0 < len(held) < len(documents)
            if kill % 5 == 4:
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


def test_a_full_disk_refuses_the_load_and_reading_goes_on(
    documents: list[SourceDocument], loaders: LoadingProcesses, tmp_path: Path
) -> None:
    loaders.start("fill", tmp_path / "store")
    first, second, refused, answers = loaders.wait()
    assert (first, second) == ("d000", "d001")
    assert refused.startswith("refused: ")
    assert "could not be written" in refused
    assert answers == "answers: 4"
    with CityGraph.open(tmp_path / "store") as graph:
        assert {"d000", "d001"} <= {r.id for r in graph.documents()}
        assert graph.verify() == ()
        list(graph.add_all(documents))
        assert len(graph.documents()) == len(documents)
