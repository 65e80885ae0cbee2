"""Runs computations, each in a process of its own, and says how far they are."""

from __future__ import annotations

import multiprocessing
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from threading import Event, Lock, Semaphore, Thread
from typing import Final

from citygraph.graph import CityGraph, QueryFailed
from citygraph.graph.readers import ReaderGraph
from citygraph.ontology import CityGraphError, Texts

from .computation import Computation
from .errors import (
    ComputationCancelled,
    ComputationCrashed,
    ComputationsBusy,
    ComputationTimeout,
    UnknownComputation,
)
from .limits import ComputingLimits
from .process import Answered, Asked, Done, Failed, Order, Stepped, compute, packed
from .progress import Progress
from .shelf import Result, ResultShelf

__all__ = ["Runner"]

_LOOK: Final = 0.2
"""Seconds between two looks whether somebody wants a computation to stop."""
_PRELOADED: Final = (
    "citygraph.api.computing.process",
    "citygraph.queries.reporting.files",
    "citygraph.queries.analyses.backbone",  # these two load what all analyses compute with
    "citygraph.queries.analyses.communities",
)
_PASSING: Final = frozenset({"computation", "computations", "endpoint", "query", "readers", "server"})
"""How the codes of errors begin that may not come again."""
_REMEMBERED: Final = 256
_WAITING: Final = Texts("waiting for another computation to end", "menunggu perhitungan lain selesai")
_STARTING: Final = Texts("starting", "memulai")


class _Job:
    """One computation under way in this process.

    Args:
        computation: What is computed.
        dataset: Digest of the dataset.
        key: Name of the result.
    """

    def __init__(self, computation: Computation, dataset: str, key: str) -> None:
        self.computation = computation
        self.dataset = dataset
        self.progress = Progress(
            key, "waiting", computation.title, computation.address, what=_WAITING, began=time.time()
        )
        self.over = Event()
        self.stopped = Event()
        self.result: Result | None = None
        self.error: CityGraphError | None = None
        self.process: BaseProcess | None = None

    @property
    def key(self) -> str:
        return self.progress.key

    def outcome(self) -> Result:
        """Return the result of what is over.

        Raises:
            CityGraphError: It failed.
        """
        if self.error is not None:
            raise self.error
        assert self.result is not None
        return self.result


class Runner:
    """Runs computations on a graph, each once, whoever asks for it at the same time.

    Args:
        graph: What they ask.
        shelf: Where results are kept.
        limits: How much they may take.
        preloaded: Modules that their processes find loaded.
    """

    def __init__(
        self,
        graph: CityGraph | ReaderGraph,
        shelf: ResultShelf,
        limits: ComputingLimits | None = None,
        *,
        preloaded: Sequence[str] = _PRELOADED,
    ) -> None:
        self._graph = graph
        self.shelf = shelf
        self._limits = limits or ComputingLimits()
        self._slots = Semaphore(self._limits.running)
        self._lock = Lock()
        self._jobs: dict[str, _Job] = {}
        self._refusals: OrderedDict[str, CityGraphError] = OrderedDict()
        self._closed = False
        self._context = _context(preloaded)

    def ask(self, computation: Computation, *, patience: float | None) -> Result | Progress:
        """Return the result, or how far it is when it is not there after a while; it is begun if it must be.

        Args:
            computation: What is wanted.
            patience: Seconds to wait for it; None for as long as it takes.

        Raises:
            ComputationsBusy: Too many run and wait already.
            CityGraphError: It failed; the error is the work's own, or says that it was ended.
        """
        job = self._begun(computation)
        if isinstance(job, Result):
            return job
        if not job.over.wait(patience):
            return job.progress
        return job.outcome()

    def follow(self, computation: Computation, tell: Callable[[Progress], None]) -> Result:
        """Return the result once it is there, and say again and again how far it is.

        Raises:
            CityGraphError: It failed; the error is the work's own, or says that it was ended.
        """
        job = self._begun(computation)
        if isinstance(job, Result):
            return job
        while not job.over.wait(_LOOK / 2):
            tell(job.progress)
        return job.outcome()

    def finished(self, computation: Computation) -> Result | None:
        """Return the result on the present dataset if it is there, without computing anything."""
        return self.shelf.result(self.shelf.key(computation, self._graph.digest))

    def progress(self, key: str) -> Progress:
        """Return how far a computation is that some process of this shelf was asked for.

        Raises:
            UnknownComputation: None was.
        """
        with self._lock:
            job = self._jobs.get(key)
        if job is not None:
            return job.progress
        noted = self.shelf.progress(key)
        if noted is None:
            raise UnknownComputation(key)
        if noted.state in ("waiting", "running"):
            if self.shelf.result(key) is not None:
                return replace(noted, state="done")
            if not self.shelf.is_being_computed(key) and noted.state == "running":
                return _ended(noted, ComputationCrashed("its process is gone"))
        return noted

    def cancel(self, key: str) -> Progress:
        """End a computation, for all that wait for it, and return how it ended.

        Raises:
            UnknownComputation: None of this key was asked for.
        """
        before = self.progress(key)
        if before.state not in ("waiting", "running"):
            return before
        self.shelf.ask_to_stop(key)
        with self._lock:
            job = self._jobs.get(key)
        if job is not None:
            job.stopped.set()
            if job.process is not None:
                job.process.kill()
            job.over.wait(5 * _LOOK)
            return job.progress
        return _ended(before, ComputationCancelled())

    def close(self) -> None:
        """End all computations of this process, and take no more."""
        with self._lock:
            self._closed = True
            jobs = list(self._jobs.values())
        for job in jobs:
            job.stopped.set()
            if job.process is not None:
                job.process.kill()
        for job in jobs:
            job.over.wait(2.0)

    def _begun(self, computation: Computation) -> Result | _Job:
        """Return the kept result, or the job that makes it, begun if it must be."""
        dataset = self._graph.digest
        key = self.shelf.key(computation, dataset)
        return self.shelf.result(key) or self._job(computation, dataset, key)

    def _job(self, computation: Computation, dataset: str, key: str) -> _Job:
        with self._lock:
            job = self._jobs.get(key)
            if job is not None:
                return job
            if key in self._refusals:
                raise self._refusals[key]
            if self._closed or len(self._jobs) >= self._limits.running + self._limits.waiting:
                raise ComputationsBusy
            job = self._jobs[key] = _Job(computation, dataset, key)
        self.shelf.ask_to_stop(key, wanted=False)
        self.shelf.note(job.progress)
        Thread(target=self._run, args=(job,), name=f"computation {key[:8]}", daemon=True).start()
        return job

    def _run(self, job: _Job) -> None:
        try:
            while not self._slots.acquire(timeout=_LOOK):
                self._look(job)
            try:
                job.result = self._take_or_make(job)
            finally:
                self._slots.release()
        except CityGraphError as error:
            job.error = error
            self._remember(job.key, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who wait must be told
            job.error = ComputationCrashed(f"{type(error).__name__}: {error}")
        done = replace(job.progress, state="done")
        self._tell(job, done if job.error is None else _ended(job.progress, job.error))
        with self._lock:
            self._jobs.pop(job.key, None)
        job.over.set()

    def _remember(self, key: str, error: CityGraphError) -> None:
        """Keep why there is no result, where that follows from data and question and so will be so again."""
        if error.code.partition("-")[0] in _PASSING:
            return
        with self._lock:
            self._refusals[key] = error
            while len(self._refusals) > _REMEMBERED:
                self._refusals.popitem(last=False)

    def _take_or_make(self, job: _Job) -> Result:
        """Return the result: another process's if one makes it at the same time, else our own."""
        lock = self.shelf.lock(job.key)
        while True:
            try:
                lock.acquire(timeout=_LOOK)
                break
            except TimeoutError:
                self._look(job)
        try:
            found = self.shelf.result(job.key)
            return found if found is not None else self._make(job)
        finally:
            lock.release()

    def _make(self, job: _Job) -> Result:
        self._tell(job, replace(job.progress, state="running", what=_STARTING))
        with self.shelf.making(job.key) as folder:
            mine, theirs = self._context.Pipe()
            order = Order(
                job.computation.work,
                dict(job.computation.parameters),
                str(folder),
                job.dataset,
                self._graph.identifiers.base,
                self._limits.memory,
            )
            process = self._context.Process(target=compute, args=(theirs, order), daemon=True)
            process.start()
            theirs.close()
            job.process = process
            try:
                self._attend(job, mine)
            finally:
                process.kill()
                process.join()
                mine.close()
            return self.shelf.keep(job.key, folder, job.computation, job.dataset)

    def _attend(self, job: _Job, pipe: Connection) -> None:
        """Answer what a computation asks until it is done.

        Raises:
            CityGraphError: It ended otherwise.
        """
        until = time.monotonic() + self._limits.seconds
        while True:
            self._look(job)
            if time.monotonic() > until:
                raise ComputationTimeout(self._limits.seconds)
            try:
                if not pipe.poll(_LOOK):
                    continue
                said: object = pipe.recv()
            except (EOFError, OSError) as error:
                self._look(job)
                raise ComputationCrashed("its process ended before its work was done") from error
            if isinstance(said, Asked):
                self._answer(job, pipe, said)
            elif isinstance(said, Stepped):
                step = replace(job.progress, done=said.done, total=said.total, what=said.what)
                self._tell(job, step)
            elif isinstance(said, Failed):
                raise said.error
            elif isinstance(said, Done):
                return

    def _answer(self, job: _Job, pipe: Connection, asked: Asked) -> None:
        try:
            answer = packed(self._graph.query(asked.sparql, substitutions=asked.substitutions))
            if self._graph.digest != job.dataset:
                raise QueryFailed("the data changed while they were computed on", hint="ask again")
        except CityGraphError as error:
            answer = Answered("none", b"", error)
        try:
            pipe.send(answer)
        except OSError:
            self._look(job)
            raise

    def _look(self, job: _Job) -> None:
        if job.stopped.is_set() or self.shelf.is_asked_to_stop(job.key):
            raise ComputationCancelled

    def _tell(self, job: _Job, progress: Progress) -> None:
        job.progress = progress
        self.shelf.note(progress)


def _context(preloaded: Sequence[str]) -> ForkServerContext | SpawnContext:
    """Return how processes are started: forked from one without threads that has the modules, where that can be."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(preloaded))
    return context


def _ended(progress: Progress, error: CityGraphError) -> Progress:
    cancelled = isinstance(error, ComputationCancelled)
    return replace(progress, state="cancelled" if cancelled else "failed", code=error.code, error=str(error))
