"""Partial dates and the article's own date."""

from __future__ import annotations

from citygraph.loaders.extraction.dates.partials import Partial
from citygraph.loaders.extraction.dates.resolving import Anchor, Stamp, weekday_years
from citygraph.loaders.extraction.dates.vocabulary import DAY, WEEK, YEAR


def test_a_day_that_does_not_exist_stays_open() -> None:
    assert Anchor("2019-05-07").stamp(Partial(2019, 2, 30)) is None
    assert Anchor("2019-05-07").stamp(Partial(month=2, day=30)) is None


def test_the_wording_tells_which_year_a_month_is_of() -> None:
    anchor = Anchor("2019-05-07")
    assert anchor.stamp(Partial(month=11), "past") == Stamp(2018, 11)
    assert anchor.stamp(Partial(month=11), "future") == Stamp(2019, 11)
    assert anchor.stamp(Partial(month=5, step=-1)) == Stamp(2019, 5)


def test_nothing_relative_is_resolved_without_the_articles_date() -> None:
    for partial in (
        Partial(unit=DAY),
        Partial(unit=YEAR, offset=-1),
        Partial(weekday=3),
        Partial(month=5, day=1),
    ):
        assert Anchor(None).stamp(partial) is None


def test_a_year_alone_gives_relative_years_but_no_days() -> None:
    anchor = Anchor("2019")
    assert anchor.stamp(Partial(unit=YEAR, offset=-2)) == Stamp(2017)
    assert anchor.stamp(Partial(unit=DAY)) == Stamp(2019)


def test_a_weekday_of_another_week_is_in_that_week() -> None:
    assert Anchor("2019-05-07").stamp(Partial(weekday=5, unit=WEEK, offset=-1)) == Stamp(2019, 5, 3)


def test_the_years_of_a_weekday_are_those_that_fit() -> None:
    assert weekday_years(Partial(month=9, day=13, weekday=4)) == [2018]
    assert weekday_years(Partial(month=9, day=13)) == []


def test_a_stamp_knows_its_first_and_last_day() -> None:
    first, last = Stamp(2024, 2).bounds
    assert (first.isoformat(), last.isoformat()) == ("2024-02-01", "2024-02-29")
