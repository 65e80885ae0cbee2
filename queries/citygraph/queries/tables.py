"""Prints answers and reports as a text table, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Final

import pyoxigraph as ox
from citygraph.ontology import BASE, XSD

from .answer import Answer
from .queryable import Cell
from .report import CentralityReport, CentralityRow

__all__ = [
    "Table",
    "Value",
    "answer_json",
    "answer_table",
    "report_json",
    "report_table",
    "to_csv",
    "to_text",
]

Value = str | int | float | bool | None

_NUMBERS: Final = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double", "float"))
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDEST: Final = 48


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, with what to say below them.

    Attributes:
        columns: Names of the columns.
        rows: One tuple of values for each row.
        footer: Lines that a reader needs to read the rows right.
        origin: Columns repeated on every row of a CSV file, so that it says by itself where it came from.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    footer: tuple[str, ...] = ()
    origin: tuple[tuple[str, str], ...] = ()


def answer_table(answer: Answer, *, language: str = "en") -> Table:
    """Return a ready query's answer as a table, with its question, parameters and dataset below."""
    asked = "; ".join(f"{name} = {term.value}" for name, term in answer.parameters.items())
    footer = [answer.query.title.said_in(language)]
    if asked:
        footer.append(asked)
    footer.append(f"dataset {answer.dataset}")
    return Table(
        columns=answer.columns,
        rows=tuple(tuple(_value(cell) for cell in row) for row in answer.rows),
        footer=tuple(footer),
        origin=(("query", answer.query.name), ("dataset", answer.dataset)),
    )


def report_table(report: CentralityReport, *, language: str = "en") -> Table:
    """Return a centrality report as a table, with its recipe, counts and caveats below."""
    counts, recipe = report.counts, report.recipe
    sizes = " + ".join(str(size) for size in report.components)
    footer = (
        f"{recipe.title.said_in(language)}: {recipe.description.said_in(language)}",
        f"recipe {recipe.name} ({', '.join(recipe.tie_kinds)}; {', '.join(recipe.modalities)}; "
        f"strength: {recipe.strength}), sha256 {recipe.digest}",
        f"{counts.cities} cities ({counts.isolated} isolated), {counts.ties} ties, components {sizes}; "
        f"{counts.affiliations} shared things, {counts.incidences} incidences, {counts.facts} facts, "
        f"{counts.sources} sources",
        *(f"! {caveat.said_in(language)}" for caveat in report.caveats),
        f"dataset {report.dataset}, citygraph {report.version}",
    )
    return Table(
        columns=tuple(field.name for field in fields(CentralityRow)),
        rows=tuple(tuple(asdict(row).values()) for row in report.rows),
        footer=footer,
        origin=(
            ("recipe", recipe.name),
            ("recipe_sha256", recipe.digest),
            ("dataset", report.dataset),
            ("citygraph", report.version),
        ),
    )


def to_text(table: Table, *, base: str = BASE, widest: int = _WIDEST) -> str:
    """Return the table in plain text: numbers to the right, six decimals, long cells cut with ``…``.

    A column in which every row is empty is left out. Control characters are shown as spaces.

    Args:
        table: The table.
        base: Addresses below this one are shown without it.
        widest: Cells longer than this are cut.
    """
    kept = [index for index in range(len(table.columns)) if any(row[index] is not None for row in table.rows)]
    if not table.rows:
        kept = list(range(len(table.columns)))
    cells = [[_cut(_plain(row[index]).removeprefix(base), widest) for index in kept] for row in table.rows]
    heads = [table.columns[index] for index in kept]
    widths = [max([_width(head), *(_width(row[i]) for row in cells)]) for i, head in enumerate(heads)]
    right = [all(isinstance(row[index], int | float | None) for row in table.rows) for index in kept]
    lines = [_line(heads, widths, right), "  ".join("-" * width for width in widths)]
    lines += [_line(row, widths, right) for row in cells]
    lines += ["", *table.footer] if table.footer else []
    return "\n".join(line.rstrip() for line in lines) + "\n"


def to_csv(table: Table) -> str:
    """Return the table as RFC 4180 CSV: a header line, CRLF, the origin columns last.

    There is no comment line, which CSV readers do not know: the origin (recipe, dataset, version) is in
    columns of its own. A text that a spreadsheet would take for a formula gets a leading apostrophe;
    numbers stay numbers, in full precision.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*table.columns, *(name for name, _ in table.origin)])
    for row in table.rows:
        writer.writerow([*map(_csv_cell, row), *(_csv_cell(value) for _, value in table.origin)])
    return out.getvalue()


def answer_json(answer: Answer) -> str:
    """Return a ready query's answer as JSON: query, parameters, dataset, columns and rows as objects."""
    table = answer_table(answer)
    return _json(
        {
            "query": answer.query.name,
            "title": asdict(answer.query.title),
            "parameters": {name: term.value for name, term in answer.parameters.items()},
            "dataset": answer.dataset,
            "columns": list(table.columns),
            "rows": [dict(zip(table.columns, row, strict=True)) for row in table.rows],
        }
    )


def report_json(report: CentralityReport) -> str:
    """Return a centrality report as JSON: recipe, dataset, version, counts, caveats, rows and ties."""
    network = report.network
    return _json(
        {
            "recipe": {**report.recipe.model_dump(mode="json"), "sha256": report.recipe.digest},
            "dataset": report.dataset,
            "citygraph": report.version,
            "counts": asdict(report.counts),
            "components": list(report.components),
            "whole": dict(report.whole),
            "caveats": [asdict(caveat) for caveat in report.caveats],
            "rows": [asdict(row) for row in report.rows],
            "ties": [
                {
                    "cities": [tie.left, tie.right],
                    "strength": network.strength(tie),
                    "newman_strength": tie.strength("newman"),
                    "shared": [
                        {"kind": one.kind, "iri": one.iri, "theme": one.theme or None} for one in tie.shared
                    ],
                    "facts": list(tie.facts),
                    "sources": list(tie.articles),
                }
                for tie in network.ties
            ],
        }
    )


def _json(content: dict[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _value(cell: Cell) -> Value:
    if cell is None:
        return None
    if isinstance(cell, ox.Literal):
        if cell.datatype.value == f"{XSD}boolean":
            return cell.value in ("true", "1")
        if cell.datatype.value in _NUMBERS:
            number = float(cell.value)
            return int(number) if number.is_integer() and "e" not in cell.value.lower() else number
    return cell.value


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.6f}"
    return "".join(" " if unicodedata.category(sign) in ("Cc", "Cf") else sign for sign in str(value))


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return f"'{value}" if value.startswith(_FORMULA) else value


def _cut(text: str, widest: int) -> str:
    return text if len(text) <= widest else text[: widest - 1] + "…"


def _width(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded)
