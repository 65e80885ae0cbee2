"""Enumerations: all that stands in one row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.facts.enumerating import enumerated, leading_to

Read = Callable[[str, str], Reading]


@pytest.mark.parametrize(
    ("language", "text", "following"),
    [
        ("en", "{C Lima} and {C Quito} came.", 1),
        ("en", "{P Lima}, delegates from {C Quito} and the governor of {C Hue} came.", 2),
        ("en", "{C Lima} (pumps), {C Quito} (parks) and {C Hue} (boats)", 2),
        ("en", "{C Lima} met {C Quito}.", 0),
        ("en", "{C Lima} of {C Quito}", 0),
        ("en", "{C Lima}.", 0),
        ("en", "{P Lima} of {C Quito}, Ann Lee of {C Hue} and the Thai {C Nan} came.", 2),
        ("id", "{P Lima}, {P Quito}, serta utusan {C Hue}", 2),
        ("id", "{C Lima} (pompa) dan {C Quito} (taman)", 1),
    ],
)
def test_row(read: Read, language: str, text: str, following: int) -> None:
    symbols = read(language, text).sentences[0]
    assert len(enumerated(symbols, symbols.chunks[0], language)) == following


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("The mayor of {C Lima}, envoys of {C Quito} and {C Hue} came.", 2),
        ("In the end nobody but the guests from {C Lima} and {C Hue} came.", 0),
        ("{C Lima} met {C Quito} and {C Hue} came.", 0),
    ],
)
def test_row_that_opens_a_sentence(read: Read, text: str, before: int) -> None:
    symbols = read("en", text).sentences[0]
    assert len(leading_to(symbols, symbols.chunks[-1], "en")) == before
