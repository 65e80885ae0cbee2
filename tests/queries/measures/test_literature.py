"""Networks that others have published figures of."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from citygraph.queries.measures import Topology, Workings, measure_cities, measure_whole


@pytest.fixture(scope="module")
def sister_cities(shared: Path) -> Topology:
    """The sister cities of Wikidata in October 2017: konect.cc/networks/twin."""
    path = shared / "data" / "sister-cities-konect" / "out.twin"
    if not path.is_file():
        pytest.skip(f"{path.name} is not on this machine")
    edges = np.loadtxt(path, comments="%", dtype=np.int64)[:, :2] - 1
    return Topology.from_edges(edges[:, 0], edges[:, 1], nodes=int(edges.max()) + 1)


def test_sister_cities_as_published_by_konect(sister_cities: Topology) -> None:
    whole = measure_whole(Workings(sister_cities))
    assert (whole["nodes"], whole["ties"], whole["largest_component"]) == (14274, 20573, 10320)
    assert (whole["maximum_degree"], whole["triangles"], whole["wedges"]) == (99, 6327, 170445)
    assert whole["diameter"] == 25
    assert whole["transitivity"] == pytest.approx(0.111361, abs=5e-7)
    assert whole["assortativity"] == pytest.approx(0.386786, abs=5e-7)
    assert whole["gini"] == pytest.approx(0.506040, abs=5e-7)


def of(graph: nx.Graph) -> tuple[dict[str, dict[str, float]], dict[str, float | None]]:
    """All measures, by measure and city."""
    topology = Topology.from_pairs([(str(a), str(b)) for a, b in graph.edges()])
    given = Workings(topology)
    cities = {
        name: dict(zip(topology.nodes, values.tolist(), strict=True))
        for name, values in measure_cities(given).items()
    }
    return cities, measure_whole(given)


def test_the_karate_club() -> None:
    # Zachary (1977), doi:10.1086/jar.33.4.3629752; figures as in Brandes & Erlebach, networkx and igraph
    club, whole = of(nx.karate_club_graph())
    assert (whole["nodes"], whole["ties"], whole["triangles"], whole["diameter"]) == (34, 78, 45, 5)
    assert whole["transitivity"] == pytest.approx(0.2556818, abs=5e-8)
    assert whole["mean_clustering"] == pytest.approx(0.5706384782, abs=5e-11)
    assert whole["assortativity"] == pytest.approx(-0.4756130977, abs=5e-11)
    assert whole["mean_distance"] == pytest.approx(2.4081996435, abs=5e-11)
    assert whole["degeneracy"] == 4
    assert club["degree"] | {} == {**club["degree"], "0": 16, "33": 17}
    assert club["betweenness"]["0"] == pytest.approx(231.0714286, abs=5e-8)
    assert club["betweenness_normalized"]["0"] == pytest.approx(0.437635, abs=5e-7)
    assert club["closeness"]["0"] == pytest.approx(0.568966, abs=5e-7)
    assert club["eigenvector"]["33"] == pytest.approx(0.3733634703, abs=5e-9)
    assert club["articulation"]["0"] == 1


def test_the_southern_women_and_whom_they_met() -> None:
    # Davis, Gardner & Gardner (1941), Deep South: 18 women at 14 events
    women = nx.davis_southern_women_graph()
    names = women.graph["top"]
    events = [sorted(women[event]) for event in women.graph["bottom"]]
    assert (len(names), len(events), women.number_of_edges()) == (18, 14, 89)
    pairs = [(a, b) for met in events for a in met for b in met if a < b]
    topology = Topology.from_pairs(pairs, np.ones(len(pairs)))
    newman = Topology.from_pairs(
        pairs, [1 / (len(met) - 1) for met in events for a in met for b in met if a < b]
    )
    assert (topology.order, topology.size) == (18, 139)
    found = measure_cities(Workings(topology, newman), ["degree", "strength", "newman_strength"])
    by_name = {
        name: dict(zip(topology.nodes, values.tolist(), strict=True)) for name, values in found.items()
    }
    # all but Dorothy, Flora, Olivia and Myra met 15 others or more; Theresa met all, 57 times in all
    assert by_name["degree"]["Theresa Anderson"] == 17
    assert by_name["strength"]["Theresa Anderson"] == 57
    assert by_name["strength"]["Evelyn Jefferson"] == 50
    # every event that somebody attends with others adds 1
    assert by_name["newman_strength"] == pytest.approx({name: len(women[name]) for name in names})
