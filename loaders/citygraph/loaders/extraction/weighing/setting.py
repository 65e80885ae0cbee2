"""An article as relations are weighed in it: each sentence in plain words, with their meanings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import chain
from typing import Any, Final

from citygraph.loaders.extraction.analysis import Party
from citygraph.loaders.extraction.facts import Reading
from citygraph.loaders.extraction.layout import Span
from citygraph.loaders.extraction.patterns import Chunk, Symbols
from citygraph.loaders.extraction.records import memory, record

from .meanings import Meanings

__all__ = ["Place", "Setting", "Stage"]

_PARTIES: Final = "CPQ"
_FEW: Final = (1, 2, 4, 8)
_THEMES: Final = ("twin", "member", "host", "attend", "sport", "sign", "select")
_OFTEN: Final = 4


@record(frozen=True, slots=True)
class Place:
    """A party in a sentence, or one that the sentence is about without naming it.

    Attributes:
        party: The party.
        chunk: Its chunk; None where it is not named.
        at: Index of its symbol; None where it is not named.
        memory: What contexts of it have in common.
    """

    party: Party
    chunk: Chunk | None = None
    at: int | None = None
    memory: dict[str, Any] = field(default_factory=memory, compare=False, repr=False)


@record(frozen=True, slots=True)
class Stage:
    """A sentence ready for weighing.

    Attributes:
        symbols: The sentence.
        words: Its symbols as words: numbers are ``0``, a chunk is its letter in angle brackets.
        meanings: The meanings of each.
        present: All meanings in it.
        positions: Index of the symbol of each chunk.
        parties: The governments in it, but for the dateline's.
        memory: What contexts of it have in common.
    """

    symbols: Symbols
    words: list[str]
    meanings: list[tuple[str, ...]]
    present: frozenset[str]
    positions: Sequence[int]
    parties: tuple[Place, ...]
    memory: dict[object, Any] = field(default_factory=memory, compare=False, repr=False)


def _themes(stages: Iterable[Stage]) -> frozenset[str]:
    """Return in how many sentences of an article what it may be about is spoken of, in steps."""
    spoken = Counter(meaning for stage in stages for meaning in stage.present if meaning in _THEMES)
    return frozenset(f"{theme} {min(spoken[theme], _OFTEN)}" for theme in _THEMES)


class Setting:
    """What the weighing of an article's relations needs to know.

    Args:
        reading: The article.
        meanings: The words of its language by meaning.
    """

    def __init__(self, reading: Reading, meanings: Meanings) -> None:
        self.reading = reading
        self.meanings = meanings
        discourse, analysis = reading.discourse, reading.analysis
        self.home = discourse.topic
        self.at_home = None if discourse.topic is None else Place(discourse.topic)
        self.main_network = discourse.main_network.slug if discourse.main_network else None
        self.dateline = analysis.dateline.start if analysis.dateline else None
        self.networks = len({each.slug for each in analysis.networks})
        self._named: dict[str, list[int]] = {}
        stages: list[Stage] | None = reading.memory.get("stages")
        if stages is None:
            stages = reading.memory["stages"] = [self._stage(symbols) for symbols in reading.sentences]
        self.stages = stages
        themes: frozenset[str] | None = reading.memory.get("themes")
        if themes is None:
            themes = reading.memory["themes"] = _themes(stages)
        self.themes = themes
        self._starts = [stage.symbols.sentence.start for stage in stages]
        self._ends = [stage.symbols.sentence.end for stage in stages]

    def _stage(self, symbols: Symbols) -> Stage:
        words, positions = symbols.words, symbols.positions
        meanings = self.meanings.of(words)
        parties = tuple(
            Place(member, chunk, positions[number])
            for number, chunk in enumerate(symbols.chunks)
            if chunk.letter in _PARTIES
            for member in chunk.members
            if isinstance(member, Party) and member.place is not None and member.body
            if member.start != self.dateline
        )
        present = frozenset(chain.from_iterable(meanings))
        return Stage(symbols, words, meanings, present, positions, parties)

    def at(self, offset: int) -> int | None:
        """Return the index of the sentence that an offset lies in; None in one that is not read."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self._ends[number] else None

    def first_in(self, spans: Iterable[Span]) -> int | None:
        """Return the index of the first sentence that one of some spans reaches into."""
        reached = ((bisect_right(self._ends, start), end) for start, end in spans)
        return min(
            (number for number, end in reached if number < len(self._starts) and self._starts[number] < end),
            default=None,
        )

    def reached(self, passage: Span) -> range:
        """Return the indices of the sentences that a passage reaches."""
        first = bisect_right(self.stages, passage[0], key=lambda stage: stage.symbols.sentence.end)
        return range(
            first, bisect_left(self.stages, passage[1], key=lambda stage: stage.symbols.sentence.start)
        )

    def since(self, slug: str, number: int) -> str:
        """Return how many sentences before one a network was named last, in four steps."""
        if slug not in self._named:
            self._named[slug] = [
                bisect_right(self._starts, each.start) - 1
                for each in self.reading.analysis.networks
                if each.slug == slug
            ]
        named = self._named[slug]
        at = bisect_left(named, number)
        gap = number - named[at - 1] if at else 0
        return str(next((step for step in _FEW if gap <= step), 9)) if at else "none"

    def weight(self, body: str) -> str:
        """Return how much the article speaks of a city, in four steps."""
        weight = self.reading.discourse.weight(body)
        return str(next((step for step in _FEW if weight <= step), 9))
