"""The pattern language: what each element matches, and what it refuses."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.patterns import BadPattern, Chunk, compile_pattern, symbols_of
from citygraph.loaders.extraction.segmenting import segment

TEXT = "Malang resmi bergabung dengan jejaring ICLEI; Solo belum."
CHUNKS = (
    Chunk("C", 0, 6, ("malang",)),
    Chunk("N", TEXT.index("ICLEI"), TEXT.index(";"), ("iclei",)),
    Chunk("C", TEXT.index("Solo"), TEXT.index(" belum"), ("solo",)),
)
CLASSES = {"join": ["bergabung", "menjadi bagian"]}


@pytest.fixture(scope="module")
def symbols():
    return symbols_of(segment(TEXT).sentences[0], CHUNKS)


@pytest.mark.parametrize(
    "pattern",
    [
        "bergabung dengan",
        "@join dengan",
        "resmi? bergabung",
        "tidak? bergabung",
        "bergab*",
        "(bergabung | masuk) (dengan | ke)",
        "{member:party} .. @join .. {network:network}",
        "{member:party} ~ bergabung",
        "{member:party} (secara resmi)? resmi",
        "resmi {missing:network}? bergabung",
        "ICLEI? jejaring",
    ],
)
def test_matches(symbols, pattern):
    assert compile_pattern(pattern, CLASSES, "test").regex.search(symbols.text)


@pytest.mark.parametrize(
    "pattern",
    [
        "gabung",  # not a part of a word
        "bergabung jejaring",
        "{member:party} bergabung",
        "{network:network} .... {member:party}",  # a semicolon ends what a gap may pass
        "{person:person} .... bergabung",
    ],
)
def test_does_not_match(symbols, pattern):
    assert not compile_pattern(pattern, CLASSES, "test").regex.search(symbols.text)


def test_a_gap_with_plus_passes_chunks_of_the_same_kind():
    text = "Malang bersama Solo bergabung"
    chunks = (Chunk("C", 0, 6, ("malang",)), Chunk("C", 15, 19, ("solo",)))
    symbols = symbols_of(segment(text).sentences[0], chunks)
    near = compile_pattern("{who:party} ... bergabung", {}, "test").regex.search(symbols.text)
    far = compile_pattern("{who:party} ...+ bergabung", {}, "test").regex.search(symbols.text)
    assert near is not None and symbols.chunk_in(near["who"]).members == ("solo",)
    assert far is not None and symbols.chunk_in(far["who"]).members == ("malang",)


def test_brackets_of_the_text():
    symbols = symbols_of(segment("ekonomi malam (Malang)").sentences[0], (Chunk("C", 15, 21, ("malang",)),))
    assert compile_pattern("malam [ {who:party} ]", {}, "test").regex.search(symbols.text)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{member:city}", "no kind of chunk"),
        ("@leave", "no class 'leave'"),
        ("(a | )", "empty choice"),
        ("{member}", "cannot read"),
        ("(a", "cannot read"),
    ],
)
def test_refuses_what_it_cannot_read(pattern, words):
    with pytest.raises(BadPattern, match=words) as raised:
        compile_pattern(pattern, CLASSES, "id.membership.x")
    assert "id.membership.x" in str(raised.value)


def test_stems_tell_which_sentences_cannot_match(symbols):
    expression = compile_pattern("{member:party} .... @join", CLASSES, "test")
    assert expression.stems == {"berga", "menja"}
    assert expression.stems & symbols.keys
    assert compile_pattern("{member:party} .... resmi?", CLASSES, "test").stems == frozenset()
    assert expression.slots == ("member",)
