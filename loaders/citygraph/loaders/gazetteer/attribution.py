"""Whom to credit for the reference data, in every export that holds some of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["ATTRIBUTIONS", "GEONAMES", "INDONESIAN_GOVERNMENTS", "Attribution"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source of reference data.

    Attributes:
        source: Its name.
        homepage: Its address.
        licence: The licence's short name.
        licence_url: The licence's address.
        text: The line to show.
    """

    source: str
    homepage: str
    licence: str
    licence_url: str
    text: str


GEONAMES: Final = Attribution(
    source="GeoNames",
    homepage="https://www.geonames.org/",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    text="Names, coordinates and populations of places: GeoNames (https://www.geonames.org/), CC BY 4.0",
)
"""Every place, its names, coordinates and population."""

INDONESIAN_GOVERNMENTS: Final = Attribution(
    source="idn-area-data",
    homepage="https://github.com/fityannugroho/idn-area-data",
    licence="ODbL 1.0",
    licence_url="https://opendatacommons.org/licenses/odbl/1-0/",
    text="Indonesian governments and their codes: idn-area-data 4.0.1, Open Database License 1.0",
)
"""The 552 governments of Indonesia with their national codes."""

ATTRIBUTIONS: Final[tuple[Attribution, ...]] = (GEONAMES, INDONESIAN_GOVERNMENTS)
"""All of them."""
