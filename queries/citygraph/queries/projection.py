"""Projects the two-mode table onto cities: who is tied to whom, how strongly, and by which facts."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from operator import attrgetter, itemgetter, lt
from typing import TYPE_CHECKING, Any

from citygraph.ontology import Identifiers

from .errors import NotAnalysable, UnknownName, did_you_mean
from .incidence import Description, Incidence, describe
from .queryable import Queryable
from .recipe import Recipe, Strength
from .selection import Selection, select_incidences

if TYPE_CHECKING:
    import networkx as nx

    from .measures.topology import Topology
    from .sharing import Sharing

__all__ = ["Affiliation", "Network", "Tie", "project", "project_incidences"]


_fields = attrgetter("kind", "tie", "theme", "city", "fact", "article")


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
            return sum(map(self._weight, self.shared))
        if rule == "newman":
            return sum(self._weight(one) / (len(one.members) - 1) for one in self.shared)
        both: set[str] = set()  # as in Sharing.strengths, where it is computed for all ties at once
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


@dataclass(frozen=True)
class Network:
    """Cities and their ties, computed on a recipe.

    Numbers are computed on arrays (:meth:`topology`, :attr:`sharing`); cities, ties and what they share are made
    into objects when they are asked for.

    Attributes:
        recipe: The recipe.
        incidences: The two-mode table, each incidence once, in order.
        names: What to call the cities, the things shared and their themes.
        plans: Where the recipe keeps plans apart: what would be a tie if they counted, and is none.
        selection: What the recipe selected and left out, where the network was read from a graph.
    """

    recipe: Recipe
    incidences: tuple[Incidence, ...]
    names: Mapping[str, Description]
    plans: tuple[Tie, ...] = ()
    selection: Selection | None = field(default=None, compare=False, repr=False)

    @cached_property
    def cities(self) -> tuple[str, ...]:
        """IRIs of the cities in scope, sorted: each has part in something that counts, perhaps alone."""
        return tuple(sorted({one.city for one in self.incidences}))

    @cached_property
    def affiliations(self) -> tuple[Affiliation, ...]:
        """Everything that a city has part in, shared or not, sorted."""
        return tuple(map(_affiliation, self.things))

    @cached_property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie once, sorted."""
        return tuple(map(self._tie, range(len(self.sharing.left))))

    @cached_property
    def sharing(self) -> Sharing:
        """Who shares what with whom, as arrays."""
        from .sharing import Sharing  # numpy and scipy: only who measures waits for them

        return Sharing(self.cities, self.things)

    @property
    def isolated(self) -> tuple[str, ...]:
        """IRIs of the cities in scope without any tie."""
        tied = {*self.sharing.left.tolist(), *self.sharing.right.tolist()}
        return tuple(city for number, city in enumerate(self.cities) if number not in tied)

    def ties_of(self, city: str) -> tuple[Tie, ...]:
        """Return the ties of one city, so that its numbers can be traced to facts.

        Raises:
            UnknownName: The city is not in this network.
        """
        number = self._numbers.get(city)
        if number is None:
            raise UnknownName("city", city, did_you_mean(city, self.cities))
        sharing = self.sharing
        found: list[int] = ((sharing.left == number) | (sharing.right == number)).nonzero()[0].tolist()
        return tuple(map(self._tie, found))

    def strength(self, tie: Tie) -> float:
        """Return a tie's strength by the recipe's rule."""
        return tie.strength(self.recipe.strength)

    def to_networkx(self) -> nx.Graph[str]:
        """Return the network as one of networkx; see :func:`citygraph.queries.conversion.to_networkx`."""
        from .conversion import to_networkx

        return to_networkx(self)

    def to_rustworkx(self) -> Any:  # noqa: ANN401 - the library need not be installed
        """Return the network as one of rustworkx; see :func:`citygraph.queries.conversion.to_rustworkx`."""
        from .conversion import to_rustworkx

        return to_rustworkx(self)

    def to_polars(self) -> Any:  # noqa: ANN401 - the library need not be installed
        """Return the ties as a data frame of Polars."""
        from .conversion import to_polars

        return to_polars(self)

    def to_pandas(self) -> Any:  # noqa: ANN401 - the library need not be installed
        """Return the ties as a data frame of pandas."""
        from .conversion import to_pandas

        return to_pandas(self)

    def _repr_html_(self) -> str:
        """Return the network as a notebook shows it."""
        from .notebook import network_html

        return network_html(self)

    def topology(self, strength: Strength | None = None) -> Topology:
        """Return the plain graph of the cities in scope, on which measures are computed.

        Args:
            strength: How strong a tie is; not given: by the recipe's rule.

        Raises:
            NotAnalysable: The recipe asks for two modes, cities tied to what they have part in.
        """
        if self.recipe.mode == "two":
            raise NotAnalysable(
                f"the recipe {self.recipe.name!r} ties cities to what they have part in (mode two), not to each other",
                hint="analyse it in two modes (citygraph analyse two-mode), or change the recipe to mode=one",
            )
        from .measures.topology import Topology  # as above

        sharing = self.sharing
        strengths = sharing.strengths(strength or self.recipe.strength)
        return Topology.from_edges(sharing.left, sharing.right, strengths, nodes=self.cities)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {city: number for number, city in enumerate(self.cities)}

    @cached_property
    def things(self) -> tuple[tuple[Incidence, ...], ...]:
        """The incidences of everything that a city has part in, shared or not, in the order of affiliations."""
        grouped = itertools.groupby(self.incidences, attrgetter("kind", "tie", "theme"))
        return tuple(tuple(having) for (kind, _, theme), having in grouped if kind != "theme" or theme)

    def _tie(self, number: int) -> Tie:
        sharing = self.sharing
        parts = sharing.pairs_left[sharing.offsets[number] : sharing.offsets[number + 1]]
        things: list[int] = sharing.parts_thing[parts].tolist()
        left, right = int(sharing.left[number]), int(sharing.right[number])
        shared = tuple(self.affiliations[thing] for thing in things)
        return Tie(self.cities[left], self.cities[right], shared)


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
    # a partnership is a fact, which has no name of its own: half of the time would go into asking for it
    named = {one.city for one in table} | {one.theme for one in table if one.theme}
    named |= {one.tie for one in table if one.kind != "partnership"}
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
    rows = tuple(table)
    keys = list(map(_fields, rows))
    if not all(map(lt, keys, keys[1:])):
        once = dict(zip(keys, rows, strict=True))
        rows = tuple(row for _, row in sorted(once.items(), key=itemgetter(0)))
    return Network(recipe, rows, names or {})


def _affiliation(having: Sequence[Incidence]) -> Affiliation:
    members: dict[str, tuple[Incidence, ...]] = {
        city: tuple(parts) for city, parts in itertools.groupby(having, attrgetter("city"))
    }
    return Affiliation(having[0].kind, having[0].tie, having[0].theme, members)
