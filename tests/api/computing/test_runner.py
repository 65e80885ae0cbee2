from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from citygraph.api.computing import (
    Computation,
    ComputationCancelled,
    ComputationCrashed,
    ComputationMemory,
    ComputationsBusy,
    ComputationTimeout,
    ComputingLimits,
    Progress,
    Result,
    ResultShelf,
    Runner,
    UnknownComputation,
)
from citygraph.graph import CityGraph, QueryFailed, SourceDocument
from citygraph.ontology import CityGraphError, Texts

sys.path.append(str(Path(__file__).parent))  # where the processes of the computations find their work
TITLE = Texts("a count", "hitungan")


def work(name: str, address: str = "", **parameters: str) -> Computation:
    return Computation(f"works:{name}", parameters, TITLE, address)


def until(condition: Callable[[], bool]) -> None:
    for _ in range(6000):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen within two minutes")


@pytest.fixture(scope="module")
def graph() -> Iterator[CityGraph]:
    with CityGraph.open() as graph:
        yield graph


@pytest.fixture
def shelf(tmp_path: Path) -> ResultShelf:
    return ResultShelf(tmp_path / "computed", kept=2)


@pytest.fixture
def runner(graph: CityGraph, shelf: ResultShelf) -> Iterator[Runner]:
    runner = Runner(graph, shelf, ComputingLimits(running=1, waiting=1))
    yield runner
    runner.close()


def done(answer: Result | Progress) -> Result:
    assert isinstance(answer, Result), answer
    return answer


def test_a_result_is_computed_once_and_found_by_all_that_share_the_folder(
    runner: Runner, graph: CityGraph, shelf: ResultShelf
) -> None:
    first = done(runner.ask(work("count", "/there", word="a"), patience=None))
    counted = first.read("count.txt")
    assert counted is not None and counted.endswith(b" a") and int(counted.split()[0]) > 0
    assert first.dataset == graph.digest
    made = (first.folder / "count.txt").stat().st_mtime_ns
    other = Runner(graph, ResultShelf(shelf.folder))
    assert done(other.ask(work("count", word="a"), patience=0)).folder == first.folder
    assert (first.folder / "count.txt").stat().st_mtime_ns == made
    assert shelf.at("/there") == first and shelf.at("/nowhere") is None
    assert other.progress(first.key).state == "done"
    assert done(runner.ask(work("count", word="b"), patience=None)).key != first.key
    assert first.read("../progress.json") is None and first.read("nothing") is None


def test_who_does_not_wait_is_told_how_far_it_is_and_can_end_it(runner: Runner, shelf: ResultShelf) -> None:
    asked = runner.ask(work("wait"), patience=0)
    assert isinstance(asked, Progress)
    until(lambda: runner.progress(asked.key).total == 7)
    now = runner.progress(asked.key)
    assert (now.state, now.done, now.what.id) == ("running", 3, "menunggu lama")
    assert Progress.from_json(now.to_json()) == now
    waiting = runner.ask(work("count", word="after"), patience=0)
    assert isinstance(waiting, Progress)
    with pytest.raises(ComputationsBusy):
        runner.ask(work("count", word="one more"), patience=0)
    assert runner.cancel(asked.key).state == "cancelled"
    assert shelf.result(asked.key) is None and not list(shelf.folder.glob(f"{asked.key}/part-*"))
    until(lambda: shelf.result(waiting.key) is not None)
    assert runner.cancel(waiting.key).state == "done"
    with pytest.raises(UnknownComputation):
        runner.cancel("0" * 32)


def test_another_process_that_shares_the_folder_can_end_it(
    runner: Runner, graph: CityGraph, shelf: ResultShelf
) -> None:
    asked = runner.ask(work("wait"), patience=0)
    assert isinstance(asked, Progress)
    until(lambda: runner.progress(asked.key).state == "running")
    other = Runner(graph, ResultShelf(shelf.folder))
    assert other.progress(asked.key).title == TITLE
    other.cancel(asked.key)
    until(lambda: runner.progress(asked.key).state == "cancelled")
    with pytest.raises(ComputationTimeout):  # asked for again, it begins anew
        Runner(graph, shelf, ComputingLimits(seconds=0.5)).ask(work("wait"), patience=None)
    with pytest.raises(ComputationCancelled):
        again = Runner(graph, shelf)
        first = again.ask(work("wait"), patience=0)
        assert isinstance(first, Progress)
        shelf.ask_to_stop(first.key)
        again.ask(work("wait"), patience=None)


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("refuse", CityGraphError, "load something"),
        ("err", QueryFailed, ""),
        ("stumble", ComputationCrashed, "ZeroDivisionError: by zero"),
        ("die", ComputationCrashed, "ended before"),
        ("nothing", ComputationCrashed, "nothing"),
    ],
)
def test_who_waits_is_told_why_there_is_no_result(
    runner: Runner, shelf: ResultShelf, name: str, error: type[CityGraphError], said: str
) -> None:
    if name == "err":
        with pytest.raises(CityGraphError):
            runner.ask(work(name), patience=None)
        return
    with pytest.raises(error, match=said) as caught:
        runner.ask(work(name), patience=None)
    (home,) = shelf.folder.iterdir()
    noted = runner.progress(home.name)
    assert (noted.state, noted.code) == ("failed", caught.value.code) and said in noted.error


@pytest.mark.skipif(sys.platform != "linux", reason="the system limits memory")
def test_memory_is_bounded(graph: CityGraph, shelf: ResultShelf) -> None:
    with pytest.raises(ComputationMemory):
        Runner(graph, shelf, ComputingLimits(memory=256 << 20)).ask(work("gorge"), patience=None)


def test_only_so_many_results_are_kept(runner: Runner, shelf: ResultShelf) -> None:
    import os

    keys = [done(runner.ask(work("count", word=word), patience=None)).key for word in "ab"]
    for age, key in zip((300, 200), keys, strict=True):
        past = time.time() - age
        os.utime(shelf.folder / key / "result" / "origin.json", (past, past))
    runner.ask(work("count", word="c"), patience=None)
    assert [shelf.result(key) is not None for key in keys] == [False, True]


def test_new_data_are_computed_on_anew(tmp_path: Path) -> None:
    with CityGraph.open() as graph:
        runner = Runner(graph, ResultShelf(tmp_path))
        before = done(runner.ask(work("count", "/count"), patience=None))
        iri = ox.NamedNode(f"{graph.identifiers.base}article/a")
        kind = ox.NamedNode("https://schema.org/NewsArticle")
        rdf_type = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        title = ox.Triple(iri, ox.NamedNode("https://schema.org/headline"), ox.Literal("A", language="en"))
        report = graph.add(
            SourceDocument("a", iri, frozenset({ox.Triple(iri, rdf_type, kind), title}), frozenset())
        )
        if graph.digest == before.dataset:
            pytest.skip(f"the gate refused the document: {report}")
        after = done(runner.ask(work("count", "/count"), patience=None))
        assert after.key != before.key and before.read("count.txt") is not None
        runner.close()
