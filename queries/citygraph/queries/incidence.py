"""The two-mode table under a network: which city has part in what, by which fact of which article."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.resources import files

import pyoxigraph as ox

from .binding import bind
from .queryable import Queryable, select_texts

__all__ = ["Description", "Incidence", "describe"]


@dataclass(frozen=True, slots=True, order=True)
class Incidence:
    """One city's part in one thing.

    Attributes:
        kind: What sort of part: partnership, membership, participation, host or theme.
        tie: IRI of the partnership, network, event or programme.
        theme: IRI of the theme within it, or the empty string.
        city: IRI of the city.
        fact: IRI of the fact that says so.
        article: IRI of the article that states the fact.
        modality: How the article states it; planned, too, where the event or programme itself is only planned.
        review: What review has decided: draft, accepted or rejected.
        confidence: How sure the maker of the fact is, from 0 to 1, where there is a figure.
        first: The first day that the article gives, or None: for part in an event or programme without days of
            its own, that thing's.
        last: The last day.
        published: When the article appeared.
        weight: How much the part counts: 0.5 where the recipe halves what a single article states, else 1.

    What comes after the article takes no part in comparisons: the first six fields say which incidence it is.
    """

    kind: str
    tie: str
    theme: str
    city: str
    fact: str
    article: str
    modality: str = field(default="asserted", compare=False)
    review: str = field(default="accepted", compare=False)
    confidence: float | None = field(default=None, compare=False)
    first: datetime.date | None = field(default=None, compare=False)
    last: datetime.date | None = field(default=None, compare=False)
    published: datetime.date | None = field(default=None, compare=False)
    weight: float = field(default=1.0, compare=False)


@dataclass(frozen=True, slots=True)
class Description:
    """What to call a thing.

    Attributes:
        iri: Its IRI.
        name: Its name in the language asked for, where the graph has one; else the last part of its IRI.
        level: city, regency, province or metropolitan-area for a local government.
        country: ISO 3166-1 alpha-2 code of a local government.
    """

    iri: str
    name: str
    level: str | None
    country: str | None


def describe(graph: Queryable, iris: Iterable[str], *, language: str = "en") -> dict[str, Description]:
    """Return what to call each of these things.

    Args:
        graph: Where to look.
        iris: The things.
        language: BCP 47 tag of the language in which names are preferred.
    """
    wanted = sorted(set(iris))
    found: dict[str, Description] = {}
    if wanted:
        sparql = (files("citygraph.queries") / "descriptions.rq").read_text(encoding="utf-8")
        things = [ox.NamedNode(iri) for iri in wanted]
        rows = select_texts(graph, bind(sparql, {"thing": things, "language": [ox.Literal(language)]}))
        for iri, name, level, country in rows:
            found[iri] = Description(iri, name, level or None, country or None)
    for iri in wanted:
        if iri not in found or not found[iri].name:
            last = iri.rstrip("/").rsplit("/", 1)[-1]
            known = found.get(iri)
            found[iri] = Description(
                iri, last, known.level if known else None, known.country if known else None
            )
    return found
