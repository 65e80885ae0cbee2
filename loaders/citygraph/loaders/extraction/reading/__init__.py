"""Reading: from files, saved pages and archives to article texts, each with what is known about the article."""

from .articles import ArticleText, describe_text
from .failures import ReadingFailure
from .furniture import furniture_spans
from .limits import Limits
from .sources import holds_several, read_articles

__all__ = [
    "ArticleText",
    "Limits",
    "ReadingFailure",
    "describe_text",
    "furniture_spans",
    "holds_several",
    "read_articles",
]
