"""Dates: what they allow, what is refused, and agreement with the edtf library where it is installed."""

from __future__ import annotations

from datetime import date

import pytest
from citygraph.loaders.facts.dates import BadDate, Precision, parse_period
from hypothesis import given
from hypothesis import strategies as st

DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR


@pytest.mark.parametrize(
    ("text", "first", "last", "precisions"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), (YEAR, YEAR)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), (MONTH, MONTH)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), (MONTH, MONTH)),
        ("2018-09-13", date(2018, 9, 13), date(2018, 9, 13), (DAY, DAY)),
        ("2018-09-12/2018-09-15", date(2018, 9, 12), date(2018, 9, 15), (DAY, DAY)),
        ("2024-10/2024-10-30", date(2024, 10, 1), date(2024, 10, 30), (MONTH, DAY)),
        ("2012/2012-03", date(2012, 1, 1), date(2012, 3, 31), (YEAR, MONTH)),
        ("2018/..", date(2018, 1, 1), None, (YEAR, None)),
        ("2018/", date(2018, 1, 1), None, (YEAR, None)),
        ("../2018-05", None, date(2018, 5, 31), (None, MONTH)),
        ("/2018", None, date(2018, 12, 31), (None, YEAR)),
        ("0001", date(1, 1, 1), date(1, 12, 31), (YEAR, YEAR)),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), (DAY, DAY)),
    ],
)
def test_a_date_allows_its_days(text: str, first: date | None, last: date | None, precisions: object) -> None:
    period = parse_period(text)
    assert (period.first, period.last) == (first, last)
    assert (period.start_precision, period.end_precision) == precisions
    assert str(period) == text
    assert period.is_interval == ("/" in text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024~", True, True),
        ("2024-02?", True, True),
        ("2024-02-01%", True, True),
        ("2024", False, False),
        ("2024~/2025", True, False),
        ("2024/2025-01?", False, True),
        ("../2025~", False, True),
    ],
)
def test_a_qualifier_makes_its_end_approximate(text: str, start: bool, end: bool) -> None:
    period = parse_period(text)
    assert (period.start_approximate, period.end_approximate) == (start, end)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2023-02-29", "there is no day 29 in 2023-02"),
        ("2024-00", "there is no month 00"),
        ("2024-13", "no month 13"),
        ("2024-21", "is a season"),
        ("0000", "no year 0000"),
        ("24", "is no date"),
        ("2024-1", "is no date"),
        ("2024/02", "is no date"),
        ("2024-02-01T10:00", "is no date"),
        ("", "is no date"),
        ("..", "is no date"),
        ("/", "neither a start nor an end"),
        ("../..", "neither"),
        ("2024/2025/2026", "is no date"),
        ("~2024", "is no date"),
        ("2024 ", "is no date"),
        ("２０２４", "is no date"),
        ("201X", "is no date"),
        ("-0044", "is no date"),
        ("2024-02-01" * 9, "too long"),
        ("2024\n", "is no date"),
        ("2025/2024", "the end 2024 is before the start 2025"),
        ("2018-09-15/2018-09-12", "the end 2018-09-12 is before"),
    ],
)
def test_what_is_no_date_is_refused(text: str, says: str) -> None:
    with pytest.raises(BadDate, match=says):
        parse_period(text)


def test_only_a_reversed_interval_counts_as_reversed() -> None:
    for text, is_reversed in (("2025/2024", True), ("2025-02-30", False)):
        with pytest.raises(BadDate) as caught:
            parse_period(text)
        assert caught.value.reversed is is_reversed


@given(st.text(alphabet="0123456789-/.~?% X", max_size=24))
def test_any_text_gives_a_period_or_is_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except BadDate:
        return
    assert period.first is None or period.last is None or period.first <= period.last


@given(st.dates(), st.dates())
def test_an_interval_of_days_is_read_as_written(one: date, other: date) -> None:
    first, last = sorted((one, other))
    period = parse_period(f"{first.isoformat()}/{last.isoformat()}")
    assert (period.first, period.last) == (first, last)


@given(
    st.dates(min_value=date(1000, 1, 1)), st.sampled_from([4, 7, 10]), st.sampled_from(["", "~", "?", "%"])
)
def test_the_edtf_library_agrees(day: date, length: int, qualifier: str) -> None:
    edtf = pytest.importorskip("edtf")
    text = day.isoformat()[:length] + qualifier
    theirs, ours = edtf.parse_edtf(text), parse_period(text)
    assert tuple(theirs.lower_strict()[:3]) == ours.first.timetuple()[:3]  # type: ignore[union-attr]
    assert tuple(theirs.upper_strict()[:3]) == ours.last.timetuple()[:3]  # type: ignore[union-attr]
