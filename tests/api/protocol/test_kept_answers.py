"""Small answers that are kept."""

from __future__ import annotations

import pytest
from citygraph.api.protocol.kept_answers import KeptAnswers, may_be_kept


def test_the_answers_asked_for_last_are_kept_within_their_bytes() -> None:
    kept = KeptAnswers(100_000)
    assert kept.get(1, "a") is None
    for name in "abc":
        kept.put(1, name, b"x" * 1_000, 10)
    assert kept.get(1, "a") == b"x" * 1_000
    for number in range(64):
        kept.put(1, number, b"y" * 1_000, 10)
        assert kept.size <= 100_000
    assert kept.get(1, "b") is None and kept.get(1, 63) == b"y" * 1_000
    kept.put(1, "large", b"z" * 2_000)
    assert kept.get(1, "large") is None


def test_another_state_of_the_store_has_other_answers() -> None:
    kept = KeptAnswers(100_000)
    assert kept.get(1, "a") is None
    kept.put(1, "a", b"old")
    assert kept.get(2, "a") is None and kept.size == 0
    kept.put(1, "a", b"old")  # of a query that was asked before the change
    assert kept.get(2, "a") is None


def test_nothing_is_kept_where_nothing_may_be() -> None:
    kept = KeptAnswers(0)
    kept.get(1, "a")
    kept.put(1, "a", b"")
    assert kept.get(1, "a") is None


@pytest.mark.parametrize("call", ["NOW()", "rand()", "STRUUID()", "uuid()", "BNODE()", "n\\u006fw()"])
def test_what_changes_each_time_is_not_kept(call: str) -> None:
    assert not may_be_kept(f"SELECT ({call} AS ?x) {{}}")
