"""How likely it is that two cities share as much as they do by chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from citygraph.queries.errors import NotAnalysable
from numpy.typing import NDArray
from scipy import stats

__all__ = ["Configuration", "adjusted", "configuration", "hypergeometric_tail", "poisson_binomial_tail"]

_Reals = NDArray[np.float64]
_Numbers = NDArray[np.int64]
_STEPS = 200
_CLOSE = 1e-9
_NEVER = 1e-200
"""A smaller chance is none: powers of it are beyond the numbers that there are."""


@dataclass(frozen=True, slots=True, eq=False)
class Configuration:
    """How likely each city is to have part in each thing, when only sums are given.

    Cities with as many things are alike, and so are things with as many cities.

    Attributes:
        degrees: The numbers of things that cities have, each once, ascending.
        sizes: The numbers of cities that things have, each once, ascending.
        counts: How many things there are of each size.
        probabilities: For each degree and size the probability.
    """

    degrees: _Numbers
    sizes: _Numbers
    counts: _Numbers
    probabilities: _Reals

    def tail(self, one: int, other: int, shared: int) -> float:
        """Return the probability that two cities of these degrees share as many things or more."""
        row, column = np.searchsorted(self.degrees, [one, other])
        both = self.probabilities[row] * self.probabilities[column]
        return poisson_binomial_tail(both, self.counts, shared)


def configuration(city_degrees: _Numbers, thing_sizes: _Numbers) -> Configuration:
    """Return the probabilities of the bipartite configuration model.

    .. math:: p_{ik} = x_i y_k / (1 + x_i y_k), \\quad \\sum_k p_{ik} = d_i, \\; \\sum_i p_{ik} = s_k

    Among all ways to give each city and each thing its expected number, this one takes the rest as wholly left to
    chance (greatest entropy). Solved by Newton's method until every sum is met to 1e-9 of it.

    Args:
        city_degrees: How many things each city has part in; at least one.
        thing_sizes: How many cities each thing has; at least one.

    Raises:
        NotAnalysable: There is no chance left: some city has part in everything, or everybody in something, and so on.

    References:
        Saracco, F., Di Clemente, R., Gabrielli, A. & Squartini, T. (2015). Randomizing bipartite networks: the case of
        the World Trade Web. Scientific Reports 5, 10595. doi:10.1038/srep10595
    """
    degrees, cities = np.unique(city_degrees, return_counts=True)
    sizes, things = np.unique(thing_sizes, return_counts=True)
    fixed, free_rows, free_columns = _settled(degrees, cities, sizes, things)
    if free_rows.any() and free_columns.any():
        rows, columns = np.flatnonzero(free_rows), np.flatnonzero(free_columns)
        left = degrees[rows] - (fixed[np.ix_(rows, ~free_columns)] * things[~free_columns]).sum(axis=1)
        over = sizes[columns] - (fixed[np.ix_(~free_rows, columns)].T * cities[~free_rows]).sum(axis=1)
        fixed[np.ix_(rows, columns)] = _solved(left, cities[rows], over, things[columns])
    return Configuration(degrees.astype(np.int64), sizes.astype(np.int64), things.astype(np.int64), fixed)


def _settled(
    degrees: _Numbers, cities: _Numbers, sizes: _Numbers, things: _Numbers
) -> tuple[_Reals, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return probabilities of 0 and 1 that follow from the sums alone, and the rows and columns that stay open."""
    found = np.zeros((len(degrees), len(sizes)))
    rows, columns = np.ones(len(degrees), np.bool_), np.ones(len(sizes), np.bool_)
    changed = True
    while changed and rows.any() and columns.any():
        changed = False
        for at in np.flatnonzero(rows):
            left = degrees[at] - (found[at] * things)[~columns].sum()
            if left <= 0 or left >= things[columns].sum():
                found[at, columns] = float(left > 0)
                rows[at], changed = False, True
        for at in np.flatnonzero(columns):
            left = sizes[at] - (found[:, at] * cities)[~rows].sum()
            if left <= 0 or left >= cities[rows].sum():
                found[rows, at] = float(left > 0)
                columns[at], changed = False, True
    return found, rows, columns


def _solved(degrees: _Reals, cities: _Numbers, sizes: _Reals, things: _Numbers) -> _Reals:
    """Return the probabilities that meet the sums, by Newton's method on the concave likelihood."""
    total = float((degrees * cities).sum())
    wanted = np.concatenate((degrees * cities, sizes * things))
    angles = np.log(np.concatenate((degrees, sizes)) / np.sqrt(total))
    height = len(degrees)

    def likelihood(at: _Reals) -> float:
        sums = at[:height, None] + at[None, height:]
        return float(wanted @ at - (np.outer(cities, things) * np.logaddexp(0.0, sums)).sum())

    now = likelihood(angles)
    for _ in range(_STEPS):
        chance: _Reals = 1 / (1 + np.exp(-(angles[:height, None] + angles[None, height:])))
        weighed = np.outer(cities, things) * chance
        missing = wanted - np.concatenate((weighed.sum(axis=1), weighed.sum(axis=0)))
        if np.abs(missing / wanted).max() < _CLOSE:
            return chance
        bend = weighed * (1 - chance)
        curvature = np.block([[np.diag(bend.sum(axis=1)), bend], [bend.T, np.diag(bend.sum(axis=0))]])
        step = np.linalg.lstsq(curvature, missing, rcond=None)[0]
        length, then = 1.0, likelihood(angles + step)
        while length > 1e-12 and not then >= now - 1e-12 * abs(now):
            length /= 2
            then = likelihood(angles + length * step)
        if length <= 1e-12:
            break
        angles, now = angles + length * step, then
    raise NotAnalysable(
        "the numbers of parts leave so little to chance that no probabilities meet them",
        hint="use the model 'hypergeometric'",
    )


def poisson_binomial_tail(chances: _Reals, counts: _Numbers, shared: int) -> float:
    """Return the probability of so many successes or more, in independent trials of several chances, exactly.

    Args:
        chances: The chance of each kind of trial.
        counts: How many trials there are of it.
        shared: The successes.

    >>> round(poisson_binomial_tail(np.array([0.5, 0.25]), np.array([2, 1]), 3), 6)
    0.0625
    """
    if shared <= 0:
        return 1.0
    mean = float((chances * counts).sum())
    most = min(int(counts.sum()), shared + int(mean) + 64)
    if shared > most:
        return 0.0
    chosen = np.zeros(most + 1)
    chosen[0] = 1.0
    numbers = np.arange(most + 1)
    for chance, count in zip(chances, counts, strict=True):
        if chance > _NEVER:
            drawn = np.asarray(stats.binom.pmf(numbers, count, chance), np.float64)
            chosen = np.convolve(chosen, drawn)[: most + 1]
    return float(chosen[shared:].sum()) if shared > mean else float(max(1 - chosen[:shared].sum(), 0.0))


def hypergeometric_tail(things: int, one: _Numbers, other: _Numbers, shared: _Numbers) -> _Reals:
    """Return the probability that two cities that draw their things at random share as many or more.

    References:
        Tumminello, M., Miccichè, S., Lillo, F., Piilo, J. & Mantegna, R. N. (2011). Statistically validated networks in
        bipartite complex systems. PLOS ONE 6(3), e17994. doi:10.1371/journal.pone.0017994
    """
    return np.asarray(stats.hypergeom.sf(shared - 1, things, one, other), np.float64)


def adjusted(probabilities: _Reals, tests: int, method: str) -> _Reals:
    """Return probabilities corrected for the number of tests; those that are not given count as 1.

    Args:
        probabilities: Of the tests that might count.
        tests: How many tests there are in all.
        method: ``holm`` (family-wise, step down), ``bonferroni``, ``fdr`` (Benjamini and Hochberg's false discovery
            rate) or ``none``.

    References:
        Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics
        6(2), 65-70.
        Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical
        Society B 57(1), 289-300. doi:10.1111/j.2517-6161.1995.tb02031.x
    """
    order = np.argsort(probabilities, kind="stable")
    ranks = np.arange(len(probabilities))
    ordered = probabilities[order]
    if method == "holm":
        found = np.maximum.accumulate(ordered * (tests - ranks))
    elif method == "fdr":
        found = np.minimum.accumulate((ordered * tests / (ranks + 1))[::-1])[::-1]
    else:
        found = ordered * (tests if method == "bonferroni" else 1)
    corrected = np.empty_like(found)
    corrected[order] = np.minimum(found, 1.0)
    return corrected
