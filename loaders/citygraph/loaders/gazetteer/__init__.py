"""The gazetteer: every populated place of GeoNames and every Indonesian government, by name."""

from .building import default_path
from .describing import Describing
from .errors import AmbiguousCity, CityMismatch, GazetteerUnavailable, UnknownCity, UnknownCountry
from .government import Bearer, Candidate, Government, Level, NameInLanguage
from .lookup import Gazetteer
from .reference import describe

__all__ = [
    "AmbiguousCity",
    "Bearer",
    "Candidate",
    "CityMismatch",
    "Describing",
    "Gazetteer",
    "GazetteerUnavailable",
    "Government",
    "Level",
    "NameInLanguage",
    "UnknownCity",
    "UnknownCountry",
    "default_path",
    "describe",
]
