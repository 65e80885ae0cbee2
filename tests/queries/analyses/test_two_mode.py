from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from citygraph.graph import CityGraph
from citygraph.queries import NotAnalysable
from citygraph.queries.analyses.two_mode import TwoMode, analyse, two_mode
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import sparse

from .conftest import network_of, setting_of


def _davis() -> tuple[nx.Graph[str], list[str], list[str], TwoMode]:
    graph = nx.davis_southern_women_graph()
    women, events = graph.graph["top"], graph.graph["bottom"]
    return (
        graph,
        women,
        events,
        two_mode(nx.bipartite.biadjacency_matrix(graph, women, events, dtype=float).tocsr()),
    )


def test_the_southern_women_are_as_in_the_literature() -> None:
    _, women, events, found = _davis()
    at = {name: number for number, name in enumerate([*women, *events])}
    # Borgatti & Everett 1997: Evelyn, Theresa and Nora went to eight of fourteen events, E8 had fourteen of eighteen
    assert [found.degree[at[name]] for name in ("Evelyn Jefferson", "Theresa Anderson", "Nora Fayette")] == [
        8
    ] * 3
    assert found.degree_share[at["Evelyn Jefferson"]] == pytest.approx(0.571, abs=5e-4)
    assert found.degree_share[at["E8"]] == pytest.approx(0.778, abs=5e-4)
    assert found.closeness[at["Evelyn Jefferson"]] == pytest.approx(0.80, abs=5e-3)
    assert found.closeness[at["E8"]] == pytest.approx(0.846, abs=5e-4)
    assert found.betweenness[at["E8"]] == pytest.approx(0.244, abs=5e-3)


def test_the_southern_women_are_as_in_networkx() -> None:
    graph, women, events, found = _davis()
    order = [*women, *events]
    for ours, theirs in (
        (found.degree_share, nx.bipartite.degree_centrality(graph, women)),
        (found.closeness, nx.bipartite.closeness_centrality(graph, women)),
        (found.betweenness, nx.bipartite.betweenness_centrality(graph, women)),
    ):
        assert ours == pytest.approx([theirs[name] for name in order], abs=1e-9)
    vector = nx.eigenvector_centrality_numpy(graph)
    wanted = np.array([vector[name] for name in order])
    assert found.eigenvector / np.linalg.norm(found.eigenvector) == pytest.approx(wanted, abs=1e-6)


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=2, max_size=6))
def test_measures_stay_between_nothing_and_one(rows: list[list[bool]]) -> None:
    matrix = np.array(rows, float)
    assume(matrix.any())
    found = two_mode(sparse.csr_array(matrix))
    for values in (found.degree_share, found.closeness, found.betweenness):
        assert np.all((values >= 0) & (values <= 1 + 1e-12))
    graph = nx.Graph([(f"r{i}", f"c{j}") for i, row in enumerate(rows) for j, one in enumerate(row) if one])
    graph.add_nodes_from([f"r{i}" for i in range(len(rows))])
    graph.add_nodes_from([f"c{j}" for j in range(4)])
    order = [*(f"r{i}" for i in range(len(rows))), *(f"c{j}" for j in range(4))]
    theirs = nx.bipartite.betweenness_centrality(graph, order[: len(rows)])
    assert found.betweenness == pytest.approx([theirs[name] for name in order], abs=1e-9)
    if nx.is_connected(graph):
        near = nx.bipartite.closeness_centrality(graph, order[: len(rows)])
        assert found.closeness == pytest.approx([near[name] for name in order], abs=1e-9)


def test_pieces_are_told_and_lower_closeness(five: CityGraph) -> None:
    found = analyse(setting_of(network_of({"A": "abc", "B": "cd", "C": "ef"}), five))
    rows = {row.city: row for row in found.tables["cities"]}
    assert rows["c"].degree == 2 and rows["c"].degree_share == 2 / 3
    # c is next to A and B and two steps from a, b, d: the least there can be, with 5 of 8 other nodes
    assert rows["c"].closeness == pytest.approx(5 / 8)
    assert rows["e"].closeness == pytest.approx(2 / 8)
    assert found.figures["pieces"] == 2 and "in 2 pieces" in found.caveats[0].en
    assert [row.thing for row in found.tables["things"]] == ["A", "B", "C"]


def test_pairs_alone_are_refused(five: CityGraph) -> None:
    with pytest.raises(NotAnalysable, match="has more than two cities"):
        analyse(setting_of(network_of({"A": "ab", "B": "bc"}), five))
