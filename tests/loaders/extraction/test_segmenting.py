"""Sentences and tokens: offsets always into the text as stored."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.segmenting import segment
from hypothesis import given
from hypothesis import strategies as st


def pieces(text):
    return [text[each.start : each.end] for each in segment(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kota A bergabung. Kota B belum.", ["Kota A bergabung.", "Kota B belum."]),
        ("Wali Kota H. Sutono hadir. Ia pulang.", ["Wali Kota H. Sutono hadir.", "Ia pulang."]),
        (
            "On Oct. 5 Mayor J. Doe met Dr. Roe. They left.",
            ["On Oct. 5 Mayor J. Doe met Dr. Roe.", "They left."],
        ),
        ("Nilainya 3.500 orang. Selesai", ["Nilainya 3.500 orang.", "Selesai"]),
        ("Judul tanpa titik\n\nIsi pertama. Isi kedua!", ["Judul tanpa titik", "Isi pertama.", "Isi kedua!"]),
        ('"Mari," katanya. "Kita mulai."', ['"Mari," katanya.', '"Kita mulai."']),
        ("", []),
        (" \r\n \t\n", []),
    ],
)
def test_sentences(text, expected):
    assert pieces(text) == expected


def test_headings_and_items():
    sentences = segment("Kota terpilih\n• Malang, Solo;\n1. Medan\nSemua hadir.").sentences
    assert sentences[0].heading
    assert [each.item for each in sentences] == [False, True, True, False]
    assert [each.block for each in sentences] == [0, 1, 2, 3]


def test_quotations_run_over_sentences():
    text = '"Kami bangga. Kami siap," ujarnya. Selesai.'
    first, second, third = segment(text).sentences
    assert first.in_quotation(1) and second.in_quotation(text.index("siap"))
    assert not second.in_quotation(text.index("ujarnya")) and not third.quoted


def test_furniture_is_marked():
    text = "Isi.\nBaca juga: Lain"
    assert [each.furniture for each in segment(text, [(5, len(text))]).sentences] == [False, True]


def test_tokens():
    sentence = segment("Xi’an dan São Paulo, 19th C40 1.200,5 Bau-Bau").sentences[0]
    assert [token.folded for token in sentence.tokens] == [
        "xi'an", "dan", "sao", "paulo", ",", "19th", "c40", "1.200,5", "bau-bau",
    ]  # fmt: skip
    assert [token.kind for token in sentence.tokens].count("number") == 2


def test_a_line_without_end_is_cut():
    sentences = segment("kata " * 5_000).sentences
    assert len(sentences) > 1 and max(each.end - each.start for each in sentences) <= 4_000


def test_sentence_at():
    layout = segment("Satu. Dua.")
    found = layout.sentence_at(7)
    assert found is not None and found.index == 1
    assert layout.sentence_at(5) is None and layout.sentence_at(99) is None


@given(st.text(max_size=400))
def test_any_text_is_cut_in_order(text):
    end = 0
    for sentence in segment(text).sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        end = sentence.end
        for token in sentence.tokens:
            assert sentence.start <= token.start < token.end <= sentence.end
            assert text[token.start : token.end] == token.text
