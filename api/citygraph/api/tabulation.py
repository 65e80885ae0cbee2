"""How tables of results look on a page: which columns show, and what their cells link to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citygraph.ontology.namespaces import PREFIXES, XSD
from citygraph.queries import Texts
from pyoxigraph import Literal, NamedNode

from .properties import FIELDS
from .statements import Fact

__all__ = [
    "Column",
    "Headings",
    "has_period",
    "is_iri",
    "is_number",
    "short",
    "shown_columns",
    "stated_fields",
]

_NUMBERS = tuple(XSD + name for name in ("integer", "decimal", "double", "float"))
_NAMES = {"article": "headline"}
_UNSHOWN_FIELDS = ("type", "modality", "review", "evidence", "approximate", "bound")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer as a page shows it.

    Attributes:
        title: What stands at its head.
        at: Its position in the answer's rows.
        link: Position of the IRI that its names link to, or None.
    """

    title: str
    at: int
    link: int | None


class Headings:
    """What stands at the head of an answer's columns, in either language.

    Args:
        texts: The headings that the queries folder keeps, by column.
    """

    def __init__(self, texts: Mapping[str, Texts]) -> None:
        self._texts = texts

    def of(self, column: str, language: str) -> str:
        """Return the heading of a column; a column of a query that the project does not know keeps its name."""
        texts = self._texts.get(column)
        return texts.said_in(language) if texts is not None else column


def is_iri(term: object) -> bool:
    """Return whether a cell is an IRI."""
    return isinstance(term, NamedNode)


def is_number(term: object) -> bool:
    """Return whether a cell is a number."""
    return isinstance(term, Literal) and term.datatype.value in _NUMBERS


def short(iri: str, base: str) -> str:
    """Return an IRI without the base or behind its prefix.

    >>> short("http://www.w3.org/ns/org#member", "https://w3id.org/citygraph/")
    'org:member'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri.removeprefix(base)


def shown_columns(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[Column]:
    """Return the columns worth showing: no empty ones, no review where all is accepted, an IRI joined to its name.

    >>> [(c.title, c.link) for c in shown_columns(["city", "cityName", "since"], [[1, 2, None]])]
    [('city', 0)]
    """
    names = list(columns)
    named_by = {
        column: names.index(name)
        for column in names
        for name in (f"{column}Name", _NAMES.get(column, ""))
        if name in names
    }
    hidden = set(named_by)
    link_of = {at: names.index(column) for column, at in named_by.items()}
    shown: list[Column] = []
    for at, column in enumerate(names):
        if column in hidden or not any(_says_something(column, row[at]) for row in rows):
            continue
        link = link_of.get(at)
        shown.append(Column(names[link] if link is not None else column, at, link))
    return shown


def _says_something(column: str, term: object) -> bool:
    """Return whether a cell makes its column worth showing: not empty, and not the review that is usual."""
    if isinstance(term, Literal) and (term.value == "" or (column == "review" and term.value == "accepted")):
        return False
    return term is not None


def stated_fields(fact: Fact) -> list[str]:
    """Return the fields that any statement of a fact gives, in reading order."""
    return [
        field
        for field in FIELDS
        if field not in _UNSHOWN_FIELDS
        and any(statement.properties.terms(field) for statement in fact.statements)
    ]


def has_period(fact: Fact) -> bool:
    """Return whether any statement of a fact says when."""
    return any(
        statement.properties.period.start or statement.properties.period.end for statement in fact.statements
    )
