"""Small networks with known answers, and the graph of the five articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Values
from itertools import combinations

import pytest
from citygraph.graph import CityGraph
from citygraph.loaders.facts import read_document
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.loaders.seeds import seed_paths
from citygraph.ontology import Identifiers
from citygraph.queries import Incidence, Network, find_recipe, project_incidences
from citygraph.queries.analyses import Setting
from citygraph.queries.analyses.findings import OptionValue
from citygraph.queries.queryable import Queryable

IDS = Identifiers()


def network_of(shared: Values[str, Iterable[str]]) -> Network:
    """Return the network of cities, by name, that have part in the same things."""
    return project_incidences(
        find_recipe("co-membership"),
        [
            Incidence("membership", thing, "", city, f"fact/{thing}/{city}", f"article/{thing}")
            for thing, cities in shared.items()
            for city in cities
        ],
    )


def network_of_ties(ties: Iterable[tuple[str, str]]) -> Network:
    """Return the network of these ties, each a thing of its own."""
    return network_of({f"{left}-{right}": (left, right) for left, right in ties})


def clique(names: str) -> list[tuple[str, str]]:
    """Return the ties between all cities of one letter."""
    return list(combinations(names, 2))


def setting_of(network: Network, graph: Queryable, /, **options: OptionValue) -> Setting:
    """Return the setting of an analysis on a network that is already there."""
    setting = Setting(graph, network.recipe, options)
    vars(setting)["network"] = network
    return setting


@pytest.fixture(scope="session")
def five() -> Iterator[CityGraph]:
    """The graph of the five articles."""
    with CityGraph.open() as graph, Gazetteer.open() as gazetteer:
        mapping = Mapping(gazetteer, NetworkRegister.open(graph.identifiers.base), graph.identifiers)
        list(graph.add_all(mapping.map(read_document(path)).source for path in seed_paths()))
        yield graph
