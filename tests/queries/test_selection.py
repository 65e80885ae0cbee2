"""What each condition of a recipe leaves out, on which days a fact holds, and why a network is empty."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from citygraph.ontology import Identifiers
from citygraph.queries import (
    DateBeforeFacts,
    EmptyNetwork,
    UnknownName,
    find_recipe,
    project,
    select_incidences,
)
from citygraph.queries.centrality import centrality_report

IDS = Identifiers()
BASE = IDS.base
NAMES = {
    "Jakarta": "1642911", "Milan": "3173435", "Surabaya": "1625822", "London": "2643743", "Kyiv": "703448",
    "Kabupaten Malang": "id-35.07",
}  # fmt: skip


def city(name: str) -> str:
    return IDS.city(NAMES[name])


def day(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def partnership(graph, article: str, one: str, other: str, **properties: object) -> str:
    iri = IDS.fact("partnership", sorted([city(one), city(other)]))
    return graph.fact(
        article,
        "cg:Partnership",
        iri,
        cg__partner=[city(one), city(other)],
        cg__stage="cg:Agreed",
        **properties,
    )


@pytest.fixture
def small(blank):
    """Four partnerships that three articles state: dated, undated, open, ended by a later article."""
    graph = blank
    for article, published in (("a", "2010-06-01"), ("b", "2015-06-01"), ("c", "2020-06-01")):
        graph.article(article, schema__datePublished=day(published))
    partnership(
        graph, "a", "Jakarta", "Milan", schema__startDate=day("2000-01-01"), schema__endDate=day("2012-12-31")
    )
    partnership(graph, "a", "Jakarta", "Surabaya", schema__startDate=day("2005-01-01"))
    partnership(graph, "b", "Jakarta", "London")
    partnership(graph, "b", "Surabaya", "London", schema__startDate=day("2014-01-01"))
    partnership(graph, "c", "Surabaya", "London", modality="cg:Ended", schema__endDate=day("2018-12-31"))
    return graph


def tied(graph, *changes: str) -> set[frozenset[str]]:
    names = {
        city(name): name for name in ("Jakarta", "Milan", "Surabaya", "London", "Kyiv", "Kabupaten Malang")
    }
    current = type(graph)(list(graph.quads))
    network = project(current, find_recipe("partnership").changed(changes))
    return {frozenset((names[tie.left], names[tie.right])) for tie in network.ties}


JM, JS = frozenset({"Jakarta", "Milan"}), frozenset({"Jakarta", "Surabaya"})
JL, SL = frozenset({"Jakarta", "London"}), frozenset({"Surabaya", "London"})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), {JM, JS, JL}),
        (("modalities=asserted,ended",), {JM, JS, JL, SL}),
        (("on=2001-01-01",), {JM, JL}),
        (("on=2012-12-31",), {JM, JS, JL}),
        (("on=2013-01-01",), {JS, JL}),
        (("on=2018-12-31",), {JS, JL, SL}),
        (("on=2019-01-01",), {JS, JL}),
        (("on=2013-01-01", "undated=left-out"), {JS}),
        (("on=2015-05-31", "undated=from-publication"), {JS, SL}),
        (("on=2015-06-01", "undated=from-publication"), {JS, SL, JL}),
        (("since=2013-01-01", "until=2014-06-01", "undated=left-out"), {JS, SL}),
        (("until=2004-12-31", "undated=left-out"), {JM}),
        (("since=2019-01-01", "undated=left-out"), {JS}),
    ],
)
def test_what_holds_on_the_days_asked_for(small, changes: tuple[str, ...], expected: set) -> None:
    assert tied(small, *changes) == expected


def test_an_end_without_a_day_is_the_day_of_its_article(small) -> None:
    partnership(small, "c", "Jakarta", "Surabaya", modality="cg:Ended")
    assert JS in tied(small, "on=2020-05-31")
    assert JS not in tied(small, "on=2020-06-01")
    assert JS not in tied(small)


def test_an_older_article_ends_nothing_and_a_rejected_one_neither(small) -> None:
    partnership(small, "a", "Jakarta", "London", modality="cg:Ended")
    partnership(small, "c", "Jakarta", "Surabaya", modality="cg:Ended", review="cg:Rejected")
    assert {JS, JL} <= tied(small)


def test_events_hold_on_their_days_and_not_without_any(small) -> None:
    for name, dates in (
        ("dated", {"schema__startDate": day("2016-03-01"), "schema__endDate": day("2016-03-03")}),
        ("undated", {}),
    ):
        event = f"{BASE}event/{name}"
        small.fact("b", "cg:Event", event, cg__host=city("Jakarta"), **dates)
        small.fact(
            "b",
            "cg:Participation",
            f"{BASE}participation/{name}",
            cg__participant=city("Milan"),
            cg__in=event,
        )
    recipe = find_recipe("co-participation")
    assert {one.tie for one in select_incidences(small, recipe).incidences} == {
        f"{BASE}event/dated",
        f"{BASE}event/undated",
    }
    for asked, expected in (("2016-03-03", 2), ("2016-03-04", 0)):
        found = select_incidences(small, recipe.changed([f"on={asked}"]))
        assert len(found.incidences) == expected
        assert {drop.condition: drop.facts for drop in found.dropped}["undated"] == 2


def test_plans_are_left_out_or_apart_or_counted(small) -> None:
    partnership(small, "c", "Kyiv", "Milan", modality="cg:Planned")
    small.quads = [
        quad for quad in small.quads if "Agreed" not in str(quad.object) or "kyiv" not in str(quad)
    ]
    recipe = find_recipe("partnership")
    assert project(small, recipe).plans == ()
    apart = project(small, recipe.adjusted(plans="apart"))
    assert city("Kyiv") not in apart.cities
    assert [tuple(sorted((tie.left, tie.right))) for tie in apart.plans] == [
        tuple(sorted((city("Kyiv"), city("Milan"))))
    ]
    assert apart.ties == project(small, recipe).ties
    counted = project(small, recipe.adjusted(plans="counted"))
    assert {city("Kyiv"), city("Milan")} <= set(counted.cities)
    assert counted.plans == ()
    assert [one.modality for one in select_incidences(small, recipe.adjusted(plans="apart")).plans] == [
        "planned",
        "planned",
    ]


def test_what_a_single_article_states_is_kept_or_halved_or_left_out(small) -> None:
    partnership(small, "b", "Jakarta", "Surabaya", schema__startDate=day("2005-01-01"))
    recipe = find_recipe("partnership")
    network = project(small, recipe.adjusted(single_source="half"))
    strength = {frozenset((tie.left, tie.right)): network.strength(tie) for tie in network.ties}
    assert strength[frozenset((city("Jakarta"), city("Surabaya")))] == 1
    assert strength[frozenset((city("Jakarta"), city("Milan")))] == 0.5
    assert tied(small, "single_source=left-out") == {JS}
    found = select_incidences(small, recipe.adjusted(single_source="left-out"))
    assert {drop.condition: drop.facts for drop in found.dropped} == {"ended": 1, "single_source": 2}


def test_levels_articles_confidence_and_members(small) -> None:
    partnership(small, "c", "Kabupaten Malang", "Milan", cg__confidence=0)
    assert frozenset({"Kabupaten Malang", "Milan"}) in tied(small)
    assert frozenset({"Kabupaten Malang", "Milan"}) not in tied(small, "levels=city")
    assert tied(small, "articles_excluded=a,c") == {JL, SL}
    assert frozenset({"Kabupaten Malang", "Milan"}) not in tied(small, "confidence=0.1")
    small.reference(IDS.network("gnlc"), a=["cg:CityNetwork"], cg__slug="gnlc", rdfs__label="GNLC@en")
    for name, role in (("Jakarta", "member"), ("London", "member"), ("Milan", "observer")):
        small.fact(
            "a",
            "cg:Membership",
            IDS.fact("membership", [city(name), "gnlc"]),
            org__member=city(name),
            org__organization=IDS.network("gnlc"),
            org__role=IDS.concept("role", role),
        )
    assert tied(small, "members_of=gnlc") == {JL}


@pytest.mark.parametrize(
    "changes", [["members_of=gnlcc"], ["within=network/none"], ["articles_excluded=none"]]
)
def test_what_the_graph_does_not_know_is_refused(graph, changes: list[str]) -> None:
    with pytest.raises(UnknownName) as error:
        select_incidences(graph, find_recipe("partnership").changed(changes))
    if changes == ["members_of=gnlcc"]:
        assert error.value.candidates == ("gnlc",)


def test_days_before_anything_known_are_refused(small) -> None:
    with pytest.raises(DateBeforeFacts, match="nothing that it selects is known before 2000-01-01") as error:
        tied(small, "on=1999-12-31")
    assert (error.value.day, error.value.earliest) == ("1999-12-31", "2000-01-01")
    with pytest.raises(DateBeforeFacts):
        tied(small, "until=1900-01-01", "undated=left-out")
    assert tied(small, "on=2000-01-01") == {JM, JL}


def test_an_empty_network_says_how_many_facts_each_condition_leaves_out(small) -> None:
    recipe = find_recipe("partnership").changed(["countries=FR", "forms=sister-city"])
    with pytest.raises(EmptyNetwork, match=r"none of 4 facts is left.*1 by ended.*3 by forms") as error:
        centrality_report(small, recipe)
    assert error.value.dropped == {"ended": 1, "forms": 3}
    recipe = find_recipe("partnership").changed(["countries=IT"])
    with pytest.raises(EmptyNetwork, match=r"1 cities in 1 of 4 facts.*2 by countries") as error:
        centrality_report(small, recipe)
    assert error.value.cities == 1
    with pytest.raises(EmptyNetwork, match="the graph states no membership at all"):
        centrality_report(small, find_recipe("co-membership"))


def test_every_condition_has_its_reason_in_both_languages(graph) -> None:
    for name in ("partnership", "co-membership", "any-cooperation", "shared-themes"):
        for drop in select_incidences(graph, find_recipe(name).changed(["countries=FR"])).dropped:
            assert drop.facts > 0
            assert drop.reason.en and drop.reason.id
