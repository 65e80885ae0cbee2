"""What a city's numbers rest on, apart from its reading."""

from __future__ import annotations

from dataclasses import dataclass

from citygraph.queries.recipe import Recipe
from citygraph.queries.texts import Texts

__all__ = ["CityEvidence", "Passage", "SharedThing", "Source", "StatedFact", "TieEvidence"]


@dataclass(frozen=True, slots=True)
class Source:
    """An article or table, as one cites it.

    Attributes:
        iri: Its IRI.
        title: Its title, or the last part of its IRI.
        publisher: Who published it, where known.
        published: When, as text, where known.
        url: Where it is, where known.
    """

    iri: str
    title: str
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Where a source says so.

    Attributes:
        iri: The passage's IRI.
        start: Where it begins in the article's text, in Unicode code points.
        end: Where it ends.
        row: Number of the row of a table; the row of column names is 1.
        words: The sentence, or what the row's cells say, where the graph holds it; None where it may not be
            stored, as for most articles.
    """

    iri: str
    start: int | None
    end: int | None
    row: int | None
    words: str | None


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact as one source states it.

    Attributes:
        fact: IRI of the fact.
        kind: partnership, membership, participation or event.
        source: The article or table.
        modality: How it states the fact.
        review: What review has decided: draft, accepted or rejected.
        confidence: How sure the maker of the fact is, where there is a figure.
        passages: Where the source says so, in its order.
    """

    fact: str
    kind: str
    source: Source
    modality: str
    review: str
    confidence: float | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class SharedThing:
    """Something that two cities share.

    Attributes:
        kind: partnership, membership, participation or theme.
        iri: IRI of the partnership, network, event or programme.
        name: Its name.
        theme: IRI of the theme within it, or None.
        theme_name: The theme's name.
        cities: How many cities share it.
    """

    kind: str
    iri: str
    name: str
    theme: str | None
    theme_name: str | None
    cities: int


@dataclass(frozen=True, slots=True)
class TieEvidence:
    """A tie of the city, and what it rests on.

    Attributes:
        city: IRI of the city at the other end.
        name: Its name.
        country: Its country.
        strength: How strong the tie is, by the recipe's rule.
        planned: Whether only plans make it, so that it counts in no measure.
        shared: Everything that the two share.
        facts: What states it, in the order of facts and sources; perhaps not all.
        facts_in_all: How many such statements there are.
    """

    city: str
    name: str
    country: str | None
    strength: float
    planned: bool
    shared: tuple[SharedThing, ...]
    facts: tuple[StatedFact, ...]
    facts_in_all: int


@dataclass(frozen=True, slots=True)
class CityEvidence:
    """What one city's numbers rest on, a page of its ties at a time.

    Attributes:
        city: IRI of the city.
        name: Its name.
        country: Its country.
        degree: How many cities it is tied to.
        strength: The sum of the strengths of its ties.
        facts: How many facts all its ties rest on.
        sources: How many articles and tables state them.
        ties: The ties on this page, strongest first; ties that only plans make come last.
        page: The number of the page, from 1.
        pages: How many there are; at least 1.
        ties_in_all: How many ties there are on all pages.
        recipe: The recipe of the network.
        caveats: What a reader must know.
        dataset: Digest of the dataset.
        version: Version of citygraph.
    """

    city: str
    name: str
    country: str | None
    degree: int
    strength: float
    facts: int
    sources: int
    ties: tuple[TieEvidence, ...]
    page: int
    pages: int
    ties_in_all: int
    recipe: Recipe
    caveats: tuple[Texts, ...]
    dataset: str
    version: str
