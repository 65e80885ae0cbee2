"""Saved pages: text, metadata, and pages made to break a parser."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.reading import ArticleText, Limits, ReadingFailure
from citygraph.loaders.extraction.reading.pages import page_id, read_page
from hypothesis import given, settings
from hypothesis import strategies as st


def read(html: str | bytes, *, limits: Limits | None = None) -> ArticleText:
    data = html.encode() if isinstance(html, str) else html
    return read_page(data, id="a", file=None, limits=limits or Limits())


def test_text_and_metadata_come_out_of_a_page(page: str) -> None:
    article = read(page)
    assert article.text.startswith("Two Cities Sign\n")
    assert article.text.count("met on Monday") == 6
    assert "Home" not in article.text
    assert (article.title, article.publisher, article.published, article.language) == (
        "Two Cities Sign",
        "Daily Post",
        "2031-05-03",
        "en",
    )
    assert not article.stored


def test_the_same_page_gives_the_same_article(page: str) -> None:
    assert read(page) == read(page)


def test_a_page_without_an_article_gives_its_text() -> None:
    assert (
        "mayors of Padang"
        in read("<html><body><div>The mayors of Padang and Hildesheim met.</div></body></html>").text
    )


@pytest.mark.parametrize("html", ["", "<html></html>", "<html><body><script>x()</script></body></html>"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(ReadingFailure) as caught:
        read(html)
    assert caught.value.reason == "empty"


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000 + "x",
        "<div>" * 90_000 + "x" + "</div>" * 90_000,
        "<ul><li>" * 40_000,
        "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x",
        "<p " + " ".join(f"a{number}='<b>'" for number in range(20_000)) + ">x",
        "<" * 500_000,
        "<!--" * 100_000,
        "<table>" * 3_000,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>x",
    ],
    ids=["open", "nested", "lists", "attributes", "quoted", "brackets", "comments", "tables", "json"],
)
def test_a_page_made_to_break_a_parser_is_read_or_refused(body: str) -> None:
    try:
        read(f"<html><body>{body}</body></html>")
    except ReadingFailure as failure:
        assert failure.reason in ("too-large", "empty")


def test_control_characters_and_half_pairs_do_not_get_into_the_text(page: str) -> None:
    article = read(page.replace("Monday", "Mon&#1;day &#xD800; &#x202E;\x0b"))
    article.text.encode("utf-8")
    assert not any(ord(each) < 32 and each not in "\n\t" for each in article.text)


def test_text_from_right_to_left_is_read() -> None:
    sentence = "وقع رئيسا البلدية اتفاقا طويلا بين المدينتين يوم الاثنين في قاعة المدينة."
    article = read(f"<html><body><article>{f'<p>{sentence}</p>' * 2}</article></body></html>")
    assert sentence in article.text
    assert article.language == "ar"


def test_the_address_names_the_article() -> None:
    assert page_id("https://www.example.org/a/b.html?x=1") == "example-org-a-b-html-x-1"
    assert len(page_id("https://example.org/" + "very-long/" * 100)) <= 80


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<div>", "<", ">", "&#x", "<table>", "<a href='", "text ", "\x00"])
        | st.text(max_size=20)
    )
)
def test_any_page_is_read_or_refused(parts: list[str]) -> None:
    try:
        article = read("".join(parts).encode("utf-8", "replace"))
        assert article.text.encode("utf-8")
    except ReadingFailure as failure:
        assert failure.what
