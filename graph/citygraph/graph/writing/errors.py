"""Why something that was to be written is not."""

from __future__ import annotations

from citygraph.ontology import CityGraphError

__all__ = [
    "GraphProtected",
    "PayloadUnreadable",
    "UnknownGraph",
    "UpdateFailed",
    "WriterCrashed",
    "WriterMemory",
    "WriterTimeout",
]


class GraphProtected(CityGraphError):
    """The graph follows from the documents, or is no document's: it cannot be written.

    Attributes:
        graph: The graph's name, or ``default``.
    """

    code = "graph-protected"

    def __init__(self, graph: str, why: str, *, hint: str) -> None:
        super().__init__(f"nothing is changed: {why}", hint=hint)
        self.graph = graph


class PayloadUnreadable(CityGraphError):
    """The graph that came with a request cannot be read.

    Attributes:
        line: Line of the error, counted from 1, when known.
        column: Column of the error, counted from 1, when known.
    """

    code = "payload-unreadable"

    def __init__(
        self, what: str, *, line: int | None = None, column: int | None = None, hint: str | None = None
    ) -> None:
        super().__init__(what, hint=hint)
        self.line = line
        self.column = column


class UnknownGraph(CityGraphError):
    """There is no graph of that name.

    Attributes:
        graph: The name.
    """

    code = "unknown-graph"

    def __init__(self, graph: str) -> None:
        super().__init__(f"there is no graph <{graph}>", hint="SELECT ?g { GRAPH ?g {} } lists the graphs")
        self.graph = graph


class UpdateFailed(CityGraphError):
    """The engine could not carry out an update; nothing of it is done."""

    code = "update-failed"


class WriterTimeout(CityGraphError):
    """Writing took longer than it may, and was stopped; it is done as a whole or not at all.

    Attributes:
        seconds: How long it might have taken.
    """

    code = "writer-timeout"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"writing was stopped: it took longer than {seconds:g} s",
            hint="write less at once; look whether it is done, which it is as a whole or not at all",
        )
        self.seconds = seconds


class WriterMemory(CityGraphError):
    """Writing needed more memory than it may, and was stopped; it is done as a whole or not at all.

    Attributes:
        limit: The limit in bytes.
    """

    code = "writer-memory"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"writing was stopped: it needed more than {limit >> 20} MiB of memory",
            hint="write less at once; look whether it is done, which it is as a whole or not at all",
        )
        self.limit = limit


class WriterCrashed(CityGraphError):
    """The process that writes ended in the middle of an order, which is done as a whole or not at all."""

    code = "writer-crashed"

    def __init__(self) -> None:
        super().__init__(
            "the process that writes ended, and another takes its place",
            hint="look whether it is done, which it is as a whole or not at all",
        )
