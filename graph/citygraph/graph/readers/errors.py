"""What keeps a query from being answered although there is nothing wrong with its text."""

from __future__ import annotations

from citygraph.ontology import CityGraphError

__all__ = [
    "FormNotWanted",
    "QueryCrashed",
    "QueryMemory",
    "QueryTimeout",
    "ReadersLost",
    "ResultTooLarge",
    "ServerBusy",
]


class QueryTimeout(CityGraphError):
    """The query took longer than it may, and was stopped.

    Attributes:
        seconds: How long it might have taken.
    """

    code = "query-timeout"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the query was stopped: it took longer than {seconds:g} s",
            hint="ask for less at once, or add a LIMIT",
        )
        self.seconds = seconds


class QueryMemory(CityGraphError):
    """The query needed more memory than it may, and was stopped.

    Attributes:
        limit: The limit in bytes.
    """

    code = "query-memory"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"the query was stopped: it needed more than {limit >> 20} MiB of memory",
            hint="ask for less at once; ORDER BY, GROUP BY and DISTINCT hold all rows",
        )
        self.limit = limit


class QueryCrashed(CityGraphError):
    """The query broke the engine, which was replaced; nothing else was hurt."""

    code = "query-crashed"

    def __init__(self) -> None:
        super().__init__(
            "the query broke the engine, which was replaced",
            hint="write the query in a simpler way, and report it",
        )


class ResultTooLarge(CityGraphError):
    """The result has more rows or bytes than it may; none of it counts.

    Attributes:
        limit: The limit.
        unit: ``rows`` or ``bytes``.
    """

    code = "result-too-large"

    def __init__(self, limit: int, unit: str) -> None:
        super().__init__(
            f"the result has more than {limit:,} {unit}",
            hint="ask for parts of it with ORDER BY, LIMIT and OFFSET",
        )
        self.limit = limit
        self.unit = unit


class ServerBusy(CityGraphError):
    """As many queries as may run at once are running, and as many wait as may wait; or they take all the memory.

    Attributes:
        retry_after: Seconds after which to ask again.
    """

    code = "server-busy"

    def __init__(self, what: str = "too many queries are running", retry_after: int = 2) -> None:
        super().__init__(what, hint=f"ask again in {retry_after} s")
        self.retry_after = retry_after


class ReadersLost(CityGraphError):
    """The processes that answer queries cannot be started, or have stopped."""

    code = "readers-lost"


class FormNotWanted(CityGraphError):
    """The question named no format for the kind of result that the query has.

    Attributes:
        form: ``solutions``, ``boolean`` or ``triples``.
    """

    code = "form-not-wanted"

    def __init__(self, form: str) -> None:
        super().__init__(
            f"the query gives {form}, for which no format was named", hint="name a format for it"
        )
        self.form = form
