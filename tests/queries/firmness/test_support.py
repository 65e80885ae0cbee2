"""What is left of a network when some statements are not heard is what projecting the rest gives."""

from __future__ import annotations

import numpy as np
import pytest
from citygraph.queries import Incidence, find_recipe, project_incidences
from citygraph.queries.firmness import Support, left_out, ranks, single_source_ties, values_of
from hypothesis import given, settings
from hypothesis import strategies as st

RULES = ("count", "newman", "sources")
ONE = st.builds(
    lambda kind, thing, city, source, weight: Incidence(
        kind, f"thing/{thing}", "", city, f"fact/{kind}{thing}{city}", source, weight=weight
    ),
    st.sampled_from(["membership", "participation"]),
    st.sampled_from("uvw"),
    st.sampled_from("abcdefg"),
    st.sampled_from("1234"),
    st.just(1.0),
)
TABLES = st.lists(ONE, max_size=40)


def edges(table: list[Incidence], rule: str) -> dict[tuple[str, str], float]:
    recipe = find_recipe("any-cooperation").adjusted(strength=rule)
    network = project_incidences(recipe, table)
    return {(tie.left, tie.right): network.strength(tie) for tie in network.ties}


def edges_of(support: Support, heard: np.ndarray) -> dict[tuple[str, str], float]:
    strengths = support.strengths(heard)
    return {
        (support.cities[left], support.cities[right]): strength
        for (left, right), strength in zip(support.ends.tolist(), strengths.tolist(), strict=True)
        if strength > 0
    }


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=60, deadline=None)
@given(table=TABLES, chance=st.randoms(use_true_random=False))
def test_strengths_are_those_of_the_projection_of_what_is_heard(rule, table, chance) -> None:
    support = Support.of(table, rule)
    assert edges_of(support, support.all) == pytest.approx(edges(table, rule))
    heard = np.array([chance.random() < 0.6 for _ in support.facts], np.bool_)
    silent = {
        (fact, support.sources[source])
        for fact, source, one in zip(support.facts, support.source.tolist(), heard.tolist(), strict=True)
        if not one
    }
    left = [one for one in table if (one.fact, one.article) not in silent]
    assert edges_of(support, heard) == pytest.approx(edges(left, rule))


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=30, deadline=None)
@given(table=TABLES)
def test_leaving_out_a_source_ranks_as_the_network_without_it(rule, table) -> None:
    support = Support.of(table, rule)
    for without in left_out(support, measure="strength"):
        rest = Support.of([one for one in table if one.article != without.source], rule)
        expected = dict.fromkeys(support.cities, 0.0)
        expected |= dict(zip(rest.cities, values_of(rest, "strength", rest.all).tolist(), strict=True))
        assert without.rank.tolist() == ranks(np.array(list(expected.values()))).tolist()


@settings(max_examples=40, deadline=None)
@given(table=TABLES)
def test_a_tie_rests_on_a_source_alone_when_no_other_states_any_of_its_parts(table) -> None:
    support = Support.of(table, "count")
    network = project_incidences(find_recipe("any-cooperation"), table)
    expected = {(tie.left, tie.right, *tie.articles) for tie in network.ties if len(tie.articles) == 1}
    assert set(single_source_ties(support)) == expected


def test_halved_parts_halve_and_ranks_share_places() -> None:
    table = [
        Incidence("partnership", "p", "", "a", "p", "1", weight=0.5),
        Incidence("partnership", "p", "", "b", "p", "1", weight=0.5),
    ]
    support = Support.of(table, "count")
    assert support.strengths(support.all).tolist() == [0.5]
    assert ranks(np.array([3.0, 1.0, 3.0, 0.1 + 0.2, 0.3])).tolist() == [1, 3, 1, 4, 4]


def test_nothing_selected_is_nothing_supported() -> None:
    for rule in RULES:
        support = Support.of([], rule)
        assert support.strengths(support.all).tolist() == []
        assert left_out(support) == ()
