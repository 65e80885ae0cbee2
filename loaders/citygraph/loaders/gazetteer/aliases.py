"""Names that GeoNames lacks or ranks badly, each decided by a person."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

__all__ = ["SOURCE", "Alias", "aliases"]

SOURCE: Final[Traversable] = files(__package__) / "aliases.csv"
"""The data file."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One curated name.

    Attributes:
        key: Key of the government that it names.
        country: The country of that government.
        name: The name.
        language: BCP 47 tag.
        kind: ``old``, ``everyday`` (also: the place that people mean where several share a name) or ``exonym``.
    """

    key: str
    country: str
    name: str
    language: str
    kind: str


def aliases() -> Iterator[Alias]:
    """Yield the curated names in the order of the file."""
    with SOURCE.open("r", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, strict=True):
            yield Alias(row["key"], row["country"], row["name"], row["language"], row["kind"])
