"""Countries as tables write them: codes, English names, and names that the gazetteer's list has otherwise."""

from __future__ import annotations

import csv
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.gazetteer.folding import fold

__all__ = ["Countries"]

_SOURCE: Final[Traversable] = files("citygraph.loaders.tables") / "countries.csv"


class Countries:
    """Codes of countries by what tables call them.

    Args:
        gazetteer: Knows the codes and the English names.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        lines = _SOURCE.read_text(encoding="utf-8").splitlines()
        self._others = {fold(row["name"]): row["code"] for row in csv.DictReader(lines, strict=True)}

    def code(self, text: str) -> str | None:
        """Return the ISO 3166-1 alpha-2 code of a country, or None where the text is none."""
        return self._gazetteer.country_code(text) or self._others.get(fold(text))
