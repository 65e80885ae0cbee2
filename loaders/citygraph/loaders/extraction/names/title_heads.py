"""The words that a title of office begins with: what is said of it, and its head word."""

from __future__ import annotations

from collections.abc import Sequence

from citygraph.loaders.extraction.layout import Token

from .office_words import OfficeWords

__all__ = ["TitleHeads"]


class TitleHeads:
    """Reads the modifiers and the head words of titles.

    Args:
        words: The words of the article's language.
    """

    def __init__(self, words: OfficeWords) -> None:
        self._words = words

    def modifiers(self, tokens: Sequence[Token], index: int) -> tuple[int, frozenset[str]]:
        """Return the token after the modifiers at a token, and what they say."""
        words = self._words
        at = index
        said: set[str] = set()
        while at < len(tokens):
            found = words.modifiers.at(tokens, at)
            if found is None:
                break
            head = words.heads.at(tokens, at)
            if head is not None and (head[0] > found[0] or self._leads(tokens, at + found[0]) is None):
                break
            said.add(found[1])
            at += found[0]
            leads = self._leads(tokens, at)
            if leads is not None and leads > at:
                at = leads
            if at < len(tokens) and tokens[at].text in ".-":
                at += 1
            if (
                at + 2 < len(tokens)
                and tokens[at].text == "("
                and words.modifiers.at(tokens, at + 1) is not None
            ):
                closed = at + 2
                while closed < len(tokens) and tokens[closed].text == ".":
                    closed += 1
                if closed < len(tokens) and tokens[closed].text == ")":
                    at = closed + 1
        return at, frozenset(said)

    def head(self, tokens: Sequence[Token], at: int) -> tuple[int, str, bool] | None:
        """Return the size and kind of the head word at a token, and whether it is said to be past."""
        words = self._words
        found = words.heads.at(tokens, at) or words.counterpart.at(tokens, at)
        if found is not None:
            return *found, False
        folded = tokens[at].folded
        if folded in words.heading:
            return 1, "heading", False
        prefix, dash, rest = folded.partition("-")
        if not dash or not rest or rest not in words.triggers:
            return None
        token = tokens[at]
        parts = [
            Token(token.start, token.end, token.text, prefix, "word", token.capital),
            Token(token.start, token.end, token.text, rest, "word", token.capital),
            *tokens[at + 1 : at + 4],
        ]
        said = words.modifiers.at(parts, 0)
        if said is None:
            return None
        second = words.modifiers.at(parts, 1)
        inner = words.heads.at(parts, 1)
        skipped = 0
        if inner is None and second is not None:
            skipped = second[0]
            inner = words.heads.at(parts, 1 + skipped)
        return (inner[0] + skipped, inner[1], said[1] == "ended") if inner is not None else None

    def _leads(self, tokens: Sequence[Token], at: int) -> int | None:
        """Return where a head word stands at a token, or after words of its field (``Chief Planning Officer``)."""
        words = self._words
        for index in range(at, min(at + 4, len(tokens))):
            if words.heads.at(tokens, index) is not None:
                return index
            if not tokens[index].capital or not words.is_domain(tokens[index].folded):
                return None
        return None
