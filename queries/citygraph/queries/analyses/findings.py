"""What an analysis finds, with all that is needed to make it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from citygraph.queries.recipe import Recipe
from citygraph.queries.texts import Texts

from .description import Analysis

if TYPE_CHECKING:
    from citygraph.queries.projection import Network

__all__ = ["AnalysisResult", "Basis", "Entry", "Findings", "OptionValue", "Row", "entries_of"]

Entry = str | int | float | bool | None | tuple[str, ...]
"""A value in a row; several are IRIs or names."""

OptionValue = str | int | float | None
"""The value of an option: a city's or network's is its IRI."""


class Row(Protocol):
    """A frozen dataclass whose fields are entries."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


def entries_of(row: Row) -> dict[str, Entry]:
    """Return the fields of a row with their values."""
    return {one.name: getattr(row, one.name) for one in fields(row)}


@dataclass(frozen=True, slots=True)
class Findings:
    """What an analysis computes.

    Attributes:
        tables: For each table of the analysis, by name, its rows.
        figures: The numbers about the whole network, by name; None where one is not defined.
        caveats: What a reader must know about these numbers.
    """

    tables: Mapping[str, Sequence[Row]]
    figures: Mapping[str, OptionValue] = field(default_factory=dict[str, OptionValue])
    caveats: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """How large a network is, and what it rests on.

    Attributes:
        cities: Cities in scope.
        ties: Ties between two of them.
        facts: Facts that the ties rest on.
        articles: Articles that state those facts.
    """

    cities: int
    ties: int
    facts: int
    articles: int

    @classmethod
    def of(cls, network: Network) -> Basis:
        """Return what a network rests on."""
        facts: set[str] = set()
        articles: set[str] = set()
        for thing in network.affiliations:
            if len(thing.members) > 1:
                for incidences in thing.members.values():
                    facts.update(one.fact for one in incidences)
                    articles.update(one.article for one in incidences)
        return cls(len(network.cities), len(network.ties), len(facts), len(articles))


@dataclass(frozen=True, slots=True)
class AnalysisResult:
    """An analysis with what it was computed on.

    Attributes:
        analysis: The analysis.
        recipe: The recipe of the network.
        options: What was chosen, defaults and seeds included.
        findings: What it found.
        basis: How large the network is; None where the analysis needs none.
        caveats: What a reader must know: of the recipe, of the analysis, and of these numbers.
        dataset: Digest of the dataset.
        version: Version of citygraph.
    """

    analysis: Analysis
    recipe: Recipe
    options: Mapping[str, OptionValue]
    findings: Findings
    basis: Basis | None
    caveats: tuple[Texts, ...]
    dataset: str
    version: str
