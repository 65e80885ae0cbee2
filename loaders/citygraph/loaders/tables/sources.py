"""What is stated of a table, and of the sources that its rows state."""

from __future__ import annotations

import hashlib
from typing import Final

from citygraph.graph import SourceDocument
from citygraph.loaders.facts import Period
from citygraph.loaders.mapping import Triples, individual, iri
from citygraph.ontology import CG, ORG, PROV, RDFS, SCHEMA, Identifiers, slug

from .description import TableInfo
from .rows import Table
from .stated import RowSource

__all__ = ["SourceDescribing", "source_id"]

_ADDRESS: Final = ("http://", "https://")
_NOT_IN_ADDRESSES: Final = frozenset('<>"{}|\\^`')
_LONGEST: Final = 1_000


class SourceDescribing:
    """Describes one table and its sources, a document for each.

    Args:
        table: The table.
        info: Where it comes from.
        identifier: Its id.
        identifiers: Mints the IRIs.
    """

    def __init__(self, table: Table, info: TableInfo, identifier: str, identifiers: Identifiers) -> None:
        self._table = table
        self._info = info
        self._id = identifier
        self._ids = identifiers
        self._title = info.title or table.file.name

    def table(self) -> SourceDocument:
        """Return the description of the table."""
        info, out = self._info, Triples()
        subject = self._ids.table(self._id)
        out.text(subject, SCHEMA + "headline", self._title, info.language)
        out.text(subject, CG + "textSha256", self._table.sha256)
        if info.url is not None:
            out.link(subject, SCHEMA + "url", info.url)
        if info.licence is not None:
            out.link(subject, SCHEMA + "license", info.licence)
        if info.retrieved is not None and info.retrieved.last is not None:
            out.date(subject, CG + "retrieved", info.retrieved.last)
        if info.publisher is not None:
            publisher = self._ids.organisation(info.publisher)
            out.type(publisher, ORG + "Organization")
            out.text(publisher, RDFS + "label", info.publisher)
            out.link(subject, SCHEMA + "publisher", publisher)
        return self._described(self._id, subject, info.published, out)

    def source(self, identifier: str, source: RowSource) -> SourceDocument:
        """Return the description of a source that rows state."""
        out = Triples()
        subject = self._ids.table(identifier)
        title = f"{self._title}: {source.text}"[:_LONGEST]
        out.text(subject, SCHEMA + "headline", title, self._info.language)
        out.link(subject, SCHEMA + "isPartOf", self._ids.table(self._id))
        if _is_address(source.text):
            out.link(subject, SCHEMA + "url", source.text)
        return self._described(identifier, subject, source.published, out)

    def _described(
        self, identifier: str, subject: str, published: Period | None, out: Triples
    ) -> SourceDocument:
        out.type(subject, SCHEMA + "Dataset", PROV + "Entity")
        out.text(subject, SCHEMA + "inLanguage", self._info.language)
        if published is not None and published.first and published.last and published.start_precision:
            out.date(subject, SCHEMA + "datePublished", published.first)
            out.date(subject, CG + "publishedUntil", published.last)
            out.link(subject, CG + "publishedPrecision", individual(published.start_precision))
            out.flag(subject, CG + "publishedApproximate", published.start_approximate)
        places = {subject: self._table.place(None)}
        return SourceDocument(identifier, iri(subject), out.frozen(), frozenset(), places)


def source_id(table: str, source: RowSource) -> str:
    """Return the id of a source that rows of a table state, from its text and date."""
    words = source.text.partition("://")[2] if _is_address(source.text) else source.text
    exact = f"{source.text}\n{source.published or ''}"
    return f"{table}-{slug(words[:40])}-{hashlib.sha256(exact.encode()).hexdigest()[:8]}"


def _is_address(text: str) -> bool:
    return text.startswith(_ADDRESS) and not any(sign.isspace() or sign in _NOT_IN_ADDRESSES for sign in text)
