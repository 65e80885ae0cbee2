"""A sentence as the patterns see it: words, and chunks that stand for what is mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field
from functools import cached_property
from itertools import accumulate
from typing import Any, Final

from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.records import memory, record

__all__ = ["KINDS", "OPEN", "STEM", "Chunk", "Symbols", "slot_expression", "slot_letters", "symbols_of"]

KINDS: Final = {
    "party": "CP",
    "places": "C",
    "body": "CPO",
    "person": "PQ",
    "official": "P",
    "network": "N",
    "event": "E",
    "programme": "R",
    "initiative": "I",
    "gathering": "ER",
    "organisation": "O",
    "date": "D",
    "number": "#",
    "country": "L",
}
"""What a slot of a pattern may hold, by the letters of the chunks."""

OPEN: Final = "\ue000"
"""What begins a chunk's symbol."""
STEM: Final = 5
"""First letters of a word by which patterns are found."""
_CLOSE: Final = "\ue001"
_CHUNK: Final = re.compile(f"{OPEN}[A-Z#](\\d+){_CLOSE}")


@record(frozen=True, slots=True)
class Chunk:
    """A stretch of a sentence that the patterns take as one symbol.

    Attributes:
        letter: What it is: C cities, P officials of cities, Q other persons, N network, E event, R programme,
            I initiative, O organisation, D date, # number, L country.
        start: First offset in the text.
        end: Offset after the last character.
        members: What it stands for.
    """

    letter: str
    start: int
    end: int
    members: tuple[object, ...]


@record(frozen=True, slots=False)
class Symbols:
    """A sentence in symbols.

    Attributes:
        sentence: The sentence.
        chunks: Its chunks, in order.
        parts: The symbols.
        words: The symbols as words: a number is ``0``, a chunk its letter in angle brackets.
        positions: Index of the symbol of each chunk.
        letters: The letters of its chunks, to see at once which patterns may match.
        keys: These, and the first letters of its words.
        memory: What has been found out about the sentence, by who did.
    """

    sentence: Sentence
    chunks: tuple[Chunk, ...]
    parts: Sequence[str]
    words: list[str]
    positions: Sequence[int]
    letters: frozenset[str]
    keys: frozenset[str]
    memory: dict[object, Any] = field(default_factory=memory, repr=False, compare=False)

    @cached_property
    def text(self) -> str:
        """The symbols, each followed by a space."""
        return " ".join((*self.parts, ""))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each symbol begins in ``text``."""
        return (0, *accumulate([len(part) + 1 for part in self.parts[:-1]])) if self.parts else ()

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Offsets in the article's text of each symbol."""
        tokens, starts = self.sentence.tokens, self.sentence.starts
        spans: list[Span] = []
        at = 0
        for chunk in self.chunks:
            stop = bisect_left(starts, chunk.start, at)
            spans += [token[:2] for token in tokens[at:stop]]
            spans.append((chunk.start, chunk.end))
            at = bisect_left(starts, chunk.end, stop)
        spans += [token[:2] for token in tokens[at:]]
        return tuple(spans)

    def chunk_in(self, matched: str) -> Chunk:
        """Return the chunk that a slot has matched."""
        found = _CHUNK.match(matched)
        if found is None:
            raise ValueError(f"{matched!r} is no chunk")
        return self.chunks[int(found[1])]

    def party_at(self, at: int) -> bool:
        """Return whether a symbol is a city, a list of them or their officials."""
        start = self.starts[at]
        return self.text[start] == OPEN and self.text[start + 1] in "CP"


def slot_letters(kinds: Sequence[str]) -> str:
    """Return the letters of the chunks that these kinds take."""
    return "".join(dict.fromkeys("".join(KINDS[kind] for kind in kinds)))


def slot_expression(letters: str) -> str:
    """Return the regular expression for one chunk of these letters, without the space that follows it."""
    return f"{OPEN}[{letters}]\\d+{_CLOSE}"


def symbols_of(sentence: Sentence, chunks: Sequence[Chunk]) -> Symbols:
    """Return a sentence in symbols.

    Args:
        sentence: The sentence.
        chunks: Chunks that lie in it, in order, none overlapping another.
    """
    parts: list[str] = []
    positions: list[int] = []
    folded, starts = sentence.folded, sentence.starts
    at = 0
    for number, chunk in enumerate(chunks):
        stop = bisect_left(starts, chunk.start, at)
        parts += folded[at:stop]
        positions.append(len(parts))
        parts.append(f"{OPEN}{chunk.letter}{number}{_CLOSE}")
        at = bisect_left(starts, chunk.end, stop)
    parts += folded[at:]
    words = [*parts] if sentence.plain else ["0" if part[0].isdigit() else part for part in parts]
    for at, chunk in zip(positions, chunks, strict=True):
        words[at] = f"<{chunk.letter}>"
    letters = frozenset([chunk.letter for chunk in chunks])
    keys = letters.union([part[:STEM] for part in parts])
    return Symbols(sentence, tuple(chunks), parts, words, positions, letters, keys)
