"""What may tell that a token belongs to the name of a gathering: itself, its letters, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token

__all__ = ["features_of"]

_YEAR_DIGITS: Final = 4


@lru_cache(maxsize=65_536)
def _shape(text: str) -> str:
    """Return how a token is written: its capitals, or how long a number it is."""
    if text.isupper():
        return "AA" if len(text) > 1 else "A"
    if text[0].isupper():
        return "Aa"
    if text[0].isdigit():
        return "2000" if len(text) == _YEAR_DIGITS and text.isdigit() else "0"
    if text.islower():
        return "a"
    return text if len(text) == 1 else "aA"


@lru_cache(maxsize=65_536)
def _own(text: str, folded: str) -> tuple[str, ...]:
    """Return what a token tells by itself."""
    return (
        "bias",
        f"w={folded}",
        f"s={_shape(text)}",
        f"<={folded[:3]}",
        f"<<={folded[:5]}",
        f">={folded[-3:]}",
        f">>={folded[-4:]}",
    )


def features_of(sentence: Sentence, known: Mapping[int, str]) -> list[list[str]]:
    """Return the features of each token of a sentence.

    Args:
        sentence: The sentence.
        known: What tokens are known to be part of, by their index: a letter for a place, a network, a body, a person.
    """
    tokens: Sequence[Token] = sentence.tokens
    words = [
        token.folded if token.kind != "number" or len(token.text) == _YEAR_DIGITS else "0" for token in tokens
    ]
    shapes = [_shape(token.text) for token in tokens]
    marks = [known.get(index, "-") for index in range(len(tokens))]
    pad = ["<s>"] * 3
    words, shapes, marks = [*pad, *words, *pad], [*pad, *shapes, *pad], [*pad, *marks, *pad]
    kind = "heading" if sentence.heading else "item" if sentence.item else "text"
    found: list[list[str]] = []
    for index, token in enumerate(tokens):
        at = index + 3
        found.append(
            [
                *_own(token.text, token.folded),
                f"-3={words[at - 3]}",
                f"-2={words[at - 2]}",
                f"-1={words[at - 1]}",
                f"+1={words[at + 1]}",
                f"+2={words[at + 2]}",
                f"+3={words[at + 3]}",
                f"s-2={shapes[at - 2]}",
                f"s-1={shapes[at - 1]}",
                f"s+1={shapes[at + 1]}",
                f"s+2={shapes[at + 2]}",
                f"s-0={shapes[at - 1]}{shapes[at]}",
                f"s0+={shapes[at]}{shapes[at + 1]}",
                f"-1w={words[at - 1]} {words[at]}",
                f"k={marks[at]}",
                f"k-1={marks[at - 1]}",
                f"k+1={marks[at + 1]}",
                f"k+2={marks[at + 2]}",
                f"is={kind}",
            ]
        )
    return found
