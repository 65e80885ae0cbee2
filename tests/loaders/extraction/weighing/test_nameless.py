"""Gatherings without a name that no rule reads, weighed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.weighing import (
    Setting,
    nameless_drafts,
    parts_in,
    ruled_events,
    told_nameless,
)
from citygraph.loaders.extraction.weighing.meanings import meanings_of

TEXT = (
    "Guests at the quay\n\nToyama has been a sister city of Leeds since 1999.\n\nA dozen people sent by Toyama were in "
    "Leeds for four days last week and were shown the new quay by the mayor of Leeds, Ann Reed.\n"
)


def setting_of(reading: Reading) -> Setting:
    meanings = meanings_of(reading.analysis.language)
    assert meanings is not None
    return Setting(reading, meanings)


@pytest.fixture
def unread(read):
    """Return an article as if no rule had drawn a gathering from it."""

    def of(text: str) -> Reading:
        reading, drafts, _ = read(text)
        named = {str(each.values["name"]) for each in drafts if each.kind == "event"}
        kept = [
            each for each in drafts if each.kind != "event" and str(each.values.get("in", "")) not in named
        ]
        return replace(reading, drafts=kept)

    return of


def test_a_sentence_that_is_likely_to_tell_of_a_visit_gives_one_with_both_sides(unread):
    drafts = nameless_drafts(unread(TEXT))
    (event,) = [each for each in drafts if each.kind == "event"]
    assert event.values["name"] == "visit of Toyama delegation to Leeds"
    assert (event.values["form"], event.values["host"]) == ("visit", "Leeds, GB")
    assert event.rule == "en.event.nameless"
    assert event.because[0].startswith("weighed: 0.")
    roles = {each.values["participant"]: each.values["role"] for each in drafts if each is not event}
    assert roles == {"Leeds, GB": "host", "Toyama, JP": "delegate"}
    assert "dozen people" in TEXT[slice(*event.evidence[0])]


def test_a_sentence_that_a_rule_drew_a_gathering_from_is_left_to_it(unread):
    reading = unread(TEXT)
    drawn = nameless_drafts(reading)
    assert drawn
    assert nameless_drafts(replace(reading, drafts=[*reading.drafts, *drawn])) == []


def test_other_sentences_give_none(unread):
    text = "Roads\n\nLeeds and Toyama both mend roads. Leeds spends more on them than Toyama does.\n"
    assert nameless_drafts(unread(text)) == []


def test_a_language_without_words_by_meaning_is_left_to_the_rules(unread):
    text = (
        "Besuch\n\nLeeds und Toyama sind Partnerstädte. Eine Gruppe aus Toyama war letzte Woche in Leeds.\n"
    )
    reading = unread(text)
    assert meanings_of(reading.analysis.language) is None
    assert nameless_drafts(reading) == []


def test_a_heading_tells_of_nothing(unread):
    text = "A dozen people sent by Toyama were in Leeds for four days\n\nLeeds has a new quay.\n"
    assert nameless_drafts(unread(text)) == []


def test_cities_of_the_sentences_beside_one_and_the_one_at_home_may_have_a_part(read):
    text = (
        "Leeds and its guests\n\nLeeds has many friends. Leeds is proud of Toyama. The guests stayed for a week. "
        "Next year Lyon may send some.\n"
    )
    setting = setting_of(read(text)[0])
    number = next(
        at for at, stage in enumerate(setting.stages) if "guests" in stage.words and not stage.parties
    )
    assert {part.place.party.body for part in parts_in(setting, number)} == {
        "Leeds, GB", "Toyama, JP", "Lyon, FR",
    }  # fmt: skip


def test_what_rules_drew_is_among_what_tells(read):
    reading, drafts, _ = read("Leeds - Officials from Toyama paid a visit to Leeds in May.\n")
    (event,) = [each for each in drafts if each.kind == "event"]
    setting = setting_of(reading)
    ((number, drawn),) = ruled_events(setting, drafts).items()
    ruled = {
        value
        for features in told_nameless(setting, number, drawn)
        for template, value in features
        if template == "ruled"
    }
    assert ruled == {event.rule}


def test_the_province_that_the_host_lies_in_does_not_come(unread):
    text = (
        "Tamu dari Toyama\n\nToyama adalah kota kembar Kabupaten Badung sejak 1999. Pemerintah Kabupaten Badung "
        "senang.\n\nTamu Toyama, diantar pejabat Pemerintah Provinsi Bali, melihat pasar di Badung selama dua hari.\n"
    )
    drafts = nameless_drafts(unread(text))
    parts = {each.values["participant"] for each in drafts if each.kind == "participation"}
    assert "Kabupaten Badung, ID" in parts
    assert "Provinsi Bali, ID" not in parts


def test_of_three_or_more_nobody_is_a_guest(unread):
    text = (
        "Guests at the quay\n\nA dozen people sent by {} were in Leeds for four days last week and were shown the new "
        "quay by the mayor of Leeds, Ann Reed.\n"
    )
    for sent, coming in (("Toyama and Lyon", 2), ("Toyama, Lyon and Porto", 0)):
        drafts = nameless_drafts(unread(text.format(sent)))
        assert any(each.kind == "event" for each in drafts)
        assert sum(each.values.get("role") == "delegate" for each in drafts) == coming
