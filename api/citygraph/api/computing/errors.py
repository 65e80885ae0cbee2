"""Why there is no result of a computation."""

from __future__ import annotations

from citygraph.ontology import CityGraphError

__all__ = [
    "ComputationCancelled",
    "ComputationCrashed",
    "ComputationMemory",
    "ComputationTimeout",
    "ComputationsBusy",
    "UnknownComputation",
]


class ComputationCancelled(CityGraphError):
    """Somebody who waited for the computation cancelled it."""

    code = "computation-cancelled"

    def __init__(self) -> None:
        super().__init__("the computation was cancelled", hint="ask for it again to start it anew")


class ComputationTimeout(CityGraphError):
    """The computation took longer than it may.

    Attributes:
        seconds: The limit.
    """

    code = "computation-timeout"

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"the computation took longer than {seconds:g} s",
            hint="compute on fewer cities, or let CITYGRAPH_COMPUTATION_SECONDS allow more",
        )
        self.seconds = seconds


class ComputationMemory(CityGraphError):
    """The computation wanted more memory than it may have.

    Attributes:
        mebibytes: The limit.
    """

    code = "computation-memory"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"the computation wanted more than {limit >> 20:,} MiB of memory",
            hint="compute on fewer cities, or let CITYGRAPH_COMPUTATION_MEMORY allow more",
        )
        self.mebibytes = limit >> 20


class ComputationCrashed(CityGraphError):
    """The computation's process failed in a way that nobody foresaw."""

    code = "computation-crashed"

    def __init__(self, how: str) -> None:
        super().__init__(f"the computation failed: {how}", hint="try again, and report it")


class ComputationsBusy(CityGraphError):
    """As many computations as may run are running, and as many wait as may wait."""

    code = "computations-busy"

    def __init__(self) -> None:
        super().__init__("too many computations are running", hint="ask again in a while")


class UnknownComputation(CityGraphError):
    """No computation of this key is known here.

    Attributes:
        key: The key.
    """

    code = "unknown-computation"

    def __init__(self, key: str) -> None:
        super().__init__(f"no computation {key!r} is known here", hint="ask for what you want to know again")
        self.key = key
