"""The largest pairing, against trying everything."""

from __future__ import annotations

from citygraph.loaders.evaluation.pairing import largest_pairing
from hypothesis import given
from hypothesis import strategies as st


def most(choices: list[list[int]], taken: frozenset[int] = frozenset()) -> int:
    """The size of the largest pairing, found by trying every one."""
    if not choices:
        return 0
    first, *rest = choices
    without = most(rest, taken)
    return max([without, *(1 + most(rest, taken | {one}) for one in first if one not in taken)])


@given(st.lists(st.lists(st.integers(0, 5), unique=True, max_size=4), max_size=6))
def test_as_many_are_paired_as_can_be(choices: list[list[int]]) -> None:
    found = largest_pairing(choices)
    assert len(found) == len(set(found.values())) == most(choices)
    assert all(right in choices[left] for left, right in found.items())


def test_a_long_chain_of_changes_is_followed() -> None:
    count = 5000
    choices = [[0], *([one - 1, one] for one in range(1, count))]
    choices = [*choices[1:], choices[0]]
    assert len(largest_pairing(choices)) == count


def test_the_best_choice_is_taken_where_it_costs_nothing() -> None:
    assert largest_pairing([[2, 0], [1]]) == {0: 2, 1: 1}
    assert largest_pairing([]) == {}
