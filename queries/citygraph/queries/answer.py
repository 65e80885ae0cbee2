"""Asks a ready query of a graph and gives its answer as rows."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox
from citygraph.ontology import XSD, Identifiers

from .binding import bind
from .catalogue import Parameter, ReadyQuery
from .errors import BadParameter, MissingParameter, UnknownParameter
from .names import resolve
from .queryable import Cell, Queryable, Term, select

__all__ = ["Answer", "ask", "bound"]


_COUNTRY: Final = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a ready query gives for some parameters.

    Attributes:
        query: The question.
        parameters: The terms that its parameters were bound to; those left out are not in it.
        columns: Names of the columns.
        rows: One tuple of terms for each row, in the query's order; None where nothing is stated.
        dataset: Digest of the dataset that was asked.
    """

    query: ReadyQuery
    parameters: Mapping[str, Term]
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    dataset: str


def ask(
    graph: Queryable,
    query: ReadyQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    identifiers: Identifiers | None = None,
) -> Answer:
    """Return what the graph answers.

    Args:
        graph: The graph to ask.
        query: The ready query.
        parameters: Values as a person types them: a city as ``Palembang, ID``, its IRI or its key; a date as
            ``2024-07-31``. An empty value counts as left out.
        identifiers: The base of instance IRIs, if not the default one.

    Raises:
        UnknownParameter: The query has no such parameter.
        MissingParameter: It needs one that is not there.
        BadParameter: A value is not of its parameter's type.
        UnknownName: The graph holds nothing by that name.
        AmbiguousName: It holds several things by that name.
    """
    terms = _terms(graph, query, parameters or {}, identifiers)
    columns, rows = select(graph, bind(query.sparql, {name: [term] for name, term in terms.items()}))
    stated = tuple(tuple(_stated(cell) for cell in row) for row in rows)
    return Answer(query=query, parameters=terms, columns=columns, rows=stated, dataset=graph.digest)


def bound(
    graph: Queryable,
    query: ReadyQuery,
    parameters: Mapping[str, str] | None = None,
    *,
    identifiers: Identifiers | None = None,
) -> str:
    """Return the SPARQL that :func:`ask` runs for these parameters, to be shown or run elsewhere.

    Raises:
        CityGraphError: As :func:`ask` does.
    """
    terms = _terms(graph, query, parameters or {}, identifiers)
    return bind(query.sparql, {name: [term] for name, term in terms.items()})


def _stated(cell: Cell) -> Cell:
    """Return None for the empty text that the queries give where nothing is stated."""
    return None if isinstance(cell, ox.Literal) and cell.value == "" else cell


def _terms(
    graph: Queryable, query: ReadyQuery, parameters: Mapping[str, str], identifiers: Identifiers | None
) -> dict[str, Term]:
    for name in parameters:
        if query.parameter(name) is None:
            raise UnknownParameter(query.name, name, [one.name for one in query.parameters])
    terms: dict[str, Term] = {}
    for parameter in query.parameters:
        value = parameters.get(parameter.name, "").strip()
        if value:
            terms[parameter.name] = _term(graph, parameter, value, identifiers)
        elif parameter.required:
            raise MissingParameter(query.name, parameter.name, parameter.example)
    return terms


def _term(graph: Queryable, parameter: Parameter, value: str, identifiers: Identifiers | None) -> Term:
    if parameter.type == "text":
        return ox.Literal(value)
    if parameter.type == "integer":
        try:
            return ox.Literal(int(value))
        except ValueError as error:
            raise BadParameter(parameter.name, value, "a whole number") from error
    if parameter.type == "date":
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError as error:
            raise BadParameter(parameter.name, value, "a date such as 2024-07-31") from error
        return ox.Literal(day.isoformat(), datatype=ox.NamedNode(f"{XSD}date"))
    if parameter.type == "country":
        if not _COUNTRY.fullmatch(value):
            raise BadParameter(parameter.name, value, "a country's two letters, such as ID")
        return ox.Literal(value.upper())
    return resolve(graph, parameter.type, value, identifiers=identifiers)
