"""Drafts of gatherings without a name, once it is known who receives and who comes."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.analysis import Analysis, Party
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.extraction.weighing.gatherings import Gathering, drafted

TEXT = "The party stayed for a week. They will be back next year. Everybody was there.\n"
LEEDS = Party("Leeds, GB", 0, 1)
TOYAMA = Party("Toyama, JP", 0, 1, person="Aiko Mori")


@pytest.fixture
def analysis() -> Analysis:
    return Analysis(segment(TEXT), "en", "2024-05-14")


def told(
    analysis: Analysis, at: int = 0, *, host: Party | None = LEEDS, guests=(TOYAMA,), sure=0.6, form="visit"
):
    return Gathering(analysis.layout.sentences[at], form, host, tuple(guests), sure)


def names(drafts: list[Draft]) -> list[object]:
    return [each.values["name"] for each in drafts if each.kind == "event"]


def test_an_event_is_drafted_with_who_receives_and_who_comes(analysis: Analysis):
    event, guest, host = drafted(analysis, [told(analysis)], [])
    assert event.values == {
        "name": "visit of Toyama delegation to Leeds",
        "form": "visit",
        "when": "2024-05~",
        "host": "Leeds, GB",
    }
    assert guest.values == {
        "participant": "Toyama, JP",
        "in": event.values["name"],
        "role": "delegate",
        "person": "Aiko Mori",
    }
    assert (host.values["participant"], host.values["role"]) == ("Leeds, GB", "host")
    assert {TEXT[slice(*each.evidence[0])] for each in (event, guest, host)} == {
        "The party stayed for a week"
    }


def test_what_is_to_come_is_planned_and_has_no_month_of_the_article(analysis: Analysis):
    event, *_ = drafted(analysis, [told(analysis, 1)], [])
    assert event.modality == "planned"
    assert "when" not in event.values


@pytest.mark.parametrize(
    ("form", "host", "guests", "name"),
    [
        ("visit", LEEDS, (), "visit to Leeds"),
        ("visit", None, (TOYAMA,), "visit of Toyama delegation"),
        ("meeting", LEEDS, (TOYAMA,), "meeting of Toyama with Leeds"),
        ("signing", LEEDS, (TOYAMA,), "signing of the agreement between Leeds and Toyama"),
        ("ceremony", LEEDS, (), "ceremony in Leeds"),
    ],
)
def test_a_description_says_what_is_known(analysis: Analysis, form, host, guests, name):
    drafts = drafted(analysis, [told(analysis, host=host, guests=guests, form=form)], [])
    assert names(drafts) == [name]


def test_one_that_is_told_twice_is_drafted_once_from_where_it_is_surest(analysis: Analysis):
    found = [told(analysis, 0, sure=0.5), told(analysis, 2, sure=0.7)]
    drafts = drafted(analysis, found, [])
    assert len(names(drafts)) == 1
    assert drafts[0].confidence == 0.7


def test_the_return_visit_is_another(analysis: Analysis):
    found = [told(analysis), told(analysis, 1, host=TOYAMA, guests=(LEEDS,))]
    assert len(names(drafted(analysis, found, []))) == 2


def test_one_that_a_rule_drafted_before_is_not_drafted_again(analysis: Analysis):
    before = drafted(analysis, [told(analysis)], [])
    assert drafted(analysis, [told(analysis, 2)], before) == []
