"""Commas and words for "and" inside names of bodies: whether the name goes on after one."""

from __future__ import annotations

from collections.abc import Sequence

from citygraph.loaders.extraction.layout import Token

from .organisation_words import OrganisationWords

__all__ = ["another", "initial", "listed"]


def initial(tokens: Sequence[Token], small: int, head: int) -> bool:
    """Return whether the acronym after a name has a letter for the word before "and"."""
    if small == 0 or head + 3 >= len(tokens) or tokens[head + 1].text != "(" or tokens[head + 3].text != ")":
        return False
    words = sum(each.kind == "word" and each.capital for each in tokens[small + 1 : head + 1])
    return len(tokens[head + 2].text) > words and tokens[small - 1].text[0] in tokens[head + 2].text


def another(tokens: Sequence[Token], small: int, words: OrganisationWords) -> bool:
    """Return whether another name begins after a small word: ``Ministry of Law and the Ministry of Health``."""
    if tokens[small].folded not in {"and", "dan", "&", "atau", "or"}:
        return False
    index = small + 1
    if index < len(tokens) and tokens[index].folded == "the":
        index += 1
    for token in tokens[index : index + 6]:
        if token.kind != "word" or not token.capital:
            return False
        if token.folded in words.first or token.folded in words.last:
            return True
    return False


def listed(tokens: Sequence[Token], comma: int) -> bool:
    """Return whether a comma stands in a list that a name holds: ``Pendidikan, Kebudayaan, dan Riset``."""
    index = comma + 1
    words = 0
    while index < len(tokens) and index - comma < 8:
        token = tokens[index]
        if token.folded in {"dan", "and", "serta", "&"}:
            return words < 5 and index + 1 < len(tokens) and tokens[index + 1].capital
        if token.kind == "word" and token.capital:
            words += 1
        elif token.text != ",":
            return False
        index += 1
    return False
