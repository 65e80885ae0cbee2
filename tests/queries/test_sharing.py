"""The arrays under a network say what its objects say."""

from __future__ import annotations

import math

import pytest
from citygraph.graph import CityGraph
from citygraph.queries import Incidence, Network, find_recipe, load_recipes, project, project_incidences
from hypothesis import given, settings
from hypothesis import strategies as st

ROWS = st.lists(
    st.tuples(*(st.integers(0, most) for most in (5, 6, 3, 2)), st.sampled_from((0.5, 1.0))), max_size=40
)


def network_of(rows: list[tuple[int, int, int, int, float]]) -> Network:
    table = [
        Incidence(
            "membership", f"t:{tie}", "", f"c:{city}", f"f:{tie}{city}{fact}", f"a:{article}", weight=weight
        )
        for tie, city, fact, article, weight in rows
    ]
    return project_incidences(find_recipe("co-membership"), table)


@settings(max_examples=80)
@given(ROWS)
def test_strengths_facts_and_articles_are_those_of_the_ties(
    rows: list[tuple[int, int, int, int, float]],
) -> None:
    agree(network_of(rows))


@pytest.mark.parametrize("name", load_recipes())
def test_so_they_are_on_the_five_articles(five_articles: CityGraph, name: str) -> None:
    agree(project(five_articles, find_recipe(name)))


def agree(network: Network) -> None:
    """Compare the arrays of a network with its ties."""
    sharing, ties = network.sharing, network.ties
    pairs = [(network.cities[a], network.cities[b]) for a, b in zip(sharing.left, sharing.right, strict=True)]
    assert pairs == sorted({(tie.left, tie.right) for tie in ties}) == [(tie.left, tie.right) for tie in ties]
    for rule in ("count", "newman", "sources"):
        expected = [tie.strength(rule) for tie in ties]
        assert sharing.strengths(rule).tolist() == pytest.approx(expected, abs=1e-12)
    assert sharing.facts_of_ties().tolist() == [len(tie.facts) for tie in ties]
    assert sharing.articles_of_ties().tolist() == [len(tie.articles) for tie in ties]
    of = {city: network.ties_of(city) for city in network.cities}
    facts = [len({fact for tie in of[city] for fact in tie.facts}) for city in network.cities]
    articles = [len({article for tie in of[city] for article in tie.articles}) for city in network.cities]
    assert sharing.facts_of_cities().tolist() == facts
    assert sharing.articles_of_cities().tolist() == articles
    assert sharing.facts_of_all() == len({fact for tie in ties for fact in tie.facts})
    assert sharing.articles_of_all() == len({article for tie in ties for article in tie.articles})
    assert network.topology().degrees.tolist() == [len(of[city]) for city in network.cities]
    assert network.isolated == tuple(city for city in network.cities if not of[city])
    # by which members each tie came about: those of what the two share, no more
    for tie in ties:
        assert all({tie.left, tie.right} <= set(one.members) for one in tie.shared)
        assert len(set(map(id, tie.shared))) == len(tie.shared)


def test_a_city_of_a_large_meeting_is_tied_to_all_others_once() -> None:
    rows = [(tie, city, 0, 0, 1.0) for tie in range(2) for city in range(40)]
    network = network_of(rows)
    assert len(network.ties) == 40 * 39 / 2
    assert network.topology("newman").edges().strengths.tolist() == pytest.approx([2 / 39] * 780)
    assert math.fsum(network.topology("newman").strengths) == pytest.approx(80)
