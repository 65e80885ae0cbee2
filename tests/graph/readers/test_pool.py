"""Readers as processes: what they answer, what stops them, what they see and what they leave behind."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from citygraph.graph import CityGraph, NotAStore, QueryRefused, QuerySyntax, SourceDocument
from citygraph.graph.readers import (
    Answer,
    FormNotWanted,
    Limits,
    Pool,
    PoolLimits,
    QueryCrashed,
    QueryMemory,
    QueryTimeout,
    Question,
    Readers,
    ReadersLost,
    ResultTooLarge,
    ServerBusy,
)
from citygraph.graph.readers.connection import Worker
from pyoxigraph import Literal, NamedNode

from .conftest import Run, asking, pool_over, processes

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
DEEP = f"SELECT * {{ FILTER({'(' * 20_000}1{')' * 20_000}) }}"


async def count(pool: Pool) -> int:
    answer = await pool.ask(Question(COUNT))
    return int(json.loads(await answer.whole())["results"]["bindings"][0]["n"]["value"])


def test_answers_come_in_the_format_that_fits_the_query(readers: Readers, run: Run) -> None:
    async def ask() -> None:
        async with asking(readers) as pool:
            answer = await pool.ask(
                Question("SELECT ?x { VALUES ?x { 1 2 } }", results="csv", graphs="turtle")
            )
            assert (answer.form, answer.format, await answer.whole()) == (
                "solutions",
                "csv",
                b"x\r\n1\r\n2\r\n",
            )
            answer = await pool.ask(Question("ASK {}", results="tsv"))
            assert (answer.form, await answer.whole()) == ("boolean", b"true")
            answer = await pool.ask(Question("CONSTRUCT { <x:a> <x:b> 1 } {}", graphs="ntriples"))
            assert answer.form == "triples" and (await answer.whole()).startswith(b"<x:a> <x:b> ")
            with pytest.raises(FormNotWanted):
                await pool.ask(Question("ASK {}", results=None))
            values = {"x": Literal("a", language="id"), "y": NamedNode("x:y")}
            answer = await pool.ask(Question("SELECT ?x ?y {}", results="tsv", substitutions=values))
            assert b'"a"@id\t<x:y>' in await answer.whole()
            answer = await pool.ask(Question("SELECT ?x { VALUES ?x { 1 2 3 } }", first=2))
            assert len(json.loads(await answer.whole())["results"]["bindings"]) == 2 and answer.more

    run(ask())


def test_a_query_that_is_wrong_or_asks_elsewhere_is_refused_with_its_place(
    readers: Readers, run: Run
) -> None:
    async def ask() -> None:
        async with asking(readers) as pool:
            with pytest.raises(QuerySyntax) as caught:
                await pool.ask(Question("SELECT *\n{ ?s ?p }"))
            assert caught.value.line == 2
            for text in (
                "SELECT * { SERVICE <http://x.example/> {} }",
                "SELECT * FROM <file:///etc/passwd> {}",
            ):
                with pytest.raises(QueryRefused):
                    await pool.ask(Question(text))
            with pytest.raises(QuerySyntax):
                await pool.ask(Question("SELECT ('\ud800' AS ?x) {}"))

    run(ask())


@pytest.mark.parametrize(
    ("question", "error"),
    [
        (Question(ENDLESS, limits=Limits(seconds=0.5)), QueryTimeout),
        (Question(HUNGRY, limits=Limits(memory=32 << 20)), QueryMemory),
        (Question(DEEP, trusted=True), QueryCrashed),
        (Question(LARGE, limits=Limits(rows=1_000)), ResultTooLarge),
        (Question(LARGE, limits=Limits(size=100_000)), ResultTooLarge),
        (Question(LARGE, results="xml", limits=Limits(rows=1_000)), ResultTooLarge),
        (Question("CONSTRUCT WHERE { ?s ?p ?o }", limits=Limits(rows=10)), ResultTooLarge),
    ],
    ids=["time", "memory", "crash", "rows", "bytes", "rows of XML", "triples"],
)
def test_a_query_over_a_limit_is_stopped_and_the_others_go_on(
    readers: Readers, run: Run, question: Question, error: type[Exception]
) -> None:
    async def ask() -> None:
        async with asking(readers, PoolLimits(running=2)) as pool:
            expected = await count(pool)
            began = time.monotonic()
            failing = asyncio.create_task(pool.ask(question))
            assert await count(pool) == expected
            with pytest.raises(error):
                await failing
            assert time.monotonic() - began < question.limits.seconds + 1
            assert [await count(pool) for _ in range(4)] == [expected] * 4

    run(ask())


def test_queries_together_take_no_more_memory_than_there_is_for_all(read_store: Path, run: Run) -> None:
    async def ask() -> None:
        async with pool_over(read_store, together=64 << 20) as pool:
            with pytest.raises(ServerBusy, match="memory"):
                await pool.ask(Question(HUNGRY))
            assert await count(pool) > 0

    run(ask())


def test_a_client_takes_neither_all_workers_nor_all_turns(read_store: Path, run: Run) -> None:
    async def ask() -> None:
        limits = PoolLimits(running=2, quick=2, client_running=1, waiting=4, client_waiting=2)
        async with pool_over(read_store, limits) as pool:
            many = [asyncio.create_task(pool.ask(Question(ENDLESS), "many")) for _ in range(3)]
            await asyncio.sleep(0)
            with pytest.raises(ServerBusy):
                await pool.ask(Question(COUNT), "many")
            for _ in range(3):
                await (await pool.ask(Question(COUNT), "other")).whole()
            assert not any(task.done() for task in many)
            for task in many:
                task.cancel()
            await asyncio.gather(*many, return_exceptions=True)
            await (await pool.ask(Question(COUNT), "many")).whole()

    run(ask())


def test_workers_with_a_copy_of_the_store_answer_first_and_are_replaced(read_store: Path, run: Run) -> None:
    async def ask() -> None:
        async with pool_over(read_store, PoolLimits(quick=1, copies=1 << 30)) as pool:
            expected = await count(pool)
            (copy,) = await copies(pool, 1)
            assert expected == await count(pool)
            assert copy.own < pool.generation.memory  # the copy does not count as what answering took
            with pytest.raises(QueryTimeout):
                await pool.ask(Question(ENDLESS, limits=Limits(seconds=0.2)))
            assert expected == await count(pool)
            (another,) = await copies(pool, 1)
            assert another is not copy

    run(ask())


def test_questions_that_only_waited_keep_their_worker(read_store: Path, run: Run) -> None:
    async def ask() -> None:
        async with pool_over(read_store, PoolLimits(running=1, quick=1, copies=1 << 30)) as pool:
            (copy,) = await copies(pool, 1)
            text = "SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ ?a ?b ?c }} LIMIT {} }} ?d ?e ?f }}"
            began = time.perf_counter()
            await pool.ask(Question(text.format(800)))
            number = 2 + int(
                1.5 / (time.perf_counter() - began)
            )  # so many that the last wait for over a second
            await asyncio.gather(*(pool.ask(Question(text.format(801 + each))) for each in range(number)))
            assert await copies(pool, 1) == [copy]

    run(ask())


def test_stores_that_are_too_large_are_not_copied(read_store: Path, run: Run) -> None:
    async def ask() -> None:
        async with pool_over(read_store) as pool:
            small = pool.generation
            assert PoolLimits(quick=3).copies_of(small) == 3
            shared = PoolLimits(quick=6, pools=3, copies=6 * small.memory)
            assert shared.copies_of(small) == 2
            assert PoolLimits(quick=3, copies=2 * small.memory).copies_of(small) == 2
            assert PoolLimits(copies=0).copies_of(small) == 0
            assert PoolLimits().copies_of(replace(small, memory=1 << 60)) == 0
            assert PoolLimits().copies_of(replace(small, in_memory=False)) == 0

    run(ask())


def test_questions_behind_one_that_takes_long_are_answered_by_others(readers: Readers, run: Run) -> None:
    async def ask() -> None:
        limits = PoolLimits(running=3, quick=1, client_running=3)
        async with asking(readers, limits) as pool:
            expected = await count(pool)
            endless = Question(ENDLESS, limits=Limits(seconds=2))
            asked = [
                asyncio.create_task(pool.ask(question)) for question in (endless, *[Question(COUNT)] * 12)
            ]
            await asyncio.sleep(0)
            asked[3].cancel()  # it has been given to a worker, perhaps, behind others
            answers = await asyncio.gather(*asked, return_exceptions=True)
            assert isinstance(answers[0], QueryTimeout)
            assert isinstance(answers[3], asyncio.CancelledError)
            for answer in answers[1:3] + answers[4:]:
                assert isinstance(answer, Answer) and str(expected).encode() in answer.body
            assert [await count(pool) for _ in range(4)] == [expected] * 4

    run(ask())


async def copies(pool: Pool, number: int) -> list[Worker]:
    """The workers with a copy of the store that wait to be asked, once there are so many."""
    for _ in range(400):
        found = [worker for worker in pool.idle if worker.has_copy]
        if len(found) == number:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError("no copies")


def test_a_process_knows_what_it_has_for_itself() -> None:
    code = (
        "from citygraph.graph.readers.process import Footprint; footprint = Footprint(); before = footprint.own()\n"
        "held = bytearray(b'x') * (64 << 20); print(footprint.own() - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) >= 64 << 10


def test_exactly_as_many_rows_as_allowed_are_answered(readers: Readers, run: Run) -> None:
    async def ask() -> None:
        async with asking(readers) as pool:
            values = " ".join(f'"{n},{{"' for n in range(200))
            for results in ("json", "xml", "csv", "tsv"):
                text = f"SELECT ?x {{ VALUES ?x {{ {values} }} }}"
                for most, fits in ((200, True), (199, False)):
                    question = Question(text, results=results, limits=Limits(rows=most))
                    if fits:
                        assert (await pool.ask(question)).is_complete
                    else:
                        with pytest.raises(ResultTooLarge):
                            await pool.ask(question)

    run(ask())


def test_a_large_answer_comes_part_by_part_and_breaks_off_with_an_error(readers: Readers, run: Run) -> None:
    async def ask() -> None:
        async with asking(readers) as pool:
            unlimited = Limits(rows=None, size=None)
            answer = await pool.ask(Question(LARGE + " LIMIT 20000", limits=unlimited))
            assert not answer.is_complete
            assert len(json.loads(await answer.whole())["results"]["bindings"]) == 20_000
            answer = await pool.ask(Question(LARGE, limits=Limits(seconds=0.7, rows=None, size=None)))
            with pytest.raises(QueryTimeout):  # nobody takes the parts in time
                await asyncio.sleep(0.8)
                await answer.whole()
            answer = await pool.ask(Question(LARGE, limits=Limits(rows=20_000, size=None)))
            with pytest.raises(ResultTooLarge):
                await answer.whole()
            assert await count(pool) > 0

    run(ask())


def test_a_process_whose_answer_ended_while_it_was_held_up_answers_the_next_question(
    readers: Readers, run: Run
) -> None:
    """An answer is held up from 256 kB; its end may come in the same read, whatever its exact size."""

    async def ask() -> None:
        async with asking(readers, PoolLimits(running=1)) as pool:
            for rows in range(400, 1000, 20):
                answer = await pool.ask(Question(f"{LARGE} LIMIT {rows}"))
                await asyncio.sleep(0.01)  # nobody takes the parts yet
                await answer.whole()
                assert await asyncio.wait_for(count(pool), 20) > 0

    run(ask())


def test_more_questions_than_may_run_wait_and_more_than_may_wait_are_told_so(
    readers: Readers, run: Run
) -> None:
    async def ask() -> None:
        limits = PoolLimits(running=1, reserved=1, waiting=1, patience=0.3)
        async with asking(readers, limits) as pool:
            assert sum(await asyncio.gather(count(pool), count(pool))) > 0
            endless = asyncio.create_task(pool.ask(Question(ENDLESS, limits=Limits(seconds=5))))
            await asyncio.sleep(0.1)
            waiting = asyncio.create_task(count(pool))
            await asyncio.sleep(0)
            with pytest.raises(ServerBusy) as caught:
                await count(pool)
            assert caught.value.retry_after > 0
            assert (await pool.ask(Question(COUNT, trusted=True))).is_complete
            with pytest.raises(ServerBusy):
                await waiting
            endless.cancel()
            with pytest.raises(asyncio.CancelledError):
                await endless
            assert await count(pool) > 0  # what nobody waits for any more is stopped

    run(ask())


def test_new_loads_are_seen_and_what_runs_goes_on(
    documents: list[SourceDocument], tmp_path: Path, run: Run
) -> None:
    async def ask() -> None:
        with CityGraph.open(tmp_path / "store") as graph:
            async with pool_over(tmp_path / "store") as pool:
                before = pool.generation
                held = await pool.ask(Question(LARGE + " LIMIT 20000", limits=Limits(rows=None)))
                list(graph.add_all(documents))
                digest = graph.digest
                for _ in range(200):
                    if pool.generation.digest == digest:
                        break
                    await asyncio.sleep(0.05)
                assert pool.generation.documents == len(documents) != before.documents
                assert pool.generation.triples == len(graph) == await count(pool)
                assert held.generation == before.number
                assert len(json.loads(await held.whole())["results"]["bindings"]) == 20_000
                graph.remove(documents[0].id)
                graph.close()
                await pool.refresh()
                assert pool.generation.documents == len(documents) - 1

    run(ask())


def test_a_large_store_is_read_from_a_copy_on_disk(read_store: Path, run: Run) -> None:
    async def ask() -> None:
        async with pool_over(read_store, largest_in_memory=0) as pool:
            assert not pool.generation.in_memory
            assert await count(pool) == pool.generation.triples
            with pytest.raises(QueryTimeout):
                await pool.ask(Question(ENDLESS, limits=Limits(seconds=0.3)))
            assert await count(pool) == pool.generation.triples
            assert any((read_store / "snapshots").iterdir())
        assert not any((read_store / "snapshots").iterdir())

    run(ask())


@pytest.mark.parametrize("which", ["worker", "template"])
def test_a_process_that_dies_is_replaced(read_store: Path, run: Run, which: str) -> None:
    async def ask() -> None:
        with Readers(read_store) as readers:
            pool = Pool(readers.connect(), PoolLimits(copies=0))
            await pool.start()
            expected = await count(pool)
            template, worker = sorted(
                process for process in processes(readers.process) if process != readers.process
            )
            os.kill(worker if which == "worker" else template, signal.SIGKILL)
            answers: list[int] = []
            for _ in range(200):
                try:
                    answers.append(await count(pool))
                    break
                except (ReadersLost, ServerBusy):
                    await asyncio.sleep(0.05)
            assert answers == [expected]
            await pool.close()
        assert processes(readers.process) == []

    run(ask())


def test_a_keeper_that_dies_takes_all_others_along(read_store: Path, run: Run) -> None:
    async def ask() -> None:
        with Readers(read_store) as readers:
            pool = Pool(readers.connect())
            await pool.start()
            endless = asyncio.create_task(pool.ask(Question(ENDLESS)))
            await asyncio.sleep(0.2)
            os.kill(readers.process, signal.SIGKILL)
            with pytest.raises(ReadersLost):
                await endless
            for _ in range(100):
                if not processes(readers.process):
                    break
                await asyncio.sleep(0.05)
            assert processes(readers.process) == []
            for lost in (count(pool), pool.refresh()):
                with pytest.raises(ReadersLost):
                    await lost
            await pool.close()

    run(ask())


def test_a_store_that_is_none_is_said_to_be_none(tmp_path: Path, run: Run) -> None:
    async def ask() -> None:
        with pytest.raises(NotAStore):
            async with pool_over(tmp_path / "nothing"):
                pass

    run(ask())


def test_several_processes_may_ask_the_same_readers(read_store: Path, run: Run) -> None:
    async def both(first: Coroutine[Any, Any, int], second: Coroutine[Any, Any, int]) -> list[int]:
        return list(await asyncio.gather(first, second))

    async def ask() -> None:
        with Readers(read_store) as readers:
            pools = [Pool(readers.connect()) for _ in range(2)]
            for pool in pools:
                await pool.start()
            answers = await both(count(pools[0]), count(pools[1]))
            assert answers[0] == answers[1] > 0
            await pools[0].close()
            assert await count(pools[1]) == answers[0]
            await pools[1].close()

    run(ask())


def test_a_worker_can_open_nothing(readers: Readers, run: Run) -> None:
    """Past the guard, the second wall: no file and no socket can be had."""

    async def ask() -> None:
        async with asking(readers) as pool:
            from citygraph.graph import QueryFailed

            with pytest.raises(QueryFailed):
                answer = await pool.ask(
                    Question("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", trusted=True)
                )
                await answer.whole()

    run(ask())
