"""Work by several processes: order, bounds, and what is lost when one of them dies."""

from __future__ import annotations

import importlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from citygraph.loaders.extraction.batches.pool import Done, Lost, Pool, WorkersLost

SOURCE = """
import os, signal, time
from pathlib import Path

def begin():
    return work

def never():
    raise LookupError("nothing to begin with")

def gone():
    os._exit(3)

def work(task):
    kind, value = task
    if kind == "wait":
        time.sleep(value)
    elif kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "once":
        if not Path(value).exists():
            Path(value).touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "raise":
        raise ValueError(value)
    elif kind == "large":
        return "x" * value
    elif kind == "pid":
        time.sleep(value)
        return os.getpid()
    return value
"""

Task = tuple[str, Any]


@pytest.fixture
def doing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A module with work to do, which the processes can import."""
    name = f"doing_{tmp_path.name.replace('-', '_')}_{os.getpid()}"
    (tmp_path / f"{name}.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module(name)


@pytest.fixture
def pool(doing: Any) -> Callable[..., Pool[Task, Any]]:
    def make(jobs: int = 2, time_limit: float = 30.0) -> Pool[Task, Any]:
        return Pool(doing.begin, jobs=jobs, time_limit=time_limit)

    return make


def test_results_come_in_the_order_of_the_tasks(pool: Callable[..., Pool[Task, Any]]) -> None:
    tasks = [("wait", 0.3), *(("same", n) for n in range(700))]
    results = list(pool(3).run(tasks))
    assert [result.task for result in results] == tasks
    assert all(isinstance(result, Done) for result in results)


def test_no_more_is_taken_than_a_window_ahead_of_what_is_told(pool: Callable[..., Pool[Task, Any]]) -> None:
    taken = 0

    def endless() -> Iterator[Task]:
        nonlocal taken
        while True:
            taken += 1
            yield "same", taken

    running = pool().run(endless())
    for _ in range(2_000):
        next(running)
    assert taken < 2_000 + 600
    running.close()


def test_nothing_to_do_starts_no_process(doing: Any) -> None:
    assert list(Pool(doing.never, jobs=4, time_limit=1.0).run([])) == []


def test_a_process_that_dies_loses_its_own_piece_alone(pool: Callable[..., Pool[Task, Any]]) -> None:
    tasks: list[Task] = [("same", n) for n in range(40)]
    tasks[7] = tasks[20] = ("kill", None)
    results = list(pool(2).run(tasks))
    assert [result.task for result in results] == tasks
    lost = [result for result in results if isinstance(result, Lost)]
    assert [(each.task, each.why) for each in lost] == [(("kill", None), "died")] * 2
    assert "signal 9" in lost[0].what


def test_a_piece_whose_process_was_killed_is_tried_once_more(
    pool: Callable[..., Pool[Task, Any]], tmp_path: Path
) -> None:
    mark = str(tmp_path / "mark")
    results = list(pool(2).run([("same", 1), ("once", mark), ("same", 2)]))
    assert [getattr(result, "value", None) for result in results] == [1, mark, 2]


def test_a_process_killed_from_outside_is_replaced(pool: Callable[..., Pool[Task, Any]]) -> None:
    running = pool(1).run([("pid", 0.0), ("pid", 0.5), ("pid", 0.0)])
    first = next(running)
    assert isinstance(first, Done)
    time.sleep(0.1)
    os.kill(first.value, signal.SIGKILL)
    rest = list(running)
    assert all(isinstance(each, Done) and each.value != first.value for each in rest) and len(rest) == 2


def test_a_piece_that_takes_too_long_is_ended(pool: Callable[..., Pool[Task, Any]]) -> None:
    started = time.monotonic()
    results = list(pool(1, time_limit=0.5).run([("same", 1), ("wait", 60), ("same", 2)]))
    assert time.monotonic() - started < 20
    assert [getattr(result, "why", "done") for result in results] == ["done", "slow", "done"]
    assert isinstance(results[1], Lost) and "0.5 seconds" in results[1].what


def test_an_error_is_told_with_its_line_and_the_process_goes_on(pool: Callable[..., Pool[Task, Any]]) -> None:
    first, wrong, last = pool(1).run([("pid", 0), ("raise", "no good"), ("pid", 0)])
    assert isinstance(wrong, Lost) and wrong.why == "error"
    assert wrong.what.startswith("ValueError: no good (doing_") and "line " in wrong.what
    assert isinstance(first, Done) and isinstance(last, Done) and first.value == last.value


def test_large_pieces_and_answers_do_not_block_each_other(pool: Callable[..., Pool[Task, Any]]) -> None:
    tasks: list[Task] = [("large", 3_000_000), ("same", "y" * 3_000_000)] * 4
    assert [len(result.value) for result in pool(2).run(tasks) if isinstance(result, Done)] == [3_000_000] * 8


def test_processes_that_cannot_begin_are_an_error(doing: Any) -> None:
    with pytest.raises(WorkersLost, match="LookupError: nothing to begin with"):
        list(Pool(doing.never, jobs=2, time_limit=1.0).run([("same", 1)]))
    with pytest.raises(WorkersLost, match="3 processes ended before they could work; the last ended with 3"):
        list(Pool(doing.gone, jobs=1, time_limit=1.0).run([("same", 1)]))


def test_no_process_is_left_behind(pool: Callable[..., Pool[Task, Any]]) -> None:
    running = pool(2).run([("pid", 0.0), *[("pid", 0.2)] * 10])
    first = next(running)
    assert isinstance(first, Done)
    running.close()
    with pytest.raises(ProcessLookupError):
        os.kill(first.value, 0)
