"""Facts as a table: one row for each article that states one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from citygraph.queries import Table
from citygraph.queries.tables import Value

from .labels import Reference
from .periods import Moment
from .properties import Properties
from .statements import Evidence, Fact, Statement

__all__ = ["fact_table"]

_WHO: Final = ("member", "partner", "participant", "led_by", "collaborator", "host", "organizer", "subject")
_WHAT: Final = ("organization", "in", "within", "part_of")
_COLUMNS: Final = (
    *(
        "fact",
        "kind",
        "name",
        "modality",
        "stage",
        "review",
        "start",
        "startPrecision",
        "end",
        "endPrecision",
    ),
    *("who", "whoNames", "what", "whatNames", "role", "form", "office", "measure", "value", "unit", "topics"),
    *("article", "headline", "publisher", "published", "passages"),
)


def fact_table(facts: Iterable[Fact], *, dataset: str) -> Table:
    """Return facts as rows, with the digest of the dataset at the end of each.

    Several things in one cell are separated by spaces when they are IRIs and by semicolons when they are names, in
    the same order. Passages are the first and the last character in the article's text, as ``12-40``, or a table's
    row, as ``row=17``.
    """
    rows = tuple(_row(fact, statement) for fact in facts for statement in fact.statements)
    return Table(_COLUMNS, rows, origin=(("dataset", dataset),))


def _row(fact: Fact, statement: Statement) -> tuple[Value, ...]:
    said = statement.properties
    start, end = said.moment("start"), said.moment("end")
    who, what = _things(said, _WHO), _things(said, _WHAT)
    article = statement.article
    published = article.properties.moment("published")
    return (
        fact.iri,
        fact.kind,
        said.text("label"),
        statement.modality,
        said.word("stage"),
        statement.review,
        *_dated(start),
        *_dated(end),
        _iris(who),
        _names(who),
        _iris(what),
        _names(what),
        _names(said.things("role")),
        _names(said.things("form")),
        said.text("office"),
        said.text("measure"),
        said.number("value"),
        said.text("unit"),
        _names(said.things("topic")),
        article.thing.iri,
        article.thing.label,
        _names(article.properties.things("publisher")),
        published.date if published else None,
        " ".join(_place(part) for part in statement.evidence if (part.start, part.row) != (None, None))
        or None,
    )


def _place(part: Evidence) -> str:
    return f"row={part.row}" if part.row is not None else f"{part.start}-{part.end}"


def _things(said: Properties, fields: Iterable[str]) -> list[Reference]:
    return list({thing.iri: thing for field in fields for thing in said.things(field)}.values())


def _dated(moment: Moment | None) -> tuple[Value, Value]:
    return (None, None) if moment is None else (moment.date, moment.precision.lower())


def _iris(things: Iterable[Reference]) -> str | None:
    return " ".join(thing.iri for thing in things) or None


def _names(things: Iterable[Reference]) -> str | None:
    return "; ".join(thing.label for thing in things) or None
