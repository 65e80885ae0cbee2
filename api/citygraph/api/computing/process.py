"""The process of one computation: it does the work, and asks the graph through the process that started it."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from pkgutil import resolve_name
from signal import SIG_IGN, SIGINT, signal
from typing import Final

import pyoxigraph as ox
from citygraph.graph.readers.process import MemoryLimit, die_with_parent
from citygraph.ontology import CityGraphError, Identifiers, Texts
from citygraph.queries import Term
from citygraph.queries.queryable import SparqlResult
from citygraph.queries.work import Workplace

from .errors import ComputationCrashed, ComputationMemory

__all__ = ["Answered", "Asked", "Done", "Failed", "Order", "Stepped", "compute", "packed"]

_ALL: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


@dataclass(frozen=True, slots=True)
class Order:
    """What a computation's process is told at its start."""

    work: str
    parameters: Mapping[str, str]
    folder: str
    dataset: str
    base: str
    memory: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the graph."""

    sparql: str
    substitutions: Mapping[str, Term] | None


@dataclass(frozen=True, slots=True)
class Answered:
    """Its answer: ``rows`` or ``triples``, as the engine writes them, or why there is none."""

    form: str
    body: bytes
    error: CityGraphError | None = None


@dataclass(frozen=True, slots=True)
class Stepped:
    """How far the work is."""

    done: int
    total: int
    what: Texts


@dataclass(frozen=True, slots=True)
class Done:
    """The files are written."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The work ended without a result."""

    error: CityGraphError


class _DistantGraph:
    """A graph that is asked through a pipe."""

    def __init__(self, pipe: Connection, dataset: str) -> None:
        self._pipe = pipe
        self.digest = dataset

    def query(self, sparql: str, *, substitutions: Mapping[str, Term] | None = None) -> SparqlResult:
        """Return the engine's result.

        Raises:
            CityGraphError: There is none.
        """
        self._pipe.send(Asked(sparql, substitutions))
        answer: Answered = self._pipe.recv()
        if answer.error is not None:
            raise answer.error
        if answer.form == "triples":
            store = ox.Store()
            store.bulk_load(answer.body, format=ox.RdfFormat.N_TRIPLES)
            found = store.query(_ALL)
            assert isinstance(found, ox.QueryTriples)
            return found
        return ox.parse_query_results(answer.body, format=ox.QueryResultsFormat.JSON)


def packed(result: SparqlResult) -> Answered:
    """Return a result as it is sent."""
    if isinstance(result, ox.QueryTriples):
        return Answered("triples", ox.serialize(result, format=ox.RdfFormat.N_TRIPLES) or b"")
    return Answered("rows", result.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def compute(pipe: Connection, order: Order) -> None:
    """Do the work of an order, in a process that is there for it alone."""
    die_with_parent(os.getppid())
    signal(SIGINT, SIG_IGN)  # Ctrl-C is for who started this, and who then ends it
    _go_first()
    MemoryLimit().set(order.memory)
    graph = _DistantGraph(pipe, order.dataset)

    def advance(done: int, total: int, what: Texts) -> None:
        pipe.send(Stepped(done, total, what))

    place = Workplace(graph, Identifiers(order.base), Path(order.folder), order.parameters, advance)
    with contextlib.suppress(BrokenPipeError, EOFError):  # nobody waits any longer
        try:
            resolve_name(order.work)(place)
        except CityGraphError as error:
            pipe.send(Failed(error))
        except MemoryError:
            pipe.send(Failed(ComputationMemory(order.memory)))
        except (BrokenPipeError, EOFError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, who waits is told, and the log has the rest
            traceback.print_exc()
            pipe.send(Failed(ComputationCrashed(f"{type(error).__name__}: {error}")))
        else:
            pipe.send(Done())
    pipe.close()


def _go_first() -> None:
    """Let the system end this process before the server when there is no memory left."""
    with contextlib.suppress(OSError):
        if sys.platform == "linux":
            Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
