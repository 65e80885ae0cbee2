"""Where an article names what facts tie, and tells their dates."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction import Extractor
from citygraph.loaders.extraction.drafts import Draft
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.whereabouts import Whereabouts, parties

TEXT = """Bandung meets Suwon

BANDUNG, 3 June 2019 - It rained. The mayor of Bandung came late; on 12 May 2018, by a lake, the two had met.

Suwon sent a choir in 2017. Bandung and Suwon, old friends, belong to CityNet, and Hue has 14 twins.
"""


@pytest.fixture(scope="module")
def where() -> Whereabouts:
    return Whereabouts(Extractor.open().analyse(describe_text(TEXT, id="a", language="en")))


def shown(spans: object) -> list[str]:
    return [TEXT[start:end] for start, end in spans]  # type: ignore[attr-defined]


def draft(kind: str, **values: object) -> Draft:
    return Draft(kind, values, ((0, 1),), "rule", 0.9)


@pytest.mark.parametrize(
    ("fact", "names"),
    [
        (draft("partnership", partners=["Bandung, ID", "Suwon, KR"]), ["Bandung, ID", "Suwon, KR"]),
        (draft("membership", network="citynet", member="Hue, VN"), ["Hue, VN", "citynet"]),
        (draft("office", person="Ann Lee"), []),
    ],
)
def test_what_a_fact_ties(fact: Draft, names: list[str]) -> None:
    assert parties(fact) == names


def test_the_body_is_told_from_headline_and_dateline(where: Whereabouts) -> None:
    assert where.in_heading((0, 7)) and where.in_heading((TEXT.index("BANDUNG"), TEXT.index("BANDUNG") + 7))
    assert not where.in_heading((TEXT.index("It rained"), TEXT.index("It rained") + 9))


def test_where_all_that_is_tied_is_named(where: Whereabouts) -> None:
    assert shown(where.together(draft("partnership", partners=["Bandung, ID", "Suwon, KR"]))) == [
        "Bandung and Suwon"
    ]
    assert shown(where.met("Bandung, ID", ["Hue, VN"])) == [
        "Bandung and Suwon, old friends, belong to CityNet, and Hue"
    ]
    assert not shown(where.together(draft("partnership", partners=["Bandung, ID", "Oslo, NO"])))


def test_where_a_figure_is_told(where: Whereabouts) -> None:
    (passage,) = shown(where.together_or_rarest(draft("figure", value=14)))
    assert passage.endswith("Hue has 14 twins.")


def test_the_mention_nearest_to_another(where: Whereabouts) -> None:
    assert shown(where.nearest("Suwon, KR", "citynet")) == ["Bandung and Suwon"]
    assert not shown(where.nearest("Oslo, NO", "citynet"))


@pytest.mark.parametrize(
    ("when", "to_the_day", "expected"),
    [
        ("2018-05-12", False, ["on 12 May 2018"]),
        ("2018-05", True, ["on 12 May 2018"]),
        ("2018", False, ["on 12 May 2018"]),
        ("2018-05-01/2018-06-02", False, ["on 12 May 2018"]),
        ("2017", False, ["Suwon sent a choir in 2017"]),
        ("2017-05", False, []),  # the year alone says less than that
        ("2017", True, []),
        ("2016~", False, []),
    ],
)
def test_the_clause_of_a_date(where: Whereabouts, when: str, to_the_day: bool, expected: list[str]) -> None:
    assert shown(where.dated(when, to_the_day=to_the_day)) == expected
