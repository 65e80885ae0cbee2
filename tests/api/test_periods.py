from __future__ import annotations

import pytest
from citygraph.api.periods import Moment, Period


@pytest.mark.parametrize(
    ("period", "english", "indonesian"),
    [
        (Period(), "", ""),
        (Period(Moment("2018-09-12"), Moment("2018-09-15")), "12–15 September 2018", "12–15 September 2018"),
        (Period(Moment("2024-07-31"), Moment("2024-07-31")), "31 July 2024", "31 Juli 2024"),
        (
            Period(Moment("2018-09-28"), Moment("2018-10-02")),
            "28 September 2018 – 2 October 2018",
            "28 September 2018 – 2 Oktober 2018",
        ),
        (
            Period(Moment("2018-09-01", "Month"), Moment("2018-09-30", "Month")),
            "September 2018",
            "September 2018",
        ),
        (
            Period(Moment("2024-10-01", "Month"), Moment("2024-10-30")),
            "October 2024 – 30 October 2024",
            "Oktober 2024 – 30 Oktober 2024",
        ),
        (Period(Moment("2024-02-01", "Month")), "since February 2024", "sejak Februari 2024"),
        (Period(None, Moment("2024-12-31", "Year")), "until 2024", "sampai 2024"),
        (
            Period(Moment("2025-10-01", "Month", True), Moment("2025-10-31", "Month", True)),
            "about October 2025",
            "sekitar Oktober 2025",
        ),
    ],
)
def test_a_period_is_no_more_precise_than_its_source(period: Period, english: str, indonesian: str) -> None:
    assert period.text("en") == english
    assert period.text("id") == indonesian
