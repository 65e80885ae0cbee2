"""Long computations: each in a process of its own that can be killed, its result kept on disk.

A :class:`Computation` names a function of :mod:`citygraph.queries` that takes a
:class:`citygraph.queries.work.Workplace` and writes files, and its parameters. A :class:`Runner` gives the folder of
those files, or says how far the work is. The key of a result is that of its computation, the dataset and the code, so a
result is never out of date.
"""

from .computation import Computation
from .errors import (
    ComputationCancelled,
    ComputationCrashed,
    ComputationMemory,
    ComputationsBusy,
    ComputationTimeout,
    UnknownComputation,
)
from .limits import ComputingLimits
from .progress import Progress, State
from .runner import Runner
from .shelf import Result, ResultShelf, shelf_in

__all__ = [
    "Computation",
    "ComputationCancelled",
    "ComputationCrashed",
    "ComputationMemory",
    "ComputationTimeout",
    "ComputationsBusy",
    "ComputingLimits",
    "Progress",
    "Result",
    "ResultShelf",
    "Runner",
    "State",
    "UnknownComputation",
    "shelf_in",
]
