"""Numbers: their values, and what the words around them say of how exact they are."""

from .finder import NumberFinder

__all__ = ["NumberFinder"]
