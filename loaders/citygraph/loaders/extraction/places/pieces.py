"""A sentence's tokens as places need them: compounds with hyphens taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token

from .words import key_of

__all__ = ["bare", "is_whole", "pieces_of", "possessive"]

_HYPHENS: Final = re.compile(r"[^\-‐‑]+")
_HYPHENATED: Final = re.compile(r"\w[\-‐‑]\w")
_POSSESSIVE: Final = ("'s", "’s", "'S", "’S", "ʼs")
_LEVELS: Final = re.compile(r"(?:cho|chō|machi|mura|shi|ku|ken|gun|si|gu|do)(?![\w\-‐‑])")
_COMPOUNDS: Final = ("based", "born", "led", "style", "area", "wide")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.|[@#])\S*")


def pieces_of(text: str, sentence: Sentence) -> Sequence[Token]:
    """Return the tokens of a sentence, each part of ``Bau-Bau`` or ``Jogja-Solo`` by itself.

    Args:
        text: The whole text.
        sentence: The sentence.
    """
    start, end = sentence.start, sentence.end
    if text.find("-", start, end) < 0 and text.find("‐", start, end) < 0 and text.find("‑", start, end) < 0:
        return sentence.tokens
    pieces: list[Token] = []
    for token in sentence.tokens:
        if token.kind == "word" and _HYPHENATED.search(token.text):
            for part in _HYPHENS.finditer(token.text):
                start = token.start + part.start()
                pieces.append(
                    Token(
                        start,
                        token.start + part.end(),
                        part[0],
                        key_of(part[0]) or part[0],
                        "word",
                        part[0][0].isupper(),
                    )
                )
        else:
            pieces.append(token)
    return pieces


def possessive(token: Token) -> bool:
    """Return whether a token ends in the English ``'s``."""
    return token.text[-2:] in _POSSESSIVE and len(token.text) > 2


def bare(text: str) -> str:
    """Return a word without the English ``'s``.

    >>> bare("Seoul’s"), bare("Xi’an")
    ('Seoul', 'Xi’an')
    """
    return text[:-2] if text[-2:] in _POSSESSIVE and len(text) > 2 else text


def is_whole(text: str, piece: Token) -> bool:
    """Return whether a piece is a word of its own, no half of ``Won-soon`` and no part of an address."""
    start, end = piece.start, piece.end
    if text[end : end + 1] in ("-", "‐", "‑") and text[end + 1 : end + 2].islower():
        return text.startswith(_COMPOUNDS, end + 1) or _LEVELS.match(text, end + 1) is not None
    if start == 0 or text[start - 1].isspace() or text[start - 1] in "(\"'“‘«[":
        return True
    chunk = max(text.rfind(" ", max(0, start - 200), start), text.rfind("\n", max(0, start - 200), start)) + 1
    return _ADDRESS.match(text, chunk, start) is None
