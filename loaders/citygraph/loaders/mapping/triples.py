"""Collects the triples of a document, in the canonical forms that the store keeps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pyoxigraph as ox
from citygraph.ontology import RDF, XSD

__all__ = ["Triples", "decimal", "integer", "iri", "text"]

_TYPE = ox.NamedNode(RDF + "type")
_DATE = ox.NamedNode(XSD + "date")
_INTEGER = ox.NamedNode(XSD + "integer")
_DECIMAL = ox.NamedNode(XSD + "decimal")
_BOOLEAN = ox.NamedNode(XSD + "boolean")

Object = ox.NamedNode | ox.Literal


def iri(value: str) -> ox.NamedNode:
    """Return an IRI as a term."""
    return ox.NamedNode(value)


def text(value: str, language: str | None = None) -> ox.Literal:
    """Return a text as a literal, with its language where that is known."""
    return ox.Literal(value, language=language.lower()) if language else ox.Literal(value)


def integer(value: int) -> ox.Literal:
    """Return a whole number as xsd:integer."""
    return ox.Literal(str(value), datatype=_INTEGER)


def decimal(value: Decimal) -> ox.Literal:
    """Return a number as xsd:decimal in its canonical form."""
    return ox.Literal(format(value.normalize(), "f"), datatype=_DECIMAL)


class Triples:
    """A growing set of triples."""

    def __init__(self) -> None:
        self._triples: set[ox.Triple] = set()

    def type(self, subject: str, *classes: str) -> None:
        """State the classes of a subject."""
        for name in classes:
            self._triples.add(ox.Triple(iri(subject), _TYPE, iri(name)))

    def link(self, subject: str, predicate: str, target: str) -> None:
        """State that subject and target, both IRIs, are related."""
        self.add(subject, predicate, iri(target))

    def add(self, subject: str, predicate: str, value: Object) -> None:
        """State a property of a subject."""
        self._triples.add(ox.Triple(iri(subject), iri(predicate), value))

    def text(self, subject: str, predicate: str, value: str | None, language: str | None = None) -> None:
        """State a text, or nothing when it is None."""
        if value is not None:
            self.add(subject, predicate, text(value, language))

    def date(self, subject: str, predicate: str, value: date) -> None:
        """State a date as xsd:date."""
        self.add(subject, predicate, ox.Literal(value.isoformat(), datatype=_DATE))

    def flag(self, subject: str, predicate: str, value: bool) -> None:
        """State that a property holds; nothing when it does not."""
        if value:
            self.add(subject, predicate, ox.Literal("true", datatype=_BOOLEAN))

    def frozen(self) -> frozenset[ox.Triple]:
        """Return what was stated."""
        return frozenset(self._triples)
