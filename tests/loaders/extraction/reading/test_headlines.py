"""Headline and publisher, from an article's beginning."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.reading import describe_text
from citygraph.loaders.extraction.reading.headlines import headline_of, publisher_of

PARAGRAPH = (
    "Wali kota menerima rombongan tamu dari kota saudara di balai kota. Mereka berkeliling kampung lama."
)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Dua Kota Teken Kerja Sama\n\n{PARAGRAPH}", "Dua Kota Teken Kerja Sama"),
        (f"\ufeffDua Kota Teken Kerja Sama\r\n{PARAGRAPH}", "Dua Kota Teken Kerja Sama"),
        (f"SIARAN PERS\n\nDua Kota  Teken Kerja Sama\n\n{PARAGRAPH}", "Dua Kota Teken Kerja Sama"),
        (
            f"Kamis, 3 Mei 2031 - 20:42 WIB\nDua Kota Teken Kerja Sama\n{PARAGRAPH}",
            "Dua Kota Teken Kerja Sama",
        ),
        (f"Kapan Dua Kota Itu Teken?\n\n{PARAGRAPH}", "Kapan Dua Kota Itu Teken?"),
        (f"{PARAGRAPH}\n\nSebuah baris yang datang kemudian", None),
        (f"| Foto bersama para tamu |\n{PARAGRAPH}", None),
        ("", None),
    ],
)
def test_the_headline_is_the_first_line_that_ends_no_sentence(text: str, headline: str | None) -> None:
    assert headline_of(text) == headline


def test_a_headline_that_only_the_page_repeats_is_found() -> None:
    title = "Dua Kota Bertetangga Teken Kerja Sama"
    text = f"WARTA ANU, PADANG – {title}. {PARAGRAPH}\n\n{PARAGRAPH}\n\n{title}\n{title}\n\n{PARAGRAPH[3:]}"
    assert describe_text(text, id="a").title == title


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("PADANG, KABARPESISIR – Wali kota hadir.", "KABARPESISIR"),
        ("WARTA ANU, PADANG – Wali kota hadir.", "WARTA ANU"),
        ("PADANG, ANU.CO.ID - Wali kota hadir.", "ANU.CO.ID"),
        ("Padang, Kabar Anu - Wali kota hadir.", "Kabar Anu"),
        ("PADANG, ANUPAGI – Wali kota hadir.", None),
        ("PADANG – Wali kota hadir.", None),
        ("PADANG, May 5, 2031 -- The mayor came.", None),
        ("PADANG, 5 Mei 2031 — Wali kota hadir.", None),
    ],
)
def test_the_dateline_names_the_publisher_only_where_that_is_certain(
    line: str, publisher: str | None
) -> None:
    assert publisher_of(f"Dua Kota Teken Kerja Sama\n\n{line}") == publisher
