"""Conflicts between sources as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from .facts import Facts
from .labels import Labels, Reference
from .properties import Properties
from .selections import Selections
from .statements import Fact

__all__ = ["Conflict", "Conflicts"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources, or two passages of one, that do not agree.

    Attributes:
        thing: The conflict with its name and page.
        properties: Its kind, what it concerns, the values stated, its resolution.
        facts: The facts involved, each with its sources.
    """

    thing: Reference
    properties: Properties
    facts: tuple[Fact, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody and no rule has resolved it."""
        return self.properties.word("resolution_status") != "resolved"


class Conflicts:
    """Reads conflicts for one page.

    Args:
        selections: Asks the graph.
        labels: Names things.
        facts: Reads the facts involved.
    """

    def __init__(self, selections: Selections, labels: Labels, facts: Facts) -> None:
        self._selections = selections
        self._labels = labels
        self._facts = facts

    def all(self) -> list[Conflict]:
        """Return every conflict, open ones first."""
        rows = self._selections.rows("conflicts")
        return self._sorted(row["conflict"].value for row in rows)

    def about(self, iri: str) -> list[Conflict]:
        """Return the conflicts that touch a thing, itself or through a fact that names it."""
        rows = self._selections.rows("conflicts_about", this=NamedNode(iri))
        return self._sorted(row["conflict"].value for row in rows)

    def one(self, iri: str) -> Conflict:
        """Return one conflict."""
        properties = self._facts.properties(iri)
        facts = self._facts.read(properties.iris("involves"))
        return Conflict(self._labels.of(iri), properties, tuple(facts))

    def _sorted(self, iris: Iterable[str]) -> list[Conflict]:
        return sorted(
            (self.one(iri) for iri in sorted(set(iris))),
            key=lambda conflict: (not conflict.is_open, conflict.thing.iri),
        )
