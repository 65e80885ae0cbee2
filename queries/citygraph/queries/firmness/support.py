"""What the ties of a network rest on, as arrays: which of them are left when some statements are not heard."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from citygraph.queries.incidence import Incidence
from citygraph.queries.measures.topology import Topology
from citygraph.queries.recipe import Strength
from numpy.typing import NDArray

__all__ = ["Mask", "Numbers", "Support", "Values"]

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Support:
    """Statements under parts under ties.

    A *statement* is a fact as one source states it; a *part* is what a city has in one thing, by one or more
    statements. Two cities are tied by a thing as long as a statement is left for the part of each.

    Attributes:
        cities: IRIs of the cities in scope, sorted.
        sources: IRIs of the articles or tables, sorted.
        facts: IRI of each statement's fact.
        source: Number of each statement's source.
        confidence: How sure each statement's maker is; 1 where there is no figure.
        accepted: Whether a person has found each statement in its source.
        starts: Where the statements of each part begin in ``statements``.
        statements: Numbers of the statements, part after part.
        thing: Number of each part's thing.
        weight: How much each part counts.
        left: Number of the part of one city, for each two that share a thing.
        right: That of the other.
        tie: Number of their tie.
        ends: The numbers of the two cities of each tie, the lower first.
        rule: How strength is counted.
    """

    cities: tuple[str, ...]
    sources: tuple[str, ...]
    facts: tuple[str, ...]
    source: Numbers
    confidence: Values
    accepted: Mask
    starts: Numbers
    statements: Numbers
    thing: Numbers
    weight: Values
    left: Numbers
    right: Numbers
    tie: Numbers
    ends: Numbers
    rule: Strength

    @classmethod
    def of(cls, incidences: Iterable[Incidence], rule: Strength) -> Support:
        """Return what ties rest on, from the incidences that a recipe selects."""
        rows = sorted(set(incidences))
        cities = sorted({one.city for one in rows})
        sources = sorted({one.article for one in rows})
        stated = sorted({(one.fact, one.article) for one in rows})
        city_number = {iri: number for number, iri in enumerate(cities)}
        source_number = {iri: number for number, iri in enumerate(sources)}
        statement_number = {pair: number for number, pair in enumerate(stated)}
        confidence, accepted = np.ones(len(stated)), np.zeros(len(stated), np.bool_)
        parts: defaultdict[tuple[tuple[str, str, str], str], list[int]] = defaultdict(list)
        weights: dict[tuple[tuple[str, str, str], str], float] = {}
        for one in rows:
            number = statement_number[one.fact, one.article]
            confidence[number] = 1.0 if one.confidence is None else one.confidence
            accepted[number] = one.review == "accepted"
            if one.kind != "theme" or one.theme:
                key = ((one.kind, one.tie, one.theme), one.city)
                parts[key].append(number)
                weights[key] = max(weights.get(key, 0.0), one.weight)
        ordered = sorted(parts)
        things = {thing: number for number, thing in enumerate(dict.fromkeys(thing for thing, _ in ordered))}
        lengths = [len(parts[key]) for key in ordered]
        pairs = _pairs([things[thing] for thing, _ in ordered], [city_number[city] for _, city in ordered])
        keys = pairs[:, 2] * max(len(cities), 1) + pairs[:, 3]
        distinct, tie = np.unique(keys, return_inverse=True)
        ends = np.stack((distinct // max(len(cities), 1), distinct % max(len(cities), 1)), axis=1)
        return cls(
            cities=tuple(cities),
            sources=tuple(sources),
            facts=tuple(fact for fact, _ in stated),
            source=np.array([source_number[article] for _, article in stated], np.int64),
            confidence=confidence,
            accepted=accepted,
            starts=np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)
            if lengths
            else np.zeros(0, np.int64),
            statements=np.array(list(itertools.chain.from_iterable(parts[key] for key in ordered)), np.int64),
            thing=np.array([things[thing] for thing, _ in ordered], np.int64),
            weight=np.array([weights[key] for key in ordered], np.float64),
            left=pairs[:, 0],
            right=pairs[:, 1],
            tie=tie.astype(np.int64).ravel(),
            ends=ends,
            rule=rule,
        )

    @property
    def all(self) -> Mask:
        """Every statement heard."""
        return np.ones(len(self.facts), np.bool_)

    def strengths(self, heard: Mask, copies: Numbers | None = None) -> Values:
        """Return how strong each tie is when only some statements are heard; 0 where it is gone.

        Args:
            heard: Whether each statement is heard.
            copies: How often each source counts, where strength counts sources; once, when not given.
        """
        if not len(self.tie):
            return np.zeros(len(self.ends))
        parts = np.logical_or.reduceat(heard[self.statements], self.starts)
        both = parts[self.left] & parts[self.right]
        weight = np.minimum(self.weight[self.left], self.weight[self.right]) * both
        if self.rule == "newman":
            sharing = np.bincount(self.thing, weights=parts)[self.thing[self.left]]
            weight = weight / np.maximum(sharing - 1, 1)
        counted = _summed(self.tie, weight, len(self.ends))
        if self.rule != "sources":
            return counted
        return np.where(counted > 0, np.maximum(self._sources(heard, copies), 1.0), 0.0)

    def topology(self, heard: Mask, copies: Numbers | None = None) -> Topology:
        """Return the plain graph of the ties that are left; every city stays."""
        strengths = self.strengths(heard, copies)
        kept = strengths > 0
        return Topology.from_edges(self.ends[kept, 0], self.ends[kept, 1], strengths[kept], nodes=self.cities)

    def sole_sources(self) -> Numbers:
        """Return for each tie the number of the one source that all of it rests on, or -1.

        A tie rests on one source where it states, alone, every part by which the two cities are tied.
        """
        if not len(self.tie):
            return np.zeros(0, np.int64)
        stated = self.source[self.statements]
        least, most = np.minimum.reduceat(stated, self.starts), np.maximum.reduceat(stated, self.starts)
        low = np.full(len(self.ends), len(self.sources))
        high = np.full(len(self.ends), -1)
        for part in (self.left, self.right):
            np.minimum.at(low, self.tie, least[part])
            np.maximum.at(high, self.tie, most[part])
        return np.where(low == high, low, -1)

    def _sources(self, heard: Mask, copies: Numbers | None) -> Values:
        """Return how many sources, each alone, state both cities' part in something that they share."""
        count = max(len(self.sources), 1)
        part = np.repeat(np.arange(len(self.starts)), np.diff(np.append(self.starts, len(self.statements))))[
            heard[self.statements]
        ]
        said = np.unique(part * count + self.source[self.statements][heard[self.statements]])
        offsets = np.searchsorted(said, np.arange(len(self.starts) + 1) * count)
        lengths = np.diff(offsets)[self.left]
        pair = np.repeat(np.arange(len(self.tie)), lengths)
        within = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        by = said[offsets[self.left][pair] + within] % count
        wanted = self.right[pair] * count + by
        at = np.minimum(np.searchsorted(said, wanted), max(len(said) - 1, 0))
        both = said[at] == wanted if len(said) else np.zeros(0, np.bool_)
        found = np.unique(self.tie[pair[both]] * count + by[both])
        weights = np.ones(len(found)) if copies is None else copies[found % count].astype(np.float64)
        return _summed(found // count, weights, len(self.ends))


def _summed(groups: Numbers, values: Values, count: int) -> Values:
    return np.bincount(groups, weights=values, minlength=count).astype(np.float64)


def _pairs(things: list[int], cities: list[int]) -> Numbers:
    """Return every two parts in one thing, with their cities: part, part, city, city, the lower city first."""
    blocks: list[Numbers] = []
    start = 0
    for _, group in itertools.groupby(things):
        size = sum(1 for _ in group)
        if size > 1:
            first, second = np.triu_indices(size, k=1)
            blocks.append(np.stack((first + start, second + start), axis=1))
        start += size
    if not blocks:
        return np.zeros((0, 4), np.int64)
    parts = np.concatenate(blocks).astype(np.int64)
    numbers = np.array(cities, np.int64)
    return np.concatenate((parts, numbers[parts]), axis=1)
