"""The tables as CSV, with the metadata that CSV on the Web asks for."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import IO, Final

from citygraph.graph.exports import ExportFormat, ExportOptions, Source
from citygraph.ontology import Texts

from .archive import Member, write_archive
from .rows import TableReader
from .schema import Column, TableSchema, load_tables
from .values import CellValue

__all__ = ["CSV", "METADATA", "csv_members", "escaped", "metadata", "unescaped"]

METADATA: Final = "csv-metadata.json"
"""The name under which a reader of CSV on the Web looks for metadata."""

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TYPES: Final = {
    "iri": "anyURI",
    "date": "date",
    "integer": "integer",
    "count": "integer",
    "number": "number",
    "boolean": "boolean",
}
_BAR: Final = "|"
_APOSTROPHE: Final = Texts(
    "A text that begins with = + - @, a tab, a line break or an apostrophe has one more apostrophe before it, so "
    "that no spreadsheet takes it for a formula. Take one leading apostrophe away to have the text back.",
    "Teks yang diawali = + - @, tab, ganti baris, atau apostrof diberi satu apostrof tambahan di depannya, agar "
    "tidak dianggap rumus oleh program lembar kerja. Buang satu apostrof di depan untuk memperoleh teks aslinya.",
)


def csv_members(source: Source, options: ExportOptions) -> Iterator[Member]:
    """Yield the metadata and then a file for each table."""
    tables = load_tables()
    text = json.dumps(metadata(tables, options), ensure_ascii=False, indent=2) + "\n"
    yield Member(METADATA, partial(_write_text, text))
    reader = TableReader(source, options, tables=len(tables))
    for table in tables:
        yield Member(f"{table.name}.csv", partial(_write_table, table, reader))


def metadata(tables: Sequence[TableSchema], options: ExportOptions) -> dict[str, object]:
    """Return what CSV on the Web must know of the tables: columns, types, keys, licence."""
    keys = {table.name: table.key[0] for table in tables}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _said("citygraph: how cities work together", "citygraph: kerja sama antarkota"),
        "dc:license": {"@id": LICENCE},
        "dc:source": {"@id": options.identifiers.base},
        "rdfs:comment": _said(_APOSTROPHE.en, _APOSTROPHE.id),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True, "doubleQuote": True},
        "tables": [_described(table, keys) for table in tables],
    }


def escaped(text: str) -> str:
    """Return the text as it stands in a cell: what a spreadsheet would take for a formula after an apostrophe.

    >>> escaped("=1+1"), escaped("'s-Hertogenbosch"), escaped("Malang")
    ("'=1+1", "''s-Hertogenbosch", 'Malang')
    """
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def unescaped(cell: str) -> str:
    """Return the text that stands in a cell.

    >>> unescaped("'=1+1")
    '=1+1'
    """
    return cell.removeprefix("'")


def _described(table: TableSchema, keys: Mapping[str, str]) -> dict[str, object]:
    schema: dict[str, object] = {
        "columns": [_column(column) for column in table.columns],
        "primaryKey": list(table.key),
        "aboutUrl": f"{{+{table.columns[0].name}}}",
    }
    references = [
        {
            "columnReference": column.name,
            "reference": {"resource": f"{column.refers}.csv", "columnReference": keys[column.refers]},
        }
        for column in table.columns
        if column.refers
    ]
    if references:
        schema["foreignKeys"] = references
    return {
        "url": f"{table.name}.csv",
        "dc:title": _said(table.title.en, table.title.id),
        "tableSchema": schema,
    }


def _column(column: Column) -> dict[str, object]:
    described: dict[str, object] = {
        "name": column.name,
        "dc:description": _said(column.title.en, column.title.id),
        "datatype": _TYPES.get(column.kind, "string"),
    }
    if column.required:
        described["required"] = True
    if column.many:
        described["separator"] = " " if column.kind == "iri" else _BAR
    if column.property and column.kind not in ("count", "word", "lexical"):
        described["propertyUrl"] = column.property
    else:
        described["suppressOutput"] = True
    return described


def _said(en: str, id_: str) -> list[dict[str, str]]:
    """Return a text in both languages as metadata write it."""
    return [{"@value": en, "@language": "en"}, {"@value": id_, "@language": "id"}]


def _write_text(text: str, out: IO[bytes]) -> None:
    out.write(text.encode())


def _write_table(table: TableSchema, reader: TableReader, out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=False)
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        for row in reader.rows(table):
            writer.writerow([_cell(value, column) for value, column in zip(row, table.columns, strict=True)])
        text.flush()
    finally:
        text.detach()


def _cell(value: CellValue, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, tuple):
        return escaped(" ".join(value) if column.kind == "iri" else _BAR.join(map(_unbarred, value)))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _unbarred(text: str) -> str:
    """Return a text of a list without the sign that separates them."""
    return text.replace(_BAR, "¦")


def _write(source: Source, out: IO[bytes], options: ExportOptions) -> None:
    write_archive(csv_members(source, options), out)


CSV: Final = ExportFormat(
    name="csv",
    suffix="csv.zip",
    media_type="application/zip",
    title=Texts("CSV with metadata (CSVW)", "CSV dengan metadata (CSVW)"),
    description=Texts(
        "One table for each kind: cities, networks, memberships, partnerships, participations, events and more",
        "Satu tabel untuk setiap jenis: kota, jejaring, keanggotaan, kemitraan, keikutsertaan, acara, dan lainnya",
    ),
    write=_write,
    specification="https://www.w3.org/TR/tabular-metadata/",
)
