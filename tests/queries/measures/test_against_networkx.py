"""Every measure against networkx on random graphs, and against values worked out by hand."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
import pytest
from citygraph.queries import UndefinedMeasure
from citygraph.queries import measures as ours
from citygraph.queries.measures import Topology, Workings, measure_cities, measure_whole
from hypothesis import given, settings
from hypothesis import strategies as st

NODES = 14
EDGES = st.sets(
    st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda pair: pair[0] < pair[1]),
    max_size=40,
)


def both(pairs: set[tuple[int, int]]) -> tuple[Topology, nx.Graph]:
    """The same graph twice, isolated nodes among it."""
    graph = nx.Graph()
    graph.add_nodes_from(range(NODES))
    graph.add_edges_from(pairs)
    return Topology.from_edges([a for a, _ in pairs], [b for _, b in pairs], nodes=NODES), graph


def same(found: np.ndarray, expected: dict[int, float], tolerance: float = 1e-9) -> None:
    wanted = np.array([expected[node] for node in range(len(found))], np.float64)
    np.testing.assert_allclose(found, wanted, rtol=tolerance, atol=tolerance)


@settings(max_examples=100)
@given(EDGES)
def test_every_measure_of_cities_is_that_of_networkx(pairs: set[tuple[int, int]]) -> None:
    topology, graph = both(pairs)
    found = ours.distances(topology)
    same(ours.degree(topology), dict(graph.degree()))
    same(ours.strength(topology), dict(graph.degree()))
    for method in ("auto", "batches", "rustworkx"):
        raw = ours.betweenness(topology, method=method)
        same(raw, nx.betweenness_centrality(graph, normalized=False))
        same(ours.normalized(raw), nx.betweenness_centrality(graph))
    same(ours.closeness(topology, found), nx.closeness_centrality(graph))
    same(ours.harmonic(topology, found), nx.harmonic_centrality(graph))
    same(ours.core_number(topology), nx.core_number(graph))
    same(ours.clustering(topology), nx.clustering(graph))
    same(ours.constraint(topology), nx.constraint(graph))
    same(ours.effective_size(topology), nx.effective_size(graph))
    assert set(np.flatnonzero(ours.articulation(topology)).tolist()) == set(nx.articulation_points(graph))
    same(ours.pagerank(topology), nx.pagerank(graph, tol=1e-14, max_iter=5000), 1e-6)


@settings(max_examples=60)
@given(EDGES.filter(bool))
def test_the_eigenvector_of_each_component_is_that_of_networkx(pairs: set[tuple[int, int]]) -> None:
    topology, graph = both(pairs)
    found = ours.eigenvector(topology)
    for component in nx.connected_components(graph):
        nodes = sorted(component)
        if len(nodes) == 1:
            assert math.isnan(found[nodes[0]])
            continue
        values, vectors = np.linalg.eigh(nx.to_numpy_array(graph, nodes))
        leading = np.abs(vectors[:, np.argmax(values)])
        np.testing.assert_allclose(found[nodes], leading, atol=1e-6)


@settings(max_examples=60)
@given(EDGES)
def test_the_network_as_a_whole_is_that_of_networkx(pairs: set[tuple[int, int]]) -> None:
    topology, graph = both(pairs)
    whole = measure_whole(Workings(topology))
    assert (whole["nodes"], whole["ties"]) == (graph.number_of_nodes(), graph.number_of_edges())
    assert whole["density"] == pytest.approx(nx.density(graph))
    assert whole["components"] == nx.number_connected_components(graph)
    assert whole["triangles"] == sum(nx.triangles(graph).values()) // 3
    if whole["wedges"]:
        assert whole["transitivity"] == pytest.approx(nx.transitivity(graph), abs=1e-9)
    assert whole["mean_clustering"] == pytest.approx(nx.average_clustering(graph), abs=1e-9)
    lengths = [
        steps
        for start, reached in nx.all_pairs_shortest_path_length(graph)
        for end, steps in reached.items()
        if start < end
    ]
    assert whole["diameter"] == max(lengths, default=0)
    assert whole["mean_distance"] == (pytest.approx(np.mean(lengths)) if lengths else None)
    if len({degree for _, degree in graph.degree() if degree}) > 1:
        assert whole["assortativity"] == pytest.approx(nx.degree_assortativity_coefficient(graph), abs=1e-9)
    else:
        assert whole["assortativity"] is None
    assert whole["articulation_points"] == len(list(nx.articulation_points(graph)))


def test_larger_graphs_in_several_parts_with_trees_on_them() -> None:
    graph = nx.disjoint_union_all(
        [
            nx.gnm_random_graph(150, 300, seed=5),
            nx.barabasi_albert_graph(200, 2, seed=6),
            nx.random_labeled_tree(90, seed=7),
            nx.cycle_graph(70),
            nx.star_graph(66),
        ]
    )
    left, right = zip(*graph.edges(), strict=True)
    topology = Topology.from_edges(left, right, nodes=graph.number_of_nodes())
    raw = nx.betweenness_centrality(graph, normalized=False)
    for method in ("batches", "rustworkx"):
        same(ours.betweenness(topology, method=method), raw)
    same(ours.closeness(topology), nx.closeness_centrality(graph))
    same(ours.harmonic(topology), nx.harmonic_centrality(graph))
    same(ours.constraint(topology), nx.constraint(graph))
    same(ours.pagerank(topology), nx.pagerank(graph, tol=1e-14, max_iter=5000), 1e-6)
    found = ours.eigenvector(topology)
    for component in nx.connected_components(graph):
        nodes = sorted(component)
        if len(nodes) > 1:
            vector = np.abs(np.linalg.eigh(nx.to_numpy_array(graph, nodes))[1][:, -1])
            np.testing.assert_allclose(found[nodes], vector, atol=1e-6)


def test_a_path_of_three_with_one_city_alone() -> None:
    topology = Topology.from_pairs([("a", "b"), ("b", "c")], isolated=["d"])
    found = {name: values.tolist() for name, values in measure_cities(Workings(topology)).items()}
    assert found["degree"] == found["strength"] == [1, 2, 1, 0]
    assert found["betweenness"] == [0, 1, 0, 0]
    assert found["betweenness_normalized"] == pytest.approx([0, 1 / 3, 0, 0])  # of (4-1)(4-2)/2 pairs
    assert found["closeness"] == pytest.approx([4 / 9, 2 / 3, 4 / 9, 0])
    assert found["harmonic"] == [1.5, 2, 1.5, 0]
    assert found["constraint"] == pytest.approx([1, 0.5, 1, math.nan], nan_ok=True)
    assert found["effective_size"] == pytest.approx([1, 2, 1, math.nan], nan_ok=True)
    assert found["eigenvector"] == pytest.approx([0.5, math.sqrt(0.5), 0.5, math.nan], nan_ok=True)
    assert found["core_number"] == [1, 1, 1, 0]
    assert found["articulation"] == [0, 1, 0, 0]


def test_pagerank_is_converged_and_sums_to_one() -> None:
    ranks = ours.pagerank(Topology.from_pairs([("a", "b"), ("b", "c")], isolated=["d"]))
    # with d passing to all alike: b = t + 1.7 a, a = t + 0.425 b, d = t, where t = 0.0375 + 0.2125 d
    base = 0.0375 / (1 - 0.2125)
    b = base * 2.7 / (1 - 1.7 * 0.425)
    assert ranks == pytest.approx([base + 0.425 * b, b, base + 0.425 * b, base], abs=1e-12)
    assert ranks.sum() == pytest.approx(1, abs=1e-12)


def test_on_nothing_measures_say_so_or_are_empty() -> None:
    alone = Topology.from_edges([], [], nodes=3)
    with pytest.raises(UndefinedMeasure, match="no two cities are tied") as error:
        ours.eigenvector(alone)
    assert error.value.code == "undefined-measure"
    assert ours.pagerank(alone).tolist() == pytest.approx([1 / 3] * 3)
    assert ours.betweenness(alone).tolist() == ours.closeness(alone).tolist() == [0, 0, 0]
    assert ours.core_number(alone).tolist() == ours.articulation(alone).tolist() == [0, 0, 0]
    nothing = Topology.from_edges([], [], nodes=0)
    with pytest.raises(UndefinedMeasure, match="no city"):
        ours.pagerank(nothing)
    whole = measure_whole(Workings(nothing))
    assert whole["nodes"] == whole["ties"] == whole["diameter"] == whole["components"] == 0
    undefined = ("density", "gini", "assortativity", "transitivity", "mean_distance", "mean_degree")
    assert {name: whole[name] for name in undefined} == dict.fromkeys(undefined)


@settings(max_examples=30)
@given(EDGES.filter(bool), st.permutations(range(NODES)))
def test_renaming_cities_changes_no_measure(pairs: set[tuple[int, int]], renamed: list[int]) -> None:
    topology, _ = both(pairs)
    other, _ = both({(renamed[a], renamed[b]) for a, b in pairs})
    before, after = measure_cities(Workings(topology)), measure_cities(Workings(other))
    for name, values in before.items():
        np.testing.assert_allclose(values, after[name][renamed], atol=1e-9, equal_nan=True, err_msg=name)


def test_progress_is_told_and_can_end_the_work() -> None:
    topology = Topology.from_pairs([("a", "b"), ("b", "c")])
    told: list[float] = []
    measure_cities(Workings(topology, progress=told.append))
    assert told == sorted(told)
    assert told[-1] == 1

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measure_cities(Workings(topology, progress=stop))
