from __future__ import annotations

import datetime

import pytest
from citygraph.graph import CityGraph
from citygraph.queries import Incidence, NotAnalysable, find_recipe
from citygraph.queries.analyses import carry_out, find_analysis
from citygraph.queries.analyses.turnover import spells_of, years_of
from hypothesis import given
from hypothesis import strategies as st


def _day(year: int | None) -> datetime.date | None:
    return datetime.date(year, 1, 1) if year else None


def _part(
    city: str,
    first: int | None = None,
    last: int | None = None,
    *,
    article: str = "x",
    kind: str = "membership",
    modality: str = "asserted",
) -> Incidence:
    return Incidence(
        kind, "N", "", city, f"f/{city}", article, modality=modality, first=_day(first), last=_day(last)
    )


def test_years_by_hand() -> None:
    table = [
        _part("a", 2000, 2003),
        _part("b", 2000),
        _part("c", 2001, 2030),  # not over yet
        _part("d", None, 2002),  # left; when it came is not known
        _part("e"),
    ]
    rows = years_of(spells_of(table), datetime.date(2010, 6, 1))
    assert [(row.year, row.entries, row.exits, row.net, row.stock) for row in rows] == [
        (2000, 2, 0, 2, 2), (2001, 1, 0, 1, 3), (2002, 0, 1, -1, 3), (2003, 0, 1, -1, 2)
    ]  # fmt: skip
    assert [row.exit_rate for row in rows] == [None, 0, 1 / 3, 1 / 3]


def test_one_part_in_two_articles_is_one_spell() -> None:
    (spell,) = spells_of([_part("a", 2001), _part("a", 1999, 2005, article="y", modality="ended")])
    assert (spell.first, spell.last) == (_day(1999), _day(2005))
    assert spell.over and not spell.agreed and len(spell.incidences) == 2


def test_nobody_leaves_an_event() -> None:
    (spell,) = spells_of([_part("a", 2001, 2001, kind="participation")])
    assert spell.first == _day(2001) and spell.last is None


@given(st.lists(st.tuples(st.integers(1990, 2010), st.none() | st.integers(0, 9)), min_size=1, max_size=12))
def test_the_stock_is_what_goes_on_at_the_end_of_the_year(times: list[tuple[int, int | None]]) -> None:
    table = [
        _part(str(at), first, None if lasting is None else first + lasting)
        for at, (first, lasting) in enumerate(times)
    ]
    for row in years_of(spells_of(table), datetime.date(2100, 1, 1)):
        going = [
            first <= row.year and (lasting is None or first + lasting > row.year) for first, lasting in times
        ]
        assert row.stock == sum(going)


def test_the_five_articles_date_one_entry(five: CityGraph) -> None:
    found = carry_out(five, find_analysis("turnover"), find_recipe("co-membership"))
    (change,) = found.findings.tables["changes"]
    assert (change.year, change.change, change.name, change.day) == (2024, "entry", "Son La", "2024-02-01")
    assert change.articles == ("https://w3id.org/citygraph/article/gnlc-son-la",)
    assert "4 of 5 parts have no dated beginning" in found.caveats[-1].en
    assert found.recipe.modalities == ("asserted",)


def test_without_dates_it_refuses_and_says_so(five: CityGraph) -> None:
    with pytest.raises(NotAnalysable, match="no article dates the beginning or end of any of the 2 parts"):
        carry_out(five, find_analysis("turnover"), find_recipe("partnership"))
    with pytest.raises(NotAnalysable, match="finds no part of any city in"):
        carry_out(five, find_analysis("turnover"), find_recipe("partnership"), {"network": "gnlc"})
