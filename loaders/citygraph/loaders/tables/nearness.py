"""Which of the places that bear a name lies where a table says, and has as many people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Final

from citygraph.loaders.gazetteer import Bearer, Government

from .sought import Sought

__all__ = ["Near", "distance", "near", "nearest", "unlike"]

_KILOMETRES: Final = 25.0
_CLOSE: Final = 5.0
_TIMES: Final = 20
_TIMES_OF_OTHERS: Final = 3
_OUTSTANDING: Final = 10
_EARTH: Final = 12_742.0


@dataclass(frozen=True, slots=True)
class Near:
    """A place that bears the name and lies near.

    Attributes:
        bearer: The place, and whether by its main name.
        kilometres: How far from where the table says.
    """

    bearer: Bearer
    kilometres: float

    @property
    def people(self) -> int:
        """People of the place; 0 where not known."""
        return self.bearer.government.population or 0


def distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the great-circle distance in kilometres between two pairs of latitude and longitude.

    >>> round(distance((-6.2, 106.8), (-7.25, 112.75)))
    667
    """
    (south, west), (north, east) = (map(radians, here), map(radians, there))
    across = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return _EARTH * asin(min(1.0, sqrt(across)))


def near(sought: Sought, bearers: Iterable[Bearer]) -> list[Near]:
    """Return the places within 25 km of where the table says, main names first, then the nearest."""
    here = sought.placed
    if here is None:
        return []
    found: list[Near] = []
    for bearer in bearers:
        government = bearer.government
        if government.latitude is None or government.longitude is None:
            continue
        kilometres = distance(here, (government.latitude, government.longitude))
        if kilometres <= _KILOMETRES:
            found.append(Near(bearer, kilometres))
    return sorted(found, key=lambda each: (not each.bearer.by_main_name, each.kilometres))


def nearest(places: list[Near]) -> Near | None:
    """Return the place that is meant, or None where several may be.

    Those by a main name go before the others. Among several of one kind one stands out that has ten times the
    people of each other, or lies within 5 km while each other is three times as far and no larger.
    """
    pool = [each for each in places if each.bearer.by_main_name] or places
    if len(pool) <= 1:
        return pool[0] if pool else None
    largest = max(pool, key=lambda each: each.people)
    if all(largest.people >= _OUTSTANDING * max(each.people, 1) for each in pool if each is not largest):
        return largest
    first, *others = pool
    if first.kilometres <= _CLOSE and all(
        each.kilometres >= 3 * first.kilometres and each.people <= first.people for each in others
    ):
        return first
    return None


def unlike(sought: Sought, government: Government, *, by_main_name: bool = True) -> bool:
    """Return whether the table gives a place more than twenty times the people that it has, or fewer.

    Of a place that bears the name beside its main one, three times are too many: a district of a prefecture, say.
    """
    there, here = government.population, sought.population
    times = _TIMES if by_main_name else _TIMES_OF_OTHERS
    return bool(there and here and (here > times * there or there > times * here))
