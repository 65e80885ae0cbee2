from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from citygraph.queries.analyses.agreement import adjusted_rand, variation_of_information
from hypothesis import given
from hypothesis import strategies as st

divisions = st.integers(2, 12).flatmap(
    lambda size: st.tuples(*[st.lists(st.integers(0, 3), min_size=size, max_size=size)] * 2)
)


def test_the_example_of_hubert_and_arabie_by_hand() -> None:
    # groups {1,2}, {3,4,5}, {6} against {1,2,3}, {4,5,6}: two pairs together in both, of 4 and 6 pairs of 15
    first, second = np.array([0, 0, 1, 1, 1, 2]), np.array([0, 0, 0, 1, 1, 1])
    assert adjusted_rand(first, second) == pytest.approx((2 - 24 / 15) / (5 - 24 / 15))


@given(divisions)
def test_adjusted_rand_counts_pairs(both: tuple[list[int], list[int]]) -> None:
    first, second = both
    pairs = list(combinations(range(len(first)), 2))
    one = {pair for pair in pairs if first[pair[0]] == first[pair[1]]}
    other = {pair for pair in pairs if second[pair[0]] == second[pair[1]]}
    expected = len(one) * len(other) / len(pairs)
    most = (len(one) + len(other)) / 2
    wanted = 1.0 if most == expected else (len(one & other) - expected) / (most - expected)
    assert adjusted_rand(np.array(first), np.array(second)) == pytest.approx(wanted)


@given(divisions)
def test_variation_is_what_is_learnt_and_lost(both: tuple[list[int], list[int]]) -> None:
    first, second = both
    n = len(first)
    one, other, shared = Counter(first), Counter(second), Counter(zip(first, second, strict=True))
    wanted = -sum(
        count / n * (math.log(count / one[left]) + math.log(count / other[right]))
        for (left, right), count in shared.items()
    )
    assert variation_of_information(np.array(first), np.array(second)) == pytest.approx(wanted, abs=1e-12)


def test_one_group_and_all_single_agree_with_themselves() -> None:
    whole, single = np.zeros(5, np.int64), np.arange(5)
    assert adjusted_rand(whole, whole) == adjusted_rand(single, single) == 1
    assert adjusted_rand(whole, single) == 0
    assert variation_of_information(whole, single) == pytest.approx(math.log(5))
