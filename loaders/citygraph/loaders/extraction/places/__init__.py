"""Places in a text: finding their names, and saying which government each one means."""

from .containing import holds, may_hold
from .context import PlaceContext, but_for_last
from .datelines import dateline
from .finder import PlaceFinder
from .found import FoundPlace
from .linking import THRESHOLD
from .writing import as_written, fact_name

__all__ = [
    "THRESHOLD",
    "FoundPlace",
    "PlaceContext",
    "PlaceFinder",
    "as_written",
    "but_for_last",
    "dateline",
    "fact_name",
    "holds",
    "may_hold",
]
