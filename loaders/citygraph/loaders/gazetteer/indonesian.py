"""The 552 local governments of Indonesia: governments of their own, not the towns they are named after."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from .government import Level

__all__ = ["SOURCES", "NationalGovernment", "national_governments"]

_FOLDER: Final = files("citygraph.loaders.gazetteer") / "indonesia"

SOURCES: Final[tuple[Traversable, ...]] = tuple(
    _FOLDER / name for name in ("provinces.csv", "regencies.csv", "kota.csv")
)
"""The data files; a change of their bytes makes a gazetteer that was built from them outdated."""

_UPPER: Final = frozenset({"DKI", "DI"})
_LEVELS: Final[tuple[tuple[str, str, Level], ...]] = (
    ("KOTA ADMINISTRASI ", "Kota", "city"),
    ("KOTA ", "Kota", "city"),
    ("KABUPATEN ADMINISTRASI ", "Kabupaten", "regency"),
    ("KABUPATEN ", "Kabupaten", "regency"),
)


@dataclass(frozen=True, slots=True)
class NationalGovernment:
    """One government of the national list.

    Attributes:
        code: National code: ``35`` of a province, ``35.73`` of a kota or kabupaten.
        level: What it governs.
        bare: Its name without the word for its level, in the usual mixed case.
        full: Its name with that word.
        geonames: GeoNames id of the place that a kota governs; None for the other levels.
    """

    code: str
    level: Level
    bare: str
    full: str
    geonames: int | None = None

    @property
    def key(self) -> str:
        """The last part of its IRI."""
        return str(self.geonames) if self.geonames is not None else f"id-{self.code}"

    @property
    def province(self) -> str | None:
        """The key of its province."""
        return f"id-{self.code[:2]}" if "." in self.code else None

    @property
    def name(self) -> str:
        """Its usual name: bare for a city, with the word for its level otherwise."""
        return self.bare if self.level == "city" else self.full


def national_governments() -> Iterator[NationalGovernment]:
    """Yield the 38 provinces, then the 514 kota and kabupaten in the order of their codes.

    Names and codes: idn-area-data (ODbL 1.0); the GeoNames ids of the kota are this project's own matching.
    """
    provinces, regencies, kota = SOURCES
    linked = {row["code"]: int(row["geonames"]) for row in _rows(kota)}
    for row in _rows(provinces):
        bare = _mixed_case(row["name"])
        yield NationalGovernment(row["code"], "province", bare, f"Provinsi {bare}")
    for row in _rows(regencies):
        prefix, word, level = next(each for each in _LEVELS if row["name"].startswith(each[0]))
        bare = _mixed_case(row["name"].removeprefix(prefix))
        yield NationalGovernment(row["code"], level, bare, f"{word} {bare}", linked.get(row["code"]))


def _rows(source: Traversable) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(source.read_text(encoding="utf-8").splitlines(), strict=True)


def _mixed_case(name: str) -> str:
    return " ".join(word if word in _UPPER else word.title() for word in name.split())
