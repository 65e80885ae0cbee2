"""What a row, or a row of the table of nodes, says of a local government."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from citygraph.loaders.facts import Problem
from citygraph.loaders.facts.names import NOT_IN_NAMES
from citygraph.loaders.gazetteer.wording import split_country

from .cells import Cell
from .description import NodeColumns, PlaceCells
from .rows import Row, Table
from .sought import Sought

__all__ = ["BadCell", "read_nodes", "sought_in"]

_POINT: Final = re.compile(r"Point\(\s*(-?[0-9.]+)\s+(-?[0-9.]+)\s*\)", re.IGNORECASE)
_LONGEST: Final = 300
_FORMULA: Final = ("=", "+", "-", "@", "\t")


class BadCell(ValueError):
    """A cell does not hold what it should.

    Attributes:
        code: Stable word for programs.
        column: The column, where it is known.
        hint: What to do about it.
    """

    def __init__(self, code: str, what: str, column: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.code = code
        self.column = column
        self.hint = hint


def sought_in(cells: PlaceCells, row: Row, nodes: Mapping[str, Sought] | None = None) -> Sought:
    """Return the local government that a row speaks of.

    Args:
        cells: Which cells say it.
        row: The row.
        nodes: The table of nodes, by id.

    Raises:
        BadCell: A cell is empty, no number, or names an id that the table of nodes does not have.
    """
    if cells.id is not None:
        key = _filled(cells.id, row)
        if nodes is None:
            raise BadCell(
                "no-nodes", f"'{key[:60]}' is an id, and there is no table of nodes", cells.id.column
            )
        node = nodes.get(key)
        if node is None:
            raise BadCell("unknown-node", f"the table of nodes has no '{key[:60]}'", cells.id.column)
        return node
    name = _name(cells.name, row) if cells.name is not None else ""
    country = _name(cells.country, row) if cells.country is not None else ""
    if cells.country_in_name and not country:
        bare, code = split_country(name)
        name, country = (bare, code) if code is not None else (name, "")
    geonames = _number(cells.geonames, row)
    latitude, longitude = _degrees(cells.latitude, row, 90), _degrees(cells.longitude, row, 180)
    if cells.point is not None and (text := cells.point.of(row)):
        latitude, longitude = _point(text, cells.point.column)
    if not name and geonames is None:
        column = cells.name.column if cells.name is not None else None
        raise BadCell("empty-cell", "there is no name", column)
    return Sought(
        id="",
        name=name,
        country=country,
        geonames=geonames,
        wikidata=cells.wikidata.of(row) if cells.wikidata is not None else None,
        latitude=latitude,
        longitude=longitude,
        population=_number(cells.population, row),
    )


def read_nodes(table: Table, columns: NodeColumns) -> tuple[dict[str, Sought], list[Problem]]:
    """Return the local governments of a table of nodes by id, and what is wrong with its rows."""
    nodes: dict[str, Sought] = {}
    problems: list[Problem] = []
    for row in table.rows:
        key = row.cells[columns.key].strip()
        try:
            if not key:
                raise BadCell("empty-cell", "there is no id", columns.key)
            if key.startswith(_FORMULA):
                raise BadCell("formula", f"'{key[:40]}' is no id but a formula", columns.key)
            node = replace(sought_in(columns, row), id=key)
            if nodes.get(key, node) != node:
                raise BadCell(
                    "duplicate-node", f"'{key[:60]}' is there twice, with other values", columns.key
                )
        except BadCell as bad:
            problems.append(Problem(bad.code, str(bad), table.place(row, bad.column), bad.hint))
        else:
            nodes[key] = node
    return nodes, problems


def _filled(cell: Cell, row: Row) -> str:
    text = cell.of(row)
    if not text:
        raise BadCell("empty-cell", "the cell is empty", cell.column)
    return text


def _name(cell: Cell, row: Row) -> str:
    text = " ".join((cell.of(row) or "").split())
    if text.startswith(_FORMULA):
        raise BadCell(
            "formula", f"'{text[:40]}' is no name but a formula", cell.column, "write the name itself"
        )
    if len(text) > _LONGEST:
        raise BadCell("too-long", f"the name has more than {_LONGEST} characters", cell.column)
    if found := NOT_IN_NAMES.search(text):
        raise BadCell(
            "control-character", f"the name holds the control character U+{ord(found[0]):04X}", cell.column
        )
    return text


def _number(cell: Cell | None, row: Row) -> int | None:
    text = cell.of(row) if cell is not None else None
    if cell is None or not text:
        return None
    try:
        number = float(text)
        whole = int(number)
    except (ValueError, OverflowError) as error:
        raise BadCell("bad-number", f"'{text[:40]}' is no number", cell.column) from error
    if not 0 <= whole < 10**12:
        raise BadCell("bad-number", f"{text[:40]} is too large, or below 0", cell.column)
    return whole or None


def _degrees(cell: Cell | None, row: Row, most: int) -> float | None:
    text = cell.of(row) if cell is not None else None
    if cell is None or not text:
        return None
    return _checked(text, most, cell.column)


def _checked(text: str, most: int, column: str | None) -> float:
    try:
        degrees = float(text)
    except ValueError as error:
        raise BadCell("bad-number", f"'{text[:40]}' is no number of degrees", column) from error
    if not -most <= degrees <= most:
        raise BadCell("bad-number", f"{text[:40]} is not between -{most} and {most} degrees", column)
    return degrees


def _point(text: str, column: str | None) -> tuple[float, float]:
    found = _POINT.fullmatch(text.strip())
    if found is None:
        raise BadCell("bad-number", f"'{text[:40]}' is not written as Point(longitude latitude)", column)
    return _checked(found[2], 90, column), _checked(found[1], 180, column)
