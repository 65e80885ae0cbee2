"""Names that GeoNames lacks or ranks badly, each decided by a person."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__all__ = ["SOURCE", "Alias", "aliases"]

SOURCE: Final[Traversable] = files("citygraph.loaders.gazetteer") / "aliases.csv"
"""The data file."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One curated name.

    Attributes:
        key: Key of the government that it names.
        country: The country of that government.
        name: The name.
        language: BCP 47 tag.
        kind: ``old``, ``exonym`` or ``everyday``; the last also for the place that people mean where several
            share a name.
    """

    key: str
    country: str
    name: str
    language: str
    kind: str


def aliases() -> Iterator[Alias]:
    """Yield the curated names in the order of the file."""
    for row in csv.DictReader(SOURCE.read_text(encoding="utf-8").splitlines(), strict=True):
        yield Alias(row["key"], row["country"], row["name"], row["language"], row["kind"])
