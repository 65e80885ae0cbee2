"""The report on the exchange has the published numbers, and says what it rests on."""

from __future__ import annotations

import random

import pytest
from citygraph.queries import EmptyNetwork, find_recipe, load_recipes
from citygraph.queries.centrality import centrality_report

BASE = "https://w3id.org/citygraph/"
LONDON, JAKARTA = f"{BASE}city/2643743", f"{BASE}city/1642911"


@pytest.fixture(scope="module")
def report(graph):
    return centrality_report(graph, find_recipe("shared-themes"))


def test_london(report) -> None:
    row = report.rows[0]
    assert (row.city, row.name, row.level, row.country) == (LONDON, "London (en)", "city", "GB")
    assert (row.degree, row.strength, row.newman_strength) == (14, 18, 5)
    assert row.betweenness == pytest.approx(31.8333, abs=5e-5)
    assert row.betweenness_normalized == pytest.approx(0.208061, abs=5e-7)
    assert row.closeness == pytest.approx(0.777778, abs=5e-7)
    assert row.constraint == pytest.approx(0.236306, abs=5e-7)
    assert row.effective_size == pytest.approx(8.714286, abs=5e-7)


def test_londons_pagerank_is_the_converged_one(report) -> None:
    # .106443 is what networkx gives at its default tolerance; the fixed point is .1064421
    assert report.rows[0].pagerank == pytest.approx(0.106443, abs=1e-6)
    assert report.rows[0].pagerank == pytest.approx(0.1064421444, abs=1e-10)


def test_a_pair_apart_from_the_rest_is_not_close_to_all(report) -> None:
    row = next(row for row in report.rows if row.city == JAKARTA)
    assert row.closeness == pytest.approx(0.055556, abs=5e-7)
    assert (row.degree, row.betweenness, row.component) == (1, 0, 2)


def test_size_and_origin(report, graph) -> None:
    counts = report.counts
    assert (counts.cities, counts.ties, counts.affiliations, counts.incidences) == (19, 53, 7, 27)
    assert (counts.isolated, counts.facts, counts.sources) == (0, 19, 1)
    assert report.components == (15, 2, 2)
    assert report.dataset == graph.digest
    assert report.recipe == find_recipe("shared-themes")
    assert report.version


def test_caveats_come_in_both_languages_and_say_what_is_thin(report, graph) -> None:
    said = " ".join(caveat.en for caveat in report.caveats)
    assert "not a partnership" in said
    assert "53 of 53 ties rest on a single article or table." in said
    assert "15 + 2 + 2" in said
    assert "bukan kemitraan" in " ".join(caveat.id for caveat in report.caveats)
    members = centrality_report(graph, find_recipe("co-membership"))
    assert "2 of 4 cities in scope have no tie" in " ".join(caveat.en for caveat in members.caveats)
    assert [row.constraint for row in members.rows] == [1, 1, None, None]


def test_a_recipe_that_selects_no_tie_is_refused_with_the_reason(graph) -> None:
    with pytest.raises(EmptyNetwork, match="1 by forms") as error:
        centrality_report(graph, find_recipe("partnership").adjusted(forms=["sister-city"]))
    assert error.value.code == "empty-network"
    with pytest.raises(EmptyNetwork, match="finds 1 cities") as alone:
        centrality_report(graph, find_recipe("partnership").adjusted(countries=["ID"]))
    assert alone.value.cities == 1


@pytest.mark.parametrize("name", load_recipes())
def test_the_order_of_loading_changes_no_bit(graph, name: str) -> None:
    shuffled = type(graph)(random.Random(3).sample(graph.quads, len(graph.quads)))
    recipe = find_recipe(name)
    assert centrality_report(shuffled, recipe) == centrality_report(graph, recipe)
