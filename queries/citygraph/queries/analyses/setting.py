"""What an analysis works on: the graph, the recipe, the options, and the network that these make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from citygraph.ontology import Identifiers
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.incidence import Description
from citygraph.queries.projection import Network, project
from citygraph.queries.queryable import Queryable
from citygraph.queries.recipe import Recipe
from citygraph.queries.selection import select_incidences

from .findings import OptionValue

__all__ = ["Advance", "Setting"]

Advance = Callable[[int, int], None]
"""Called with the steps done and the steps in all."""

T = TypeVar("T", str, int, float)


def _say_nothing(done: int, total: int) -> None:
    """Take note of the steps in silence."""


@dataclass(frozen=True)
class Setting:
    """What an analysis works on.

    Attributes:
        graph: Where the facts are.
        recipe: What ties two cities.
        options: What was chosen; every option of the analysis has a value or None.
        language: BCP 47 tag of the language in which names are preferred.
        identifiers: The base of instance IRIs.
        advance: Told how far the work is.
    """

    graph: Queryable
    recipe: Recipe
    options: Mapping[str, OptionValue] = field(default_factory=dict[str, OptionValue])
    language: str = "en"
    identifiers: Identifiers = field(default_factory=Identifiers)
    advance: Advance = _say_nothing

    @cached_property
    def network(self) -> Network:
        """The network that the recipe makes of the graph.

        Raises:
            EmptyNetwork: It has no tie.
        """
        network = project(self.graph, self.recipe, language=self.language, identifiers=self.identifiers)
        if not network.ties:
            raise select_incidences(self.graph, self.recipe, identifiers=self.identifiers).refuse()
        return network

    @property
    def has_network(self) -> bool:
        """Whether the network has been asked for."""
        return "network" in self.__dict__

    def known(self, iri: str) -> Description:
        """Return what to call a city, or a thing that cities share."""
        named = self.network.names.get(iri)
        return named or Description(iri, iri.rstrip("/").rsplit("/", 1)[-1], None, None)

    def integer(self, name: str) -> int:
        """Return the value of an option that is an integer."""
        return _of_type(int, self.options[name])

    def number(self, name: str) -> float:
        """Return the value of an option that is a number."""
        return float(_of_type((int, float), self.options[name]))

    def text(self, name: str) -> str:
        """Return the value of an option that is a word or an IRI."""
        return _of_type(str, self.options[name])

    def city(self, name: str) -> str:
        """Return the IRI of the city that an option names, which has to be one of the network's.

        Raises:
            NotAnalysable: The recipe leaves it out.
        """
        iri = self.text(name)
        if iri not in self.network.cities:
            raise NotAnalysable(
                f"{self.called(iri)} is in the graph, but has part in nothing that the recipe "
                f"{self.recipe.name!r} counts",
                hint="choose another recipe, or a city that is in the network",
            )
        return iri

    def called(self, iri: str) -> str:
        """Return the name of anything in the graph."""
        from citygraph.queries.incidence import describe

        return describe(self.graph, [iri], language=self.language)[iri].name


def _of_type(kind: type[T] | tuple[type[int], type[float]], value: object) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind}")
    return value  # type: ignore[return-value]
