from __future__ import annotations

from itertools import combinations, islice, pairwise

import networkx as nx
import pytest
from citygraph.graph import CityGraph
from citygraph.queries import NotAnalysable, UnknownName, find_recipe
from citygraph.queries.analyses import carry_out, find_analysis
from citygraph.queries.analyses.findings import OptionValue
from citygraph.queries.analyses.routes import analyse, routes, shortest_routes
from citygraph.queries.measures import Topology
from hypothesis import given
from hypothesis import strategies as st

from .conftest import network_of, network_of_ties, setting_of

CHOSEN: dict[str, OptionValue] = {"start": "a", "end": "d", "most": 5, "by": "steps"}
weighed = st.dictionaries(st.sampled_from(list(combinations(range(6), 2))), st.integers(1, 5), min_size=1)


@given(weighed, st.sampled_from(["steps", "strength"]))
def test_the_routes_are_all_simple_paths_in_order(ties: dict[tuple[int, int], int], by: str) -> None:
    pairs = sorted(ties)
    left, right = zip(*pairs, strict=True)
    topology = Topology.from_edges(left, right, [ties[pair] for pair in pairs], nodes=6)
    graph = nx.Graph(pairs)
    if 0 not in graph or 5 not in graph or not nx.has_path(graph, 0, 5):
        assert shortest_routes(topology, 0, 5) is None
        return
    every = list(nx.all_simple_paths(graph, 0, 5))
    steps = min(len(path) - 1 for path in every)
    assert shortest_routes(topology, 0, 5) == (steps, sum(len(path) - 1 == steps for path in every))

    def weakness(path: list[int]) -> float:
        return sum(1 / ties[min(pair), max(pair)] for pair in pairwise(path))

    found = list(islice(routes(topology, 0, 5, by=by), 4))
    assert len({tuple(path) for path in found}) == len(found) == min(4, len(every))
    keys = [(len(path), weakness(path)) if by == "steps" else (0, weakness(path)) for path in every]
    ours = [(len(path), weakness(path)) if by == "steps" else (0, weakness(path)) for path in found]
    for mine, wanted in zip(ours, sorted(keys), strict=False):
        assert mine == pytest.approx(wanted)


def test_every_leg_says_what_it_rests_on(five: CityGraph) -> None:
    network = network_of({"A": "ab", "B": "bd", "C": "bd", "D": "ac", "E": "cd"})
    found = analyse(setting_of(network, five, **CHOSEN))
    assert [row.cities for row in found.tables["routes"]] == [("a", "b", "d"), ("a", "c", "d")]
    first = found.tables["routes"][0]
    assert (first.ties, first.length, first.weakest, first.articles) == (2, 1.5, 1, 1)
    leg = found.tables["legs"][1]
    assert (leg.route, leg.leg, leg.start, leg.end, leg.strength) == (1, 2, "b", "d", 2)
    assert leg.things == ("B", "C") and leg.facts == ("fact/B/b", "fact/B/d", "fact/C/b", "fact/C/d")
    assert found.figures == {"distance": 2, "shortest": 2, "routes": 2}


def test_what_has_no_route_is_refused_with_the_reason(five: CityGraph) -> None:
    network = network_of_ties([("a", "b"), ("c", "d"), ("d", "e")])
    with pytest.raises(NotAnalysable, match="the one is in a part of 2 cities, the other in one of 3"):
        analyse(setting_of(network, five, **CHOSEN))
    with pytest.raises(NotAnalysable, match="both names are of the same"):
        analyse(setting_of(network, five, **{**CHOSEN, "end": "a"}))


def test_names_are_looked_up_and_cities_outside_the_network_refused(five: CityGraph) -> None:
    analysis, recipe = find_analysis("routes"), find_recipe("shared-themes")
    found = carry_out(five, analysis, recipe, {"start": "barcelona", "end": "Kyiv, UA"})
    assert found.findings.tables["routes"][0].city_names == ("Barcelona", "London", "Kyiv")
    with pytest.raises(UnknownName, match="did you mean 'London"):
        carry_out(five, analysis, recipe, {"start": "Lonndon", "end": "Kyiv"})
    with pytest.raises(NotAnalysable, match="Malang is in the graph, but has part in nothing"):
        carry_out(five, analysis, recipe, {"start": "Malang", "end": "Kyiv"})
