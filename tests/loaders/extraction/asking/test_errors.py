"""The errors of asking an engine."""

from __future__ import annotations

import pytest
from citygraph.loaders.extraction.asking import (
    EngineBusy,
    EngineCutOff,
    EngineError,
    EngineMissing,
    EngineRefused,
    TextTooLong,
    errors,
)
from citygraph.ontology import CityGraphError


def subclasses(base: type[CityGraphError]) -> set[type[CityGraphError]]:
    """Return all classes of errors below one."""
    return {base, *(each for child in base.__subclasses__() for each in subclasses(child))}


def test_codes_are_different_and_say_engine() -> None:
    own = [each for each in subclasses(CityGraphError) if each.__module__ == errors.__name__]
    codes = [each.code for each in own]
    assert len(own) == 13
    assert len(set(codes)) == len(codes)
    assert all("engine" in code for code in codes)


@pytest.mark.parametrize(
    "error",
    [
        EngineMissing(), EngineBusy("http://a", 5), EngineCutOff("http://a", 1, 2), EngineRefused("http://a", 418, ""),
        TextTooLong(90, 64),
    ],
)  # fmt: skip
def test_every_error_says_what_to_do(error: CityGraphError) -> None:
    assert error.hint
    assert not error.what.endswith(".")
    assert isinstance(error, EngineError) == error.what.startswith("the engine at http://a ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("two\nlines\tand\x07 more", "two lines and more"),
        ("\x1b]0;title\x07\u202eevil\u2028x", "]0;title evil x"),
        ("the key k-1 and k-1", "the key … and …"),
        ("x" * 300, "x" * 199 + "…"),
        ("Ã© 馬 naïve", "Ã© 馬 naïve".replace("©", " ").replace("  ", " ")),
    ],
)
def test_excerpts(text: str, shown: str) -> None:
    assert errors.excerpt(text, "k-1") == shown
