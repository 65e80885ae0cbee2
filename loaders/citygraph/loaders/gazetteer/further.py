"""Governments that GeoNames' list of towns lacks: districts, boroughs and councils of several towns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final
from zlib import crc32

from citygraph.ontology.identifiers import slug

__all__ = ["SOURCE", "FurtherGovernment", "further_governments", "number_of"]

SOURCE: Final[Traversable] = files("citygraph.loaders.gazetteer") / "governments.csv"
"""The data file."""

_FIRST: Final = 10_000  # the numbers before it are of national codes
_SPAN: Final = 2_000_000_000


@dataclass(frozen=True, slots=True)
class FurtherGovernment:
    """One government of the file.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        name: Its name.
        names: Other names.
    """

    country: str
    name: str
    names: tuple[str, ...]

    @property
    def key(self) -> str:
        """The last part of its IRI.

        >>> FurtherGovernment("KR", "Songpa-gu", ()).key
        'kr-songpa-gu'
        """
        return f"{self.country.lower()}-{slug(self.name)}"


def number_of(key: str) -> int:
    """Return the number in the gazetteer's file that a key of such a government stands for.

    >>> number_of("kr-songpa-gu") < -10_000
    True
    """
    return -(_FIRST + crc32(key.encode()) % _SPAN)


def further_governments() -> Iterator[FurtherGovernment]:
    """Yield the governments in the order of the file."""
    for row in csv.DictReader(SOURCE.read_text(encoding="utf-8").splitlines(), strict=True):
        yield FurtherGovernment(
            row["country"], row["name"], tuple(name for name in row["names"].split("|") if name)
        )
