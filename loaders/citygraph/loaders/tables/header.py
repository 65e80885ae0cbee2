"""The names of a table's columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from citygraph.loaders.facts import Problem
from citygraph.ontology import Place

from .errors import TableRefused

__all__ = ["check_header"]

_MOST: Final = 500


def check_header(names: Sequence[str], file: Path) -> tuple[str, ...]:
    """Return the columns' names without blanks at their ends; a column without a name is called by its number.

    Raises:
        TableRefused: Two columns have the same name, or there are too many.
    """
    columns = tuple(name.strip() or f"column {number}" for number, name in enumerate(names, start=1))
    twice = next((name for number, name in enumerate(columns) if name in columns[:number]), None)
    if len(columns) > _MOST:
        problem = Problem("file-too-large", f"the table has more than {_MOST} columns", Place(file, 1))
        raise TableRefused([problem], file=file)
    if twice is not None:
        what = f"two columns are called '{twice[:80]}'"
        raise TableRefused(
            [Problem("duplicate-column", what, Place(file, 1), "rename one of them")], file=file
        )
    return columns
