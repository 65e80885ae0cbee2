"""What is to be computed, apart from how."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citygraph.ontology import Texts

__all__ = ["Computation"]


@dataclass(frozen=True, slots=True)
class Computation:
    """A function, and what it is called with.

    Attributes:
        work: Where the function is, as ``citygraph.queries.module:function``; it is a
            :class:`citygraph.queries.work.Work`.
        parameters: What it is asked for; everything that changes the result is in them.
        title: What is computed, for people who wait.
        address: The path at which a server has the result, or the empty string.
    """

    work: str
    parameters: Mapping[str, str]
    title: Texts
    address: str = ""
