"""Figures: what an article's numbers count, and of what."""

from .drafts import figure_drafts

__all__ = ["figure_drafts"]
