"""The results of a centrality report, apart from their computation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .projection import Network
from .recipe import Recipe
from .texts import Texts

__all__ = ["CentralityReport", "CentralityRow", "Counts"]


@dataclass(frozen=True, slots=True)
class CentralityRow:
    """One city's measures; what each means stands in :mod:`citygraph.queries.measures`.

    Attributes:
        city: IRI of the city.
        name: Its name.
        level: city, regency, province or metropolitan-area.
        country: ISO 3166-1 alpha-2 code.
        component: Number of the component it is in, 1 being the largest.
        degree: Cities that it is tied to.
        strength: Sum of its ties' strengths by the recipe's rule.
        newman_strength: The same with each thing shared by k cities counting 1/(k-1).
        betweenness: Raw betweenness.
        betweenness_normalized: Betweenness divided by (n-1)(n-2)/2.
        closeness: Wasserman and Faust's closeness.
        harmonic: Harmonic closeness.
        eigenvector: Eigenvector centrality within its component; None for an isolated city.
        pagerank: PageRank.
        core_number: Core number.
        clustering: Share of pairs of its partners that are tied.
        constraint: Burt's constraint; None for an isolated city.
        effective_size: Effective size; None for an isolated city.
        articulation: Whether its component would fall apart without it.
        facts: Facts that its ties rest on.
        sources: Articles that state those facts.
    """

    city: str
    name: str
    level: str | None
    country: str | None
    component: int
    degree: int
    strength: float
    newman_strength: float
    betweenness: float
    betweenness_normalized: float
    closeness: float
    harmonic: float
    eigenvector: float | None
    pagerank: float
    core_number: int
    clustering: float
    constraint: float | None
    effective_size: float | None
    articulation: bool
    facts: int
    sources: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How large a network is, and what it rests on.

    Attributes:
        cities: Cities in scope.
        isolated: Of these, cities without a tie.
        ties: Ties between two cities.
        affiliations: Partnerships, networks, events, programmes or themes that cities have part in.
        incidences: Pairs of a city and such a thing.
        facts: Facts that the ties rest on.
        sources: Articles that state those facts.
    """

    cities: int
    isolated: int
    ties: int
    affiliations: int
    incidences: int
    facts: int
    sources: int


@dataclass(frozen=True, slots=True)
class CentralityReport:
    """Every city's measures, with all that is needed to make them again.

    Attributes:
        network: The network, with its recipe; ``network.ties_of(city)`` leads from a score to its facts.
        rows: One row for each city in scope, by degree, strength and name.
        counts: The network's size.
        whole: Measures of the network as a whole, by name, as in ``measures.toml``; None where one has no value.
        components: Sizes of the connected components, largest first; an isolated city is one of size 1.
        caveats: What a reader must know.
        dataset: Digest of the dataset.
        version: Version of citygraph.
    """

    network: Network
    rows: tuple[CentralityRow, ...]
    counts: Counts
    whole: Mapping[str, float | None]
    components: tuple[int, ...]
    caveats: tuple[Texts, ...]
    dataset: str
    version: str

    @property
    def recipe(self) -> Recipe:
        """The recipe that the network was computed on."""
        return self.network.recipe

    def to_polars(self) -> Any:  # noqa: ANN401 - the library need not be installed
        """Return the ranking as a data frame of Polars."""
        from .conversion import report_to_polars

        return report_to_polars(self)

    def to_pandas(self) -> Any:  # noqa: ANN401 - the library need not be installed
        """Return the ranking as a data frame of pandas."""
        from .conversion import report_to_pandas

        return report_to_pandas(self)

    def _repr_html_(self) -> str:
        """Return the report as a notebook shows it."""
        from .notebook import report_html

        return report_html(self)
