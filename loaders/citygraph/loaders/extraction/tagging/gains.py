"""What tokens give the labels of a sequence model that name something, over the label that names nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.records import record
from numpy.typing import NDArray

from .features import (
    BEYOND,
    REACH,
    SENTENCE_KINDS,
    Told,
    kind_of,
    of_kind,
    of_mark,
    of_shapes,
    of_words,
    told_by,
)
from .weights import Rows, SequenceWeights

__all__ = ["Gains", "Marked", "Row"]

_WORDS: Final = "-1w="
_SHAPES: Final = ("s-0=", "s0+=")
_MARK: Final = "k="
_UNMARKED: Final = "-"
_PLAIN: Final = ("", "<s>", "A", "AA", "Aa", "a", "aA", "0", "2000")
"""Shapes of tokens but for single marks; the first stands for all marks of which nothing was learnt."""
_MARKS: Final = slice(REACH - 2, REACH + 2)
"""Which of the tokens that a token tells of its mark tells of, too."""
_REMEMBERED: Final = 16_384
"""Tokens that are remembered, with what they tell."""
_FEWEST: Final = 1_024

Gained = NDArray[np.float32]
"""What each label (row) is given by each token (column)."""

Marked = tuple[Sentence, Mapping[int, str]]
"""A sentence, and what its tokens are known to be part of, by their index."""


@record(frozen=True, slots=True)
class Row:
    """Tokens of several sentences behind each other, with tokens beyond the ends before, between and behind them.

    Attributes:
        tokens: The tokens by their numbers: 0 is one beyond the ends.
        firsts: Index of the first token of each sentence.
        ends: Index behind the last one of each.
        marks: What tokens are known to be part of, by their index.
        kinds: Kinds of the sentences that are no plain text, by their index.
    """

    tokens: NDArray[np.int64]
    firsts: NDArray[np.int64]
    ends: NDArray[np.int64]
    marks: Mapping[int, str]
    kinds: Mapping[int, str]


class Gains:
    """What rows of tokens give the labels.

    Args:
        weights: What the model has learnt.
    """

    def __init__(self, weights: SequenceWeights) -> None:
        learnt = self._learnt = weights.attributes
        nothing = weights.emissions[:, [weights.nothing]]
        gains = (weights.emissions - nothing)[:, weights.naming]
        self._unlearnt = len(gains)
        self._gains = np.concatenate([gains, np.zeros_like(gains[:1])])

        self._beyond, self._unmarked = self._gains_of([of_mark(BEYOND.word), of_mark(_UNMARKED)])
        marks = dict.fromkeys(["", *_named(learnt, _MARK)])
        self._of_mark = {mark: self._gains_of([of_mark(mark)])[0] - self._unmarked for mark in marks}
        self._text, *others = self._gains_of([[of_kind(kind) for kind in SENTENCE_KINDS]])[0]
        self._of_kind: dict[str, Rows] = dict(
            zip(SENTENCE_KINDS[1:], (each - self._text for each in others), strict=True)
        )

        written = {mark for start in _SHAPES for name in _named(learnt, start) for mark in name}
        self._shapes = _numbered([*_PLAIN, *sorted(written - set("Aa02s"))])
        pairs = [of_shapes(before, behind) for before in self._shapes for behind in self._shapes]
        both = self._gains_of(pairs)
        self._of_former, self._of_latter = np.ascontiguousarray(both.transpose(1, 2, 0), np.float32)

        words = [name.split(" ") for name in _named(learnt, _WORDS)]
        self._before = _numbered(["", *(before for before, _ in words)])
        self._behind = _numbered(["", *(behind for _, behind in words)])
        self._pairs = np.zeros((len(self._before), len(self._behind)), np.int32)
        for before, behind in words:
            row = learnt[of_words(before, behind)]
            self._pairs[self._before[before], self._behind[behind]] = row + 1

        self._numbers: dict[str, int] = {}
        self._told = np.empty((_FEWEST, 2 * REACH + 1, len(weights.naming)), np.float32)
        self._seen = np.empty((_FEWEST, 3), np.int32)
        self._forget()

    def row(self, sentences: Sequence[Marked]) -> Row:
        """Return sentences as a row."""
        if len(self._numbers) > _REMEMBERED:
            self._forget()
        known = self._numbers
        beyond = [0] * REACH
        numbers = [*beyond]
        ends: list[int] = []
        marks: dict[int, str] = {}
        kinds: dict[int, str] = {}
        for at, (sentence, marked) in enumerate(sentences):
            first, tokens = len(numbers), sentence.tokens
            numbers += [known.get(token[2]) or self._remember(token[2], told_by(token)) for token in tokens]
            ends.append(len(numbers))
            numbers += beyond
            for index, mark in marked.items():
                marks[first + index] = mark
            kind = kind_of(sentence)
            if kind != SENTENCE_KINDS[0]:
                kinds[at] = kind
        firsts = [REACH, *(end + REACH for end in ends[:-1])]
        return Row(np.array(numbers), np.array(firsts), np.array(ends), marks, kinds)

    def of(self, row: Row) -> Gained:
        """Return what each label (row) is given by each token (column)."""
        tokens = row.tokens
        told = np.ascontiguousarray(self._told.take(tokens, axis=0).transpose(1, 2, 0))
        found: Gained = told[REACH]
        for step in range(1, REACH + 1):
            found[:, step:] += told[REACH + step, :, :-step]
            found[:, :-step] += told[REACH - step, :, step:]
        shapes, before, behind = self._seen.take(tokens, axis=0).T
        pairs = shapes[:-1] * len(self._shapes) + shapes[1:]
        found[:, :-1] += self._of_former.take(pairs, axis=1)
        found[:, 1:] += self._of_latter.take(pairs, axis=1)
        known = self._pairs[before[:-1], behind[1:]]
        at = known.nonzero()[0]
        found[:, at + 1] += self._gains[known[at] - 1].T
        for index, mark in row.marks.items():
            of_mark = self._of_mark.get(mark, self._of_mark[""])
            found[:, index - 2 : index + 2] += of_mark.T
        for index, kind in row.kinds.items():
            found[:, row.firsts[index] : row.ends[index]] += self._of_kind[kind][:, None]
        return found

    def _forget(self) -> None:
        self._numbers.clear()
        self._told, self._seen = self._told[:_FEWEST], self._seen[:_FEWEST]
        self._remember("", BEYOND)

    def _remember(self, text: str, told: Told) -> int:
        number = self._numbers[text] = len(self._numbers)
        if number == len(self._told):
            self._told = np.concatenate([self._told, np.empty_like(self._told)])
            self._seen = np.concatenate([self._seen, np.empty_like(self._seen)])
        most = max(map(len, told.features))
        features = [[*row, *[""] * (most - len(row))] for row in told.features]
        gains = self._gains_of(features).sum(axis=1)
        gains[_MARKS] += self._unmarked if number else self._beyond
        gains[REACH] += self._text
        self._told[number] = gains
        shape, before, behind = (
            self._shapes.get(told.shape, 0),
            self._before.get(told.word, 0),
            self._behind.get(told.word, 0),
        )
        self._seen[number] = shape, before, behind
        return number

    def _gains_of(self, features: Sequence[Sequence[str]]) -> Rows:
        """Return what each of a table of features gives each label."""
        learnt, unlearnt = self._learnt, self._unlearnt
        known = np.array([[learnt.get(each, unlearnt) for each in row] for row in features])
        return self._gains.take(known, axis=0)


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _named(learnt: Mapping[str, int], start: str) -> Iterator[str]:
    """Yield what stands behind a beginning in the names of features that have it."""
    return (name[len(start) :] for name in learnt if name.startswith(start))
