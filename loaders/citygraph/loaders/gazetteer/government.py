"""What the gazetteer answers with: local governments, and the candidates for a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

__all__ = ["LEVELS", "Bearer", "Candidate", "Government", "Level", "NameInLanguage"]

Level = Literal["city", "metropolitan-area", "regency", "province"]
"""The level of a local government."""

LEVELS: Final[tuple[Level, ...]] = ("city", "metropolitan-area", "regency", "province")
"""Every level, in the order of the numbers that stand for them in the gazetteer's file."""


@dataclass(frozen=True, slots=True)
class NameInLanguage:
    """A name whose language is known.

    Attributes:
        text: The name.
        language: BCP 47 tag.
    """

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Government:
    """A local government, or the place that stands for it where no register of governments is at hand.

    Attributes:
        iri_key: Last part of its IRI: its GeoNames id, ``id-35.07`` from the Indonesian national code, or
            ``jp-kanagawa-prefecture`` for one that the gazetteer does not have.
        name: Its usual name.
        country: ISO 3166-1 alpha-2 code.
        level: What it governs.
        geonames: GeoNames id of its place.
        national_code: Its code in its own country, such as ``35.73``.
        latitude: Degrees north.
        longitude: Degrees east.
        population: People, as GeoNames has it; None where not known.
        province: Key of the province that it lies in; for Indonesian governments only.
        names: Its other names, cleaned, in the order of the source.
        in_gazetteer: False when it was made from a name alone.
        admin1: First-order division in GeoNames' code (a state's postal code in the United States).
        labels: Names whose language is known, its own name among them where that is so.
    """

    iri_key: str
    name: str
    country: str
    level: Level
    geonames: int | None = None
    national_code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    province: str | None = None
    names: tuple[str, ...] = ()
    in_gazetteer: bool = True
    admin1: str | None = None
    labels: tuple[NameInLanguage, ...] = ()

    def __str__(self) -> str:
        """Return the name and country as a fact document writes them."""
        return f"{self.name}, {self.country}"


@dataclass(frozen=True, slots=True)
class Bearer:
    """A government that bears a name.

    Attributes:
        government: The government.
        by_main_name: Whether it is its main name, or a curated or national one, and not some other name of it.
    """

    government: Government
    by_main_name: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A government that a name may mean.

    Attributes:
        government: The government.
        score: How likely by name, level and size, from 0 to 1; comparable within one answer only.
        reasons: Why it is a candidate and why it stands where it does, the strongest first.
    """

    government: Government
    score: float
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        """Return one line that tells this candidate from the others of its name."""
        government = self.government
        details: list[str] = [government.level]
        if government.geonames is not None:
            details.append(f"geonames {government.geonames}")
        if government.national_code is not None:
            details.append(f"national code {government.national_code}")
        if government.admin1:
            details.append(f"division {government.admin1}")
        if government.population:
            details.append(f"{government.population:,} people")
        return f"{government} ({', '.join(details)})"
