"""A graph that is asked through its readers: what the pages of a server work with in place of an open store."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime
from threading import Lock
from typing import Final, TypeVar

import pyoxigraph as ox
from citygraph.graph.exports import Sink
from citygraph.graph.manifest import DocumentRecord
from citygraph.graph.sparql import QueryResult
from citygraph.ontology import Identifiers

from .errors import QueryTimeout
from .pool import Pool
from .questions import Limits, Question, Term

__all__ = ["ReaderGraph", "budget"]

T = TypeVar("T")

_NAMES: Final = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"
_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_UNTIL: ContextVar[tuple[float, float] | None] = ContextVar("citygraph_budget", default=None)


@contextmanager
def budget(seconds: float) -> Generator[None]:
    """Give everything that is asked of reader graphs inside, together, no more than this time."""
    token = _UNTIL.set((time.monotonic() + seconds, seconds))
    try:
        yield
    finally:
        _UNTIL.reset(token)


class ReaderGraph:
    """The newest state of a store, asked with citygraph's own queries from any thread but the event loop's.

    It answers like a :class:`citygraph.graph.CityGraph` that is opened for reading, and shows new loads by itself.

    Args:
        pool: The readers; started before the first question.
        identifiers: Mints the graph's IRIs.
        limits: How much one question may use.

    Attributes:
        pool: The readers.
        identifiers: Mints the graph's IRIs.
    """

    def __init__(
        self, pool: Pool, identifiers: Identifiers | None = None, limits: Limits | None = None
    ) -> None:
        self.identifiers = identifiers or Identifiers()
        self.pool = pool
        self._limits = limits or Limits(seconds=30.0, memory=1 << 30, rows=None, size=None)
        self._lock = Lock()
        self._records: tuple[str, tuple[DocumentRecord, ...]] | None = None

    @property
    def notices(self) -> tuple[str, ...]:
        """What opening the store found that is no damage."""
        return self.pool.generation.notices

    @property
    def digest(self) -> str:
        """Digest of the whole dataset, the same for the same content."""
        return self.pool.generation.digest

    @property
    def modified(self) -> datetime | None:
        """When the content last changed, in UTC to the second; None when the store does not know."""
        when = self.pool.generation.modified
        return datetime.fromisoformat(when) if when else None

    def __len__(self) -> int:
        """Return the number of triples in the merged default graph."""
        return self.pool.generation.triples

    def documents(self) -> tuple[DocumentRecord, ...]:
        """Return what the manifest says of each document, by id."""
        digest = self.digest
        with self._lock:
            if self._records is not None and self._records[0] == digest:
                return self._records[1]
        _, body = self._ask(Question("", trusted=True, limits=self._limits, task="records"))
        records = tuple(DocumentRecord(*each) for each in json.loads(body))
        with self._lock:
            self._records = (digest, records)
        return records

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> QueryResult:
        """Return the results of a query of citygraph's own; the guard does not read it.

        Raises:
            CityGraphError: There are none; the error says why.
        """
        form, body = self._ask(
            Question(
                sparql,
                results="json",
                graphs="ntriples",
                default_graphs=None if default_graphs is None else tuple(default_graphs),
                named_graphs=None if named_graphs is None else tuple(named_graphs),
                substitutions=substitutions or {},
                limits=self._limits,
                trusted=True,
            )
        )
        if form == "triples":
            store = ox.Store()
            store.bulk_load(body, format=ox.RdfFormat.N_TRIPLES)
            return store.query(_ALL)
        return ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)

    def graph_names(self) -> Iterator[str]:
        """Yield the names of the named graphs, in any order."""
        found = self.query(_NAMES)
        assert isinstance(found, ox.QuerySolutions)
        for row in found:
            graph = row["graph"]
            if isinstance(graph, ox.NamedNode):
                yield graph.value

    def dump_graph(self, name: str | None, out: Sink) -> None:
        """Write a named graph, or the merged graph for None, as N-Triples in any order.

        Raises:
            CityGraphError: The graph could not be read to its end.
        """
        question = Question(name or "", trusted=True, limits=self._limits, task="dump")
        loop = self.pool.loop
        parts = aiter(self._run(self.pool.ask(self._within_budget(question)), loop))
        while True:
            try:
                out.write(self._run(anext(parts), loop))
            except StopAsyncIteration:
                return

    def _ask(self, question: Question) -> tuple[str, bytes]:
        loop = self.pool.loop
        return self._run(self._whole(self._within_budget(question)), loop)

    async def _whole(self, question: Question) -> tuple[str, bytes]:
        answer = await self.pool.ask(question)
        return answer.form, await answer.whole()

    def _within_budget(self, question: Question) -> Question:
        until = _UNTIL.get()
        if until is None:
            return question
        left = until[0] - time.monotonic()
        if left <= 0:
            raise QueryTimeout(until[1])
        seconds = min(question.limits.seconds, left)
        return replace(question, limits=replace(question.limits, seconds=seconds))

    def _run(self, awaited: Awaitable[T], loop: asyncio.AbstractEventLoop) -> T:
        """Return what the pool's event loop makes of it, while this thread waits."""
        return asyncio.run_coroutine_threadsafe(_wait_for(awaited), loop).result()


async def _wait_for(awaited: Awaitable[T]) -> T:
    return await awaited
