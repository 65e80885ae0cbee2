"""Measures against values worked out by hand, and what they may not depend on."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from citygraph.queries import Incidence, Network, find_recipe, measures, project_incidences
from hypothesis import given, settings
from hypothesis import strategies as st

RECIPE = find_recipe("partnership")


def network_of(pairs: list[tuple[str, str]], alone: tuple[str, ...] = ()) -> Network:
    table = [
        Incidence("partnership", f"t:{a}{b}", "", city, f"f:{a}{b}", "a") for a, b in pairs for city in (a, b)
    ]
    table += [Incidence("partnership", f"t:{city}", "", city, f"f:{city}", "a") for city in alone]
    return project_incidences(RECIPE, table)


@pytest.fixture
def path_and_hermit():
    """a - b - c, and d alone."""
    return measures.to_networkx(network_of([("a", "b"), ("b", "c")], ("d",)))


def test_a_path_of_three_with_one_city_alone(path_and_hermit) -> None:
    graph = path_and_hermit
    assert measures.degree(graph) == {"a": 1, "b": 2, "c": 1, "d": 0}
    assert measures.strength(graph) == {"a": 1, "b": 2, "c": 1, "d": 0}
    assert measures.betweenness(graph, normalized=False) == {"a": 0, "b": 1, "c": 0, "d": 0}
    assert measures.betweenness(graph, normalized=True)["b"] == pytest.approx(1 / 3)  # (4-1)(4-2)/2 pairs
    assert measures.closeness(graph) == pytest.approx({"a": 4 / 9, "b": 2 / 3, "c": 4 / 9, "d": 0})
    assert measures.constraint(graph) == {"a": 1, "b": 0.5, "c": 1, "d": None}
    assert measures.effective_size(graph) == {"a": 1, "b": 2, "c": 1, "d": None}
    assert measures.components(graph) == (("a", "b", "c"), ("d",))


def test_pagerank_is_converged_and_sums_to_one(path_and_hermit) -> None:
    ranks = measures.pagerank(path_and_hermit)
    # with d passing to all alike: b = t + 1.7 a, a = t + 0.425 b, d = t, where t = 0.0375 + 0.2125 d
    base = 0.0375 / (1 - 0.2125)
    b = base * 2.7 / (1 - 1.7 * 0.425)
    assert ranks == pytest.approx(
        {"a": base + 0.425 * b, "b": b, "c": base + 0.425 * b, "d": base}, abs=1e-10
    )
    assert sum(ranks.values()) == pytest.approx(1, abs=1e-12)


def test_no_edge_carries_a_weight(path_and_hermit) -> None:
    assert all("weight" not in data for _, _, data in path_and_hermit.edges(data=True))


@settings(max_examples=40, deadline=None)
@given(
    st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), min_size=1),
    st.randoms(use_true_random=False),
)
def test_renaming_cities_changes_no_measure(pairs: set[tuple[int, int]], chance: random.Random) -> None:
    labels = list("abcdefghij")
    renamed = chance.sample(labels, len(labels))
    first = measures.to_networkx(network_of([(labels[a], labels[b]) for a, b in sorted(pairs)]))
    second = measures.to_networkx(
        network_of([tuple(sorted((renamed[a], renamed[b]))) for a, b in sorted(pairs)])
    )
    new = dict(zip(labels, renamed, strict=True))
    for measure in (
        measures.degree,
        measures.strength,
        lambda graph: measures.betweenness(graph, normalized=True),
        measures.closeness,
        measures.pagerank,
        measures.constraint,
        measures.effective_size,
    ):
        before, after = measure(first), measure(second)
        assert {new[city]: value for city, value in before.items()} == pytest.approx(after, abs=1e-9)


def test_the_karate_club_as_in_the_literature() -> None:
    club = nx.karate_club_graph()
    graph = measures.to_networkx(network_of([(f"{a:02}", f"{b:02}") for a, b in club.edges()]))
    assert measures.degree(graph)["33"] == 17
    assert measures.betweenness(graph, normalized=True)["00"] == pytest.approx(0.437635, abs=1e-6)
    assert measures.closeness(graph)["00"] == pytest.approx(0.568966, abs=1e-6)
