"""Tokens taken apart at hyphens."""

from __future__ import annotations

from citygraph.loaders.extraction.places.pieces import bare, is_whole, pieces_of, possessive
from citygraph.loaders.extraction.segmenting import segment


def test_compounds_are_taken_apart_with_their_offsets() -> None:
    text = "Kereta Jogja-Solo tiba"
    (sentence,) = segment(text).sentences
    pieces = pieces_of(text, sentence)
    assert [piece.text for piece in pieces] == ["Kereta", "Jogja", "Solo", "tiba"]
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)


def test_possessives() -> None:
    (sentence,) = segment("Seoul’s").sentences
    assert possessive(sentence.tokens[0])
    assert bare("Jakarta's") == "Jakarta" and bare("'s") == "'s"


def test_parts_of_names_and_addresses_are_no_words_of_their_own() -> None:
    for text, expected in (
        ("Won-soon", False),
        ("Leipzig-based", True),
        ("@Leipzig", False),
        ("(Leipzig", True),
    ):
        (sentence,) = segment(text).sentences
        piece = next(each for each in pieces_of(text, sentence) if each.kind == "word")
        assert is_whole(text, piece) is expected
