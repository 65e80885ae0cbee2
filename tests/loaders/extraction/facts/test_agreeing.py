"""How facts are stated, held against their dates and the article's."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.facts import agreed

TODAY = "2024-05-10"


def draft(kind: str, modality: str, **values: object) -> Draft:
    return Draft(kind, values, ((0, 5),), "rule", 0.9, modality)


@pytest.mark.parametrize(
    ("when", "stated", "expected"),
    [
        ("2024-05-01/2024-05-03", "planned", "asserted"),
        ("2024-05-12", "asserted", "planned"),
        ("2024-05", "planned", "planned"),
        ("2024-05-09/2024-05-11", "asserted", "asserted"),
        ("2024-05-01", "denied", "denied"),
        ("2023", "planned", "asserted"),
        ("2025~", "asserted", "planned"),
    ],
)
def test_an_event_is_stated_as_its_days_allow(when: str, stated: str, expected: str) -> None:
    event = draft("event", stated, name="Forum", when=when)
    part = draft("participation", stated, participant="Lima, PE", **{"in": "Forum"})
    assert [each.modality for each in agreed([event, part], TODAY)] == [expected, expected]


def test_who_takes_part_otherwise_is_left_so() -> None:
    event = draft("event", "asserted", name="Forum", when="2024-06-01")
    absent = draft("participation", "denied", participant="Lima, PE", **{"in": "Forum"})
    assert agreed([event, absent], TODAY)[1].modality == "denied"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"since": "2019"}, "asserted"),
        ({"since": "2024"}, "planned"),
        ({"since": "2019", "role": "candidate"}, "planned"),
        ({}, "planned"),
    ],
)
def test_a_membership_of_earlier_years_is_no_plan(values: dict[str, object], expected: str) -> None:
    membership = draft("membership", "planned", member="Lima, PE", network="iclei", **values)
    assert agreed([membership], TODAY)[0].modality == expected


@pytest.mark.parametrize("published", [None, "", "2024", "2024-05"])
def test_without_the_day_of_the_article_nothing_is_turned(published: str | None) -> None:
    event = draft("event", "planned", name="Forum", when="2020-05-01")
    assert agreed([event], published) == [event]
