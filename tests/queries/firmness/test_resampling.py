"""What the intervals mean, on cases where it is known."""

from __future__ import annotations

import numpy as np
import pytest
from citygraph.queries import Incidence, find_recipe, project_incidences
from citygraph.queries.firmness import MEASURES, Support, left_out, rank_intervals, ranks_on_accepted
from citygraph.queries.measures.registry import measure_cities
from citygraph.queries.measures.workings import Workings


def partner(left: str, right: str, source: str, **about: object) -> list[Incidence]:
    fact = f"fact/{left}{right}"
    return [Incidence("partnership", fact, "", city, fact, source, **about) for city in (left, right)]


def interval(table: list[Incidence], city: str, **options: object) -> tuple[int, int, int]:
    support = Support.of(table, "count")
    found = rank_intervals(support, **options)
    at = support.cities.index(city)
    return int(found.low[at]), int(found.rank[at]), int(found.high[at])


@pytest.fixture
def two_hubs() -> list[Incidence]:
    """Two cities of eight partners each: one by eight sources, the other by a single one."""
    table = [one for n in range(8) for one in partner("broad", f"b{n}", f"source{n}")]
    return table + [one for n in range(8) for one in partner("narrow", f"n{n}", "alone")]


def test_a_rank_on_one_source_is_wide_and_one_on_many_is_narrow(two_hubs) -> None:
    broad, narrow = interval(two_hubs, "broad"), interval(two_hubs, "narrow")
    assert broad[1] == narrow[1] == 1
    assert broad[2] == 2
    assert narrow[2] >= 6
    support = Support.of(two_hubs, "count")
    tied = rank_intervals(support, draws=2000).tied[support.cities.index("narrow")]
    assert tied == pytest.approx(1 - (1 - 1 / 9) ** 9, abs=0.03)


def test_what_every_source_states_for_certain_is_a_point() -> None:
    table = [
        one
        for source in "12345"
        for pair in (("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"))
        for one in partner(*pair, source)
    ]
    for city, rank in (("a", 1), ("b", 2), ("c", 2), ("d", 4)):
        assert interval(table, city) == (rank, rank, rank)


def test_one_source_gives_points_and_its_confidence_alone_moves_them() -> None:
    pairs = [("a", "b"), ("a", "c"), ("a", "d"), ("e", "f")]
    sure = [one for pair in pairs for one in partner(*pair, "only")]
    assert interval(sure, "a") == (1, 1, 1)
    doubtful = [
        one for pair in pairs for one in partner(*pair, "only", confidence=0.3 if "a" in pair else None)
    ]
    low, rank, high = interval(doubtful, "a")
    assert (low, rank) == (1, 1)
    assert high >= 3
    support = Support.of(doubtful, "count")
    tied = rank_intervals(support, draws=2000).tied[support.cities.index("a")]
    assert tied == pytest.approx(1 - 0.7**3, abs=0.04)


def test_both_partners_of_a_doubtful_fact_have_it_or_neither() -> None:
    table = partner("a", "b", "only", confidence=0.5)
    support = Support.of(table, "count")
    found = rank_intervals(support, draws=200)
    assert found.tied[0] == found.tied[1]
    assert found.tied[0] == pytest.approx(0.5, abs=0.12)


def test_the_same_seed_gives_the_same_and_more_of_the_draws_a_wider_interval(two_hubs) -> None:
    support = Support.of(two_hubs, "count")
    one, other = (rank_intervals(support, seed=7) for _ in range(2))
    assert np.array_equal(one.low, other.low) and np.array_equal(one.high, other.high)
    assert not np.array_equal(one.tied, rank_intervals(support, seed=8).tied)
    wider = rank_intervals(support, seed=7, level=0.98)
    assert (wider.low <= one.low).all() and (wider.high >= one.high).all()
    assert (one.low <= one.median).all() and (one.median <= one.high).all()


def test_the_source_that_moves_ranks_most_comes_first(two_hubs) -> None:
    support = Support.of(two_hubs, "count")
    first = left_out(support)[0]
    assert (first.source, first.ties_lost, first.cities_lost) == ("alone", 8, 9)
    assert support.cities[first.falls_most or 0] == "narrow"
    assert first.rank[support.cities.index("broad")] == 1


def test_the_rank_on_accepted_facts_leaves_drafts_out() -> None:
    table = partner("a", "b", "1", review="draft") + partner("c", "d", "1", review="accepted")
    support = Support.of(table, "count")
    found = ranks_on_accepted(support)
    assert found is not None and found.tolist() == [3, 3, 1, 1]
    assert ranks_on_accepted(Support.of(partner("a", "b", "1", review="draft"), "count")) is None


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_ranks_the_whole_as_the_network_is_ranked(two_hubs, measure: str) -> None:
    support = Support.of(two_hubs, "count")
    found = rank_intervals(support, measure=measure, draws=20)
    topology = project_incidences(find_recipe("partnership"), two_hubs).topology()
    expected = measure_cities(Workings(topology), [measure])[measure]
    assert found.values == pytest.approx(expected)
    assert found.rank[support.cities.index("broad")] == 1
    assert (found.low <= found.high).all()
