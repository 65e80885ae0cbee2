"""Who represented a city where the article names one official of it only."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.representing import represented

NAME = "visit of Toyama delegation to Leeds"


def draft(kind: str, modality: str = "asserted", **values: object) -> Draft:
    return Draft(kind, values, ((0, 1),), "rule", 0.9, modality)


def event(form: str = "visit") -> Draft:
    return draft("event", name=NAME, form=form)


def office(person: str, modality: str = "asserted", of: str = "Leeds, GB") -> Draft:
    return draft("office", modality, person=person, title="Mayor", of=of)


def part(modality: str = "asserted", **values: object) -> Draft:
    return draft("participation", modality, participant="Leeds, GB", **{"in": NAME, "role": "host", **values})


def person(*facts: Draft) -> object:
    (found,) = [each for each in represented(facts) if each.kind == "participation"]
    return found.values.get("person")


def test_the_only_official_of_a_city_is_who_received():
    facts = represented([event(), office("Ann Reed"), office("Aiko Mori", of="Toyama, JP"), part()])
    assert facts[-1].values["person"] == "Ann Reed"
    assert facts[-1].because == ("the only official of Leeds, GB in the article: Ann Reed",)
    assert [each.kind for each in facts] == ["event", "office", "office", "participation"]


@pytest.mark.parametrize(
    "facts",
    [
        [event(), office("Ann Reed"), office("Tom Hale"), part()],
        [event("conference"), office("Ann Reed"), part()],
        [event(), office("Ann Reed", "ended"), part()],
        [event(), office("Ann Reed"), part(role="absent")],
        [event(), office("Ann Reed"), part("denied")],
    ],
    ids=["two officials", "a conference", "in office before", "stayed away", "denied"],
)
def test_nobody_is_named_where_it_is_not_certain_who_came(facts):
    assert person(*facts) is None


def test_a_person_that_is_known_stays():
    assert person(event(), office("Ann Reed"), part(person="Tom Hale")) == "Tom Hale"
