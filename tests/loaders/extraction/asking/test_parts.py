"""Articles cut into parts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from citygraph.loaders.extraction.asking.parts import Part, parts_of, tokens_of
from citygraph.loaders.extraction.layout import Layout, Sentence
from citygraph.loaders.extraction.segmenting import segment

SENTENCES = [f"Kota nomor {each} menyatakan sikapnya hari itu." for each in range(40)]
TEXT = " ".join(SENTENCES)


def test_a_short_article_is_one_part() -> None:
    [part] = parts_of(segment(TEXT), 5_000)
    assert (part.text, part.span) == (TEXT, (0, len(TEXT)))


@pytest.mark.parametrize("room", [60, 100, 333])
def test_parts_fit_overlap_and_leave_nothing_out(room: int) -> None:
    parts = parts_of(segment(TEXT), room)
    assert len(parts) > 1
    for before, part in pairwise(parts):
        assert before.span[0] < part.span[0] <= before.span[1] + 1
        assert before.span[1] < part.span[1]
    assert all(tokens_of(part.text) <= room for part in parts)
    assert all(any(each in part.text for part in parts) for each in SENTENCES)
    if room > 300:
        assert parts[1].span[0] < parts[0].span[1]


def test_page_furniture_is_in_no_part() -> None:
    text = "Satu hari. Baca juga: lain. Dua hari."
    at = text.index("Baca")
    sentences = (
        Sentence(0, at - 1, (), 0, 0),
        Sentence(at, at + 16, (), 1, 0, furniture=True),
        Sentence(at + 17, len(text), (), 2, 0),
    )
    [part] = parts_of(Layout.of(text, sentences), 1_000)
    assert part.text == "Satu hari.\n\nDua hari."


def test_a_line_without_end_is_cut_at_blanks() -> None:
    text = "kata " * 20_000
    parts = parts_of(Layout.of(text, (Sentence(0, len(text), (), 0, 0),)), 500)
    assert all(tokens_of(part.text) <= 501 for part in parts)
    assert {word for part in parts for word in part.text.split()} == {"kata"}


def test_a_line_without_blanks_is_cut_anyway() -> None:
    text = "马" * 5_000
    parts = parts_of(Layout.of(text, (Sentence(0, len(text), (), 0, 0),)), 500)
    assert len(parts) == 10
    assert "".join(part.text for part in parts) == text


@pytest.mark.parametrize("text", ["", " \n "])
def test_nothing_has_no_parts(text: str) -> None:
    assert parts_of(segment(text), 500) == []


def test_smaller_parts() -> None:
    layout = segment(TEXT)
    [part] = parts_of(layout, 5_000)
    first, second = part.smaller(layout)
    assert first.span[0] == 0
    assert second.span[1] == len(TEXT)
    assert second.span[0] < first.span[1]
    assert max(tokens_of(each.text) for each in (first, second)) < 0.7 * tokens_of(part.text)


def test_one_sentence_becomes_smaller_too() -> None:
    text = "kata " * 200
    layout = Layout.of(text, (Sentence(0, len(text), (), 0, 0),))
    first, second = Part.of(layout, ((0, len(text)),)).smaller(layout)
    assert len(first.text) < len(text)
    assert len(second.text) < len(text)


def test_too_small_to_be_cut() -> None:
    layout = segment("Satu kota. Dua kota.")
    assert parts_of(layout, 500)[0].smaller(layout) == ()
