"""Random graphs that keep what is given: how many ties each city has, or who has how many parts in how many things."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["TieSwaps", "trade"]

_Numbers = NDArray[np.int64]


@dataclass(slots=True)
class TieSwaps:
    """A simple undirected graph whose ties are swapped at random, so that every node keeps its degree.

    A round pairs all ties at random. Each pair {a-b, c-d} in turn, in random order, becomes {a-d, c-b} unless that
    would tie a node to itself or repeat a tie. Each step is as likely as its reverse, so after many rounds every
    simple graph with these degrees is equally likely. Pairs that cannot touch each other are swapped at once, the few
    others one by one, which comes to the same.

    Args:
        left: Number of the node at one end of each tie.
        right: Number of the node at the other.
        order: How many nodes there are.
        chance: Where the random numbers come from.

    References:
        Maslov, S. & Sneppen, K. (2002). Specificity and stability in topology of protein networks. Science 296,
        910-913. doi:10.1126/science.1065103
        Fosdick, B. K., Larremore, D. B., Nishimura, J. & Ugander, J. (2018). Configuring random graph models with
        fixed degree sequences. SIAM Review 60(2), 315-355. doi:10.1137/16M1087175
    """

    left: _Numbers
    right: _Numbers
    order: int
    chance: np.random.Generator

    def swap(self, rounds: int) -> None:
        """Carry out some rounds."""
        for _ in range(rounds):
            self._round()

    def _round(self) -> None:
        half = len(self.left) // 2
        ties = self.chance.permutation(len(self.left))
        one, other = ties[:half], ties[half : 2 * half]
        turned = self.chance.random(half) < 0.5
        a, b = self.left[one], self.right[one]
        c = np.where(turned, self.right[other], self.left[other])
        d = np.where(turned, self.left[other], self.right[other])
        possible = (a != d) & (c != b)
        # what would change nothing: the pair shares a node at the ends that are exchanged
        possible &= (a != c) & (b != d)
        one, other = one[possible], other[possible]
        a, b, c, d = a[possible], b[possible], c[possible], d[possible]
        first, second = self._keys(a, d), self._keys(c, b)
        contested = self._contested(first, second, one, other)
        free = ~contested
        self._set(one[free], a[free], d[free])
        self._set(other[free], c[free], b[free])
        self._one_by_one(one, other, a, b, c, d, np.flatnonzero(contested))

    def _contested(
        self, first: _Numbers, second: _Numbers, one: _Numbers, other: _Numbers
    ) -> NDArray[np.bool_]:
        """Return which pairs want a tie that there is, or that another wants, or have one that another wants."""
        now = self._keys(self.left, self.right)
        wanted = np.concatenate((first, second))
        _, inverse, counts = np.unique(wanted, return_inverse=True, return_counts=True)
        busy = (counts[inverse] > 1) | np.isin(wanted, now)
        had = np.isin(now, wanted)
        half = len(first)
        return busy[:half] | busy[half:] | had[one] | had[other]

    def _one_by_one(
        self,
        one: _Numbers,
        other: _Numbers,
        a: _Numbers,
        b: _Numbers,
        c: _Numbers,
        d: _Numbers,
        pairs: _Numbers,
    ) -> None:
        if not len(pairs):
            return
        now = set(self._keys(self.left, self.right).tolist())
        for at in pairs.tolist():
            first = int(self._keys(a[at : at + 1], d[at : at + 1])[0])
            second = int(self._keys(c[at : at + 1], b[at : at + 1])[0])
            if first in now or second in now or first == second:
                continue
            now.discard(int(self._keys(a[at : at + 1], b[at : at + 1])[0]))
            now.discard(int(self._keys(c[at : at + 1], d[at : at + 1])[0]))
            now |= {first, second}
            self.left[one[at]], self.right[one[at]] = a[at], d[at]
            self.left[other[at]], self.right[other[at]] = c[at], b[at]

    def _keys(self, left: _Numbers, right: _Numbers) -> _Numbers:
        return np.minimum(left, right) * self.order + np.maximum(left, right)

    def _set(self, ties: _Numbers, left: _Numbers, right: _Numbers) -> None:
        self.left[ties], self.right[ties] = left, right


def trade(
    rows: _Numbers, columns: _Numbers, chance: np.random.Generator, *, rounds: int
) -> tuple[_Numbers, _Numbers]:
    """Return a random matrix of ones and zeros with the same sums of rows and columns.

    Each round pairs all rows at random; each pair keeps what both have and shares out at random what only one of them
    has, each getting as many as before (the curveball algorithm). Pairs do not touch each other, so all trade at
    once. After many rounds every matrix with these sums is equally likely.

    Args:
        rows: Row of each one in the matrix.
        columns: Its column.
        chance: Where the random numbers come from.
        rounds: How many.

    Returns:
        Rows and columns of the ones of the new matrix.

    References:
        Strona, G., Nappo, D., Boccacci, F., Fattorini, S. & San-Miguel-Ayanz, J. (2014). A fast and unbiased procedure
        to randomize ecological binary matrices with fixed row and column totals. Nature Communications 5, 4114.
        doi:10.1038/ncomms5114
        Carstens, C. J. (2015). Proof of uniform sampling of binary matrices with fixed row sums and column sums for
        the fast curveball algorithm. Physical Review E 91, 042812. doi:10.1103/PhysRevE.91.042812
    """
    rows, columns = rows.copy(), columns.copy()
    count, wide = int(rows.max(initial=-1)) + 1, int(columns.max(initial=-1)) + 1
    for _ in range(rounds):
        pair = np.empty(count, np.int64)
        pair[chance.permutation(count)] = np.arange(count) // 2
        group = pair[rows]
        key = group * wide + columns
        _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
        single = np.flatnonzero(counts[inverse] == 1)
        owners, groups = rows[single], group[single]
        shuffled = np.lexsort((chance.random(len(single)), groups))
        in_order = np.argsort(groups, kind="stable")
        owners_now = np.empty_like(owners)
        owners_now[in_order] = owners[shuffled]
        rows[single] = owners_now
    return rows, columns
