"""What is stated of a row that is evidence: which row of which table, and what its cells say."""

from __future__ import annotations

from typing import Final

from citygraph.loaders.mapping import Triples, integer
from citygraph.ontology import CG, DCTERMS, OA, RDF, Identifiers, Place

from .rows import Row, Table

__all__ = ["RowEvidence"]

_FRAGMENTS: Final = "http://tools.ietf.org/rfc/rfc7111"


class RowEvidence:
    """States the rows of one table that facts rest on.

    Args:
        table: The table.
        identifier: Its id.
        identifiers: Mints the IRIs.
        out: Where the triples go.

    Attributes:
        places: Where each row stands that was stated, by the IRIs of what is stated of it.
    """

    def __init__(self, table: Table, identifier: str, identifiers: Identifiers, out: Triples) -> None:
        self.places: dict[str, Place] = {}
        self._table = table
        self._id = identifier
        self._ids = identifiers
        self._out = out

    def of(self, row: Row) -> str:
        """Return the IRI of a row, stated once."""
        table, out = self._ids.table(self._id), self._out
        evidence = self._ids.row(self._id, row.number)
        if evidence in self.places:
            return evidence
        fragment, quote = f"{table}#fragment={row.number}", f"{table}#exact={row.number}"
        out.type(evidence, OA + "SpecificResource")
        out.link(evidence, OA + "hasSource", table)
        out.link(evidence, OA + "hasSelector", fragment)
        out.link(evidence, OA + "hasSelector", quote)
        out.type(fragment, OA + "FragmentSelector")
        out.link(fragment, DCTERMS + "conformsTo", _FRAGMENTS)
        out.text(fragment, RDF + "value", f"row={row.number}")
        out.add(fragment, CG + "row", integer(row.number))
        out.type(quote, OA + "TextQuoteSelector")
        out.text(quote, OA + "exact", row.quoted())
        self.places.update(dict.fromkeys((evidence, fragment, quote), self._table.place(row)))
        return evidence
