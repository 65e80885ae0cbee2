"""What tokens give the labels of a sequence model that name something, over the label that names nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from citygraph.loaders.extraction.layout import Sentence
from citygraph.loaders.extraction.records import record

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
_PLAIN: Final = ("", "<s>", "A", "AA", "Aa", "a", "aA", "0", "2000")
"""Shapes of tokens but for single marks; the first stands for all marks of which nothing was learnt."""
_REMEMBERED: Final = 16_384
"""Tokens that are remembered, with what they tell."""

_FEWEST: Final = 1_024

Marked = tuple[Sentence, Mapping[int, str]]
"""A sentence, and what its tokens are known to be part of, by their index."""


@record(frozen=True, slots=True)
class Row:
    """Tokens by number, those of several sentences behind each other with tokens beyond the ends between them.

    Attributes:
        tokens: The tokens: 0 is one beyond the ends.
        marks: What each is known to be part of.
        kinds: The kind of the sentence of each.
    """

    tokens: Sequence[int]
    marks: Sequence[int]
    kinds: Sequence[int]


class Gains:
    """What rows of tokens give the labels.

    Args:
        weights: What the model has learnt.
    """

    def __init__(self, weights: SequenceWeights) -> None:
        learnt = self._learnt = weights.attributes
        nothing = weights.emissions[:, [weights.nothing]]
        gains: Rows = (weights.emissions - nothing)[:, weights.naming]
        self._unlearnt = len(gains)
        self._gains = np.concatenate([gains, np.zeros_like(gains[:1])])

        self._marks = _numbered([BEYOND.word, "", "-", *_named(learnt, _MARK)])
        self._of_mark = self._gains_of([of_mark(mark) for mark in self._marks])
        self._unknown, self._unmarked = self._marks[""], self._marks["-"]
        self._kinds = _numbered(["", *SENTENCE_KINDS])
        self._of_kind = self._gains_of([[of_kind(kind) for kind in self._kinds]])[0]

        marks = {mark for start in _SHAPES for name in _named(learnt, start) for mark in name}
        self._shapes = _numbered([*_PLAIN, *sorted(marks - set("Aa02s"))])
        pairs = [[of_shapes(before, behind) for behind in self._shapes] for before in self._shapes]
        self._of_former = self._gains_of([[former for former, _ in row] for row in pairs])
        self._of_latter = self._gains_of([[latter for _, latter in row] for row in pairs])

        words = [name.split(" ") for name in _named(learnt, _WORDS)]
        self._before = _numbered(["", *(before for before, _ in words)])
        self._behind = _numbered(["", *(behind for _, behind in words)])
        self._pairs = np.zeros((len(self._before), len(self._behind)), np.int32)
        for before, behind in words:
            row = learnt[of_words(before, behind)]
            self._pairs[self._before[before], self._behind[behind]] = row + 1

        self._numbers: dict[str, int] = {}
        self._told: Rows = np.empty((_FEWEST, 2 * REACH + 1, len(weights.naming)))
        self._seen = np.empty((_FEWEST, 3), np.int32)
        self._forget()

    def row(self, sentences: Sequence[Marked]) -> Row:
        """Return sentences as a row."""
        if len(self._numbers) > _REMEMBERED:
            self._forget()
        known = self._numbers
        beyond = [0] * REACH
        numbers, marks, kinds = [*beyond], [*beyond], [*beyond]
        for sentence, marked in sentences:
            tokens = sentence.tokens
            numbers += [known.get(token[2]) or self._remember(token[2], told_by(token)) for token in tokens]
            marks += [self._unmarked] * len(tokens)
            for at, mark in marked.items():
                marks[at - len(tokens)] = self._marks.get(mark, self._unknown)
            kinds += [self._kinds[kind_of(sentence)]] * len(tokens)
            for each in (numbers, marks, kinds):
                each += beyond
        return Row(numbers, marks, kinds)

    def of(self, row: Row) -> Rows:
        """Return what each token of a row gives each label."""
        told = self._told[row.tokens]
        found = told[:, REACH] + self._of_kind[row.kinds]
        for step in range(1, REACH + 1):
            found[step:] += told[:-step, REACH + step]
            found[:-step] += told[step:, REACH - step]
        shapes, before, behind = self._seen[row.tokens].T
        found[:-1] += self._of_former[shapes[:-1], shapes[1:]]
        found[1:] += self._of_latter[shapes[:-1], shapes[1:]]
        known = self._pairs[before[:-1], behind[1:]]
        at = known.nonzero()[0]
        found[at + 1] += self._gains[known[at] - 1]
        marked = self._of_mark[row.marks]
        found += marked[:, 2]
        found[1:] += marked[:-1, 3]
        found[:-1] += marked[1:, 1]
        found[:-2] += marked[2:, 0]
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
        self._told[number] = self._gains_of(features).sum(axis=1)
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
        return self._gains[[[learnt.get(each, unlearnt) for each in row] for row in features]]


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


def _named(learnt: Mapping[str, int], start: str) -> Iterator[str]:
    """Yield what stands behind a beginning in the names of features that have it."""
    return (name[len(start) :] for name in learnt if name.startswith(start))
