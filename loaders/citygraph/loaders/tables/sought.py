"""A local government as a table speaks of it, and what became of looking it up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from citygraph.loaders.gazetteer import Candidate, Government

__all__ = ["Found", "NotFound", "Sought", "SoughtKey"]

SoughtKey = tuple[str, str, str]
"""Id in the table of nodes, name and country, as the table has them: what a correction refers to."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A local government as a table speaks of it.

    Attributes:
        id: Its id in the table of nodes, or nothing.
        name: Its name as the table has it.
        country: Its country as the table has it, or nothing.
        geonames: GeoNames id.
        wikidata: Wikidata id.
        latitude: Degrees north.
        longitude: Degrees east.
        population: People.
    """

    id: str
    name: str
    country: str = ""
    geonames: int | None = None
    wikidata: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None

    @property
    def key(self) -> SoughtKey:
        """What a correction refers to."""
        return self.id, self.name, self.country

    @property
    def placed(self) -> tuple[float, float] | None:
        """Latitude and longitude, where both are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


@dataclass(frozen=True, slots=True)
class Found:
    """The government that is meant.

    Attributes:
        government: The government.
        reason: Why it is taken, where its name and country alone do not say so.
        confidence: How sure that is; None where nothing speaks against it.
        verified: Whether its id or its coordinates were compared, and not its name alone.
    """

    government: Government
    reason: str | None = None
    confidence: Decimal | None = None
    verified: bool = False


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why no government is taken.

    Attributes:
        code: Stable word for programs.
        why: The reason.
        candidates: What it may be, the likeliest first.
    """

    code: str
    why: str
    candidates: tuple[Candidate, ...] = ()
