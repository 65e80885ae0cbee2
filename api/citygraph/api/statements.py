"""One fact as the pages show it, and what each article states of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .labels import Reference
from .properties import Properties

__all__ = ["KIND_ORDER", "UNSETTLED_STAGES", "Article", "Evidence", "Fact", "Statement"]

KIND_ORDER: Final = (
    "Membership",
    "Partnership",
    "Event",
    "Programme",
    "Participation",
    "Initiative",
    "OfficeHolding",
    "Figure",
)
"""The kinds of facts, in the order in which pages show them."""

UNSETTLED_STAGES: Final = ("exploring", "suspended", "stageended")
"""Stages of a partnership in which nothing stands agreed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where in an article a statement stands.

    Attributes:
        start: First character, counted from 0, or None when unknown.
        end: The character after the last, or None.
        quote: The words, where they may be stored.
        row: The row of a table, or None.
    """

    start: int | None
    end: int | None
    quote: str | None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A source as pages cite it.

    Attributes:
        thing: The article with its title.
        properties: What is known of it.
    """

    thing: Reference
    properties: Properties


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article says of one fact.

    Attributes:
        article: The article.
        properties: What it states.
        evidence: Where it does, in the order of the text.
    """

    article: Article
    properties: Properties
    evidence: tuple[Evidence, ...]

    @property
    def modality(self) -> str:
        """``asserted``, ``planned``, ``denied`` or ``ended``."""
        return self.properties.word("modality") or "asserted"

    @property
    def review(self) -> str:
        """``accepted``, ``draft`` or ``rejected``."""
        return self.properties.word("review") or "accepted"

    @property
    def place(self) -> int:
        """Where in the article's text it begins; far behind when unknown."""
        return min(
            (at for part in self.evidence for at in (part.start, part.row) if at is not None), default=10**9
        )


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact with all that is stated of it.

    Attributes:
        iri: The fact.
        kind: The local name of its class, such as ``Membership``.
        href: Its page.
        statements: One per article, asserted ones first, then by date of the article.
    """

    iri: str
    kind: str
    href: str | None
    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """The statement whose words stand for the fact in a list."""
        return self.statements[0]

    def agrees_on(self, fields: Iterable[str]) -> bool:
        """Whether all sources give the same in these fields; ``when`` stands for the dates with their precision."""
        said = [statement.properties for statement in self.statements]
        return all(
            len({each.period for each in said}) == 1
            if field == "when"
            else all(set(each.terms(field)) == set(said[0].terms(field)) for each in said)
            for field in fields
        )

    @property
    def is_settled(self) -> bool:
        """Whether some article asserts it, and not merely as something being explored."""
        return any(
            statement.modality == "asserted"
            and statement.review != "rejected"
            and statement.properties.word("stage") not in UNSETTLED_STAGES
            for statement in self.statements
        )
