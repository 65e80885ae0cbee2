"""A sentence as the patterns see it: words, and chunks that stand for what is mentioned."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import field
from itertools import accumulate
from typing import Any, Final

from citygraph.loaders.extraction.layout import Sentence, Span
from citygraph.loaders.extraction.records import memory, record

__all__ = ["KINDS", "OPEN", "Chunk", "Symbols", "slot_expression", "slot_letters", "symbols_of"]

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


@record(frozen=True, slots=True)
class Symbols:
    """A sentence in symbols.

    Attributes:
        sentence: The sentence.
        chunks: Its chunks, in order.
        text: The symbols, each followed by a space.
        words: The symbols as words: a number is ``0``, a chunk its letter in angle brackets.
        positions: Index of the symbol of each chunk.
        spans: Offsets in the article's text of each symbol.
        starts: Where each symbol begins in ``text``.
        stems: The first letters of its words, to see at once which patterns may match.
        letters: The letters of its chunks, for the same.
        keys: Both.
        memory: What has been found out about the sentence, by who did.
    """

    sentence: Sentence
    chunks: tuple[Chunk, ...]
    text: str
    words: list[str]
    positions: Sequence[int]
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    stems: frozenset[str]
    letters: frozenset[str]
    keys: frozenset[str]
    memory: dict[object, Any] = field(default_factory=memory, repr=False, compare=False)

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
    words: list[str] = []
    spans: list[Span] = []
    stems: set[str] = set()
    positions: list[int] = []
    tokens, starts = sentence.tokens, sentence.starts
    at = 0
    for number, chunk in enumerate((*chunks, None)):
        stop = bisect_left(starts, chunk.start, at) if chunk is not None else len(tokens)
        row, folded = tokens[at:stop], sentence.folded[at:stop]
        parts += folded
        words += ["0" if word[0].isdigit() else word for word in folded]
        spans += [token[:2] for token in row]
        stems.update([token[3][:5] for token in row if token[4] == "word"])
        if chunk is not None:
            positions.append(len(parts))
            parts.append(f"{OPEN}{chunk.letter}{number}{_CLOSE}")
            words.append(f"<{chunk.letter}>")
            spans.append((chunk.start, chunk.end))
            at = bisect_left(starts, chunk.end, stop)
    letters = frozenset([chunk.letter for chunk in chunks])
    return Symbols(
        sentence,
        tuple(chunks),
        " ".join((*parts, "")),
        words,
        positions,
        tuple(spans),
        (0, *accumulate([len(part) + 1 for part in parts[:-1]])) if parts else (),
        frozenset(stems),
        letters,
        letters.union(stems),
    )
