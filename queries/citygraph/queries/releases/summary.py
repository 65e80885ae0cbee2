"""What changed between two releases, in numbers by kind and document."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import IO, Final, Literal

from citygraph.ontology import GRAPH_CONFLICTS, GRAPH_REFERENCE, PROV, RDF, RESERVED_DOCUMENTS, Identifiers

from .differences import Difference

__all__ = ["KINDS", "Changes", "KindChanges", "write_changes"]

KINDS: Final = (
    "membership",
    "partnership",
    "participation",
    "event",
    "programme",
    "initiative",
    "office",
    "figure",
)
"""The kinds of facts, as they are written in IRIs."""

Change = Literal["added", "removed", "changed"]

_TYPE: Final = f"<{RDF}type>".encode()
_DERIVED: Final = f"<{PROV}wasDerivedFrom>".encode()


@dataclass(slots=True)
class KindChanges:
    """How many things were added, removed and changed."""

    added: int = 0
    removed: int = 0
    changed: int = 0

    def count(self, change: Change) -> None:
        """Count one."""
        setattr(self, change, getattr(self, change) + 1)


@dataclass(slots=True)
class Changes:
    """What changed between two releases.

    Attributes:
        statements_added: Statements that are new, in all graphs.
        statements_removed: Statements that are gone.
        facts: Facts by kind.
        documents: Facts by document.
        things: Cities, networks and other things whose description is new, gone or another.
        conflicts: Conflicts.
    """

    statements_added: int = 0
    statements_removed: int = 0
    facts: dict[str, KindChanges] = field(default_factory=lambda: {kind: KindChanges() for kind in KINDS})
    documents: dict[str, KindChanges] = field(default_factory=dict[str, KindChanges])
    things: KindChanges = field(default_factory=KindChanges)
    conflicts: KindChanges = field(default_factory=KindChanges)

    @property
    def total(self) -> KindChanges:
        """All facts together."""
        values = self.facts.values()
        return KindChanges(
            sum(one.added for one in values),
            sum(one.removed for one in values),
            sum(one.changed for one in values),
        )


def write_changes(
    found: Iterable[Difference],
    identifiers: Identifiers,
    *,
    added: IO[bytes],
    removed: IO[bytes],
    facts: IO[bytes],
) -> Changes:
    """Write what changed, and return the numbers.

    Args:
        found: The differences, in canonical order.
        identifiers: The base of instance IRIs.
        added: Where statements that are new go, as N-Quads.
        removed: Where statements that are gone go.
        facts: Where a list of the facts concerned goes, as CSV: document, kind, change, fact.
    """
    changes = Changes()
    text = io.TextIOWrapper(facts, encoding="utf-8", newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(("document", "kind", "change", "fact"))
    sorter = _Sorter(identifiers)
    documents: defaultdict[str, KindChanges] = defaultdict(KindChanges)
    for (graph, subject), group in groupby(_written(found, changes, added, removed), key=_subject):
        differences = list(group)
        place = sorter.place(graph)
        if place == GRAPH_REFERENCE:
            changes.things.count(_became(differences, _TYPE))
        elif place == GRAPH_CONFLICTS:
            changes.conflicts.count(_became(differences, _TYPE))
        elif place is not None:
            kind = sorter.kind(subject)
            change = _became(differences, _DERIVED)
            documents[place].count(change) if kind else documents[place]
            if kind:
                changes.facts[kind].count(change)
                rows.writerow((place, kind, change, subject.decode()[1:-1]))
    changes.documents = dict(documents)
    text.flush()
    text.detach()
    return changes


class _Sorter:
    """Tells documents from other graphs, and the kinds of facts."""

    def __init__(self, identifiers: Identifiers) -> None:
        self._base = identifiers.base.encode()
        self._documents = identifiers.document_graph("").encode()
        self._common: Mapping[bytes, str] = {
            identifiers.common_graph(name).encode(): name for name in (GRAPH_REFERENCE, GRAPH_CONFLICTS)
        }

    def place(self, graph: bytes) -> str | None:
        """Return the document's id, the name of a common graph, or None for graphs that follow from others."""
        if graph in self._common:
            return self._common[graph]
        if graph.startswith(self._documents):
            name = graph.removeprefix(self._documents).decode()
            return None if name in RESERVED_DOCUMENTS else name
        return None

    def kind(self, subject: bytes) -> str | None:
        """Return the kind of the fact of that IRI, or None where it is no fact."""
        iri = subject[1:-1]
        if not iri.startswith(self._base) or b"#" in iri:
            return None
        kind = iri.removeprefix(self._base).partition(b"/")[0].decode("utf-8", "replace")
        return kind if kind in KINDS else None


def _written(
    found: Iterable[Difference], changes: Changes, added: IO[bytes], removed: IO[bytes]
) -> Iterator[Difference]:
    """Write each difference where it goes, count it, and pass it on."""
    for each in found:
        if each.added:
            added.write(each.line)
            changes.statements_added += 1
        else:
            removed.write(each.line)
            changes.statements_removed += 1
        yield each


def _subject(each: Difference) -> tuple[bytes, bytes]:
    return each.graph, each.statement.partition(b" ")[0]


def _became(differences: Iterable[Difference], property_: bytes) -> Change:
    """Return what became of a thing that is there as long as it has a value of the property."""
    signs = {each.added for each in differences if each.statement.split(b" ", 2)[1] == property_}
    if len(signs) != 1:
        return "changed"
    return "added" if signs.pop() else "removed"
