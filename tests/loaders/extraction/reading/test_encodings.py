"""Encodings: told, guessed when sure, or refused."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.reading import ReadingFailure
from citygraph.loaders.extraction.reading.encodings import declared_in, decoded
from hypothesis import given
from hypothesis import strategies as st

TEXT = (
    "São Paulo und Köln schließen eine Städtepartnerschaft – sagt der Bürgermeister von Köln über die Größe. "
    * 5
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_unicode_is_known_without_a_declaration(encoding: str) -> None:
    read = decoded(TEXT.encode(encoding), file=None)
    assert read.text.removeprefix("\ufeff") == TEXT
    assert read.exact == encoding.startswith("utf-8")


def test_a_declared_encoding_is_taken() -> None:
    assert decoded(TEXT.encode("cp1252"), file=None, declared="ISO-8859-1").text == TEXT


def test_an_undeclared_encoding_is_guessed_when_that_is_sure() -> None:
    assert decoded(TEXT.encode("cp1252"), file=None).text == TEXT


def test_wrong_declarations_do_not_count() -> None:
    assert decoded(TEXT.encode(), file=None, declared="windows-1252").text == TEXT
    assert decoded(TEXT.encode("cp1252"), file=None, declared="no-such-encoding").text == TEXT


def test_garbled_letters_are_left_as_they_are() -> None:
    garbled = "katanya,â€\x9d ujar wali kota"
    assert decoded(garbled.encode(), file=None).text == garbled


def test_a_page_with_a_broken_letter_is_read_and_a_text_is_not_taken_for_utf_8() -> None:
    data = TEXT.encode()[:200] + b"\xff" + TEXT.encode()[200:]
    assert decoded(data, file=None, declared="utf-8", page=True).text.count("\ufffd") == 1


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\xff" * 400])
def test_binary_data_are_refused(data: bytes) -> None:
    with pytest.raises(ReadingFailure):
        decoded(data, file=None)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="UTF-8">', "utf-8"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "windows-1252"),
        (b'<?xml version="1.0" encoding="iso-8859-1"?>', "iso-8859-1"),
        (b"<html>", None),
    ],
)
def test_the_declaration_of_a_page_is_found(head: bytes, encoding: str | None) -> None:
    assert declared_in(head) == encoding


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "cp1252", "utf-7", "rot13", "hex", "idna", "\x00"]),
    st.booleans(),
)
def test_any_bytes_are_read_or_refused(data: bytes, declared: str | None, page: bool) -> None:
    try:
        assert isinstance(decoded(data, file=None, declared=declared, page=page).text, str)
    except ReadingFailure as failure:
        assert failure.reason in ("encoding", "not-text")
