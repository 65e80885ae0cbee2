"""Who hosts a gathering."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.drafts import Draft

Drafter = Callable[..., list[Draft]]
CITIES = {"Ambon": "ID", "Padang": "ID", "Cork": "IE", "BOGOR": "ID", "Maluku Province": "ID"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kongres Jejaring Teh berlangsung di Hotel Teluk, Ambon.", "id", "Ambon, ID"),
        ("Ambon menjadi tuan rumah Kongres Jejaring Teh tahun ini.", "id", "Ambon, ID"),
        ("Wali Kota Padang hadir pada Kongres Jejaring Teh di Ambon.", "id", "Ambon, ID"),
        ("Cork hosted the Tea Towns Congress.", "en", "Cork, IE"),
        ("Cork put on the Tea Towns Congress last May.", "en", "Cork, IE"),
        ("The Tea Towns Congress met in Ambon, in the Maluku Province, in May.", "en", "Ambon, ID"),
        ("They met at the Tea Towns Congress that Cork is putting on.", "en", "Cork, IE"),
        ("Ambon menghelat Kongres Jejaring Teh tahun ini.", "id", "Ambon, ID"),
        ("Kongres Jejaring Teh yang dihelat Pemkot Ambon dihadiri Padang.", "id", "Ambon, ID"),
        ("In Cork, mayors gathered for the Tea Towns Congress.", "en", "Cork, IE"),
        ("BOGOR – Kongres Jejaring Teh resmi dibuka kemarin.", "id", "Bogor, ID"),
        ("Wali Kota Padang menghadiri Kongres Jejaring Teh. Acara itu digelar di Ambon.", "id", "Ambon, ID"),
    ],
)
def test_the_host_is_where_it_takes_place(draft: Drafter, text: str, language: str, expected: str) -> None:
    facts = draft(text, language, places=CITIES, dateline="BOGOR")
    assert [each.values["host"] for each in facts if each.kind == "event"] == [expected]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cork will not host the Tea Towns Congress in 2025.", "en"),
        ("Cork did not host the Tea Towns Congress in 2019.", "en"),
        ("Ambon tidak menjadi tuan rumah Kongres Jejaring Teh 2025.", "id"),
    ],
)
def test_who_is_denied_to_host_is_no_host_of_the_event(draft: Drafter, text: str, language: str) -> None:
    facts = draft(text, language, places=CITIES)
    assert [each.values.get("host") for each in facts if each.kind == "event"] == [None]
    assert [each.modality for each in facts if each.values.get("role") == "host"] == ["denied"]


def test_what_is_told_to_be_elsewhere_is_not_where_the_article_was_written(draft: Drafter) -> None:
    text = "BOGOR – Kongres Jejaring Teh {}, kata panitia. Kongres Jejaring Teh penting. Kongres itu besar."
    hosts = [
        [each.values.get("host") for each in facts if each.kind == "event"]
        for facts in (
            draft(text.format(where), places={"BOGOR": "ID", "Tirinia": ""}, dateline="BOGOR")
            for where in ("penuh peserta", "di Tirinia")
        )
    ]
    assert hosts == [["Bogor, ID"], [None]]
