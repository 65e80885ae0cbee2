"""The date that an article's own text gives it."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.dates import article_date
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.facts.dates import parse_period
from hypothesis import given
from hypothesis import strategies as st

BODY = "Wali kota membuka pasar malam. Warga datang sejak sore dan pulang larut."


@pytest.mark.parametrize(
    ("language", "text", "published"),
    [
        ("id", f"Pasar Malam Dibuka\n\nSenin 06-05-2019, 09:15 WIB\n\n{BODY}", "2019-05-06"),
        ("id", f"Pasar Malam Dibuka\n\nSenin, 6 Mei 2019 - 20:42 WIB\n\n{BODY}", "2019-05-06"),
        ("en", f"Night market opens\n\n7 May 2019 Posted in Press releases\n\n{BODY}", "2019-05-07"),
        ("id", f"PADANG, 2 November 2020 — {BODY}", "2020-11-02"),
        ("id", f"PADANG, (2/11/2020) — {BODY}", "2020-11-02"),
        ("en", f"PORTLAND, Oct. 6, 2017 -- {BODY}", "2017-10-06"),
        ("en", f"Singapore, 28 June 2023 – {BODY}", "2023-06-28"),
        ("id", "PADANG – Pasar malam dibuka wali kota, Jumat (11/10/2019). Warga senang.", "2019-10-11"),
        ("id", "PADANG – Pasar malam dibuka Jumat kemarin (11/10/2019). Warga senang.", "2019-10-12"),
        ("id", f"PADANG – {BODY}\n\n(rb/Padang, Mei 2015)", "2015-05"),
        ("en", f"{BODY}\n\nLast updated on 16 May 2018", "2018-05-16"),
        ("id", "PADANG – Pasar malam dibuka, Kamis (13/9). Warga senang.", "2018-09-13"),
        ("en", "The fair met from 3 to 6 May 2018 in the old harbour, with much rain.", "2018-05~"),
        ("en", "The fair will be held in the old harbour on 6 May 2018, with much rain.", "2018-05~"),
        ("en", "CORK (Sept 18): The fair opens soon. The one before, in 2024, was wet.", "2025-09-18~"),
        ("id", f"PADANG – {BODY}", None),
        ("id", "", None),
    ],
)
def test_the_strongest_cue_dates_an_article(language: str, text: str, published: str | None) -> None:
    assert article_date(segment(text), language) == published


def test_a_line_of_its_own_comes_before_the_days_that_are_reported() -> None:
    text = f"Pasar Malam Dibuka\n\nSelasa, 7 Mei 2019\n\nPADANG – Pasar dibuka Minggu (5/5/2019). {BODY}"
    assert article_date(segment(text), "id") == "2019-05-07"


def test_the_years_in_the_text_tell_which_weekday_is_meant() -> None:
    text = "PADANG – Pasar malam dibuka Jumat (13/9). Pasar yang lama ditutup awal tahun 2019 karena banjir."
    assert article_date(segment(text), "id") == "2019-09-13"


@pytest.mark.parametrize(
    "text",
    [
        "PADANG – Pasar malam dibuka Jumat (13/9/2019). Izinnya berlaku hingga 26 Oktober 2026.",
        "PADANG – Pasar malam dibuka pada 13 September 2019. Izinnya berlaku hingga 26 Oktober 2026.",
        "PADANG – Pasar malam dibuka Jumat (13/9). Pasar itu lahir pada 30 Mei 2000, dan tutup pada 2019.",
    ],
)
def test_neither_what_lasts_nor_what_was_is_the_day_of_the_news(text: str) -> None:
    assert article_date(segment(text), "id") == "2019-09-13"


@given(st.text(max_size=200), st.sampled_from(["id", "en", "de", "vi", "tl", "ms"]))
def test_any_text_has_a_date_of_the_format_or_none(text: str, language: str) -> None:
    published = article_date(segment(text), language)
    if published is not None:
        parse_period(published)


def test_an_anniversary_does_not_date_an_article() -> None:
    text = "The two towns became twins on November 17, 1959. The bridge was closed in 2019."
    assert article_date(segment(text), "en") is None
