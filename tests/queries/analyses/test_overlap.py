from __future__ import annotations

from math import comb

import pytest
from citygraph.graph import CityGraph
from citygraph.queries import NotAnalysable
from citygraph.queries.analyses.affiliation_matrix import AffiliationMatrix
from citygraph.queries.analyses.overlap import analyse, overlaps
from hypothesis import given
from hypothesis import strategies as st

from .conftest import network_of, setting_of

THREE = {"A": "abcd", "B": "cde", "C": "f"}


def test_two_networks_by_hand(five: CityGraph) -> None:
    found = analyse(setting_of(network_of(THREE), five, network=None, most=500))
    (row,) = found.tables["pairs"]
    assert (row.left, row.right, row.left_members, row.right_members, row.shared) == ("A", "B", 4, 3, 2)
    assert (row.jaccard, row.overlap) == (2 / 5, 2 / 3)
    # 3 drawn from 6 of which 4 count: two of them C(4,2)C(2,1) = 12, three C(4,3) = 4, of C(6,3) = 20
    assert row.probability == pytest.approx(16 / 20)
    assert row.cities == ("c", "d")
    assert row.facts == ("fact/A/c", "fact/A/d", "fact/B/c", "fact/B/d")
    assert found.figures == {"networks": 3, "pairs": 1}


@given(st.lists(st.sets(st.integers(0, 9), min_size=1), min_size=2, max_size=6))
def test_every_pair_is_counted_as_sets_count(groups: list[set[int]]) -> None:
    network = network_of({f"N{at}": [str(city) for city in group] for at, group in enumerate(groups)})
    matrix = AffiliationMatrix.of(network)
    found, n = overlaps(matrix), len(network.cities)
    pairs = {(left, right) for right in range(len(groups)) for left in range(right)}
    assert set(zip(found.left.tolist(), found.right.tolist(), strict=True)) == {
        (left, right) for left, right in pairs if groups[left] & groups[right]
    }
    for at, (left, right) in enumerate(zip(found.left.tolist(), found.right.tolist(), strict=True)):
        one, other = groups[left], groups[right]
        assert found.shared[at] == len(one & other)
        assert found.jaccard[at] == len(one & other) / len(one | other)
        tail = sum(
            comb(len(one), k) * comb(n - len(one), len(other) - k)
            for k in range(len(one & other), min(len(one), len(other)) + 1)
        )
        assert found.probability[at] == pytest.approx(tail / comb(n, len(other)))


def test_only_so_many_pairs_are_listed_and_it_says_so(five: CityGraph) -> None:
    network = network_of({"A": "abc", "B": "ab", "C": "ac"})
    found = analyse(setting_of(network, five, network=None, most=1))
    assert [(row.left, row.right) for row in found.tables["pairs"]] == [("A", "B")]
    assert [text.en for text in found.caveats] == ["Only the first 1 of 3 pairs are listed."]


def test_only_pairs_with_one_network(five: CityGraph) -> None:
    network = network_of({"A": "abc", "B": "ab", "C": "ac"})
    found = analyse(setting_of(network, five, network="C", most=9))
    assert [(row.left, row.right) for row in found.tables["pairs"]] == [("A", "C"), ("B", "C")]


@pytest.mark.parametrize(
    ("shared", "said"),
    [({"A": "ab"}, "finds 1 networks"), ({"A": "ab", "B": "cd"}, "no two networks share a member")],
)
def test_what_cannot_overlap_is_refused(shared: dict[str, str], said: str, five: CityGraph) -> None:
    with pytest.raises(NotAnalysable, match=said):
        analyse(setting_of(network_of(shared), five, network=None, most=500))
