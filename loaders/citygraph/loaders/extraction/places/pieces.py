"""A sentence's tokens as places need them: compounds with hyphens taken apart."""

from __future__ import annotations

import re
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token

from .words import key_of

__all__ = ["bare", "pieces_of", "possessive"]

_HYPHENS: Final = re.compile(r"[^\-‐‑]+")
_HYPHENATED: Final = re.compile(r"[\-‐‑]")
_POSSESSIVE: Final = ("'s", "’s", "'S", "’S", "ʼs")


def pieces_of(sentence: Sentence) -> list[Token]:
    """Return the tokens of a sentence, each part of ``Bau-Bau`` or ``Jogja-Solo`` by itself."""
    pieces: list[Token] = []
    for token in sentence.tokens:
        if token.kind == "word" and _HYPHENATED.search(token.text):
            for part in _HYPHENS.finditer(token.text):
                text = part[0]
                start = token.start + part.start()
                pieces.append(Token(start, start + len(text), text, key_of(text) or text, "word"))
        else:
            pieces.append(token)
    return pieces


def possessive(token: Token) -> bool:
    """Return whether a token ends in the English ``'s``."""
    return token.text[-2:] in _POSSESSIVE and len(token.text) > 2


def bare(token: Token) -> str:
    """Return a token's text without the English ``'s``."""
    return token.text[:-2] if possessive(token) else token.text
