from __future__ import annotations

from collections import Counter
from itertools import combinations, product

import numpy as np
from citygraph.queries.analyses.randomization import TieSwaps, trade
from hypothesis import given
from hypothesis import strategies as st


def _graphs(degrees: list[int]) -> set[frozenset[tuple[int, int]]]:
    """Every simple graph with these degrees."""
    nodes = range(len(degrees))
    ties = list(combinations(nodes, 2))
    return {
        frozenset(chosen)
        for chosen in combinations(ties, sum(degrees) // 2)
        if [sum(node in tie for tie in chosen) for node in nodes] == degrees
    }


def test_every_graph_with_these_degrees_is_as_likely() -> None:
    degrees = [3, 2, 2, 2, 1, 2]
    every = _graphs(degrees)
    start = sorted(next(iter(sorted(every, key=sorted))))
    left, right = (np.array(each) for each in zip(*start, strict=True))
    swaps = TieSwaps(left, right, len(degrees), np.random.default_rng(3))
    seen: Counter[frozenset[tuple[int, int]]] = Counter()
    draws = 4000
    for _ in range(draws):
        swaps.swap(4)
        pairs = zip(swaps.left.tolist(), swaps.right.tolist(), strict=True)
        seen[frozenset((min(pair), max(pair)) for pair in pairs)] += 1
    assert set(seen) == every
    expected = draws / len(every)
    square = sum((seen[graph] - expected) ** 2 / expected for graph in every)
    assert square < len(every) + 4 * (2 * len(every)) ** 0.5  # four deviations of chi squared


def test_every_matrix_with_these_sums_is_as_likely() -> None:
    start = np.array([[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 0, 1]])
    sums = (start.sum(axis=1).tolist(), start.sum(axis=0).tolist())
    every = {
        bits
        for bits in product((0, 1), repeat=12)
        if (np.reshape(bits, (3, 4)).sum(axis=1).tolist(), np.reshape(bits, (3, 4)).sum(axis=0).tolist())
        == sums
    }
    rows, columns = (each.astype(np.int64) for each in np.nonzero(start))
    chance, seen, draws = np.random.default_rng(4), Counter[tuple[int, ...]](), 4000
    for _ in range(draws):
        rows, columns = trade(rows, columns, chance, rounds=5)
        matrix = np.zeros((3, 4), np.int64)
        matrix[rows, columns] = 1
        seen[tuple(matrix.ravel().tolist())] += 1
    assert set(seen) == every
    expected = draws / len(every)
    square = sum((seen[one] - expected) ** 2 / expected for one in every)
    assert square < len(every) + 4 * (2 * len(every)) ** 0.5


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] < e[1]), min_size=1),
       st.integers(0, 99))  # fmt: skip
def test_degrees_stay_and_no_tie_is_a_loop_or_twice(ties: set[tuple[int, int]], seed: int) -> None:
    left, right = (np.array(each) for each in zip(*sorted(ties), strict=True))
    before = np.bincount(np.concatenate((left, right)), minlength=10)
    swaps = TieSwaps(left.copy(), right.copy(), 10, np.random.default_rng(seed))
    swaps.swap(5)
    assert np.bincount(np.concatenate((swaps.left, swaps.right)), minlength=10).tolist() == before.tolist()
    assert np.all(swaps.left != swaps.right)
    keys = {(min(pair), max(pair)) for pair in zip(swaps.left.tolist(), swaps.right.tolist(), strict=True)}
    assert len(keys) == len(ties)


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 6)), min_size=1), st.integers(0, 99))
def test_sums_stay(ones: set[tuple[int, int]], seed: int) -> None:
    rows, columns = (np.array(each) for each in zip(*sorted(ones), strict=True))
    after = trade(rows, columns, np.random.default_rng(seed), rounds=4)
    assert np.bincount(after[0], minlength=6).tolist() == np.bincount(rows, minlength=6).tolist()
    assert np.bincount(after[1], minlength=7).tolist() == np.bincount(columns, minlength=7).tolist()
    assert len(set(zip(after[0].tolist(), after[1].tolist(), strict=True))) == len(ones)
