"""Tests for `citygraph.loaders.extraction.patterns.candidates`."""

from __future__ import annotations

from citygraph.loaders.extraction.patterns import Candidates, Chunk, Symbols, compile_pattern, symbols_of
from citygraph.loaders.extraction.segmenting import segment

TEXT = "Kota Malang resmi bergabung dengan jejaring itu."
CHUNK = Chunk("C", 0, 11, ("malang",))


def symbols(*chunks: Chunk) -> Symbols:
    return symbols_of(segment(TEXT).sentences[0], chunks)


def candidates(*patterns: str) -> Candidates:
    return Candidates([compile_pattern(pattern, {}, "test") for pattern in patterns])


def test_a_pattern_whose_words_are_not_there_is_not_possible() -> None:
    assert candidates("bergabung dengan", "keluar dari", "jejaring").possible(symbols()) == (0, 2)


def test_every_word_that_a_pattern_needs_must_be_there() -> None:
    assert candidates("bergabung .. kemarin", "resmi bergabung").possible(symbols()) == (1,)


def test_a_pattern_needs_its_chunks() -> None:
    row = candidates("{who:party} .. bergabung", "{which:network} .. bergabung", "{who:party}")
    assert row.possible(symbols(CHUNK)) == (0, 2)
    assert row.possible(symbols()) == ()


def test_a_pattern_that_needs_nothing_is_always_possible() -> None:
    assert candidates("~ ~", "keluar").possible(symbols()) == (0,)


def test_what_is_possible_need_not_match() -> None:
    assert not candidates("jejaring .. bergabung").matched(symbols())
    assert candidates("keluar", "bergabung .. jejaring").matched(symbols())


def test_only_the_stretch_is_looked_at() -> None:
    row, sentence = candidates("bergabung", "resmi"), symbols()
    start = sentence.text.index("bergabung")
    assert [found[0] for found in row.found(sentence, start, len(sentence.text))] == ["bergabung "]
