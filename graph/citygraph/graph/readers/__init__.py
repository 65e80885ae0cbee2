"""Readers: processes that answer queries over a store, and can be killed when a query runs away.

A :class:`Readers` starts them, a :class:`Pool` asks them from an event loop. A :class:`Question` names the formats it
takes, and its limits; an :class:`Answer` comes complete while it is small, and part by part when it is large.
"""

from .errors import (
    FormNotWanted,
    QueryCrashed,
    QueryMemory,
    QueryTimeout,
    ReadersLost,
    ResultTooLarge,
    ServerBusy,
)
from .generations import Generation
from .keeping import LARGEST_IN_MEMORY, Readers
from .pool import Pool
from .pool_limits import PoolLimits
from .questions import GRAPH_FORMATS, RESULT_FORMATS, Form, Limits, Question
from .reader_graph import ReaderGraph, budget
from .streams import Answer

__all__ = [
    "GRAPH_FORMATS",
    "LARGEST_IN_MEMORY",
    "RESULT_FORMATS",
    "Answer",
    "Form",
    "FormNotWanted",
    "Generation",
    "Limits",
    "Pool",
    "PoolLimits",
    "QueryCrashed",
    "QueryMemory",
    "QueryTimeout",
    "Question",
    "ReaderGraph",
    "Readers",
    "ReadersLost",
    "ResultTooLarge",
    "ServerBusy",
    "budget",
]
