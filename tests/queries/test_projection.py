"""The exchange projected on shared themes, and what a tie rests on."""

from __future__ import annotations

import random

import pytest
from citygraph.queries import (
    Incidence,
    NotAnalysable,
    UnknownName,
    find_recipe,
    incidences,
    load_recipes,
    project,
    project_incidences,
)

BASE = "https://w3id.org/citygraph/"
LONDON, JAKARTA, MILAN = (f"{BASE}city/{key}" for key in ("2643743", "1642911", "3173435"))


def test_the_exchange_has_19_cities_7_themes_27_incidences_and_53_ties(graph) -> None:
    network = project(graph, find_recipe("shared-themes"))
    assert len(network.cities) == 19
    assert len(network.affiliations) == 7
    assert sum(len(one.members) for one in network.affiliations) == 27
    assert len(network.ties) == 53
    assert network.isolated == ()


def test_the_bilateral_partnership_is_not_among_them_unless_asked_for(graph) -> None:
    recipe = find_recipe("shared-themes")
    (tie,) = project(graph, recipe).ties_of(JAKARTA)
    assert [one.kind for one in tie.shared] == ["theme"]
    (wider,) = project(graph, recipe.adjusted(include_partnerships=True)).ties_of(JAKARTA)
    assert [one.kind for one in wider.shared] == ["partnership", "theme"]
    assert (tie.strength("count"), wider.strength("count")) == (1, 2)


def test_an_intention_is_in_no_default_network(graph) -> None:
    for recipe in load_recipes().values():
        cities = project(graph, recipe.adjusted(include_partnerships=True)).cities
        assert f"{BASE}city/1636722" not in cities
        assert f"{BASE}city/1842598" not in cities


def test_a_tie_leads_to_its_facts_and_articles(graph) -> None:
    network = project(graph, find_recipe("shared-themes"))
    (tie,) = network.ties_of(MILAN)
    assert tie.other(MILAN) == JAKARTA
    assert len(tie.facts) == 2
    assert tie.articles == (f"{BASE}article/wccf-jakarta",)
    for fact in tie.facts:
        assert graph.query(f"ASK {{ <{fact}> cg:evidence/oa:hasSelector/oa:start ?start }}")
    assert len(network.ties_of(LONDON)) == 14
    assert network.names[tie.shared[0].theme].name == "co-created public art"
    with pytest.raises(UnknownName):
        network.ties_of(f"{BASE}city/1636722")


def test_strength_by_each_rule() -> None:
    table = [
        Incidence("participation", f"t:{tie}", "", f"c:{city}", f"f:{tie}{city}", f"a:{article}")
        for tie, city, article in [
            ("1", "x", "1"), ("1", "y", "1"), ("1", "z", "1"), ("1", "x", "2"), ("1", "y", "2"),
            ("2", "x", "3"), ("2", "y", "4"),
        ]
    ]  # fmt: skip
    network = project_incidences(find_recipe("co-participation"), table)
    strengths = {
        (tie.left, tie.right): tuple(tie.strength(rule) for rule in ("count", "newman", "sources"))
        for tie in network.ties
    }
    assert strengths == {
        ("c:x", "c:y"): (2, 1.5, 2),
        ("c:x", "c:z"): (1, 0.5, 1),
        ("c:y", "c:z"): (1, 0.5, 1),
    }
    split = [one for one in table if one.tie == "t:2"]
    (tie,) = project_incidences(find_recipe("co-participation"), split).ties
    assert tie.strength("sources") == 1  # it takes two articles to see the tie


def test_a_city_without_a_theme_is_in_scope_and_isolated() -> None:
    table = [Incidence("theme", "t", "", "c:x", "f:x", "a"), Incidence("theme", "t", "", "c:y", "f:y", "a")]
    network = project_incidences(find_recipe("shared-themes"), table)
    assert network.ties == ()
    assert network.isolated == ("c:x", "c:y")


@pytest.mark.parametrize("name", load_recipes())
def test_the_order_of_the_table_changes_nothing(graph, name: str) -> None:
    recipe = find_recipe(name)
    table = list(incidences(graph, recipe))
    expected = project_incidences(recipe, table)
    random.Random(7).shuffle(table)
    assert project_incidences(recipe, [*table, *table[:3]]) == expected


def test_a_partner_is_counted_once_as_in_sparql(graph) -> None:
    network = project(graph, find_recipe("shared-themes"))
    counted = graph.query(
        """SELECT ?city (COUNT(DISTINCT ?partner) AS ?partners) WHERE {
          ?one a cg:Participation ; cg:participant ?city ; cg:in ?programme ; schema:about ?theme .
          ?other a cg:Participation ; cg:participant ?partner ; cg:in ?programme ; schema:about ?theme .
          FILTER(?city != ?partner)
        } GROUP BY ?city"""
    )
    degrees = {row["city"].value: int(row["partners"].value) for row in counted}
    assert degrees == {city: len(network.ties_of(city)) for city in network.cities}


def test_a_stated_partner_is_counted_once_as_in_sparql(graph) -> None:
    network = project(graph, find_recipe("partnership"))
    counted = graph.query(
        """SELECT ?city (COUNT(DISTINCT ?partner) AS ?partners) WHERE {
          ?tie a cg:Partnership ; cg:partner ?city, ?partner ; cg:modality cg:Asserted .
          OPTIONAL { ?tie cg:stage ?stage }
          FILTER(?city != ?partner && (!BOUND(?stage) || ?stage IN (cg:Agreed, cg:Renewed)))
        } GROUP BY ?city"""
    )
    degrees = {row["city"].value: int(row["partners"].value) for row in counted}
    assert degrees
    assert degrees == {city: len(network.ties_of(city)) for city in network.cities}


def test_a_network_as_a_plain_graph() -> None:
    table = [
        Incidence("membership", tie, "", city, f"f:{tie}{city}", "a")
        for tie, cities in (("n", "abc"), ("m", "ab"), ("o", "d"))
        for city in cities
    ]
    network = project_incidences(find_recipe("co-membership"), table)
    assert network.topology().nodes == tuple("abcd")
    assert network.topology().edges().strengths.tolist() == [2, 1, 1]
    assert network.topology("newman").edges().strengths.tolist() == [1.5, 0.5, 0.5]


def test_a_network_of_two_modes_is_measured_by_none_of_one_mode(graph) -> None:
    network = project(graph, find_recipe("shared-themes").adjusted(mode="two"))
    assert len(network.affiliations) == 7
    with pytest.raises(NotAnalysable, match="mode two"):
        network.topology()
