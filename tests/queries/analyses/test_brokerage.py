from __future__ import annotations

from itertools import combinations, permutations, product

import numpy as np
import pytest
from citygraph.graph import CityGraph
from citygraph.queries import NotAnalysable
from citygraph.queries.analyses.brokerage import analyse, brokerage
from citygraph.queries.incidence import Description
from citygraph.queries.measures import Topology
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from .conftest import network_of_ties, setting_of

ROLES = ("coordinator", "itinerant", "gatekeeper", "representative", "liaison")


def _role(a: int, b: int, c: int) -> str:
    """The role of b on the path from a to c, as Gould and Fernandez define it, by the groups of the three."""
    if a == b == c:
        return "coordinator"
    if a == c:
        return "itinerant"
    if b == c:
        return "gatekeeper"
    return "representative" if a == b else "liaison"


def _brute(ties: set[tuple[int, int]], groups: list[tuple[int, ...]], node: int) -> dict[str, float]:
    tied = ties | {(b, a) for a, b in ties}
    found = dict.fromkeys(ROLES, 0.0)
    for a, c in permutations(range(len(groups)), 2):
        if node in (a, c) or (a, node) not in tied or (node, c) not in tied or (a, c) in tied:
            continue
        draws = list(product(groups[a], groups[node], groups[c]))
        for drawn in draws:
            found[_role(*drawn)] += 1 / len(draws)
    return found


@given(
    st.sets(st.sampled_from(list(combinations(range(7), 2))), min_size=1),
    st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=2, unique=True), min_size=7, max_size=7),
)
def test_every_path_is_counted_in_its_role(ties: set[tuple[int, int]], groups: list[list[int]]) -> None:
    left, right = zip(*sorted(ties), strict=True)
    shares = np.zeros((7, 3))
    for node, having in enumerate(groups):
        shares[node, having] = 1 / len(having)
    found = brokerage(Topology.from_edges(left, right, nodes=7), sparse.csr_array(shares))
    for node in range(7):
        wanted = _brute(ties, [tuple(having) for having in groups], node)
        for role in ROLES:
            value = getattr(found, "gatekeeper" if role == "representative" else role)[node]
            assert value == pytest.approx(wanted[role], abs=1e-9), role


def test_the_roles_of_one_broker_by_hand(five: CityGraph) -> None:
    # x of ID between a, b of ID, c, d of MY, e of SG, of which a and b are tied
    network = network_of_ties([("x", one) for one in "abcde"] + [("a", "b")])
    countries = {"a": "ID", "b": "ID", "x": "ID", "c": "MY", "d": "MY", "e": "SG"}
    names = {city: Description(city, city, None, country) for city, country in countries.items()}
    object.__setattr__(network, "names", names)
    found = analyse(setting_of(network, five, by="country"))
    first = found.tables["cities"][0]
    assert (first.city, first.pairs, first.total) == ("x", 9, 18)
    # own country and another: a, b with c, d, e; another country: c-d; three countries: c-e, d-e
    assert [getattr(first, role) for role in ROLES] == [0, 2, 6, 6, 4]
    assert found.figures["groups"] == 3
    expected = [found.figures[f"{role}_expected"] for role in ROLES]
    assert sum(map(float, map(str, expected))) == pytest.approx(18)
    # all three of ID: 3! of 6*5*4 ways; the two ends of one country and x of another: (6 + 2) of 30, less that
    assert expected[0] == pytest.approx(18 * 6 / 120)
    assert expected[1] == pytest.approx(18 * (8 / 30 - 6 / 120))


def test_without_groups_or_open_pairs_it_refuses(five: CityGraph) -> None:
    with pytest.raises(NotAnalysable, match="cities of this network are of 0"):
        analyse(setting_of(network_of_ties([("a", "b"), ("b", "c")]), five, by="country"))
    with pytest.raises(NotAnalysable, match="are of 0"):
        analyse(setting_of(network_of_ties([("a", "b"), ("b", "c")]), five, by="network"))
