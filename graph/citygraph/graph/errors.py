"""What can go wrong when the graph is opened, written or asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from citygraph.ontology import CityGraphError

if TYPE_CHECKING:
    from .findings import Finding
    from .manifest import Damage

__all__ = [
    "ChangeRefused",
    "DocumentInvalid",
    "MergeRefused",
    "NotAStore",
    "QueryFailed",
    "QueryRefused",
    "QuerySyntax",
    "QueryTooLong",
    "StoreDamaged",
    "StoreInUse",
    "StoreUnwritable",
    "UnknownDocument",
]


class DocumentInvalid(CityGraphError):
    """The SHACL gate refused a document.

    Attributes:
        document: The document's id.
        findings: Every violation and warning found.
    """

    code = "document-invalid"

    def __init__(self, document: str, findings: Sequence[Finding]) -> None:
        violations = [f for f in findings if f.is_violation]
        first = violations[0]
        more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
        super().__init__(
            f"document {document!r} breaks the shape {first.shape}: {first.message}{more}", place=first.place
        )
        self.document = document
        self.findings = tuple(findings)


class MergeRefused(CityGraphError):
    """Two IRIs cannot be merged: they are not two things of one kind that the graph knows."""

    code = "merge-refused"


class ChangeRefused(CityGraphError):
    """The documents would not be valid; nothing is changed.

    Attributes:
        findings: What is wrong with each of them.
    """

    code = "change-refused"

    def __init__(self, findings: Iterable[tuple[str, Finding]]) -> None:
        found = [(document, finding) for document, finding in findings if finding.is_violation]
        self.findings = tuple(f"{document}: {finding}" for document, finding in found)
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        super().__init__(
            f"nothing is changed, since the shapes refuse it: {self.findings[0]}{more}",
            hint="correct what the findings name; the ontology lists the shapes",
        )


class NotAStore(CityGraphError):
    """The folder is no citygraph store, or one of another base or format."""

    code = "not-a-store"


class StoreInUse(CityGraphError):
    """Another process has the store open for writing.

    Attributes:
        path: The store's folder, or its address.
        owner: Who holds it, as text, or None when unknown.
    """

    code = "store-in-use"

    def __init__(self, path: Path | str, owner: str | None, *, hint: str | None = None) -> None:
        super().__init__(
            f"the store {path} is being written by {owner or 'another process'}",
            hint=hint or "wait until it has finished, or stop it",
        )
        self.path = path
        self.owner = owner


class StoreDamaged(CityGraphError):
    """What the store holds is not what its manifest says.

    Attributes:
        path: The store's folder.
        damage: What is missing or damaged, document by document.
    """

    code = "store-damaged"

    def __init__(self, path: Path, damage: Sequence[Damage], *, hint: str | None = None) -> None:
        listed = "; ".join(str(d) for d in damage[:5])
        more = f"; and {len(damage) - 5} more" if len(damage) > 5 else ""
        super().__init__(
            f"the store {path} does not hold what its manifest says: {listed}{more}",
            hint=hint or "load these documents again with 'citygraph load --repair'",
        )
        self.path = path
        self.damage = tuple(damage)


class StoreUnwritable(CityGraphError):
    """The disk refused a write: it is full, or the folder may not be written.

    What was reported as loaded before stays; what was not may be there or not, each document whole, and the next
    opening settles it.
    """

    code = "store-unwritable"


class UnknownDocument(CityGraphError):
    """No document of that id is in the graph."""

    code = "unknown-document"


class QuerySyntax(CityGraphError):
    """The query is no valid SPARQL.

    Attributes:
        line: Line of the error, counted from 1, when known.
        column: Column of the error, counted from 1, when known.
        excerpt: The line of the error with a caret under the place, when known.
    """

    code = "query-syntax"

    def __init__(
        self,
        what: str,
        *,
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
        excerpt: str | None = None,
    ) -> None:
        super().__init__(what, hint=hint)
        self.line = line
        self.column = column
        self.excerpt = excerpt


class QueryFailed(CityGraphError):
    """The store could not answer the query."""

    code = "query-failed"


class QueryTooLong(CityGraphError):
    """The query's text is longer than the limit.

    Attributes:
        limit: The limit in bytes.
    """

    code = "query-too-long"

    def __init__(self, limit: int) -> None:
        super().__init__(f"the query is longer than {limit:,} bytes", hint="ask for less at once")
        self.limit = limit


class QueryRefused(CityGraphError):
    """The query asks for something that citygraph does not do, such as fetching from elsewhere."""

    code = "query-refused"
