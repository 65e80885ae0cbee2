"""Page furniture in texts, by language and by structure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from citygraph.loaders.extraction.reading import furniture_spans
from hypothesis import given
from hypothesis import strategies as st

PARAGRAPH = (
    "Wali kota menerima rombongan tamu di balai kota pada Senin pagi dan mengajak mereka berkeliling kampung lama. "
    "Setelah itu kedua pihak menandatangani naskah kerja sama yang sudah lama disiapkan oleh para staf."
)


def found(text: str, language: str = "id") -> list[str]:
    return [text[start:end] for start, end in furniture_spans(text, language)]


@pytest.mark.parametrize(
    "line",
    [
        "Baca juga: Pasar Induk Dibuka Kembali",
        "BACA JUGA : Pasar Induk Dibuka Kembali",
        "Baca Juga Pasar Induk Dibuka Kembali",
        "Lihat juga: Pasar Induk Dibuka Kembali",
        "Simak juga: Pasar Induk Dibuka Kembali",
        "(Baca juga: Pasar Induk Dibuka Kembali)",
        "Artikel lain: Pasar Induk Dibuka | Jalan Ditutup",
        "Berita Terkait",
        "Foto: Suasana pasar pada pagi hari. (Dok/XY)",
        "Editor: Sari Dewi",
        "Reporter: Tim Kota",
        "Penulis : Sari Dewi",
        "Tag: #pasar #kota",
        "Tags: pasar, kota",
        "Bagikan artikel ini",
        "Sebarkan artikel ini",
        "Scroll untuk melanjutkan membaca",
        "A A A",
        "ADVERTISEMENT",
        "Copyright © 2031 Warta Anu",
        "All Rights Reserved",
        "Ikuti kami di Google News",
        "Read also: A bridge is shut",
        "Related: A bridge is shut | Rain to come",
        "Related stories",
        "Share this: 17",
        "Photo: The bridge at night (file)",
        "Image: Somebody",
        "5 min read",
        "Posted by the web team · 12 min read",
        "Subscribe to our newsletter",
        "Sign up for our weekly letter",
        "Last updated on 3 May 2031",
        "https://example.org/a/b",
        "Lesen Sie auch: Die Brücke ist gesperrt",
        "Xem thêm: Cây cầu bị đóng",
        "Basahin din: Sarado ang tulay",
    ],
)
def test_a_line_of_the_page_is_furniture(line: str) -> None:
    assert found(f"Judul Berita Hari Ini\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH[10:]}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Malang, ID",
        "• Membangun taman baca (Bogor, Depok);",
        "Annex A: List of the agreements signed",
        "SURABAYA – Wali kota menerima tamu.",
        "(abc/Padang, Mei 2031)",
        "Related projects were shown by the cities of Padang and Bogor during the afternoon.",
        "Foto-foto itu beredar luas di media sosial.",
        "Tagihan air warga dihapus.",
        "Kamis, 5 Mei 2031 - 20:42 WIB",
        "Bagikan ilmu, begitu pesan wali kota kepada tamunya, sebelum rombongan pulang ke kota masing-masing di Jawa.",
        "MINISTRY OF TOWNS\n9 May 2031",
        "Kota anggota:",
        "Berita terkait rencana itu dibantah wali kota.",
        "Masuk ke Jejaring Kota Dunia",
        "Continue to Learn from Each Other",
        "Terms of the agreement were not told",
    ],
)
def test_a_line_of_the_article_is_not(line: str) -> None:
    assert found(f"Judul Berita Hari Ini\n\n{PARAGRAPH}\n\n{line}\n\n{PARAGRAPH[10:]}") == []


@pytest.mark.parametrize("bullet", ["", "- ", "• ", "1. "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_links_under_their_heading_are_furniture_until_the_article_goes_on(bullet: str, gap: str) -> None:
    links = gap.join(["Baca juga:", f"{bullet}Pasar Induk Dibuka Kembali", f"{bullet}Harga Beras Turun"])
    assert found(f"{PARAGRAPH}\n\n{links}\n\n{PARAGRAPH[10:]}") == [links]


def test_a_heading_after_the_links_is_the_articles() -> None:
    links = "Baca juga:\n- Pasar Induk Dibuka Kembali\n- Harga Beras Turun"
    assert found(f"{PARAGRAPH}\n\n{links}\n\nDaftar Kota Peserta\n\n{PARAGRAPH[10:]}") == [links]


def test_a_reference_inside_a_paragraph_is_furniture() -> None:
    text = f"{PARAGRAPH} (Baca juga: Harga Beras Turun) {PARAGRAPH[10:]}"
    assert found(text) == ["(Baca juga: Harga Beras Turun)"]


def test_a_reference_at_the_end_of_a_paragraph_is_furniture() -> None:
    assert [each.strip() for each in found(f"{PARAGRAPH} Baca juga: Harga Beras Turun")] == [
        "Baca juga: Harga Beras Turun"
    ]


def test_everything_after_the_comment_form_is_furniture() -> None:
    form = "Leave a Reply\n\nYour email address will not be published.\n\nBudi: kapan kota kami ikut?"
    assert found(f"{PARAGRAPH}\n\n{PARAGRAPH[10:]}\n\n{form}") == [form]


def test_a_count_of_comments_above_the_article_takes_nothing_of_it() -> None:
    assert found(f"Komentar (0)\n\n{PARAGRAPH}\n\n{PARAGRAPH[10:]}") == ["Komentar (0)"]


def test_a_headline_said_again_is_furniture() -> None:
    title = "Dua Kota Bertetangga Teken Kerja Sama"
    assert found(f"{title}\n\n{title}\n{PARAGRAPH}\n\n{title}") == [title, title]


def test_a_by_line_is_its_languages() -> None:
    assert found(f"By Jane Doe\n\n{PARAGRAPH}", "en") == ["By Jane Doe"]
    assert found(f"Oleh: Sari Dewi\n\n{PARAGRAPH}", "id") == ["Oleh: Sari Dewi"]
    assert found("By the sea, the mayors met again, and this time they signed the long paper.", "en") == []


LINES = st.sampled_from(
    [
        "Baca juga:",
        "Baca juga: A B",
        "- A B C D",
        "",
        "  ",
        PARAGRAPH,
        "A B C D",
        "Komentar (0)",
        "×",
        "(Baca juga: x)",
        "Foto: a",
    ]
)


@given(
    st.lists(LINES | st.text(max_size=60), max_size=30), st.sampled_from(["\n", "\r\n", "\r", "\u2028", " "])
)
def test_spans_are_in_order_inside_the_text_and_apart(lines: list[str], end: str) -> None:
    text = end.join(lines)
    spans = furniture_spans(text, "id")
    assert all(0 <= start < stop <= len(text) for start, stop in spans)
    assert all(left[1] < right[0] for left, right in pairwise(spans))
