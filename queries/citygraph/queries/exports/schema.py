"""The tables of an export and their columns, as the file beside this module declares them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, Literal

from citygraph.ontology import PREFIXES, Texts

__all__ = ["Column", "Kind", "TableSchema", "expanded", "load_tables"]

Kind = Literal[
    "iri",
    "word",
    "text",
    "string",
    "lexical",
    "date",
    "integer",
    "number",
    "boolean",
    "count",
    "name",
    "level",
    "country",
]
Reading = Literal["documents", "merged", "evidence"]

_KEYS: Final = {"documents": 1, "merged": 1, "evidence": 2}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name.
        title: What it holds.
        kind: The type of its values.
        property: IRI of the property whose values it holds; empty for a key.
        inverse: Whether the property points here.
        of: The column whose thing is named.
        many: Whether it holds all values; else the one that comes first.
        rows: Whether there is a row for each value.
        required: Whether it always has a value.
        refers: The table whose key the value is.
    """

    name: str
    title: Texts
    kind: Kind
    property: str = ""
    inverse: bool = False
    of: str = ""
    many: bool = False
    rows: bool = False
    required: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table of an export.

    Attributes:
        name: Its name.
        title: What it holds.
        reading: Where its rows come from: each document, the merged graph, or the passages of each document.
        classes: IRIs of the classes of the things that it has rows for.
        columns: Its columns.
        key: Names of the columns that tell its rows apart.
    """

    name: str
    title: Texts
    reading: Reading
    classes: tuple[str, ...]
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def keys(self) -> int:
        """How many of its first columns name the thing that a row is about."""
        return _KEYS[self.reading]


def load_tables() -> tuple[TableSchema, ...]:
    """Return every table, in the order in which people are shown them."""
    text = (files("citygraph.queries.exports") / "tables.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    common = content.pop("common")
    return tuple(_table(name, table, common) for name, table in content.items())


def expanded(name: str) -> str:
    """Return the IRI of a name with a prefix.

    >>> expanded("cg:partner")
    'https://w3id.org/citygraph/ontology#partner'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _table(name: str, table: Mapping[str, Any], common: Mapping[str, Any]) -> TableSchema:
    columns: dict[str, Any] = table["columns"]
    reading: Reading = "evidence" if "rows" in table else table.get("from", "documents")
    if reading == "documents":
        columns = {**common["first"], **columns, **common["last"]}
    made = tuple(_column(key, column) for key, column in columns.items())
    named = [column.name for column in made[: _KEYS[reading]]]
    if reading != "merged":
        named += ["article", *(column.name for column in made if column.rows)]
    return TableSchema(
        name=name,
        title=Texts(table["en"], table["id"]),
        reading=reading,
        classes=tuple(expanded(each) for each in table.get("classes", [])) or _class(table),
        columns=made,
        key=tuple(named),
    )


def _class(table: Mapping[str, Any]) -> tuple[str, ...]:
    return (expanded(table["class"]),) if "class" in table else ()


def _column(name: str, column: Mapping[str, Any]) -> Column:
    path: str = column.get("property", "")
    return Column(
        name=name,
        title=Texts(column["en"], column["id"]),
        kind=column["kind"],
        property=expanded(path.removeprefix("^")) if path else "",
        inverse=path.startswith("^"),
        of=column.get("of", ""),
        many=column.get("list", False),
        rows=column.get("rows", False),
        required=column.get("required", not (path or column.get("of"))) or column["kind"] == "count",
        refers=column.get("refers", ""),
    )
