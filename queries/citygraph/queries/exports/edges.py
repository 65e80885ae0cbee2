"""A network as nodes and merged edges, whose attributes are plain values with the types that they are said to have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from citygraph.graph.exports import ExportOptions, Source
from citygraph.queries.projection import Network, project
from citygraph.queries.recipe_book import find_recipe

from .rows import TableReader
from .schema import load_tables
from .spells import Spell, Timing
from .values import CellValue

__all__ = ["EDGE_TYPES", "NODE_TYPES", "Edge", "MergedNetwork", "Node", "merged_network"]

Type = Literal["string", "integer", "double"]
Plain = str | int | float

NODE_TYPES: Final[Mapping[str, Type]] = {
    "country": "string",
    "level": "string",
    "latitude": "double",
    "longitude": "double",
    "population": "integer",
    "degree": "integer",
    "strength": "double",
}
"""The attributes of a node; one that is not known is left out."""

EDGE_TYPES: Final[Mapping[str, Type]] = {
    "strength": "double",
    "newman": "double",
    "shared": "integer",
    "facts": "integer",
    "articles": "integer",
    "undated": "integer",
    "kinds": "string",
}
"""The attributes of an edge; it has them all."""


@dataclass(frozen=True, slots=True)
class Node:
    """A city.

    Attributes:
        iri: Its IRI.
        name: Its name.
        attributes: Some of :data:`NODE_TYPES`.
    """

    iri: str
    name: str
    attributes: Mapping[str, Plain]


@dataclass(frozen=True, slots=True)
class Edge:
    """Everything that two cities share, as one edge.

    Attributes:
        source: IRI of the city whose IRI sorts first.
        target: IRI of the other.
        attributes: All of :data:`EDGE_TYPES`.
        spells: When they are tied; empty where no article says.
    """

    source: str
    target: str
    attributes: Mapping[str, Plain]
    spells: tuple[Spell, ...]

    @property
    def strength(self) -> float:
        """How strong the tie is, by the recipe's rule."""
        return float(self.attributes["strength"])


@dataclass(frozen=True, slots=True)
class MergedNetwork:
    """A network to be drawn.

    Attributes:
        network: The network.
        description: The recipe, its digest and the dataset's, as one line.
        degree: How many cities each city is tied to, by IRI.
        strength: The sum of its ties' strengths.
    """

    network: Network
    description: str
    degree: Mapping[str, int]
    strength: Mapping[str, float]
    _source: Source
    _options: ExportOptions

    def nodes(self) -> Iterator[Node]:
        """Yield the cities in the order of their IRIs."""
        table = next(table for table in load_tables() if table.name == "cities")
        names = [column.name for column in table.columns]
        reader = TableReader(self._source, self._options)
        for row in reader.rows_of(table, self.network.cities):
            cells = dict(zip(names, row, strict=True))
            iri = str(cells["city"])
            known = {name: _plain(cells[name]) for name in NODE_TYPES if name in cells}
            attributes = {name: value for name, value in known.items() if value is not None}
            attributes |= {"degree": self.degree[iri], "strength": self.strength[iri]}
            yield Node(iri, str(cells["name"] or iri.rsplit("/", 1)[-1]), attributes)

    def edges(self) -> Iterator[Edge]:
        """Yield one edge for each two cities that share something."""
        timing = Timing(self._source, self.network)
        for tie in self.network.ties:
            yield Edge(
                tie.left,
                tie.right,
                {
                    "strength": self.network.strength(tie),
                    "newman": tie.strength("newman"),
                    "shared": len(tie.shared),
                    "facts": len(tie.facts),
                    "articles": len(tie.articles),
                    "undated": timing.undated(tie),
                    "kinds": " ".join(sorted({one.kind for one in tie.shared})),
                },
                timing.spells(tie),
            )


def merged_network(source: Source, options: ExportOptions) -> MergedNetwork:
    """Return the network that the recipe of the options makes of the source.

    Raises:
        UnknownRecipe: There is no recipe of that name.
    """
    recipe = find_recipe(options.recipe)
    network = project(source, recipe, language=options.language, identifiers=options.identifiers)
    degree: Counter[str] = Counter(dict.fromkeys(network.cities, 0))
    strength = dict.fromkeys(network.cities, 0.0)
    for tie in network.ties:
        for city in (tie.left, tie.right):
            degree[city] += 1
            strength[city] += network.strength(tie)
    description = (
        f"{recipe.title.said_in(options.language)}; recipe {recipe.name}, sha256 {recipe.digest}; "
        f"dataset {source.digest}"
    )
    return MergedNetwork(network, description, degree, strength, source, options)


def _plain(value: CellValue) -> Plain | None:
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, str | int | float) else None
