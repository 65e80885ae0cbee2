"""The gazetteer: every populated place of GeoNames and every Indonesian government, by name."""

from .building import default_path
from .errors import AmbiguousCity, CityMismatch, GazetteerUnavailable, UnknownCity, UnknownCountry
from .government import Candidate, Government, Level, NameInLanguage
from .lookup import Gazetteer

__all__ = [
    "AmbiguousCity", "Candidate", "CityMismatch", "Gazetteer", "GazetteerUnavailable", "Government", "Level",
    "NameInLanguage", "UnknownCity", "UnknownCountry", "default_path",
]  # fmt: skip
