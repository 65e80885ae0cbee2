"""The five articles' graph answers every ready query, and its networks have the known numbers."""

from __future__ import annotations

import pytest
from citygraph.graph import CityGraph
from citygraph.queries import (
    Queryable,
    answer_table,
    ask,
    find_query,
    find_recipe,
    load_catalogue,
    load_recipes,
    project,
    report_json,
    report_table,
    resolve,
    to_csv,
    to_text,
)
from citygraph.queries.centrality import centrality_report

NOTHING = {
    "bridging-cities",
    "co-hosts",
    "contradicted",
    "drafts",
    "ended-ties",
    "open-conflicts",
    "partners-of-partners",
    "same-name",
    "sister-cities",
}
"""Questions that the five articles answer with nothing: they state no such case."""


def column(answer, *names: str) -> list[tuple[str | None, ...]]:
    picked = [answer.columns.index(name) for name in names]
    return [tuple(row[i].value if row[i] is not None else None for i in picked) for row in answer.rows]


@pytest.mark.parametrize("name", load_catalogue())
def test_every_ready_query_has_results_and_every_example_works(seeds: Queryable, name: str) -> None:
    query = find_query(name)
    required = {one.name: one.example for one in query.parameters if one.required}
    answer = ask(seeds, query, required)
    assert bool(answer.rows) == (name not in NOTHING)
    assert len(set(answer.rows)) == len(answer.rows)
    assert to_csv(answer_table(answer)) and to_text(answer_table(answer, language="id"))
    for parameter in query.parameters:
        example = {**required, parameter.name: parameter.example}
        assert bool(ask(seeds, query, example).rows) == (name not in NOTHING), (
            f"{name}: {parameter.name}={parameter.example}"
        )


@pytest.mark.parametrize("name", load_catalogue())
def test_every_engine_gives_the_same_answers(seeds: Queryable, five_articles: CityGraph, name: str) -> None:
    query = find_query(name)
    required = {one.name: one.example for one in query.parameters if one.required}
    for example in ({}, *({one.name: one.example} for one in query.parameters)):
        ours, theirs = (ask(graph, query, {**required, **example}) for graph in (five_articles, seeds))
        assert (theirs.rows, theirs.dataset) == (ours.rows, ours.dataset), example


def test_no_fact_is_lost_between_the_graph_and_the_query_on_articles(seeds: Queryable) -> None:
    stated = seeds.query(
        "SELECT DISTINCT ?fact ?a { GRAPH ?g { ?fact cg:modality ?m ; prov:wasDerivedFrom ?a } }"
    )
    expected = {(row["fact"].value, row["a"].value) for row in stated}
    found: set[tuple[str | None, ...]] = set()
    for article in {article for _, article in expected}:
        found.update(column(ask(seeds, find_query("article-facts"), {"article": article}), "fact", "article"))
    assert found == expected


def test_the_exchange(seeds: Queryable) -> None:
    report = centrality_report(seeds, find_recipe("shared-themes"))
    counts = report.counts
    assert (counts.cities, counts.ties, counts.affiliations, counts.incidences) == (19, 53, 7, 27)
    assert report.components == (15, 2, 2)
    london = next(row for row in report.rows if row.city.endswith("/2643743"))
    assert (london.degree, london.strength, london.newman_strength) == (14, 18, 5)
    assert london.betweenness == pytest.approx(31.8333, abs=5e-5)
    assert london.betweenness_normalized == pytest.approx(0.208061, abs=5e-7)
    assert london.closeness == pytest.approx(0.777778, abs=5e-7)
    assert london.constraint == pytest.approx(0.236306, abs=5e-7)
    assert london.effective_size == pytest.approx(8.714286, abs=5e-7)
    assert london.pagerank == pytest.approx(0.106443, abs=1e-6)
    kinds = {one.kind for tie in report.network.ties for one in tie.shared}
    assert kinds == {"theme"}


def test_the_partnership_network_is_jakarta_and_milan(seeds: Queryable) -> None:
    network = project(seeds, find_recipe("partnership"))
    jakarta, milan = resolve(seeds, "city", "Jakarta, ID").value, resolve(seeds, "city", "Milan, IT").value
    assert network.cities == tuple(sorted((jakarta, milan)))


def test_the_intention_of_malang_and_nonsan_ties_nobody(seeds: Queryable) -> None:
    plans = ask(seeds, find_query("not-agreed"))
    ((fact, one, other),) = column(plans, "fact", "cityName", "partnerName")
    assert {one, other} == {"Malang", "Nonsan"}
    for recipe in load_recipes().values():
        ties = project(seeds, recipe.adjusted(include_partnerships=True)).ties
        assert all(fact not in tie.facts for tie in ties)


def test_a_visit_to_prepare_a_partnership_ties_nobody_by_default(seeds: Queryable) -> None:
    pair = {resolve(seeds, "city", name).value for name in ("Malang, ID", "Nonsan, KR")}
    for recipe in load_recipes().values():
        assert pair not in [{tie.left, tie.right} for tie in project(seeds, recipe).ties]
    visiting = find_recipe("co-participation").adjusted(event_forms_excluded=())
    assert pair in [{tie.left, tie.right} for tie in project(seeds, visiting).ties]


def test_city_and_regency_keep_their_level(seeds: Queryable) -> None:
    members = column(ask(seeds, find_query("memberships"), {"network": "ascn"}), "cityName", "level")
    assert ("Makassar", "city") in members
    assert ("Kabupaten Banyuwangi", "regency") in members


def test_apkasi_beside_the_full_name_of_apeksi_is_a_resolved_conflict(seeds: Queryable) -> None:
    found = ask(seeds, find_query("conflicts"), {"article": "uclg-aspac-palembang"})
    ((kind, concerns, status, reason, values),) = column(
        found, "kind", "concerns", "status", "resolution", "values"
    )
    assert (kind, status) == ("acronym-mismatch", "resolved")
    assert concerns is not None and concerns.endswith("network/apkasi")
    assert reason and values and "Apkasi" in values


@pytest.mark.parametrize("name", load_recipes())
def test_every_score_leads_to_passages_of_articles(seeds: Queryable, name: str) -> None:
    report = centrality_report(seeds, find_recipe(name))
    assert report_json(report) and to_text(report_table(report, language="id"))
    for row in report.rows:
        ties = report.network.ties_of(row.city)
        assert len(ties) == row.degree
        for fact in {fact for tie in ties for fact in tie.facts}:
            assert seeds.query(f"ASK {{ <{fact}> cg:evidence/oa:hasSelector/oa:start ?start }}")
