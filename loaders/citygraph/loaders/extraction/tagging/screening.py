"""Which sentences may hold a name at all: an upper bound of what the sequence model makes of each stretch.

The model prefers labels that name something to the label that names nothing (``O``) by what it gives them on a stretch
of tokens, less what it gives ``O`` there, and by what it gives the steps into, within and out of the stretch. Here each
token counts with its best label, whatever stands around it, and each step with the best one that leads to that label:
no labelling of the stretch comes to more. A sentence in which no stretch comes to more than nothing has no name, and
need not be given to the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np

from .gains import Gains, Marked
from .weights import Rows, SequenceWeights

__all__ = ["Screen"]

_BARRIER: Final = -1e4
"""What is beyond the ends comes to, so that no stretch reaches from one sentence into the next."""
_ROUNDING: Final = 1e-3
_AT_ONCE: Final = 4_096
"""Tokens from which on sentences are looked at before more are taken."""


class Screen:
    """Tells sentences that have no name from those that may have one.

    Args:
        weights: What the model has learnt.
    """

    def __init__(self, weights: SequenceWeights) -> None:
        self._gains = Gains(weights)
        steps = weights.transitions - weights.transitions[weights.nothing, weights.nothing]
        naming = weights.naming
        self._into: Rows = steps[:, naming].max(axis=0)
        self._out = float(steps[naming, weights.nothing].max())

    def passed(self, sentences: Iterable[Marked]) -> Iterator[Marked]:
        """Yield the sentences that may have a name, in order."""
        taken: list[Marked] = []
        tokens = 0
        for marked in sentences:
            taken.append(marked)
            tokens += len(marked[0].tokens)
            if tokens >= _AT_ONCE:
                yield from self._passed(taken)
                taken, tokens = [], 0
        if taken:
            yield from self._passed(taken)

    def _passed(self, sentences: Sequence[Marked]) -> Iterator[Marked]:
        row = self._gains.row(sentences)
        gains = self._gains.of(row)
        gains[:, row.firsts] += np.maximum(-self._into, 0)[:, None]  # no step leads to the first token
        each = (gains + self._into[:, None]).max(axis=0).astype(np.float64)
        each[row.tokens == 0] = _BARRIER
        sums = each.cumsum()
        best = sums[1:] - np.minimum.accumulate(sums)[:-1]  # of the stretches that end at a token, the best
        best[row.ends - 2] -= self._out  # no step leads out behind the last token
        reached = np.flatnonzero(best >= -self._out - _ROUNDING) + 1
        for at in dict.fromkeys((np.searchsorted(row.firsts, reached, side="right") - 1).tolist()):
            yield sentences[at]
