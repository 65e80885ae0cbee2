"""The plain graph as arrays: what it makes of ties, and what it refuses."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from citygraph.queries.measures import Topology
from hypothesis import given, settings
from hypothesis import strategies as st

PAIRS = [("b", "a"), ("b", "c"), ("e", "d")]


def test_every_tie_stands_in_both_rows() -> None:
    graph = Topology.from_pairs(PAIRS, [3, 4, 5], isolated=["f", "a"])
    assert graph.nodes == ("a", "b", "c", "d", "e", "f")
    assert graph.offsets.tolist() == [0, 1, 3, 4, 5, 6, 6]
    assert graph.neighbours.tolist() == [1, 0, 2, 1, 4, 3]
    assert graph.strengths.tolist() == [3, 3, 4, 4, 5, 5]
    assert (graph.order, graph.size, graph.degrees.tolist()) == (6, 3, [1, 2, 1, 1, 1, 0])
    assert graph.matrix(weighted=True).toarray()[2].tolist() == [0, 4, 0, 0, 0, 0]
    edges = graph.edges()
    assert list(zip(edges.left, edges.right, edges.strengths, strict=True)) == [
        (0, 1, 3),
        (1, 2, 4),
        (3, 4, 5),
    ]


def test_components_are_numbered_by_size_then_by_their_first_node() -> None:
    found = Topology.from_pairs([("x", "y"), ("b", "c"), ("c", "d"), ("k", "l")], isolated="a").components()
    assert found.sizes.tolist() == [3, 2, 2, 1]
    assert found.labels.tolist() == [3, 0, 0, 0, 1, 1, 2, 2]


def test_a_pair_given_twice_is_one_tie() -> None:
    assert Topology.from_pairs([("a", "b"), ("b", "a")], [1, 0.5]).strengths.tolist() == [1.5, 1.5]
    assert Topology.from_pairs([("a", "b"), ("b", "a")]).strengths.tolist() == [1, 1]


def test_a_subgraph_keeps_the_ties_inside() -> None:
    graph = Topology.from_pairs([*PAIRS, ("a", "c")], [3, 4, 5, 6])
    by_mask = graph.subgraph([True, False, True, True, True])
    assert by_mask.nodes == ("a", "c", "d", "e")
    assert by_mask.matrix(weighted=True).toarray()[0].tolist() == [0, 6, 0, 0]
    by_number = graph.subgraph([4, 3, 2, 0])
    assert (by_number.nodes, by_number.strengths.tolist()) == (by_mask.nodes, by_mask.strengths.tolist())


def test_nothing_is_a_graph() -> None:
    for graph in (Topology.from_pairs([]), Topology.from_edges([], [], nodes=0)):
        assert (graph.order, graph.size) == (0, 0)
        assert graph.components().sizes.tolist() == []
    assert Topology.from_edges([], [], nodes=2).components().sizes.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("left", "right", "strengths", "nodes", "why"),
    [
        ([0], [0], None, 2, "to itself"),
        ([0], [2], None, 2, "none of the 2"),
        ([-1], [1], None, 2, "none of the 2"),
        ([0], [1], [0], 2, "above 0"),
        ([0], [1], [float("nan")], 2, "above 0"),
        ([0], [1], [float("inf")], 2, "above 0"),
        ([0], [1], [1, 2], 2, "2 strengths"),
        ([0], [1], None, ["b", "a"], "sorted"),
        ([0], [1], None, ["a", "a"], "distinct"),
    ],
)
def test_what_is_no_simple_graph_is_refused(left, right, strengths, nodes, why) -> None:
    with pytest.raises(ValueError, match=why):
        Topology.from_edges(left, right, strengths, nodes=nodes)


def test_a_node_is_found_by_its_label() -> None:
    graph = Topology.from_pairs(PAIRS)
    assert [graph.index(node) for node in graph.nodes] == [0, 1, 2, 3, 4]
    with pytest.raises(KeyError):
        graph.index("bb")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1])))
def test_it_is_the_graph_that_networkx_makes(pairs: list[tuple[int, int]]) -> None:
    graph = Topology.from_edges([a for a, _ in pairs], [b for _, b in pairs], nodes=12)
    reference = nx.Graph()
    reference.add_nodes_from(range(12))
    reference.add_edges_from(pairs)
    assert np.array_equal(graph.matrix().toarray(), nx.to_numpy_array(reference))
    components = graph.components()
    groups = {
        frozenset(np.flatnonzero(components.labels == label).tolist())
        for label in range(len(components.sizes))
    }
    assert groups == {frozenset(component) for component in nx.connected_components(reference)}
    assert components.sizes.tolist() == sorted(map(len, groups), reverse=True)
