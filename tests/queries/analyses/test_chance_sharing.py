from __future__ import annotations

from itertools import product
from math import comb, prod

import numpy as np
import pytest
from citygraph.queries.analyses.chance_sharing import (
    adjusted,
    configuration,
    hypergeometric_tail,
    poisson_binomial_tail,
)
from hypothesis import given
from hypothesis import strategies as st


def _brute(chances: list[float], shared: int) -> float:
    return sum(
        prod(p if hit else 1 - p for p, hit in zip(chances, hits, strict=True))
        for hits in product((0, 1), repeat=len(chances))
        if sum(hits) >= shared
    )


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 3)), min_size=1, max_size=4), st.integers(0, 8))
def test_the_tail_is_the_sum_over_all_outcomes(kinds: list[tuple[float, int]], shared: int) -> None:
    chances, counts = (np.array(each) for each in zip(*kinds, strict=True))
    wanted = _brute(np.repeat(chances, counts).tolist(), shared)
    assert poisson_binomial_tail(chances, counts, shared) == pytest.approx(wanted, abs=1e-12)


def test_a_tail_far_out_keeps_its_digits() -> None:
    # ten successes of ten at 1e-3 each: 1 - (sum of the rest) would be rounding alone
    assert poisson_binomial_tail(np.array([1e-3]), np.array([10]), 10) == pytest.approx(1e-30, rel=1e-9)


@given(st.integers(2, 9), st.data())
def test_the_hypergeometric_tail_counts_draws(things: int, data: st.DataObject) -> None:
    one, other = data.draw(st.integers(1, things)), data.draw(st.integers(1, things))
    shared = data.draw(st.integers(1, min(one, other)))
    wanted = sum(comb(one, k) * comb(things - one, other - k) for k in range(shared, min(one, other) + 1))
    found = hypergeometric_tail(things, np.array([one]), np.array([other]), np.array([shared]))
    assert found[0] == pytest.approx(wanted / comb(things, other))


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=3, max_size=7))
def test_the_probabilities_meet_every_sum(rows: list[list[bool]]) -> None:
    matrix = np.array(rows, np.int64)
    matrix = matrix[matrix.sum(axis=1) > 0][:, matrix.sum(axis=0) > 0]
    if not matrix.size:
        return
    degrees, sizes = matrix.sum(axis=1), matrix.sum(axis=0)
    try:
        found = configuration(degrees, sizes)
    except Exception as refused:  # noqa: BLE001 - sums that leave no chance have no such probabilities
        assert getattr(refused, "code", "") == "not-analysable"
        return
    whole = found.probabilities[np.searchsorted(found.degrees, degrees)][
        :, np.searchsorted(found.sizes, sizes)
    ]
    assert whole.sum(axis=1) == pytest.approx(degrees, rel=1e-6)
    assert whole.sum(axis=0) == pytest.approx(sizes, rel=1e-6)
    assert np.all((whole >= 0) & (whole <= 1))


def test_equal_sums_give_equal_chances() -> None:
    # three cities with two of three things each: every chance is 2/3, so two share two or more with (4/9)-trials
    found = configuration(np.array([2, 2, 2]), np.array([2, 2, 2]))
    assert found.probabilities.tolist() == [[pytest.approx(2 / 3)]]
    q = 4 / 9
    assert found.tail(2, 2, 2) == pytest.approx(3 * q**2 * (1 - q) + q**3)


def test_a_city_in_everything_is_so_by_every_chance() -> None:
    found = configuration(np.array([4, 2, 1, 1]), np.array([2, 2, 2, 2]))
    assert found.probabilities[-1].tolist() == [1.0]
    assert found.probabilities[:-1] @ found.counts == pytest.approx([1, 2])


def test_corrections_by_hand() -> None:
    p = np.array([0.03, 0.01, 0.02])  # of five tests
    assert adjusted(p, 5, "none").tolist() == p.tolist()
    assert adjusted(p, 5, "bonferroni") == pytest.approx([0.15, 0.05, 0.1])
    assert adjusted(p, 5, "holm") == pytest.approx([0.09, 0.05, 0.08])
    assert adjusted(p, 5, "fdr") == pytest.approx([0.05, 0.05, 0.05])
    assert adjusted(np.array([0.5, 0.9]), 9, "holm").tolist() == [1.0, 1.0]
