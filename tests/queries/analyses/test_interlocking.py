from __future__ import annotations

import numpy as np
import pytest
from citygraph.graph import CityGraph
from citygraph.queries import NotAnalysable
from citygraph.queries.analyses.affiliation_matrix import AffiliationMatrix
from citygraph.queries.analyses.findings import OptionValue
from citygraph.queries.analyses.interlocking import analyse, connectivity, hinterland
from hypothesis import given
from hypothesis import strategies as st

from .conftest import network_of, setting_of

FOUR = {"A": "abc", "B": "ab", "C": "acd", "D": "e"}
CHOSEN: dict[str, OptionValue] = {"city": None, "most": 500}


def test_connectivity_by_hand(five: CityGraph) -> None:
    found = analyse(setting_of(network_of(FOUR), five, **CHOSEN))
    rows = {row.city: (row.networks, row.connectivity, row.linked) for row in found.tables["cities"]}
    assert rows == {"a": (3, 5, 3), "b": (2, 3, 2), "c": (2, 4, 3), "d": (1, 2, 2), "e": (1, 0, 0)}
    assert found.tables["cities"][1].share == 4 / 5
    first = found.tables["links"][0]
    assert (first.left, first.right, first.link, first.things) == ("a", "b", 2, ("A", "B"))
    assert found.figures == {"networks": 4, "links": 5, "total": 7}


@given(st.lists(st.sets(st.integers(0, 6), min_size=1), min_size=1, max_size=5))
def test_connectivity_is_the_sum_over_all_others(groups: list[set[int]]) -> None:
    network = network_of({f"N{at}": [str(city) for city in group] for at, group in enumerate(groups)})
    matrix = AffiliationMatrix.of(network)
    wanted = [
        sum(len(groups_of & {at for at, group in enumerate(groups) if int(other) in group}) for other in
            network.cities if other != city)
        for city in network.cities
        for groups_of in [{at for at, group in enumerate(groups) if int(city) in group}]
    ]  # fmt: skip
    assert connectivity(matrix).tolist() == wanted


def test_the_hinterland_is_the_residual_of_a_line() -> None:
    links, sizes = np.array([1.0, 2.0, 2.0, 4.0]), np.array([1.0, 2.0, 3.0, 4.0])
    slope, level = np.polyfit(sizes, links, 1)
    expected, residuals = hinterland(links, sizes)
    assert expected == pytest.approx(slope * sizes + level)
    left = links - expected
    assert residuals == pytest.approx(left / np.sqrt((left**2).sum() / 2))
    assert hinterland(np.array([1.0, 2.0]), np.array([1.0, 2.0]))[1].tolist() == [0, 0]
    assert hinterland(np.array([1.0, 3.0]), np.array([2.0, 2.0]))[0].tolist() == [2, 2]


def test_the_links_of_one_city(five: CityGraph) -> None:
    found = analyse(setting_of(network_of(FOUR), five, **{**CHOSEN, "city": "b"}))
    assert {(row.left, row.right) for row in found.tables["links"]} == {("b", "a"), ("b", "c")}
    assert all(row.expected is not None for row in found.tables["links"])
    with pytest.raises(NotAnalysable, match="e shares no network with another city"):
        analyse(setting_of(network_of(FOUR), five, **{**CHOSEN, "city": "e"}))
