"""By which ties one city can reach another, the shortest ways first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx
import numpy as np
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.measures import Topology
from citygraph.queries.projection import Network, Tie

from .affiliation_matrix import name_of
from .findings import Findings, Row
from .setting import Setting

__all__ = ["LegRow", "RouteRow", "analyse", "routes", "shortest_routes"]

_STRONG = 1e-6
"""How much of a step the weakness of a tie counts, where steps decide: it decides between routes of as many."""


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One route.

    Attributes:
        route: Its number.
        cities: IRIs of the cities on it, in order.
        city_names: Their names.
        ties: How many ties it has.
        length: Sum of one by the strength of each tie.
        weakest: The strength of its weakest tie.
        articles: The fewest articles that one of its ties rests on.
    """

    route: int
    cities: tuple[str, ...]
    city_names: tuple[str, ...]
    ties: int
    length: float
    weakest: float
    articles: int


@dataclass(frozen=True, slots=True)
class LegRow:
    """One tie of a route.

    Attributes:
        route: Number of the route.
        leg: Number of the tie in it.
        start: IRI of the city that it leads from.
        start_name: Its name.
        end: IRI of the city that it leads to.
        end_name: Its name.
        strength: By the recipe.
        things: IRIs of what the two share.
        thing_names: Their names.
        facts: IRIs of the facts that the tie rests on.
        articles: IRIs of the articles that state them.
    """

    route: int
    leg: int
    start: str
    start_name: str
    end: str
    end_name: str
    strength: float
    things: tuple[str, ...]
    thing_names: tuple[str, ...]
    facts: tuple[str, ...]
    articles: tuple[str, ...]


def routes(topology: Topology, start: int, end: int, *, by: str = "steps") -> Iterator[list[int]]:
    """Yield the routes between two nodes that visit no node twice, the shortest first.

    By steps, a route is as long as it has ties, and of as many ties that with the stronger ones comes first. By
    strength, each tie is as long as one by its strength. The graph must join the two.

    Args:
        topology: The graph, with strengths.
        start: Number of the first node.
        end: Number of the last.
        by: ``steps`` or ``strength``.

    References:
        Yen, J. Y. (1971). Finding the K shortest loopless paths in a network. Management Science 17(11), 712-716.
        doi:10.1287/mnsc.17.11.712
    """
    edges = topology.edges()
    weak = 1 / edges.strengths
    lengths = weak if by == "strength" else 1 + _STRONG * weak / weak.max()
    graph: nx.Graph[int] = nx.Graph()
    graph.add_weighted_edges_from(
        zip(edges.left.tolist(), edges.right.tolist(), lengths.tolist(), strict=True), weight="length"
    )
    yield from nx.shortest_simple_paths(graph, start, end, weight="length")


def shortest_routes(topology: Topology, start: int, end: int) -> tuple[int, int] | None:
    """Return how many ties the shortest routes between two nodes have, and how many such routes there are.

    None where nothing joins the two.
    """
    ways = {start: 1}
    seen = {start}
    for steps in range(1, topology.order):
        after: dict[int, int] = {}
        for node, count in ways.items():
            for near in topology.neighbours[topology.offsets[node] : topology.offsets[node + 1]].tolist():
                if near not in seen:
                    after[near] = after.get(near, 0) + count
        if end in after:
            return steps, after[end]
        if not after:
            return None
        seen |= after.keys()
        ways = after
    return None


def analyse(setting: Setting) -> Findings:
    """Return the shortest routes between two cities, with the facts of every tie.

    Raises:
        NotAnalysable: The two are one, or nothing joins them.
    """
    network = setting.network
    start, end = setting.city("start"), setting.city("end")
    if start == end:
        raise NotAnalysable("a route leads from one city to another, and both names are of the same")
    topology = network.topology()
    first, last = topology.index(start), topology.index(end)
    shortest = shortest_routes(topology, first, last)
    if shortest is None:
        components = topology.components()
        sizes = [int(components.sizes[components.labels[at]]) for at in (first, last)]
        raise NotAnalysable(
            f"no ties lead from {setting.known(start).name} to {setting.known(end).name}: the one is in a part of "
            f"{sizes[0]} cities, the other in one of {sizes[1]}",
            hint="a recipe that counts more ties may join them, such as 'any-cooperation'",
        )
    found = list(islice(routes(topology, first, last, by=setting.text("by")), setting.integer("most")))
    ties = _ties(network, topology, found)
    tables: dict[str, Sequence[Row]] = {
        "routes": [
            _route(setting, topology, ties, number, nodes) for number, nodes in enumerate(found, start=1)
        ],
        "legs": [
            _leg(setting, topology, ties[pair], number, leg, pair)
            for number, nodes in enumerate(found, start=1)
            for leg, pair in enumerate(pairwise(nodes), start=1)
        ],
    }
    return Findings(tables, {"distance": shortest[0], "shortest": shortest[1], "routes": len(found)})


def _ties(network: Network, topology: Topology, found: Sequence[Sequence[int]]) -> dict[tuple[int, int], Tie]:
    """Return the ties on the routes, by the numbers of their ends in the order of the route."""
    ties: dict[tuple[int, int], Tie] = {}
    for at in {node for nodes in found for node in nodes}:
        city = topology.nodes[at]
        for tie in network.ties_of(city):
            ties[at, topology.index(tie.other(city))] = tie
    return ties


def _strength(topology: Topology, pair: tuple[int, int]) -> float:
    begin, end = topology.offsets[pair[0]], topology.offsets[pair[0] + 1]
    place = begin + np.searchsorted(topology.neighbours[begin:end], pair[1])
    return float(topology.strengths[place])


def _route(
    setting: Setting,
    topology: Topology,
    ties: dict[tuple[int, int], Tie],
    number: int,
    nodes: Sequence[int],
) -> RouteRow:
    strengths = [_strength(topology, pair) for pair in pairwise(nodes)]
    cities = tuple(topology.nodes[node] for node in nodes)
    return RouteRow(
        route=number,
        ties=len(strengths),
        length=sum(1 / each for each in strengths),
        weakest=min(strengths),
        articles=min(len(ties[pair].articles) for pair in pairwise(nodes)),
        cities=cities,
        city_names=tuple(setting.known(city).name for city in cities),
    )


def _leg(
    setting: Setting, topology: Topology, tie: Tie, number: int, leg: int, pair: tuple[int, int]
) -> LegRow:
    start, end = (setting.known(topology.nodes[at]) for at in pair)
    return LegRow(
        route=number,
        leg=leg,
        start=start.iri,
        start_name=start.name,
        end=end.iri,
        end_name=end.name,
        strength=_strength(topology, pair),
        things=tuple(thing.theme or thing.iri for thing in tie.shared),
        thing_names=tuple(name_of(thing, setting.network.names) for thing in tie.shared),
        facts=tie.facts,
        articles=tie.articles,
    )
