"""Dates and periods: how they are written, and which days they mean in an article of a given day."""

from .article import article_date
from .finder import DateFinder

__all__ = ["DateFinder", "article_date"]
