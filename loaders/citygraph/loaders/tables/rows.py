"""A table as it was read: columns, and rows that know where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from citygraph.loaders.facts import Problem
from citygraph.ontology import Place

__all__ = ["Row", "Table"]

_LONGEST_QUOTE = 5_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        number: Its number, where the row of column names is number 1, as in a spreadsheet and in RFC 7111.
        line: The line of the file where it begins; the number itself where the format has no lines.
        cells: Its cells by column.
    """

    number: int
    line: int
    cells: Mapping[str, str]

    def quoted(self) -> str:
        """Return its filled cells with their columns' names in one line, as a fact quotes them.

        >>> Row(2, 2, {"network": "C40", "city": "Lima", "note": ""}).quoted()
        'network: C40; city: Lima'
        """
        cells = (f"{column}: {' '.join(cell.split())}" for column, cell in self.cells.items() if cell.strip())
        text = "; ".join(cells)
        return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was read.

    Attributes:
        file: The file.
        sha256: SHA-256 of the file's bytes.
        columns: The columns' names.
        rows: The rows that could be read.
        problems: What is wrong with the others.
    """

    file: Path
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()

    def place(self, row: Row | None, column: str | None = None) -> Place:
        """Return where a row, or a cell of it, stands; the row of column names for None."""
        return Place(self.file, 1 if row is None else row.line, None, column)
