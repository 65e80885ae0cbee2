from __future__ import annotations

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from citygraph.graph import CityGraph
from citygraph.queries import NotAnalysable
from citygraph.queries.analyses.findings import OptionValue
from citygraph.queries.analyses.nullmodel import analyse, statistics
from citygraph.queries.measures import Topology
from hypothesis import given
from hypothesis import strategies as st

from .conftest import clique, network_of, network_of_ties, setting_of

CHOSEN: dict[str, OptionValue] = {"model": "degrees", "samples": 60, "seed": 1}


@given(st.sets(st.sampled_from(list(combinations(range(8), 2))), min_size=1))
def test_the_statistics_are_those_of_networkx(ties: set[tuple[int, int]]) -> None:
    graph = nx.Graph(sorted(ties))
    graph.add_nodes_from(range(8))
    left, right = zip(*sorted(ties), strict=True)
    topology = Topology.from_edges(left, right, nodes=8)
    found = statistics(topology, np.array([0, 0, 0, 0, 1, 1, 1, -1]), seed=1)
    if not math.isnan(found["transitivity"]):
        assert found["transitivity"] == pytest.approx(nx.transitivity(graph))
    assert found["clustering"] == pytest.approx(nx.average_clustering(graph))
    assert found["largest-component"] == max(map(len, nx.connected_components(graph))) / 8
    ends = {graph.degree(node) for tie in ties for node in tie}
    if len(ends) > 1:
        assert found["assortativity"] == pytest.approx(nx.degree_assortativity_coefficient(graph))
    else:
        assert math.isnan(found["assortativity"])
    known = [tie for tie in ties if 7 not in tie]
    if known:
        same = sum((one < 4) == (other < 4) for one, other in known)
        assert found["same-country"] == pytest.approx(same / len(known))


def test_cliques_are_more_clustered_than_chance(five: CityGraph) -> None:
    ties = [*clique("abcde"), *clique("fghij"), *clique("klmno"), ("e", "f"), ("j", "k"), ("o", "a")]
    told: list[tuple[int, int]] = []
    setting = setting_of(network_of_ties(ties), five, **CHOSEN)
    object.__setattr__(setting, "advance", lambda done, total: told.append((done, total)))
    found = analyse(setting)
    rows = {row.statistic: row for row in found.tables["statistics"]}
    transitivity = rows["transitivity"]
    assert transitivity.observed == pytest.approx(nx.transitivity(nx.Graph(ties)), abs=1e-12)
    assert transitivity.z is not None and transitivity.z > 3
    assert transitivity.above == pytest.approx(1 / 61) and transitivity.below == 1
    assert rows["same-country"].observed is None
    assert told == [(done, 60) for done in range(1, 61)]
    assert "cannot show a probability below 0.016" in found.caveats[0].en


def test_a_projection_is_compared_with_random_parts(five: CityGraph) -> None:
    network = network_of({"A": "abcd", "B": "cdef", "C": "aef", "D": "bg", "E": "gh"})
    found = analyse(setting_of(network, five, **{**CHOSEN, "model": "affiliations"}))
    assert next(iter(found.tables["statistics"])).statistic == "ties"
    assert found.figures["samples"] == 60 and int(str(found.figures["different"])) > 5


def test_without_a_choice_there_is_nothing_to_compare(five: CityGraph) -> None:
    with pytest.raises(NotAnalysable, match="no other network has what each city has here"):
        analyse(setting_of(network_of_ties(clique("abcd")), five, **CHOSEN))
    with pytest.raises(NotAnalysable, match="nothing to project"):
        analyse(setting_of(network_of_ties(clique("abcd")), five, **{**CHOSEN, "model": "affiliations"}))
