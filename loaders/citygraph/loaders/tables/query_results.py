"""Tables in JSON: the results of a SPARQL query, as Wikidata's query service gives them, or a list of objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, cast

from citygraph.loaders.facts import Problem
from citygraph.loaders.facts.files import decoded
from citygraph.ontology import Place

from .errors import TableRefused
from .header import check_header
from .rows import Row

__all__ = ["json_rows"]

_ENTITY: Final = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[1-9][0-9]*)")
_DEEPEST = "nested too deeply"


class _Bad(ValueError):
    """The JSON is not what a table can be."""


def json_rows(data: bytes, file: Path, *, most: int) -> tuple[tuple[str, ...], list[Row], list[Problem]]:
    """Return columns, rows, and what is wrong with the rows that are left out.

    A row is one result; its number is its position plus 1, as if the variables stood in a first row. Addresses of
    Wikidata's items become the items' ids.

    Raises:
        TableRefused: It is no JSON, or neither the results of a query nor a list of objects.
    """
    text = decoded(data, file)
    try:
        tree: object = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
        columns, results = _results(tree)
    except json.JSONDecodeError as error:
        raise _refused(file, "bad-json", f"it is no JSON: {error.msg}", error.lineno) from error
    except RecursionError as error:
        raise _refused(file, "bad-json", f"it is {_DEEPEST}", 1) from error
    except _Bad as error:
        raise _refused(file, "bad-json", str(error), 1) from error
    columns = check_header(columns, file)
    if not columns:
        raise _refused(file, "empty-table", "the table is empty", 1)
    if len(results) > most:
        raise _refused(file, "file-too-large", f"the table has more than {most:,} rows", 1)
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, result in enumerate(results, start=2):
        try:
            cells = {column: _cell(result[column]) if column in result else "" for column in columns}
        except _Bad as error:
            problems.append(Problem("bad-cells", str(error), Place(file, number)))
            continue
        if any(cells.values()):
            rows.append(Row(number, number, cells))
    return columns, rows, problems


def _results(tree: object) -> tuple[tuple[str, ...], list[dict[str, object]]]:
    if isinstance(tree, dict):
        whole = cast("dict[str, Any]", tree)
        head, results = whole.get("head"), whole.get("results")
        variables = cast("dict[str, object]", head).get("vars") if isinstance(head, dict) else None
        bindings = cast("dict[str, object]", results).get("bindings") if isinstance(results, dict) else None
        if isinstance(variables, list) and isinstance(bindings, list):
            names = tuple(str(name) for name in cast("list[object]", variables))
            return names, _objects(cast("list[object]", bindings))
    if isinstance(tree, list):
        listed = _objects(cast("list[object]", tree))
        return tuple(dict.fromkeys(name for each in listed for name in each)), listed
    raise _Bad("it holds neither the results of a SPARQL query nor a list of objects")


def _objects(values: Iterable[object]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for number, value in enumerate(values, start=1):
        if not isinstance(value, dict):
            raise _Bad(f"result {number} is no object")
        found.append(cast("dict[str, object]", value))
    return found


def _cell(value: object) -> str:
    if isinstance(value, dict):
        value = cast("dict[str, object]", value).get("value")
    if value is None:
        return ""
    if isinstance(value, (dict, list)):
        raise _Bad("a cell holds a list or an object")
    text = str(value) if not isinstance(value, bool) else str(value).lower()
    item = _ENTITY.fullmatch(text)
    return item[1] if item else text


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for number, name in enumerate(names) if name in names[:number])
        raise _Bad(f"an object has '{twice[:80]}' twice")
    return found


def _constant(name: str) -> object:
    raise _Bad(f"{name} is no number of JSON")


def _refused(file: Path, code: str, what: str, line: int) -> TableRefused:
    return TableRefused([Problem(code, what, Place(file, line))], file=file)
