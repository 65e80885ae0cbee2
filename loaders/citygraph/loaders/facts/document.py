"""A fact document: one article and what it says."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from .article import Article, Review
from .kinds import Fact
from .positions import Places
from .problems import Problem

__all__ = ["FactDocument"]


class FactDocument(BaseModel):
    """An article's facts, as a person curates them, an extractor drafts them and the loader reads them.

    Two documents are equal when their articles and facts are, wherever they were read from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    article: Article
    """The article."""
    facts: Annotated[tuple[Fact, ...], Field(max_length=10_000)]
    """What it says."""

    _places: Places = PrivateAttr(default_factory=Places)
    _warnings: tuple[Problem, ...] = PrivateAttr(default=())

    @property
    def places(self) -> Places:
        """Where the document's parts stand in the file it was read from."""
        return self._places

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What its author should look at, though it may be used."""
        return self._warnings

    def review_of(self, fact: Fact) -> Review:
        """Return a fact's review state: its own, or else the document's."""
        return fact.review if fact.review is not None else self.article.review

    def annotated(self, *, places: Places | None = None, warnings: tuple[Problem, ...] | None = None) -> Self:
        """Return the same document with these places and warnings; None keeps what it has."""
        copy = self.model_copy()
        copy._places = places if places is not None else self._places
        copy._warnings = warnings if warnings is not None else self._warnings
        return copy

    def __eq__(self, other: object) -> bool:
        """Return whether article and facts are the same."""
        if not isinstance(other, FactDocument):
            return NotImplemented
        return self.article == other.article and self.facts == other.facts

    def __hash__(self) -> int:
        """Return a hash over article and facts."""
        return hash((self.article, self.facts))
