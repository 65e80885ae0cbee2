"""Reading: from files, saved pages and archives to article texts, each with what is known about the article."""

from .articles import ArticleText, describe_text
from .failures import ReadingFailure
from .furniture import furniture_spans
from .limits import Limits
from .sources import Portion, article_files, holds_several, portions, read_articles, read_portion

__all__ = [
    "ArticleText",
    "Limits",
    "Portion",
    "ReadingFailure",
    "article_files",
    "describe_text",
    "furniture_spans",
    "holds_several",
    "portions",
    "read_articles",
    "read_portion",
]
