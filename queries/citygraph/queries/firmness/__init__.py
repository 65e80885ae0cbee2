"""How firm a network is: what its ranks and ties rest on, and what becomes of them when a source is not heard."""

from .coverage import Coverage, coverage, large_cities, uncovered
from .ranking import MEASURES, RankedBy, ranks, values_of
from .resampling import RankIntervals, rank_intervals
from .sources import Without, left_out, ranks_on_accepted, single_source_ties
from .support import Support

__all__ = [
    "MEASURES",
    "Coverage",
    "RankIntervals",
    "RankedBy",
    "Support",
    "Without",
    "coverage",
    "large_cities",
    "left_out",
    "rank_intervals",
    "ranks",
    "ranks_on_accepted",
    "single_source_ties",
    "uncovered",
    "values_of",
]
