"""Long work on a graph: what a function is given that computes something and writes it to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from citygraph.ontology import Identifiers

from .queryable import Queryable
from .texts import Texts

__all__ = ["Advance", "Work", "Workplace", "in_silence"]

Advance = Callable[[int, int, Texts], None]
"""Called with the steps done, the steps in all, and what is done now."""


def in_silence(done: int, total: int, what: Texts) -> None:
    """Take note of a step and tell nobody."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """What long work is given.

    Attributes:
        graph: What to ask.
        identifiers: Mints the graph's IRIs.
        folder: An empty folder, for the files that are the result.
        parameters: What is asked for, by name.
        advance: To be told how far the work is.
    """

    graph: Queryable
    identifiers: Identifiers
    folder: Path
    parameters: Mapping[str, str]
    advance: Advance = in_silence


class Work(Protocol):
    """A function at the top of a module, so that another process can find it by its name."""

    def __call__(self, place: Workplace) -> None:
        """Compute, and write the result to the place's folder."""
        ...
