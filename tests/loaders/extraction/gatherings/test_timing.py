"""When a gathering takes place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

Drafter = Callable[..., list[Draft]]


@pytest.mark.parametrize(
    ("text", "dates", "expected"),
    [
        ("Kongres Jejaring Teh dibuka di Ambon, 3 Mei 2031. Kongres itu berlangsung 3-5 Mei 2031.",
         {"3 Mei 2031.": "2031-05-03", "3-5 Mei 2031": "2031-05-03/2031-05-05"}, "2031-05-03/2031-05-05"),
        ("Sejak 1999 Ambon menunggu Kongres Jejaring Teh di Ambon pada 3 Mei 2031.",
         {"1999": "1999", "3 Mei 2031": "2031-05-03"}, "2031-05-03"),
        ("Kongres Jejaring Teh 2031 digelar di Ambon.", {}, "2031"),
    ],
)  # fmt: skip
def test_the_most_telling_date_wins(draft: Drafter, text: str, dates: dict[str, str], expected: str) -> None:
    facts = draft(text, places={"Ambon": "ID"}, dates=dates)
    assert [each.values["when"] for each in facts if each.kind == "event"] == [expected]


def test_what_runs_until_a_day_has_begun(draft: Drafter) -> None:
    text = "Kongres Jejaring Teh digelar di Ambon hingga 9 Mei 2031."
    facts = draft(text, places={"Ambon": "ID"}, dates={"9 Mei 2031": "2031-05-09"}, published="2031-05-07")
    (event,) = [each for each in facts if each.kind == "event"]
    assert (event.values["when"], event.modality) == ("2031-05-07/2031-05-09", "asserted")
