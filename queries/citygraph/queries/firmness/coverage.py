"""Where little is known: countries with few facts for their cities, and those that a single source tells of."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from citygraph.queries.incidence import Incidence

__all__ = ["Coverage", "coverage", "large_cities", "uncovered"]

Verdict = Literal["thin", "one-source", "thin-and-one-source", "covered"]

_SHARE: Final = 4
_MANY: Final = 20


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much is known about a country.

    Attributes:
        country: ISO 3166-1 alpha-2 code, or the empty string for cities in none.
        cities: Cities in scope.
        large: Large cities there, by the gazetteer, and at least as many as are in scope.
        facts: Facts that name one of its cities.
        sources: Articles and tables that state these facts.
        verdict: What follows from these numbers.
    """

    country: str
    cities: int
    large: int
    facts: int
    sources: int
    verdict: Verdict

    @property
    def facts_per_city(self) -> float:
        """Facts for each large city."""
        return self.facts / self.large


def coverage(incidences: Iterable[Incidence], countries: Mapping[str, str | None]) -> tuple[Coverage, ...]:
    """Return how much is known about each country of a network, the least covered first.

    A country is *thin* where it has less than a quarter of the facts for each large city that all countries of
    the network have together, and *on one source* where all its facts come from a single article or table while
    the network has several. Large cities are those of 100,000 people or more in GeoNames, and at least as many
    as are in scope. A missing tie there may only be unknown.

    Args:
        incidences: What the recipe selects.
        countries: Each city's country, by its IRI.
    """
    cities: defaultdict[str, set[str]] = defaultdict(set)
    facts: defaultdict[str, set[str]] = defaultdict(set)
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for one in incidences:
        country = countries.get(one.city) or ""
        cities[country].add(one.city)
        facts[country].add(one.fact)
        sources[country].add(one.article)
    several = len({source for each in sources.values() for source in each}) > 1
    known = large_cities()
    large = {country: max(known.get(country, 0), len(cities[country])) for country in cities}
    total_facts, total_large = sum(map(len, facts.values())), sum(large.values())
    found: list[Coverage] = []
    for country in cities:
        thin = len(facts[country]) * total_large * _SHARE < total_facts * large[country]
        one_source = several and len(sources[country]) == 1
        verdict: Verdict = "covered"
        if thin:
            verdict = "thin-and-one-source" if one_source else "thin"
        elif one_source:
            verdict = "one-source"
        found.append(
            Coverage(
                country,
                len(cities[country]),
                large[country],
                len(facts[country]),
                len(sources[country]),
                verdict,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.facts_per_city, one.country)))


def uncovered(found: Iterable[Coverage]) -> tuple[str, ...]:
    """Return the countries of twenty large cities or more that nothing is known about, the largest first."""
    there = {one.country for one in found}
    missing = [
        country for country, count in large_cities().items() if count >= _MANY and country not in there
    ]
    return tuple(sorted(missing, key=lambda country: (-large_cities()[country], country)))


@cache
def large_cities() -> Mapping[str, int]:
    """Return how many cities of 100,000 people or more each country has, by its code (GeoNames, CC BY 4.0)."""
    text = (files("citygraph.queries.firmness") / "large_cities.toml").read_text(encoding="utf-8")
    counted: dict[str, int] = tomllib.loads(text)["cities"]
    return counted
