"""Drafts of one fact become one fact: the surest leads, the others add to it."""

from __future__ import annotations

from citygraph.loaders.extraction.assembling import connected, consistent, merged, sufficient
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.records import changed


def member(confidence, span, modality="asserted", **more):
    values = {"member": "Malang, ID", "network": "apeksi", **more}
    return Draft("membership", values, (span,), "id.membership.x", confidence, modality)


def test_the_surest_leads_and_others_add_fields_and_passages():
    (fact,) = merged([member(0.6, (50, 60), role="founder"), member(0.8, (10, 20))])
    assert fact.evidence == ((10, 20), (50, 60))
    assert fact.values["role"] == "founder"
    assert 0.8 < fact.confidence < 0.9


def test_what_is_stated_otherwise_adds_nothing():
    (fact,) = merged([member(0.8, (10, 20)), member(0.5, (30, 40), "planned", since="2030")])
    assert fact.modality == "asserted" and "since" not in fact.values and fact.evidence == ((10, 20),)


def test_as_sure_the_explicit_word_wins():
    (fact,) = merged([member(0.8, (10, 20)), member(0.8, (30, 40), "ended")])
    assert fact.modality == "ended"


def test_overlapping_passages_count_once():
    (fact,) = merged([member(0.8, (10, 20)), member(0.8, (15, 30))])
    assert fact.evidence == ((10, 20),)


def test_partners_in_any_order_are_one_fact():
    def tie(partners):
        return Draft("partnership", {"partners": partners}, ((0, 5),), "r", 0.8)

    assert len(merged([tie(["A, ID", "B, ID"]), tie(["B, ID", "A, ID"]), tie(["A, ID", "C, ID"])])) == 2


def test_facts_come_by_kind_and_then_by_place_whatever_their_order():
    event = Draft("event", {"name": "Kongres"}, ((70, 80),), "r", 0.9)
    drafts = [member(0.8, (10, 20)), event]
    assert merged(drafts) == merged(drafts[::-1])
    assert [fact.kind for fact in merged(drafts)] == ["event", "membership"]


def test_hardly_sure_is_not_shown():
    assert sufficient([member(0.1, (0, 5)), member(0.9, (0, 5))]) == [member(0.9, (0, 5))]


def test_an_event_that_nobody_has_a_part_in_is_no_cooperation():
    def event(**more):
        return Draft("event", {"name": "Piala Kota", **more}, ((0, 5),), "id.event.named", 0.8)

    figure = Draft("figure", {"about": "Piala Kota", "value": 300}, ((6, 9),), "id.figure.people", 0.8)
    assert connected([event(), figure]) == []
    office = Draft("office", {"person": "Rina", "title": "Bupati", "of": "Malang, ID"}, ((0, 5),), "r", 0.9)
    assert connected([event(), figure, office]) == []
    assert len(connected([event(host="Malang, ID"), figure])) == 2
    assert len(connected([event(), figure], cooperates=True)) == 2


def test_what_only_the_sequence_model_tells_is_a_fact_only_of_cooperation_or_two_cities():
    def event(rule):
        return Draft("event", {"name": "Saltwind", "host": "Riga, LV"}, ((0, 8),), rule, 0.8)

    part = Draft(
        "participation", {"participant": "Riga, LV", "in": "Saltwind"}, ((0, 8),), "en.participation.x", 0.8
    )
    tagged = [event("en.event.tagged"), part]
    assert connected(tagged, cooperates=True) == tagged
    assert connected(tagged) == []
    second = [*tagged, changed(part, values={**part.values, "participant": "Turku, FI"})]
    assert connected(second) == second
    named = [event("en.event.named"), part]
    assert connected(named) == named


def test_what_is_said_of_an_event_is_stated_as_the_event_is():
    def of(kind, modality, **values):
        return Draft(kind, values, ((0, 5),), "r", 0.8, modality)

    facts = consistent(
        [
            of("event", "planned", name="Summit"),
            of("participation", "asserted", participant="Malang, ID", **{"in": "Summit"}),
            of("participation", "denied", participant="Batu, ID", **{"in": "Summit"}),
            of("figure", "asserted", about="Summit", value=3),
            of("figure", "asserted", about="Malang, ID", value=4),
        ]
    )
    assert [each.modality for each in facts] == ["planned", "planned", "denied", "planned", "asserted"]
