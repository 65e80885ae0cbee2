"""The two-mode table as arrays, and the ties that it makes: what a network's numbers are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from .incidence import Incidence
from .recipe import Strength

__all__ = ["Sharing"]

_Matrix = sparse.csr_array[Any, tuple[int, int]]


class Sharing:
    """Who shares what with whom, by number.

    A *part* is one city's part in one thing, however many facts and articles state it. A *pair* is two parts in the
    same thing; a tie is all pairs of the same two cities.

    Attributes:
        parts_city: Number of the city of each part; parts are in the order of things, then of cities.
        parts_thing: Number of its thing.
        left: Number of one city of each tie, whose IRI sorts first; ties are in order.
        right: Number of the other.
        offsets: Where the pairs of each tie begin; one more than there are ties.
        pairs_left: The first part of each pair, in the order of ties, then of things.
        pairs_right: The second.

    Args:
        cities: IRIs of the cities, sorted.
        things: For each thing its incidences, in order.
    """

    def __init__(self, cities: Sequence[str], things: Sequence[Sequence[Incidence]]) -> None:
        number = {city: index for index, city in enumerate(cities)}
        rows = [one for thing in things for one in thing]
        city = np.fromiter((number[one.city] for one in rows), np.int64, len(rows))
        thing = np.repeat(np.arange(len(things)), [len(having) for having in things])
        begins = np.ones(len(rows), np.bool_)
        begins[1:] = (city[1:] != city[:-1]) | (thing[1:] != thing[:-1])
        first = np.flatnonzero(begins)
        self.parts_city, self.parts_thing = city[first], thing[first]
        self._cities, self._things = len(cities), len(things)
        self._part = np.cumsum(begins) - 1
        self._rows = rows
        weights = np.fromiter((one.weight for one in rows), np.float64, len(rows))
        self._weights = np.maximum.reduceat(weights, first) if len(first) else weights
        self._sizes = np.bincount(self.parts_thing, minlength=len(things))
        one, other = _pairs(self._sizes)
        keys = self.parts_city[one] * len(cities) + self.parts_city[other]
        order = np.argsort(keys, kind="stable")
        self.pairs_left, self.pairs_right, keys = one[order], other[order], keys[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        self.offsets = np.append(starts, len(keys))
        self.left, self.right = np.divmod(keys[starts], max(len(cities), 1))

    def strengths(self, rule: Strength) -> NDArray[np.float64]:
        """Return how strong each tie is; :meth:`Tie.strength` says what the rules are."""
        tie = self._tie_of_pairs()
        if rule == "sources":
            articles = self._of_parts([one.article for one in self._rows])
            both = articles[self.pairs_left].multiply(articles[self.pairs_right]).tocoo()
            together = np.unique(tie[both.row] * max(articles.shape[1], 1) + both.col)
            return np.maximum(
                np.bincount(together // max(articles.shape[1], 1), minlength=len(self.left)), 1.0
            )
        counted = np.minimum(self._weights[self.pairs_left], self._weights[self.pairs_right])
        if rule == "newman":
            counted = counted / (self._sizes[self.parts_thing[self.pairs_left]] - 1)
        return np.bincount(tie, counted, len(self.left)).astype(np.float64)

    def facts_of_ties(self) -> NDArray[np.int64]:
        """Return how many facts each tie rests on."""
        return self._found_by_ties([one.fact for one in self._rows])

    def articles_of_ties(self) -> NDArray[np.int64]:
        """Return how many articles state the facts that each tie rests on."""
        return self._found_by_ties([one.article for one in self._rows])

    def facts_of_cities(self) -> NDArray[np.int64]:
        """Return how many facts the ties of each city rest on."""
        return self._found_by_cities([one.fact for one in self._rows])

    def articles_of_cities(self) -> NDArray[np.int64]:
        """Return how many articles state the facts that the ties of each city rest on."""
        return self._found_by_cities([one.article for one in self._rows])

    def facts_of_all(self) -> int:
        """Return how many facts all ties rest on."""
        return len({one.fact for one, tied in zip(self._rows, self._tied(), strict=True) if tied})

    def articles_of_all(self) -> int:
        """Return how many articles state the facts that all ties rest on."""
        return len({one.article for one, tied in zip(self._rows, self._tied(), strict=True) if tied})

    def _tied(self) -> list[bool]:
        tied: list[bool] = (self._sizes[self.parts_thing[self._part]] > 1).tolist()
        return tied

    def _found_by_ties(self, names: Sequence[str]) -> NDArray[np.int64]:
        tie, count = self._tie_of_pairs(), len(self.left)
        rows = np.concatenate((tie, tie))
        parts = np.concatenate((self.pairs_left, self.pairs_right))
        return _distinct(_ones(rows, parts, (count, len(self.parts_city))) @ self._of_parts(names))

    def _found_by_cities(self, names: Sequence[str]) -> NDArray[np.int64]:
        # a city is tied to all others in a thing, so its ties rest on all that is stated of the thing
        shared = self._sizes[self.parts_thing] > 1
        shape = (self._cities, self._things)
        has = _ones(self.parts_city[shared], self.parts_thing[shared], shape)
        within = _ones(
            self.parts_thing, np.arange(len(self.parts_thing)), (self._things, len(self.parts_thing))
        )
        return _distinct(has @ (within @ self._of_parts(names)))

    def _of_parts(self, names: Sequence[str]) -> _Matrix:
        """Return a matrix of parts and what states them, which goes by these names, one for each incidence."""
        number = {name: index for index, name in enumerate(dict.fromkeys(names))}
        columns = np.fromiter((number[name] for name in names), np.int64, len(names))
        return _ones(self._part, columns, (len(self.parts_city), len(number)))

    def _tie_of_pairs(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(len(self.left)), np.diff(self.offsets))


def _pairs(sizes: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every two parts in the same thing, things being runs of parts of these sizes."""
    ends = np.repeat(np.cumsum(sizes), sizes)
    following = ends - np.arange(len(ends)) - 1
    one = np.repeat(np.arange(len(ends)), following)
    return one, one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(following) - following, following)


def _ones(rows: NDArray[np.int64], columns: NDArray[np.int64], shape: tuple[int, int]) -> _Matrix:
    matrix: _Matrix = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    return matrix


def _distinct(matrix: _Matrix) -> NDArray[np.int64]:
    offsets = np.asarray(matrix.indptr, np.int64)
    return offsets[1:] - offsets[:-1]
