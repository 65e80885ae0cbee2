"""Gatherings: events, programmes and cities' own initiatives, named or only described."""

from .classes import UNTITLED
from .drafting import gathering_drafts
from .finding import GatheringFinder
from .hinting import hinted
from .sharing import shared
from .visits import Visit, nameless

__all__ = ["UNTITLED", "GatheringFinder", "Visit", "gathering_drafts", "hinted", "nameless", "shared"]
