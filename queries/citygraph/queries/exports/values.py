"""Values of a table's cells, made of the terms of the graph."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

import pyoxigraph as ox
from citygraph.ontology import XSD

from .schema import Kind

__all__ = ["CellValue", "values_of"]

CellValue = str | bool | int | float | Decimal | datetime.date | tuple[str, ...] | None
"""What a cell holds: None where nothing is stated."""

Term = ox.NamedNode | ox.Literal

_INTEGER: Final = f"{XSD}integer"
_DECIMAL: Final = f"{XSD}decimal"
_FLOATS: Final = (f"{XSD}double", f"{XSD}float")
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORDS: Final = {"stage-ended": "ended"}


def values_of(kind: Kind, terms: Sequence[Term], language: str) -> list[CellValue]:
    """Return the values of that kind among the terms: the first is the one to take where one is wanted.

    Args:
        kind: What is wanted; terms of another kind are passed over.
        terms: What the graph holds.
        language: BCP 47 tag of the language in which texts are preferred.
    """
    if kind == "count":
        return [len(set(terms))]
    if kind == "text":
        texts = {term for term in terms if isinstance(term, ox.Literal)}
        ordered = sorted(texts, key=lambda term: (_rank(term, language), term.value, term.language or ""))
        return list(dict.fromkeys(term.value for term in ordered))
    make = _MAKERS[kind]
    found = {term: make(term) for term in terms}
    return [found[term] for term in sorted(found, key=str) if found[term] is not None]


def _rank(term: ox.Literal, language: str) -> int:
    if term.language == language:
        return 0
    return 1 if term.language is None else 2


def _iri(term: Term) -> str | None:
    return term.value if isinstance(term, ox.NamedNode) else None


def _word(term: Term) -> str | None:
    """Return the last part of an IRI in small letters: ``at-least`` for ``cg:AtLeast``."""
    if isinstance(term, ox.Literal):
        return term.value
    last = re.split(r"[/#]", term.value)[-1]
    word = _CAPITAL.sub("-", last).lower()
    return _WORDS.get(word, word)


def _string(term: Term) -> str | None:
    return term.value if isinstance(term, ox.Literal) else None


def _lexical(term: Term) -> str:
    return term.value


def _date(term: Term) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(term.value[:10])
    except ValueError:
        return None


def _integer(term: Term) -> int | None:
    try:
        return int(term.value) if isinstance(term, ox.Literal) else None
    except ValueError:
        return None


def _number(term: Term) -> int | float | Decimal | None:
    if not isinstance(term, ox.Literal):
        return None
    try:
        if term.datatype.value == _INTEGER:
            return int(term.value)
        if term.datatype.value == _DECIMAL:
            return Decimal(term.value)
        value = float(term.value) if term.datatype.value in _FLOATS else float("nan")
        return value if abs(value) < float("inf") else None
    except (ValueError, InvalidOperation):
        return None


def _boolean(term: Term) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(term.value)


_MAKERS: Final[Mapping[str, Callable[[Term], CellValue]]] = {
    "iri": _iri,
    "word": _word,
    "string": _string,
    "lexical": _lexical,
    "date": _date,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
}
