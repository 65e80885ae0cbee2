"""An article's text cut into blocks, sentences and tokens, all by offsets into the text as stored."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set
from dataclasses import field
from typing import Any, NamedTuple

from .records import memory, record

__all__ = ["Layout", "Sentence", "Span", "Token", "past_bracket", "stand_at", "stand_behind"]

Span = tuple[int, int]
"""First offset and the one after the last, in code points of the stored text."""


class Token(NamedTuple):
    """A word, a number or a mark.

    Attributes:
        start: First offset.
        end: Offset after the last character.
        text: The token as written.
        folded: Lower case, without accents (``são`` is ``sao``).
        kind: ``word``, ``number`` or ``mark``.
        capital: Whether it begins with an upper-case letter.
    """

    start: int
    end: int
    text: str
    folded: str
    kind: str
    capital: bool


def stand_behind(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """Return whether some words, at least one, stand right behind a token; the first of them tells in most cases."""
    at += 1
    if at + len(words) > len(tokens) or tokens[at].folded != words[0]:
        return False
    return len(words) == 1 or all(tokens[at + step].folded == word for step, word in enumerate(words))


def stand_at(tokens: Sequence[Token], at: int, words: Sequence[str]) -> bool:
    """Return whether a row of words begins at a token that is the first of them."""
    return len(words) == 1 or stand_behind(tokens, at, words[1:])


def past_bracket(tokens: Sequence[Token], at: int, most: int) -> int:
    """Return the token after a bracket that opens at a token, else that one.

    Args:
        tokens: Those of a sentence.
        at: Index of the token.
        most: How many tokens it may have, its marks included.
    """
    if at >= len(tokens) or tokens[at].text != "(":
        return at
    inside = range(at + 1, min(at + most, len(tokens)))
    return next((index + 1 for index in inside if tokens[index].text == ")"), at)


@record(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line that stands alone.

    Attributes:
        start: First offset.
        end: Offset after the last character.
        tokens: Its tokens, in order.
        index: Its place among the article's sentences, from 0.
        block: Index of the block (paragraph, list item, heading) that it lies in.
        furniture: Whether it belongs to the page and not to the article: nothing is read from it.
        heading: Whether it is the headline or a line that heads what follows.
        item: Whether it is an item of a list.
        quoted: Spans inside quotation marks.
        words: Its tokens folded, to see at once what it cannot hold.
        folded: The same in order.
        starts: First offset of each token, in order.
        plain: Whether it has no digit, hyphen or apostrophe: no number in digits, and no word with a part of its own.
        memory: What has been read in it already, by what with.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]
    index: int
    block: int
    furniture: bool = False
    heading: bool = False
    item: bool = False
    quoted: tuple[Span, ...] = ()
    words: frozenset[str] = frozenset()
    folded: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    plain: bool = False
    memory: dict[object, Any] = field(default_factory=memory, repr=False, compare=False)

    def spots(self, words: Set[str]) -> Sequence[int]:
        """Return the indices of its tokens that are one of some words, in order."""
        if words.isdisjoint(self.words):
            return ()
        return [at for at, word in enumerate(self.folded) if word in words]

    def in_quotation(self, offset: int) -> bool:
        """Return whether an offset lies inside quotation marks."""
        return any(start <= offset < end for start, end in self.quoted)


@record(frozen=True, slots=True)
class Layout:
    """A text and its sentences.

    Attributes:
        text: The text as stored.
        sentences: Its sentences in order, page furniture included (marked so).
    """

    text: str
    sentences: tuple[Sentence, ...]
    _starts: tuple[int, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, text: str, sentences: tuple[Sentence, ...]) -> Layout:
        """Return the layout of a text whose sentences are given in order."""
        return cls(text, sentences, tuple(sentence.start for sentence in sentences))

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that an offset lies in, or None between sentences."""
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].end else None
