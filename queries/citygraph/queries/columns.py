"""What to call the columns of answers and reports, in both languages."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from .texts import Texts

__all__ = ["load_columns"]


def load_columns() -> dict[str, Texts]:
    """Return the heading of every column that a ready query or a report has, by the column's name.

    >>> load_columns()["cityName"].id
    'Kota'
    """
    content = tomllib.loads((files("citygraph.queries") / "columns.toml").read_text(encoding="utf-8"))
    return {name: Texts(en=texts["en"], id=texts["id"]) for name, texts in content.items()}
