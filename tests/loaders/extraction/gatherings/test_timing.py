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


@pytest.mark.parametrize(
    ("text", "language", "published", "expected"),
    [
        ("Kongres Jejaring Teh dibuka di Ambon dan baru akan selesai pada 9 Mei 2031.", "id", "2031-05",
         ("2031-05/2031-05-09", "asserted")),
        ("The Tea Towns Congress in Kandy will close on 9 May 2031.", "en", "2031-05-07",
         ("2031-05-07/2031-05-09", "asserted")),
        ("The Tea Towns Congress in Kandy is to be held on 9 May 2031.", "en", "2031-05-07",
         ("2031-05-09", "planned")),
    ],
)  # fmt: skip
def test_what_has_an_end_to_come_has_begun(
    draft: Drafter, text: str, language: str, published: str, expected: tuple[str, str]
) -> None:
    day = "9 Mei 2031" if language == "id" else "9 May 2031"
    facts = draft(
        text, language, places={"Ambon": "ID", "Kandy": "LK"}, dates={day: "2031-05-09"}, published=published
    )
    (event,) = [each for each in facts if each.kind == "event"]
    assert (event.values["when"], event.modality) == expected


@pytest.mark.parametrize(
    ("text", "language", "dates"),
    [
        ("Kongres Jejaring Teh digelar di Ambon. Kota itu sudah siap. Dijadwalkan tiga hari, 3-5 Mei 2031.",
         "id", {"3-5 Mei 2031": "2031-05-03/2031-05-05"}),
        ("The Tea Towns Congress goes to Kandy. The city is ready. It will be held there on 3 to 5 May 2031.",
         "en", {"3 to 5 May 2031": "2031-05-03/2031-05-05"}),
    ],
)  # fmt: skip
def test_the_date_may_stand_a_sentence_further_on(
    draft: Drafter, text: str, language: str, dates: dict[str, str]
) -> None:
    facts = draft(text, language, places={"Ambon": "ID", "Kandy": "LK"}, dates=dates, published="2031-04-20")
    (event,) = [each for each in facts if each.kind == "event"]
    assert (event.values["when"], event.modality) == ("2031-05-03/2031-05-05", "planned")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Wali Kota Ambon diundang ke Kongres Jejaring Teh di Ambon.", "id", "planned"),
        ("Kongres Jejaring Teh digelar di Ambon, tempat warga berkumpul dan berharap kotanya akan maju.",
         "id", "asserted"),
        ("The mayor of Kandy flies to the Tea Towns Congress in Kandy.", "en", "planned"),
        ("She was chosen at the Tea Towns Congress in Kandy, and the members hope that she will serve for long.",
         "en", "asserted"),
    ],
)  # fmt: skip
def test_words_before_a_gathering_or_right_after_it_tell_whether_it_is_to_come(
    draft: Drafter, text: str, language: str, expected: str
) -> None:
    facts = draft(text, language, places={"Ambon": "ID", "Kandy": "LK"})
    assert {each.modality for each in facts if each.kind == "event"} == {expected}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kongres Jejaring Teh digelar di Ambon.", "id", "2031-05~"),
        ("The Tea Towns Congress was held in Kandy.", "en", "2031-05~"),
        ("The Tea Towns Congress will be held in Kandy.", "en", None),
    ],
)
def test_news_without_a_day_is_of_the_month_of_the_article(
    draft: Drafter, text: str, language: str, expected: str | None
) -> None:
    facts = draft(text, language, places={"Ambon": "ID", "Kandy": "LK"}, published="2031-05-07")
    (event,) = [each for each in facts if each.kind == "event"]
    assert event.values.get("when") == expected
