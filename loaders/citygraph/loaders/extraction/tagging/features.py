"""What may tell that a token belongs to the name of a gathering: itself, its letters, and what stands around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token
from citygraph.loaders.extraction.records import record

__all__ = [
    "BEYOND",
    "REACH",
    "SENTENCE_KINDS",
    "Told",
    "features_of",
    "kind_of",
    "of_kind",
    "of_mark",
    "of_shapes",
    "of_words",
    "told_by",
]

REACH: Final = 3
"""How many tokens before and behind it a token tells something of."""
SENTENCE_KINDS: Final = ("text", "heading", "item")
"""What a sentence may be."""
_YEAR_DIGITS: Final = 4
_NOTHING: Final = "<s>"


@record(frozen=True, slots=True)
class Told:
    """What a token tells.

    Attributes:
        word: The token folded; numbers but for years are alike.
        shape: How it is written.
        features: What it tells of the tokens from three before it to three behind it, in their order.
    """

    word: str
    shape: str
    features: tuple[tuple[str, ...], ...]


def _told(word: str, shape: str, own: tuple[str, ...]) -> Told:
    return Told(
        word,
        shape,
        (
            (f"+3={word}",),
            (f"+2={word}", f"s+2={shape}"),
            (f"+1={word}", f"s+1={shape}"),
            own,
            (f"-1={word}", f"s-1={shape}"),
            (f"-2={word}", f"s-2={shape}"),
            (f"-3={word}",),
        ),
    )


BEYOND: Final = _told(_NOTHING, _NOTHING, ())
"""What tells that there is nothing: before the first token of a sentence, behind the last."""


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


def told_by(token: Token) -> Told:
    """Return what a token tells of itself and of its neighbours."""
    _, _, text, folded, kind, _ = token
    shape = _shape(text)
    own = (
        "bias",
        f"w={folded}",
        f"s={shape}",
        f"<={folded[:3]}",
        f"<<={folded[:5]}",
        f">={folded[-3:]}",
        f">>={folded[-4:]}",
    )
    return _told(folded if kind != "number" or len(text) == _YEAR_DIGITS else "0", shape, own)


def of_shapes(before: str, behind: str) -> tuple[str, str]:
    """Return what the shapes of two tokens that stand side by side tell of the first, and what of the second."""
    return f"s0+={before}{behind}", f"s-0={before}{behind}"


def of_words(before: str, behind: str) -> str:
    """Return what two words that stand side by side tell of the second."""
    return f"-1w={before} {behind}"


def of_mark(mark: str) -> tuple[str, str, str, str]:
    """Return what it tells that a token is known to be part of something.

    Returns:
        What it tells of the token two before it, of the one before it, of itself, and of the one behind it.
    """
    return f"k+2={mark}", f"k+1={mark}", f"k={mark}", f"k-1={mark}"


def of_kind(kind: str) -> str:
    """Return what the kind of a sentence tells of its tokens."""
    return f"is={kind}"


def kind_of(sentence: Sentence) -> str:
    """Return the kind of a sentence: one of :data:`SENTENCE_KINDS`."""
    return "heading" if sentence.heading else "item" if sentence.item else "text"


def features_of(sentence: Sentence, known: Mapping[int, str]) -> list[list[str]]:
    """Return the features of each token of a sentence.

    Args:
        sentence: The sentence.
        known: What tokens are known to be part of, by their index: a letter for a place, a network, a body, a person.
    """
    beyond = [BEYOND] * REACH
    row = [*beyond, *(told_by(token) for token in sentence.tokens), *beyond]
    marks = [of_mark(known.get(at, "-")) for at in range(len(sentence.tokens))]
    marks = [of_mark(BEYOND.word), *marks, of_mark(BEYOND.word), of_mark(BEYOND.word)]
    kind = of_kind(kind_of(sentence))
    found: list[list[str]] = []
    for at in range(len(sentence.tokens)):
        third, second, before, here, behind, next_but_one, last = row[at : at + 2 * REACH + 1]
        found.append(
            [
                *third.features[6],
                *second.features[5],
                *before.features[4],
                *here.features[3],
                *behind.features[2],
                *next_but_one.features[1],
                *last.features[0],
                of_shapes(before.shape, here.shape)[1],
                of_shapes(here.shape, behind.shape)[0],
                of_words(before.word, here.word),
                marks[at][3],
                marks[at + 1][2],
                marks[at + 2][1],
                marks[at + 3][0],
                kind,
            ]
        )
    return found
