"""Names, addresses and tags: what may stand in them, checked against the store that has to hold them."""

from __future__ import annotations

import pyoxigraph
import pytest
from citygraph.loaders.facts.names import Language, Name, Topic, WebAddress, is_slug
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

ADDRESS: TypeAdapter[str] = TypeAdapter(WebAddress)
LANGUAGE: TypeAdapter[str] = TypeAdapter(Language)
NAME: TypeAdapter[str] = TypeAdapter(Name)
TOPIC: TypeAdapter[str] = TypeAdapter(Topic)


def accepted(adapter: TypeAdapter[str], text: str) -> bool:
    try:
        return adapter.validate_python(text) == text
    except ValidationError:
        return False


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org:8080/a/b.html?x=1&y=%20#part",
        "https://contoh.example/é/中文?q=a?b",
        "https://xn--bcher-kva.example/",
        "https://example.org/(a)_~!*';,@+$",
    ],
)
def test_addresses_of_articles_are_accepted(text: str) -> None:
    assert accepted(ADDRESS, text)
    assert pyoxigraph.NamedNode(text).value == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "ftp://example.org/",
        "example.org",
        "//example.org",
        "https://",
        "https:///path",
        "https://user:secret@example.org/",
        "https://example.org/ a",
        "https://example.org/<b>",
        'https://example.org/"',
        "https://example.org/%zz",
        "https://example.org/a#b#c",
        "https://example.org/\n",
        "https://example.org/\u202e",
        "https://example.org/" + "a" * 2000,
        "HTTPS://example.org",
        "https://[::1]/",
    ],
)
def test_other_addresses_are_refused(text: str) -> None:
    assert not accepted(ADDRESS, text)


@given(st.from_regex(r"https?://[a-z.]{1,8}(/[\x21-\x7e\u00a1-\ud7ff]{0,12})?", fullmatch=True))
def test_an_accepted_address_is_an_iri_that_the_store_takes(text: str) -> None:
    if accepted(ADDRESS, text):
        assert pyoxigraph.NamedNode(text).value == text


@given(st.from_regex(r"[a-zA-Z]{1,4}(-[a-zA-Z0-9]{1,8}){0,3}", fullmatch=True))
def test_an_accepted_language_is_a_tag_that_the_store_takes(text: str) -> None:
    if accepted(LANGUAGE, text):
        assert pyoxigraph.Literal("x", language=text).language == text.lower()


@pytest.mark.parametrize("text", ["id", "en", "zh-Hans", "pt-BR", "es-419", "de-1996", "sl-rozaj"])
def test_language_tags_are_accepted(text: str) -> None:
    assert accepted(LANGUAGE, text)


@given(st.text(max_size=30))
def test_a_name_is_one_line_without_control_characters(text: str) -> None:
    refused = (
        not text
        or text != text.strip()
        or any(
            ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u2028\u2029" or 0xD800 <= ord(c) < 0xE000
            for c in text
        )
    )
    assert accepted(NAME, text) == (not refused)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("sdg-1", True),
        ("sdg-17", True),
        ("sdg-0", False),
        ("sdg-18", False),
        ("SDG 4", False),
        ("sdg4", False),
        ("sdg-4 education", False),
        ("lifelong learning", True),
        ("sdg localisation", True),
    ],
)
def test_a_goal_is_one_of_the_seventeen(text: str, right: bool) -> None:
    assert accepted(TOPIC, text) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("uclg-aspac", True),
        ("c40", True),
        ("", False),
        ("-a", False),
        ("a--b", False),
        ("a-", False),
        ("A", False),
        ("é", False),
        ("a\n", False),
    ],
)
def test_a_slug_is_words_and_single_hyphens(text: str, right: bool) -> None:
    assert is_slug(text) == right
