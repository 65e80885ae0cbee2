"""The names of gatherings as a sequence model sees them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any, Final, Literal, Protocol, Self, cast

import pycrfsuite  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
from citygraph.loaders.extraction.layout import Layout, Sentence, Span
from citygraph.loaders.extraction.mentions import Mention
from citygraph.loaders.extraction.records import record

from .features import features_of
from .gains import Marked
from .screening import Screen
from .weights import SequenceWeights

__all__ = ["KINDS", "NameTagger", "TaggedName", "Tagger", "tagged_layout"]

KINDS: Final[Mapping[str, Literal["event", "programme", "initiative"]]] = {
    "E": "event",
    "P": "programme",
    "I": "initiative",
}
"""What the letters of the labels stand for; a label is ``B`` or ``I`` and a letter, or ``O``."""


@record(frozen=True, slots=True)
class TaggedName(Mention):
    """A stretch that the model takes for the name of a gathering.

    Attributes:
        kind: What it is.
        probability: How sure, from 0 to 1.
    """

    kind: Literal["event", "programme", "initiative"]
    probability: float


def marked_layout(layout: Layout, known: Sequence[tuple[Span, str]]) -> Iterator[Marked]:
    """Yield the sentences of an article that are read, each with what its tokens are known to be part of.

    Args:
        layout: The article.
        known: Spans of what is known, sorted, each with its letter.
    """
    begin = [start for (start, _), _ in known]
    low = 0
    for sentence in layout.sentences:
        if sentence.furniture or not sentence.tokens:
            continue
        low = bisect_left(begin, sentence.start, low)
        marks: dict[int, str] = {}
        while low < len(begin) and begin[low] < sentence.end:
            (start, end), letter = known[low]
            for index in range(bisect_right(sentence.starts, start) - 1, bisect_left(sentence.starts, end)):
                marks.setdefault(max(0, index), letter)
            low += 1
        yield sentence, marks


def tagged_layout(
    layout: Layout, known: Sequence[tuple[Span, str]]
) -> Iterator[tuple[Sentence, list[list[str]]]]:
    """Yield the same sentences, each with the features of its tokens."""
    for sentence, marks in marked_layout(layout, known):
        yield sentence, features_of(sentence, marks)


class NameTagger(Protocol):
    """Whatever finds names of gatherings in an article."""

    def find(self, layout: Layout, known: Sequence[tuple[Span, str]] = ()) -> list[TaggedName]:
        """Return the names, in order."""
        ...


class _Model(Protocol):
    """What is used of the library's tagger, which tells no types."""

    def open_inmemory(self, value: bytes) -> object: ...
    def tag(self, xseq: Sequence[Sequence[str]]) -> list[str]: ...
    def marginal(self, y: str, pos: int) -> float: ...


class Tagger:
    """Tags the names of gatherings. Use :meth:`open`.

    Args:
        model: The model, as crfsuite writes it.
    """

    def __init__(self, model: bytes) -> None:
        self._bytes = model  # the library reads in them as long as the tagger lives
        self._model = cast("_Model", cast("Any", pycrfsuite).Tagger())
        self._model.open_inmemory(model)
        self._screen = Screen(SequenceWeights.read(model))

    @classmethod
    def open(cls) -> Self:
        """Return the tagger that citygraph ships."""
        return cls(files("citygraph.loaders.extraction.tagging").joinpath("gatherings.crfsuite").read_bytes())

    def find(self, layout: Layout, known: Sequence[tuple[Span, str]] = ()) -> list[TaggedName]:
        """Return the names of gatherings in an article, in order.

        Args:
            layout: The article.
            known: Spans of what is known, sorted, each with its letter: ``C`` a place, ``N`` a network, ``O`` a body,
                ``P`` a person.
        """
        found: list[TaggedName] = []
        for sentence, marks in self._screen.passed(marked_layout(layout, known)):
            labels = self._model.tag(features_of(sentence, marks))
            first = 0
            while first < len(labels):
                if labels[first] == "O":
                    first += 1
                    continue
                letter, last = labels[first][1], first + 1
                while last < len(labels) and labels[last] == f"I{letter}":
                    last += 1
                sure = min(self._model.marginal(labels[at], at) for at in range(first, last))
                tokens = sentence.tokens
                found.append(
                    TaggedName(
                        tokens[first].start, tokens[last - 1].end, kind=KINDS[letter], probability=sure
                    )
                )
                first = last
        return found
