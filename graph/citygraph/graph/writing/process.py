"""The one process that writes: it holds the store's lock, runs what is ordered, and is replaced when it breaks.

Updates are parsed and run there and nowhere else. One that breaks the engine, runs away or takes too much memory costs
that process alone: the next one opens the store as it was before, since what is not committed is not there.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
import signal
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

from citygraph.graph.errors import StoreUnwritable
from citygraph.graph.opening import OpenStore
from citygraph.graph.store import CityGraph
from citygraph.ontology import CityGraphError, Identifiers

from .bare import BareWriting
from .documents import Describe, DocumentWriting
from .errors import WriterCrashed, WriterMemory, WriterTimeout
from .orders import Done, Order

__all__ = ["WriterProcess", "WriterSetup"]

_OPENING_SECONDS: Final = 600.0
_CLOSING_SECONDS: Final = 10.0
_ABORTED: Final = -signal.SIGABRT
_CONTEXT: Final = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class WriterSetup:
    """What a writer works on, and with how much.

    Attributes:
        path: The store's folder; made where there is none.
        identifiers: Mints the IRIs of the store.
        bare: Whether it is a bare dataset.
        describe: Describes local governments that no document has named so far.
        memory: Most bytes of memory for one process.
        seconds: Longest time for one order.
    """

    path: Path
    identifiers: Identifiers = field(default_factory=Identifiers)
    bare: bool = False
    describe: Describe | None = None
    memory: int = 2 << 30
    seconds: float = 60.0


class _Writing(Protocol):
    def carry_out(self, order: Order) -> Done: ...


class WriterProcess:
    """A process that writes into one store. It carries out one order at a time; its methods block.

    Args:
        setup: What it works on.
    """

    def __init__(self, setup: WriterSetup) -> None:
        self.setup = setup
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    @property
    def process(self) -> int | None:
        """The process id, or None where there is no process now."""
        return None if self._process is None else self._process.pid

    def start(self) -> None:
        """Start the process and wait until it has opened the store.

        Raises:
            CityGraphError: It cannot be opened; the error says why.
        """
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(
            target=_work, args=(self.setup, theirs), name="citygraph writer", daemon=True
        )
        process.start()
        theirs.close()
        self._process, self._connection = process, ours
        self._answer(_OPENING_SECONDS)

    def carry_out(self, order: Order) -> Done:
        """Return what became of an order; readers that open the store from now on see it.

        Raises:
            CityGraphError: It was refused or failed, and nothing is changed; the error says why.
        """
        if self._process is None or not self._process.is_alive():
            self._end()
            self.start()
        assert self._connection is not None
        try:
            self._connection.send(order)
        except OSError:
            self._end()
            raise WriterCrashed from None
        done = self._answer(self.setup.seconds)
        assert done is not None
        return done

    def close(self) -> None:
        """End the process; what it was told before is carried out."""
        if self._connection is not None:
            self._connection.close()
        if self._process is not None:
            self._process.join(_CLOSING_SECONDS)
        self._end()

    def _answer(self, seconds: float) -> Done | None:
        """Return what the process says next; what is no answer ends it."""
        assert self._connection is not None
        try:
            if not self._connection.poll(seconds):
                self._end()
                raise WriterTimeout(seconds)
            answer: Done | CityGraphError | None = self._connection.recv()
        except (EOFError, OSError):
            raise self._why() from None
        if isinstance(answer, CityGraphError):
            raise answer
        return answer

    def _why(self) -> CityGraphError:
        """Return why the process ended by itself."""
        code = None
        if self._process is not None:
            self._process.join(_CLOSING_SECONDS)
            code = self._process.exitcode
        self._end()
        return WriterMemory(self.setup.memory) if code == _ABORTED else WriterCrashed()

    def _end(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()


def _work(setup: WriterSetup, connection: Connection) -> None:
    """Carry out orders until nobody gives any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches it, too; its parent tells it to end
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (setup.memory, setup.memory))
    try:
        with _opened(setup) as (writing, publish):
            gc.freeze()  # what is there now stays: the collections between orders need not look at it
            connection.send(None)
            while True:
                try:
                    order: Order = connection.recv()
                except (EOFError, OSError):
                    return
                connection.send(_outcome(writing, publish, order))
    except CityGraphError as error:
        connection.send(error)


def _outcome(writing: _Writing, publish: Callable[[], None], order: Order) -> Done | CityGraphError:
    try:
        done = writing.carry_out(order)
        publish()
    except CityGraphError as error:
        return error.with_traceback(None)
    except MemoryError:
        return StoreUnwritable("there is not enough memory to write this", hint="write less at once")
    finally:
        gc.collect()
    return done


@contextmanager
def _opened(setup: WriterSetup) -> Generator[tuple[_Writing, Callable[[], None]]]:
    """Give what carries out orders on the store, and what shows readers the outcome."""
    if not setup.bare:
        with CityGraph.open(setup.path, identifiers=setup.identifiers) as graph:
            yield DocumentWriting(graph, describe=setup.describe, scratch=setup.path), graph.publish
        return
    opened = OpenStore(setup.path, setup.identifiers, writable=True, repair=False, bare=True)

    def publish() -> None:
        opened.manifest.describe_reference(uuid4().hex)
        opened.publish(at_once=True)

    try:
        publish()
        yield BareWriting(opened.store, base=setup.identifiers.base), publish
    finally:
        opened.close()
