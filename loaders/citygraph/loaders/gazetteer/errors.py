"""The errors of looking up a local government."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citygraph.ontology.errors import CityGraphError

if TYPE_CHECKING:
    from pathlib import Path

    from .government import Candidate, Government

__all__ = ["AmbiguousCity", "CityMismatch", "GazetteerUnavailable", "UnknownCity", "UnknownCountry"]

_LISTED = 8


class UnknownCity(CityGraphError):
    """No government has that name in that country.

    Attributes:
        name: The name that was looked up.
        country: Its country, where given.
        candidates: Governments whose names are near.
    """

    code = "unknown-city"

    def __init__(
        self,
        name: str,
        country: str | None,
        *,
        candidates: tuple[Candidate, ...] = (),
        hint: str | None = None,
    ) -> None:
        where = f"{name}, {country}" if country else name
        if hint is None and candidates:
            hint = "did you mean " + " or ".join(f"{each.government}" for each in candidates[:_LISTED]) + "?"
        super().__init__(
            f"no local government is called {where!r}",
            hint=hint or "check the spelling, or write {name, country, geonames} with its GeoNames id",
        )
        self.name = name
        self.country = country
        self.candidates = candidates


class AmbiguousCity(CityGraphError):
    """Several governments have that name and none stands out.

    Attributes:
        name: The name that was looked up.
        country: Its country.
        candidates: All of them, the likeliest first.
    """

    code = "ambiguous-city"

    def __init__(self, name: str, country: str, *, candidates: tuple[Candidate, ...]) -> None:
        more = f"; and {len(candidates) - _LISTED} more" if len(candidates) > _LISTED else ""
        super().__init__(
            f"{name!r} in {country} may be {len(candidates)} places: "
            + "; ".join(str(each) for each in candidates[:_LISTED])
            + more,
            hint="; ".join(_ways_of_writing(name, candidates)),
        )
        self.name = name
        self.country = country
        self.candidates = candidates


class CityMismatch(CityGraphError):
    """A GeoNames id belongs to no place, or to a place of another country or level than stated.

    Attributes:
        name: The name beside the id.
        country: The country beside the id.
        geonames: The id.
        found: The government that has that id, if any.
    """

    code = "city-mismatch"

    def __init__(self, name: str, country: str, geonames: int, *, found: Government | None) -> None:
        what = (
            f"is {found} ({found.level})" if found is not None else "is no populated place in the gazetteer"
        )
        super().__init__(
            f"GeoNames id {geonames}, given for {f'{name}, {country}'!r}, {what}",
            hint="correct the id, or leave it out",
        )
        self.name = name
        self.country = country
        self.geonames = geonames
        self.found = found


class UnknownCountry(CityGraphError):
    """A country code that ISO 3166-1 does not have.

    Attributes:
        country: The code.
    """

    code = "unknown-country"

    def __init__(self, country: str, *, hint: str | None = None) -> None:
        super().__init__(
            f"{country!r} is no country code of ISO 3166-1 alpha-2",
            hint=hint or "write two letters, such as ID or VN",
        )
        self.country = country


class GazetteerUnavailable(CityGraphError):
    """The gazetteer's file can be neither read nor built.

    Attributes:
        path: The file.
    """

    code = "gazetteer-unavailable"

    def __init__(self, path: Path, reason: object) -> None:
        super().__init__(
            f"the gazetteer {path} cannot be used: {reason}",
            hint="make room there or let CITYGRAPH_CACHE name another folder; a damaged file may be deleted",
        )
        self.path = path


def _ways_of_writing(name: str, candidates: tuple[Candidate, ...]) -> list[str]:
    ways: list[str] = []
    governments = [candidate.government for candidate in candidates]
    place = next((each for each in governments if each.geonames is not None), None)
    if place is not None:
        which = "the first" if place is governments[0] else f"the {place.level}"
        ways.append(
            f"write {{name: {name}, country: {place.country}, geonames: {place.geonames}}} for {which}"
        )
    other = next((each for each in governments if each.geonames is None), None)
    if other is not None:
        ways.append(f"write {f'{other}'!r} for the {other.level}")
    return ways
