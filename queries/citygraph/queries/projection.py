"""Projects the two-mode table onto cities: who is tied to whom, how strongly, and by which facts."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from citygraph.ontology import Identifiers

from .errors import UnknownName, did_you_mean
from .incidence import Description, Incidence, describe
from .queryable import Queryable
from .recipe import Recipe, Strength
from .selection import Selection, select_incidences

if TYPE_CHECKING:
    from .measures.topology import Topology

__all__ = ["Affiliation", "Network", "Tie", "project", "project_incidences"]


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One thing that cities share.

    Attributes:
        kind: partnership, membership, participation or theme.
        iri: IRI of the partnership, network, event or programme.
        theme: IRI of the theme within it, or the empty string.
        members: For each city that has part in it, by IRI, the incidences that say so.
    """

    kind: str
    iri: str
    theme: str
    members: Mapping[str, tuple[Incidence, ...]]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two cities and what they share.

    Attributes:
        left: IRI of the city whose IRI sorts first.
        right: IRI of the other.
        shared: Everything that they share, in the order of IRIs.
    """

    left: str
    right: str
    shared: tuple[Affiliation, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """IRIs of the facts that the tie rests on, sorted."""
        return tuple(sorted({one.fact for one in self._incidences()}))

    @property
    def articles(self) -> tuple[str, ...]:
        """IRIs of the articles that state those facts, sorted."""
        return tuple(sorted({one.article for one in self._incidences()}))

    def strength(self, rule: Strength) -> float:
        """Return how strong the tie is.

        ``count`` is the number of things shared; one that rests on a single article counts half where the recipe
        says so, for ``newman``, too. ``newman`` counts a thing shared by k cities as 1/(k-1), so
        that one large gathering does not outweigh a meeting of two (Newman 2001,
        doi:10.1103/PhysRevE.64.016132). ``sources`` is the number of articles each of which states both
        cities' part in something shared, or 1 where it takes two articles to see the tie.
        """
        if rule == "count":
            return sum(self._weight(one) for one in self.shared)
        if rule == "newman":
            return sum(self._weight(one) / (len(one.members) - 1) for one in self.shared)
        both: set[str] = set()
        for one in self.shared:
            left = {incidence.article for incidence in one.members[self.left]}
            both |= left & {incidence.article for incidence in one.members[self.right]}
        return float(max(len(both), 1))

    def other(self, city: str) -> str:
        """Return the city at the other end."""
        return self.right if city == self.left else self.left

    def _weight(self, one: Affiliation) -> float:
        """Return how much a thing counts: as the part in it that is less sure."""
        return min(max(part.weight for part in one.members[city]) for city in (self.left, self.right))

    def _incidences(self) -> Iterable[Incidence]:
        for one in self.shared:
            yield from one.members[self.left]
            yield from one.members[self.right]


@dataclass(frozen=True, slots=True)
class Network:
    """Cities and their ties, computed on a recipe.

    Attributes:
        recipe: The recipe.
        cities: IRIs of the cities in scope, sorted: each has part in something that the recipe counts, some
            without sharing it.
        ties: Every tie once, sorted.
        affiliations: Everything that a city has part in, shared or not, sorted.
        names: What to call the cities, the things shared and their themes.
        plans: Where the recipe keeps plans apart: what would be a tie if they counted, and is none.
        selection: What the recipe selected and left out, where the network was read from a graph.
    """

    recipe: Recipe
    cities: tuple[str, ...]
    ties: tuple[Tie, ...]
    affiliations: tuple[Affiliation, ...]
    names: Mapping[str, Description]
    plans: tuple[Tie, ...] = ()
    selection: Selection | None = field(default=None, compare=False, repr=False)

    @property
    def isolated(self) -> tuple[str, ...]:
        """IRIs of the cities in scope without any tie."""
        tied = {city for tie in self.ties for city in (tie.left, tie.right)}
        return tuple(city for city in self.cities if city not in tied)

    def ties_of(self, city: str) -> tuple[Tie, ...]:
        """Return the ties of one city, so that its numbers can be traced to facts.

        Raises:
            UnknownName: The city is not in this network.
        """
        if city not in self.cities:
            alike = did_you_mean(city, self.cities)
            raise UnknownName("city", city, alike)
        return tuple(tie for tie in self.ties if city in (tie.left, tie.right))

    def strength(self, tie: Tie) -> float:
        """Return a tie's strength by the recipe's rule."""
        return tie.strength(self.recipe.strength)

    def topology(self, strength: Strength | None = None) -> Topology:
        """Return the plain graph of the cities in scope, on which measures are computed.

        Args:
            strength: How strong a tie is; not given: by the recipe's rule.
        """
        from .measures.topology import Topology  # numpy and scipy: only who measures waits for them

        number = {city: index for index, city in enumerate(self.cities)}
        return Topology.from_edges(
            [number[tie.left] for tie in self.ties],
            [number[tie.right] for tie in self.ties],
            [tie.strength(strength or self.recipe.strength) for tie in self.ties],
            nodes=self.cities,
        )


def project(
    graph: Queryable, recipe: Recipe, *, language: str = "en", identifiers: Identifiers | None = None
) -> Network:
    """Return the network of cities that the recipe makes of the graph.

    Args:
        graph: Where the facts are.
        recipe: What ties two cities.
        language: BCP 47 tag of the language in which names are preferred.
        identifiers: The base of instance IRIs, if not the default one.
    """
    found = select_incidences(graph, recipe, identifiers=identifiers)
    table = (*found.incidences, *found.plans)
    named = {iri for one in table for iri in (one.city, one.tie, one.theme) if iri}
    names = describe(graph, named, language=language)
    network = replace(project_incidences(recipe, found.incidences, names), selection=found)
    if not found.plans:
        return network
    tied = {(tie.left, tie.right) for tie in network.ties}
    wider = project_incidences(recipe, table, names).ties
    return replace(network, plans=tuple(tie for tie in wider if (tie.left, tie.right) not in tied))


def project_incidences(
    recipe: Recipe, table: Iterable[Incidence], names: Mapping[str, Description] | None = None
) -> Network:
    """Return the network of cities that share something in a two-mode table.

    A theme ties only within the same programme; an incidence without a theme, in a recipe on themes, ties to
    nothing and leaves its city isolated. The order of the table does not matter.

    Args:
        recipe: What the table was read by.
        table: The incidences.
        names: What to call things, where they have names.
    """
    members: defaultdict[tuple[str, str, str], defaultdict[str, list[Incidence]]]
    members = defaultdict(lambda: defaultdict(list))
    cities: set[str] = set()
    for one in sorted(set(table)):
        cities.add(one.city)
        if one.kind != "theme" or one.theme:
            members[one.kind, one.tie, one.theme][one.city].append(one)
    affiliations = tuple(
        Affiliation(kind, iri, theme, {city: tuple(having) for city, having in sorted(group.items())})
        for (kind, iri, theme), group in sorted(members.items())
    )
    return Network(recipe, tuple(sorted(cities)), _ties(affiliations), affiliations, names or {})


def _ties(affiliations: Sequence[Affiliation]) -> tuple[Tie, ...]:
    shared: defaultdict[tuple[str, str], list[Affiliation]] = defaultdict(list)
    for one in affiliations:
        for pair in itertools.combinations(one.members, 2):
            shared[pair].append(one)
    return tuple(Tie(left, right, tuple(things)) for (left, right), things in sorted(shared.items()))
