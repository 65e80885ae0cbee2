"""Enumerations: all that stands in one row."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.facts.enumerating import enumerated

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
        ("id", "{P Lima}, {P Quito}, serta utusan {C Hue}", 2),
        ("id", "{C Lima} (pompa) dan {C Quito} (taman)", 1),
    ],
)
def test_row(read: Read, language: str, text: str, following: int) -> None:
    symbols = read(language, text).sentences[0]
    assert len(enumerated(symbols, symbols.chunks[0], language)) == following
