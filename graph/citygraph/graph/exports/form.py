"""A format of an export: what it is called, and what writes it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO

import pyoxigraph as ox
from citygraph.ontology import Identifiers, Texts

from .source import Source

__all__ = ["Advance", "ExportFormat", "ExportOptions", "Writer"]

Advance = Callable[[int, int], None]
"""Called with the steps done and the steps in all."""


def _say_nothing(done: int, total: int) -> None:
    """Take note of the steps in silence."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a writer may need beside the graph.

    Attributes:
        identifiers: The base of instance IRIs.
        recipe: Name of the recipe on which a network is computed.
        language: BCP 47 tag of the language in which names are preferred.
        created: The day to state as that of the export, where the format states one; None leaves it out.
        advance: Called as the work goes on.
    """

    identifiers: Identifiers = field(default_factory=Identifiers)
    recipe: str = "partnership"
    language: str = "en"
    created: datetime.date | None = None
    advance: Advance = _say_nothing

    @property
    def watched(self) -> bool:
        """Whether anyone wants to know how far the work has come."""
        return self.advance is not _say_nothing


Writer = Callable[[Source, IO[bytes], ExportOptions], None]
"""Writes a graph in one format to a binary stream, which need not be able to seek."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format in which the graph can be exported.

    Attributes:
        name: The name that the command line uses.
        suffix: The file name's suffix, such as ``ttl`` or ``csv.zip``.
        media_type: The registered media type.
        title: What it is.
        description: What it holds and what it is good for.
        write: What writes it.
        dataset: Whether it holds the named graphs beside the merged default graph.
        rdf: The engine's own name for it, if it is a format of RDF.
        specification: Where it is specified.
        needs: The optional package that writing it needs, or None.
        network: Whether it holds a network, which the recipe of the options decides.
    """

    name: str
    suffix: str
    media_type: str
    title: Texts
    description: Texts
    write: Writer
    dataset: bool = False
    rdf: ox.RdfFormat | None = None
    specification: str = ""
    needs: str | None = None
    network: bool = False

    def file_name(self, stem: str = "citygraph") -> str:
        """Return the name of a file in this format."""
        return f"{stem}.{self.suffix}"
