"""The gazetteer: every populated place of GeoNames and every Indonesian government, by name."""

from .attribution import ATTRIBUTIONS, GEONAMES, INDONESIAN_GOVERNMENTS, Attribution
from .building import default_path
from .errors import AmbiguousCity, CityMismatch, GazetteerUnavailable, UnknownCity, UnknownCountry
from .government import Candidate, Government, Level, NameInLanguage
from .lookup import Gazetteer
from .reference import describe

__all__ = [
    "ATTRIBUTIONS",
    "GEONAMES",
    "INDONESIAN_GOVERNMENTS",
    "AmbiguousCity",
    "Attribution",
    "Candidate",
    "CityMismatch",
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
