"""The halls and councils that every city has, as they stand behind its name or alone."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from citygraph.loaders.extraction.layout import Token
from citygraph.loaders.extraction.records import record

__all__ = ["hall_end", "is_hall"]


@record(frozen=True, slots=True)
class _Words:
    """Words of halls.

    Attributes:
        halls: Names of halls, without the signs of genitives; the first that fits counts.
        grades: Words between a city's name and its hall.
        alone: Words before a hall that is named without its city.
    """

    halls: Sequence[tuple[str, ...]]
    grades: frozenset[str]
    alone: frozenset[str]


def hall_end(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token after a city's hall or council; None where none stands there.

    Args:
        tokens: Those of a sentence.
        at: Index of the token behind the city's name.
    """
    graded = at + (at < len(tokens) and tokens[at].folded in _words().grades)
    end = max(_end(tokens, at), _end(tokens, graded))
    return end if end > graded else None


def is_hall(name: str) -> bool:
    """Return whether a body is the hall or council of a city that its name does not tell."""
    words = _words()
    said = tuple(
        _bare(word) for word in name.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split()
    )
    return said in words.halls or (said[0] in words.alone and said[1:] in words.halls)


def _end(tokens: Sequence[Token], at: int) -> int:
    for hall in _words().halls:
        if tuple(_bare(each.folded) for each in tokens[at : at + len(hall)]) == hall:
            return at + len(hall)
    return at


def _bare(word: str) -> str:
    return word.removesuffix("'s")


@cache
def _words() -> _Words:
    path = files("citygraph.loaders.extraction.names").joinpath("halls.toml")
    data: Mapping[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Words(
        tuple(tuple(_bare(word) for word in hall.split()) for hall in data["halls"]),
        frozenset(data["grades"]),
        frozenset(data["alone"]),
    )
