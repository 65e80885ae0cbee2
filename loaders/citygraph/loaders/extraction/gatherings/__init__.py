"""Gatherings: events, programmes and cities' own initiatives, named or only described."""

from .finding import GatheringFinder

__all__ = ["GatheringFinder"]
