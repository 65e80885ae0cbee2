"""Reads the rows of a table, some documents or things at a time, in an order that is always the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from itertools import islice
from typing import Final, TypeGuard, TypeVar

import pyoxigraph as ox
from citygraph.graph.exports import ExportOptions, LineSorter, Source
from citygraph.queries.binding import bind
from citygraph.queries.incidence import Description, describe
from citygraph.queries.queryable import Term

from .documents import document_graphs
from .schema import Column, TableSchema
from .values import CellValue, values_of

__all__ = ["TableReader"]

_AT_ONCE: Final = 100
"""Documents or things that are asked for in one query: so many rows are in memory at a time."""

_DESCRIBED: Final = ("name", "level", "country")

T = TypeVar("T")
Properties = Mapping[str, Sequence[Term]]


class TableReader:
    """Reads tables from one source.

    Args:
        source: Where the facts are; anything that answers SPARQL.
        options: Base of IRIs, language of names, and who wants to know how far the work has come.
        tables: How many tables will be read, for telling how far the work has come.
    """

    def __init__(self, source: Source, options: ExportOptions, *, tables: int = 1) -> None:
        self._source = source
        self._options = options
        self._tables = tables
        self._done = 0

    def rows(self, table: TableSchema) -> Iterator[tuple[CellValue, ...]]:
        """Yield the rows of a table: by document and then by thing, or by thing alone.

        What has no IRI, which only data from elsewhere holds, has no row.
        """
        yield from self._all(table, self._merged(table) if table.reading == "merged" else self._stated(table))
        self._done += 1

    def rows_of(self, table: TableSchema, iris: Sequence[str]) -> Iterator[tuple[CellValue, ...]]:
        """Yield the rows of some things of a table that has a row for each thing, in the order given."""
        yield from self._all(table, self._described(table, iris, len(iris)))

    def _all(
        self, table: TableSchema, groups: Iterable[list[tuple[tuple[str, ...], Properties]]]
    ) -> Iterator[tuple[CellValue, ...]]:
        for group in groups:
            rows = [row for keys, found in group for row in self._made(table, keys, found)]
            yield from self._named(table, rows)

    @cached_property
    def _documents(self) -> list[str]:
        return document_graphs(self._source, self._options.identifiers)

    def _stated(self, table: TableSchema) -> Iterator[list[tuple[tuple[str, ...], Properties]]]:
        """Yield, for some documents at a time, the things that they describe with what they say of them."""
        sparql, seen = _query(table.reading), 0
        for names in _batches(self._documents):
            graphs: list[Term] = [ox.NamedNode(name) for name in names]
            values: dict[str, list[Term]] = {
                "graph": graphs,
                "class": [ox.NamedNode(each) for each in table.classes],
            }
            found: defaultdict[tuple[str, ...], defaultdict[str, list[Term]]]
            found = defaultdict(lambda: defaultdict(list))
            wanted = {column.property for column in table.columns}
            for row in self._ask(bind(sparql, values)):
                name, value = row["property"], row["value"]
                if isinstance(name, ox.NamedNode) and name.value in wanted and _is_term(value):
                    keys = [row[key] for key in ("graph", "thing", "part")[: 1 + table.keys]]
                    iris = tuple(key.value for key in keys if isinstance(key, ox.NamedNode))
                    if len(iris) == len(keys):
                        found[iris][name.value].append(value)
            yield [(keys[1:], properties) for keys, properties in sorted(found.items())]
            seen += len(names)
            self._say(seen, len(self._documents))

    def _merged(self, table: TableSchema) -> Iterator[list[tuple[tuple[str, ...], Properties]]]:
        """Yield, for some things of the table's class at a time, what is said of them."""
        with LineSorter() as sorter:
            total = 0
            for row in self._ask(
                bind(_query("keys"), {"class": [ox.NamedNode(each) for each in table.classes]})
            ):
                if isinstance(thing := row["thing"], ox.NamedNode):
                    sorter.write(f"{thing.value}\n".encode())
                    total += 1
            iris = (line[:-1].decode() for line in sorter.lines())
            yield from self._described(table, iris, total)

    def _described(
        self, table: TableSchema, iris: Iterable[str], total: int
    ) -> Iterator[list[tuple[tuple[str, ...], Properties]]]:
        inverse: list[Term] = [ox.NamedNode(column.property) for column in table.columns if column.inverse]
        seen = 0
        for batch in _batches(iris):
            found: dict[str, defaultdict[str, list[Term]]] = {iri: defaultdict(list) for iri in batch}
            values: dict[str, list[Term]] = {"thing": [ox.NamedNode(iri) for iri in batch]}
            self._gather(bind(_query("merged"), values), "", found)
            if inverse:
                self._gather(bind(_query("inverse"), values | {"property": inverse}), "^", found)
            yield [((iri,), found[iri]) for iri in batch]
            seen += len(batch)
            self._say(seen, total)

    def _gather(self, sparql: str, mark: str, found: dict[str, defaultdict[str, list[Term]]]) -> None:
        for row in self._ask(sparql):
            thing, name, value = row["thing"], row["property"], row["value"]
            if isinstance(name, ox.NamedNode) and isinstance(thing, ox.NamedNode) and _is_term(value):
                found[thing.value][mark + name.value].append(value)

    def _ask(self, sparql: str) -> ox.QuerySolutions:
        found = self._source.query(sparql)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError("a SELECT query gives solutions")
        return found

    def _made(
        self, table: TableSchema, keys: tuple[str, ...], found: Properties
    ) -> Iterator[list[CellValue]]:
        """Yield the rows of one thing: one, or one for each value of the column that wants it so."""
        row: list[CellValue] = []
        repeated: dict[int, list[CellValue]] = {}
        for place, column in enumerate(table.columns):
            if place < table.keys:
                row.append(keys[place])
                continue
            if column.kind in _DESCRIBED:
                row.append(None)
                continue
            terms = found.get(("^" if column.inverse else "") + column.property, ())
            values = values_of(column.kind, terms, self._options.language)
            if column.rows:
                repeated[place] = values
            row.append(_cell(column, values))
        if not repeated:
            yield row
        for place, values in repeated.items():
            for value in values:
                yield [*row[:place], value, *row[place + 1 :]]

    def _named(self, table: TableSchema, rows: Sequence[list[CellValue]]) -> Iterator[tuple[CellValue, ...]]:
        """Yield the rows with the names, levels and countries of the things in other columns."""
        place = {column.name: index for index, column in enumerate(table.columns)}
        wanted = [
            (place[column.name], column.kind, place[column.of]) for column in table.columns if column.of
        ]
        iris = {value for _, _, source in wanted for row in rows if isinstance(value := row[source], str)}
        known = describe(self._source, iris, language=self._options.language) if iris else {}
        for row in rows:
            for target, kind, source in wanted:
                thing = row[source]
                row[target] = _described(known[thing], kind) if isinstance(thing, str) else None
            yield tuple(row)

    def _say(self, seen: int, total: int) -> None:
        """Tell how far the work has come, in thousandths of all tables."""
        part = 1000 * seen // max(total, 1)
        self._options.advance(1000 * self._done + part, 1000 * self._tables)


def _cell(column: Column, values: Sequence[CellValue]) -> CellValue:
    if column.many:
        return tuple(sorted(value for value in values if isinstance(value, str)))
    return values[0] if values else None


def _described(description: Description, kind: str) -> str | None:
    if kind == "name":
        return description.name
    return description.level if kind == "level" else description.country


def _is_term(value: object) -> TypeGuard[Term]:
    return isinstance(value, ox.NamedNode | ox.Literal)


def _query(name: str) -> str:
    return (files("citygraph.queries.exports") / "rq" / f"{name}.rq").read_text(encoding="utf-8")


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    left = iter(items)
    while batch := list(islice(left, _AT_ONCE)):
        yield batch
