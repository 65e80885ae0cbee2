"""Writing from outside: updates and whole graphs, into a graph of cities or into a bare dataset."""

from .bare import BareWriting
from .documents import Describe, DocumentWriting
from .errors import (
    GraphProtected,
    PayloadUnreadable,
    UnknownGraph,
    UpdateFailed,
    WriterCrashed,
    WriterMemory,
    WriterTimeout,
)
from .orders import Done, GraphOrder, Order, Payload, UpdateOrder
from .payloads import MEDIA_TYPES
from .process import WriterProcess, WriterSetup

__all__ = [
    "MEDIA_TYPES",
    "BareWriting",
    "Describe",
    "DocumentWriting",
    "Done",
    "GraphOrder",
    "GraphProtected",
    "Order",
    "Payload",
    "PayloadUnreadable",
    "UnknownGraph",
    "UpdateFailed",
    "UpdateOrder",
    "WriterCrashed",
    "WriterMemory",
    "WriterProcess",
    "WriterSetup",
    "WriterTimeout",
]
