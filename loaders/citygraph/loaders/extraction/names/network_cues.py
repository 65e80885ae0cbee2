"""Whether an ambiguous name is that of a network, by the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from citygraph.loaders.extraction.layout import Sentence, Token

from .network_words import NetworkWords
from .unlisted import FoundNetwork

__all__ = ["is_cued"]

_BESIDE: Final = 12  # tokens between an ambiguous name and another network


def is_cued(
    words: NetworkWords, sentence: Sentence, name: FoundNetwork, names: Sequence[FoundNetwork], *, spelt: bool
) -> bool:
    """Return whether the words around an ambiguous name say that it is a network's.

    A word of membership beside it does, and another network in the sentence; a label (``Energy Cities:``)
    does in an article that names other networks.

    Args:
        words: The words of networks' names.
        sentence: The sentence.
        name: The name.
        names: All that the sentence names.
        spelt: Whether the article names other networks.
    """
    tokens = sentence.tokens
    if name.first > 0 and any(
        not each.ambiguous and abs(each.first - name.first) <= _BESIDE for each in names
    ):
        return True
    if spelt and name.first == 0 and name.after < len(tokens) and tokens[name.after].text == ":":
        return True
    if not sentence.heading and _is_whole(tokens, name):
        return True
    before = tuple(each.folded for each in tokens[max(0, name.first - 2) : name.first])
    if before in words.joined or before[-1:] in words.joined:
        return True
    near = sentence.tokens[max(0, name.first - 6) : name.first] + sentence.tokens[name.after : name.after + 6]
    return any(each.folded in words.cues for each in near)


def _is_whole(tokens: Sequence[Token], name: FoundNetwork) -> bool:
    """Return whether a name of several words has a capital at each and stands among words in lower case."""
    words = [each for each in tokens[name.first : name.after] if each.kind == "word"]
    if len(words) < 2 or name.first == 0 or not all(each.capital for each in (words[0], words[-1])):
        return False
    beside = [*tokens[name.first - 1 : name.first], *tokens[name.after : name.after + 1]]
    return all(each.kind == "mark" or each.text.islower() for each in beside)
