"""A report as it is before it is written: numbers, where they come from, and how to cite them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from citygraph.queries.recipe import Recipe
from citygraph.queries.report import CentralityReport, CentralityRow

__all__ = [
    "CityStory",
    "FactStory",
    "Firmness",
    "Interval",
    "Passage",
    "Position",
    "ReportDocument",
    "Source",
    "Statement",
    "TieStory",
]


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it is cited.

    Attributes:
        iri: Its IRI.
        title: Its headline, or the last part of its IRI.
        publisher: Who published it, or the empty string.
        published: When, as exactly as it is known: a day, month or year in ISO 8601, or the empty string.
        url: Where it was published, or the empty string.
    """

    iri: str
    title: str
    publisher: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a source.

    Attributes:
        start: Its first character, counted from 0, or None.
        end: The one after its last, or None.
        quote: Its words, or the empty string where they may not be stored.
    """

    start: int | None
    end: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of a fact.

    Attributes:
        source: The source.
        modality: asserted, planned, denied or ended.
        review: draft, accepted or rejected.
        passages: Where it says so.
    """

    source: Source
    modality: str
    review: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class FactStory:
    """A fact that a tie rests on.

    Attributes:
        iri: Its IRI.
        kind: Its class: Partnership, Membership, Participation or Event.
        statements: What its sources say.
    """

    iri: str
    kind: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class TieStory:
    """A tie of a city.

    Attributes:
        other: IRI of the city at the other end.
        name: Its name.
        country: Its country, or None.
        strength: The tie's strength by the recipe's rule.
        shared: Names of what the two share.
        facts: Facts that it rests on, the first of them.
        fact_count: How many there are.
    """

    other: str
    name: str
    country: str | None
    strength: float
    shared: tuple[str, ...]
    facts: tuple[FactStory, ...]
    fact_count: int


@dataclass(frozen=True, slots=True)
class CityStory:
    """What a city's numbers rest on.

    Attributes:
        row: The numbers.
        ties: Its strongest ties.
        tie_count: How many it has.
    """

    row: CentralityRow
    ties: tuple[TieStory, ...]
    tie_count: int


@dataclass(frozen=True, slots=True)
class Position:
    """Where a city is.

    Attributes:
        latitude: Degrees north.
        longitude: Degrees east.
    """

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which ranks a city moves.

    Attributes:
        low: The best rank.
        high: The worst.
    """

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Firmness:
    """How firm the ranks are.

    Attributes:
        draws: How many times sources were drawn.
        level: The share of draws that an interval holds.
        seed: The seed of chance.
        intervals: The interval of each city's rank by degree, by IRI.
    """

    draws: int
    level: float
    seed: int
    intervals: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """A report on a network.

    Attributes:
        centrality: The numbers.
        language: BCP 47 tag of its language: en or id.
        made: The day on which it was made.
        base: Where the graph's instance IRIs live.
        address: Its permanent address below the server that has it.
        stories: What the numbers of the first cities rest on.
        positions: Where cities are, those of which that is known.
        firmness: Between which ranks cities move when sources are drawn anew, or None where one source has all.
        ranks: Rank of each city by degree, by IRI; cities with as many ties have the same.
    """

    centrality: CentralityReport
    language: str
    made: datetime.date
    base: str
    address: str
    stories: tuple[CityStory, ...]
    positions: Mapping[str, Position]
    ranks: Mapping[str, int]
    firmness: Firmness | None = None

    @property
    def recipe(self) -> Recipe:
        """The recipe that the network was computed on."""
        return self.centrality.recipe

    @property
    def title(self) -> str:
        """The report's title in its language."""
        return self.recipe.title.said_in(self.language)
