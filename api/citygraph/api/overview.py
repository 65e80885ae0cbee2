"""What the first page tells of the whole graph, asked once for each state of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal

from .facts import listed_of_kind
from .site import Site

__all__ = ["Overview", "overview_of"]

_PARTNERSHIPS: Final = 12


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts, and what stands for many.

    Attributes:
        counts: How many there are, by what: ``cities``, ``facts``, ``Partnership`` and so on.
        partnerships: The IRIs of the first partnerships, agreed ones and old ones first.
    """

    counts: Mapping[str, int]
    partnerships: tuple[str, ...]


def overview_of(site: Site) -> Overview:
    """Return what the first page tells of the present state of the data."""
    return site.overviews.get(site.graph.digest, "", lambda: _look(site))


def _look(site: Site) -> Overview:
    counts: dict[str, int] = {}
    for row in site.selections.rows("counts"):
        what, count = row.get("what"), row.get("count")
        if isinstance(what, Literal) and isinstance(count, Literal):
            counts[what.value] = int(count.value)
    listed = listed_of_kind(site.selections, "Partnership")
    return Overview(counts, tuple(each.iri for each in listed[:_PARTNERSHIPS]))
