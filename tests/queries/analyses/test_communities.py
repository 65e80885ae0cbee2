from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from citygraph.graph import CityGraph
from citygraph.queries import NotAnalysable
from citygraph.queries.analyses.communities import analyse, communities, modularity
from citygraph.queries.measures import Topology
from hypothesis import given
from hypothesis import strategies as st

from .conftest import clique, network_of_ties, setting_of

CHOSEN = {"resolution": 1.0, "runs": 5, "seed": 1, "strength": "recipe"}


def _karate() -> Topology:
    edges = np.array(nx.karate_club_graph().edges())
    return Topology.from_edges(edges[:, 0], edges[:, 1], nodes=34)


def test_the_karate_club_has_its_four_communities() -> None:
    found = communities(_karate())
    assert found.labels.max() + 1 == 4
    assert found.modularity == pytest.approx(
        0.4197896, abs=1e-7
    )  # the greatest there is: Brandes et al. 2008
    assert found.agreement > 0.9


def test_a_run_that_always_ends_alike_is_certain() -> None:
    network = network_of_ties([*clique("abcd"), *clique("efg"), ("d", "e")])
    found = communities(network.topology(), runs=10)
    assert found.labels.tolist() == [0, 0, 0, 0, 1, 1, 1]
    assert (found.agreement, found.least_agreement, found.variation, found.rounds) == (1, 1, 0, 0)
    assert found.certainty.tolist() == [1] * 7


def test_strong_ties_hold_together_what_equal_ones_do_not() -> None:
    # a ring of four: equal ties fall apart anyhow, these along the strong sides
    ring = Topology.from_edges([0, 1, 2, 3], [1, 2, 3, 0], [9, 1, 9, 1], nodes=["a", "b", "c", "d"])
    assert communities(ring, runs=4).labels.tolist() == [0, 0, 1, 1]


def test_parts_are_never_joined_and_the_isolated_are_in_none() -> None:
    graph = Topology.from_edges([0, 2, 4], [1, 3, 5], nodes=["a", "b", "c", "d", "e", "f", "g"])
    found = communities(graph, runs=3)
    assert found.labels.tolist() == [0, 0, 1, 1, 2, 2, -1]
    assert np.isnan(found.certainty[6])


@given(st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)).filter(lambda e: e[0] < e[1]), min_size=1),
       st.lists(st.integers(0, 2), min_size=9, max_size=9), st.floats(0.1, 5))  # fmt: skip
def test_modularity_is_networkx_modularity(
    edges: set[tuple[int, int]], labels: list[int], resolution: float
) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(range(9))
    graph.add_weighted_edges_from((*edge, 1 + sum(edge) / 4) for edge in sorted(edges))
    groups = [{node for node in range(9) if labels[node] == group} for group in set(labels)]
    left, right = zip(*sorted(edges), strict=True)
    topology = Topology.from_edges(left, right, [1 + sum(edge) / 4 for edge in sorted(edges)], nodes=9)
    wanted = nx.community.modularity(graph, groups, resolution=resolution)
    assert modularity(topology, np.array(labels), resolution=resolution) == pytest.approx(wanted, abs=1e-12)


def test_its_rows_count_ties_inside_and_out(five: CityGraph) -> None:
    network = network_of_ties([*clique("abcd"), *clique("efg"), ("d", "e")])
    found = analyse(setting_of(network, five, **CHOSEN))
    first, second = found.tables["communities"]
    assert (first.community, first.cities, first.inside, first.outside) == (1, 4, 6, 1)
    assert (second.community, second.cities, second.inside, second.outside) == (2, 3, 3, 1)
    assert first.member_names[0] == "d" and second.countries == 0 and second.main_country is None
    assert [(row.city, row.degree, row.inside) for row in found.tables["cities"]][:4] == [
        ("d", 4, 3), ("a", 3, 3), ("b", 3, 3), ("c", 3, 3)
    ]  # fmt: skip


def test_one_community_is_refused(five: CityGraph) -> None:
    with pytest.raises(NotAnalysable, match="the 4 cities with ties are one community"):
        analyse(setting_of(network_of_ties(clique("abcd")), five, **CHOSEN))
