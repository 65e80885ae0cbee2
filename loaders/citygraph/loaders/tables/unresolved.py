"""The list of names that were not found: written for a person to fill in, and read again as corrections."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from citygraph.loaders.facts import Problem
from citygraph.loaders.gazetteer import Candidate

from .errors import TableRefused
from .reading import read_table
from .sought import NotFound, Sought, SoughtKey

__all__ = ["CORRECTION", "Unresolved", "read_corrections", "unresolved_csv"]

CORRECTION: Final = "meant"
"""The column to fill: ``Name, CC``, a GeoNames id, or ``-`` to leave the rows out."""

_KEY: Final = ("id", "name", "country")
_COLUMNS: Final = (*_KEY, CORRECTION, "reason", "candidates", "rows", "first_row")


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A local government that was not found.

    Attributes:
        sought: What the table says of it.
        result: Why it was not found, and what it may be.
        rows: Numbers of the rows that wait for it.
    """

    sought: Sought
    result: NotFound
    rows: tuple[int, ...]


def unresolved_csv(unresolved: Iterable[Unresolved], kept: Mapping[SoughtKey, str] | None = None) -> bytes:
    """Return the list as CSV, with the corrections that were made before.

    Args:
        unresolved: The names, in the order of the list.
        kept: Corrections that are in force: they are listed first, so that one file holds all of them.
    """
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    listed = {each.sought.key for each in unresolved} if kept else set[SoughtKey]()
    for key, text in (kept or {}).items():
        if key not in listed:
            writer.writerow({**dict(zip(_KEY, key, strict=True)), CORRECTION: text})
    for each in unresolved:
        writer.writerow(
            {
                **dict(zip(_KEY, each.sought.key, strict=True)),
                CORRECTION: (kept or {}).get(each.sought.key, ""),
                "reason": each.result.why,
                "candidates": " | ".join(_described(candidate) for candidate in each.result.candidates),
                "rows": len(each.rows),
                "first_row": each.rows[0] if each.rows else "",
            }
        )
    return out.getvalue().encode()


def read_corrections(files: Iterable[Path]) -> dict[SoughtKey, str]:
    """Return the corrections in lists that were filled in; a later file goes before an earlier one.

    Raises:
        TableRefused: A file cannot be read, lacks a column, or corrects one name in two ways.
    """
    corrections: dict[SoughtKey, str] = {}
    for file in files:
        table = read_table(file)
        missing = [column for column in (*_KEY, CORRECTION) if column not in table.columns]
        if missing:
            hint = "it is the list that --unresolved writes, with the column filled in"
            what = f"the list of corrections has no column {' or '.join(missing)}"
            raise TableRefused([Problem("missing-column", what, table.place(None), hint)], file=file)
        own: dict[SoughtKey, str] = {}
        problems = list(table.problems)
        for row in table.rows:
            text = row.cells[CORRECTION].strip()
            key = (row.cells["id"].strip(), row.cells["name"].strip(), row.cells["country"].strip())
            if not text:
                continue
            if own.setdefault(key, text) != text:
                what = f"'{key[1][:80]}' is corrected twice, to '{own[key][:80]}' and to '{text[:80]}'"
                problems.append(Problem("contradictory-rows", what, table.place(row, CORRECTION)))
        if problems:
            raise TableRefused(problems, file=file)
        corrections |= own
    return corrections


def _described(candidate: Candidate) -> str:
    """Return a candidate by the GeoNames id that may be filled in, where it has one."""
    number = candidate.government.geonames
    return f"{number}: {candidate}" if number is not None else f"{candidate}"
