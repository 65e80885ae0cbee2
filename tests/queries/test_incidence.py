"""Which facts a recipe selects: plans, denials, candidates and ended ties never by default."""

from __future__ import annotations

import pytest
from citygraph.ontology import Identifiers
from citygraph.queries import describe, find_recipe, incidences

BASE = "https://w3id.org/citygraph/"
IDS = Identifiers()


@pytest.fixture
def own(graph):
    return type(graph)(list(graph.quads))


def partnership(graph, **properties: object) -> None:
    given = {"cg__partner": [f"{BASE}city/1633070", f"{BASE}city/1625822"], **properties}
    graph.fact("apeksi-malang", "cg:Partnership", f"{BASE}partnership/new", **given)


@pytest.mark.parametrize(
    ("properties", "counted"),
    [
        ({}, 2),
        ({"cg__stage": "cg:Renewed"}, 2),
        ({"cg__stage": "cg:Exploring"}, 0),
        ({"cg__stage": "cg:Suspended"}, 0),
        ({"cg__stage": "cg:StageEnded"}, 0),
        ({"modality": "cg:Planned"}, 0),
        ({"modality": "cg:Denied"}, 0),
        ({"modality": "cg:Ended"}, 0),
        ({"review": "cg:Draft"}, 2),
        ({"review": "cg:Rejected"}, 0),
    ],
)
def test_partnerships_that_count(own, properties: dict[str, object], counted: int) -> None:
    partnership(own, **properties)
    found = [one for one in incidences(own, find_recipe("partnership")) if one.tie.endswith("/new")]
    assert len(found) == counted


def test_forms_countries_and_stages_narrow(graph) -> None:
    recipe = find_recipe("partnership")
    assert len(incidences(graph, recipe.adjusted(forms=["programme-pairing"]))) == 2
    assert incidences(graph, recipe.adjusted(forms=["sister-city"])) == ()
    assert len(incidences(graph, recipe.adjusted(countries=["ID"]))) == 1
    assert incidences(graph, recipe.adjusted(stages=["renewed"])) == ()
    plans = recipe.adjusted(modalities=[], plans="counted")
    assert {one.city for one in incidences(graph, plans)} == {f"{BASE}city/1636722", f"{BASE}city/1842598"}


ROLES = [("member", 1), ("pilot", 1), ("candidate", 0), ("observer", 0)]


@pytest.mark.parametrize(("role", "counted"), ROLES)
def test_memberships_that_count(own, role: str, counted: int) -> None:
    own.fact(
        "gnlc-son-la",
        "cg:Membership",
        f"{BASE}membership/new",
        org__member=f"{BASE}city/1609350",
        org__organization=IDS.network("gnlc"),
        org__role=IDS.concept("role", role),
    )
    found = incidences(own, find_recipe("co-membership"))
    assert sum(one.city == f"{BASE}city/1609350" for one in found) == counted


def test_an_event_that_its_article_calls_a_plan_ties_nobody(own) -> None:
    event = f"{BASE}event/new"
    own.fact("gnlc-son-la", "cg:Event", event, modality="cg:Planned", cg__host=f"{BASE}city/1609350")
    for key in ("1567681", "1609350"):
        own.fact(
            "gnlc-son-la",
            "cg:Participation",
            f"{BASE}participation/{key}",
            cg__participant=f"{BASE}city/{key}",
            cg__in=event,
        )
    recipe = find_recipe("co-participation")
    assert [one for one in incidences(own, recipe) if one.tie == event] == []
    planned = recipe.adjusted(plans="counted")
    assert len([one for one in incidences(own, planned) if one.tie == event]) == 3


@pytest.mark.parametrize(("review", "counted"), [("cg:Rejected", 0), ("cg:Draft", 3), ("cg:Accepted", 3)])
def test_an_event_that_review_rejected_ties_nobody(own, review: str, counted: int) -> None:
    event = f"{BASE}event/new"
    own.fact("gnlc-son-la", "cg:Event", event, review=review, cg__host=f"{BASE}city/1609350")
    for key in ("1567681", "1609350"):
        own.fact(
            "gnlc-son-la",
            "cg:Participation",
            f"{BASE}participation/{key}",
            cg__participant=f"{BASE}city/{key}",
            cg__in=event,
        )
    recipe = find_recipe("co-participation")
    assert sum(one.tie == event for one in incidences(own, recipe)) == counted
    all_reviews = recipe.adjusted(reviews=["draft", "accepted", "rejected"])
    assert sum(one.tie == event for one in incidences(own, all_reviews)) == 3


@pytest.mark.parametrize(("review", "counted"), [("cg:Rejected", 0), ("cg:Accepted", 1)])
def test_a_programme_that_review_rejected_has_no_themes(own, review: str, counted: int) -> None:
    programme = f"{BASE}programme/new"
    own.fact("gnlc-son-la", "cg:Programme", programme, review=review)
    own.fact(
        "gnlc-son-la",
        "cg:Participation",
        f"{BASE}participation/new",
        cg__participant=f"{BASE}city/1609350",
        cg__in=programme,
        schema__about=IDS.topic("film cities"),
    )
    found = incidences(own, find_recipe("shared-themes"))
    assert sum(one.tie == programme for one in found) == counted


def test_the_host_of_an_event_takes_part_in_it(graph) -> None:
    recipe = find_recipe("co-participation")
    event = IDS.thing("event", ["uclg-aspac", "congress", "7"])
    hosts = [one.city for one in incidences(graph, recipe.adjusted(within=event))]
    assert hosts == [f"{BASE}city/1625822", f"{BASE}city/1633070"]
    assert len(incidences(graph, recipe.adjusted(within=event, hosts=False))) == 1


def test_only_local_governments_are_in_a_network(own) -> None:
    partnership(own, cg__partner=[f"{BASE}city/1633070", IDS.organisation("Kementerian Dalam Negeri")])
    found = [one for one in incidences(own, find_recipe("partnership")) if one.tie.endswith("/new")]
    assert [one.city for one in found] == [f"{BASE}city/1633070"]


def test_things_are_described_in_the_language_asked_for(graph) -> None:
    iri = f"{BASE}city/id-35.10"
    assert describe(graph, [iri], language="id")[iri].name == "Kabupaten Banyuwangi (id)"
    assert describe(graph, [iri], language="fr")[iri].name == "Kabupaten Banyuwangi"
    assert describe(graph, [iri])[iri].level == "regency"
    assert describe(graph, [f"{BASE}city/0"])[f"{BASE}city/0"].name == "0"
    assert describe(graph, []) == {}
