"""What a writer may be told to do: run an update, or put, extend or drop a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Done", "GraphOrder", "Order", "Payload", "UpdateOrder"]


@dataclass(frozen=True, slots=True)
class UpdateOrder:
    """A SPARQL update.

    Attributes:
        text: The update.
        using: Names of the graphs that make up the default graph of its WHERE clauses, or none to leave that to it.
        using_named: Names of the graphs that GRAPH may reach in its WHERE clauses.
    """

    text: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Payload:
    """A graph that came with a request.

    Attributes:
        media: Its media type.
        body: Its bytes.
    """

    media: str
    body: bytes


@dataclass(frozen=True, slots=True)
class GraphOrder:
    """A change of one graph as a whole.

    Attributes:
        action: ``put`` in the place of what is there, ``post`` beside it, or ``delete``.
        graph: The graph's name; None is the default graph.
        payloads: What to put there; several are merged.
    """

    action: Literal["put", "post", "delete"]
    graph: str | None
    payloads: tuple[Payload, ...] = ()


Order: TypeAlias = UpdateOrder | GraphOrder


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an order that was carried out.

    Attributes:
        created: Whether a graph was made that had not been there.
        documents: Ids of the documents that were added, replaced or removed; none in a bare dataset.
        warnings: What the shapes found that does not keep a document out.
    """

    created: bool = False
    documents: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
