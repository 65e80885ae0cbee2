"""Texts with what they tell about themselves."""

from __future__ import annotations

from citygraph.loaders.extraction.reading import describe_text

TEXT = (
    "Dua Kota Pesisir Teken Kerja Sama\n\n"
    "PADANG, KABARPESISIR – Wali kota mengatakan bahwa kerja sama ini akan dimulai dengan pertukaran siswa.\n\n"
    "Baca juga: Pantai Dibersihkan\n"
)


def test_a_text_tells_headline_language_publisher_and_furniture() -> None:
    article = describe_text(TEXT, id="padang")
    assert article.title == "Dua Kota Pesisir Teken Kerja Sama"
    assert article.language == "id"
    assert article.publisher == "KABARPESISIR"
    assert [article.text[start:end] for start, end in article.furniture] == ["Baca juga: Pantai Dibersihkan"]
    assert article.stored


def test_what_is_known_is_not_looked_for() -> None:
    article = describe_text(
        TEXT, id="padang", title="Judul", language="ms", publisher="X", published="2031-05-03"
    )
    assert (article.title, article.language, article.publisher, article.published) == (
        "Judul",
        "ms",
        "X",
        "2031-05-03",
    )
