"""Which city has part in what, as a matrix of ones and zeros."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from citygraph.queries.incidence import Description
from citygraph.queries.projection import Affiliation, Network
from numpy.typing import NDArray
from scipy import sparse

__all__ = ["AffiliationMatrix", "name_of"]


@dataclass(frozen=True, slots=True, eq=False)
class AffiliationMatrix:
    """Cities in rows, the things that they have part in in columns.

    Attributes:
        cities: IRIs of the cities, sorted.
        things: The things, in the network's order.
        matrix: 1 where the city has part in the thing, else 0.
    """

    cities: tuple[str, ...]
    things: tuple[Affiliation, ...]
    matrix: sparse.csr_array[Any, tuple[int, int]]

    @classmethod
    def of(cls, network: Network, *, least: int = 1) -> AffiliationMatrix:
        """Return the matrix under a network.

        Args:
            network: The network.
            least: Things with fewer cities are left out.
        """
        things = tuple(thing for thing in network.affiliations if len(thing.members) >= least)
        number = {city: index for index, city in enumerate(network.cities)}
        rows = np.array([number[city] for thing in things for city in thing.members], dtype=np.int32)
        columns = np.repeat(
            np.arange(len(things), dtype=np.int32), [len(thing.members) for thing in things] if things else []
        )
        matrix = sparse.csr_array(
            (np.ones(len(rows)), (rows, columns)), shape=(len(network.cities), len(things))
        )
        matrix.sort_indices()
        return cls(network.cities, things, matrix)

    @property
    def city_degrees(self) -> NDArray[np.int64]:
        """How many things each city has part in."""
        return np.diff(self.matrix.indptr).astype(np.int64)

    @property
    def thing_degrees(self) -> NDArray[np.int64]:
        """How many cities have part in each thing."""
        return np.bincount(self.matrix.indices, minlength=len(self.things)).astype(np.int64)

    def shared(self, left: int, right: int) -> list[Affiliation]:
        """Return the things that two cities, by number, have part in both, in their order."""
        inner = self.matrix
        one, other = (
            np.asarray(inner.indices[inner.indptr[at] : inner.indptr[at + 1]], np.int64)
            for at in (left, right)
        )
        return [self.things[at] for at in np.intersect1d(one, other).tolist()]


def name_of(thing: Affiliation, names: Mapping[str, Description]) -> str:
    """Return what to call a thing: its theme within it, where it has one."""

    def called(iri: str) -> str:
        known = names.get(iri)
        return known.name if known else iri.rstrip("/").rsplit("/", 1)[-1]

    return called(thing.theme) if thing.theme else called(thing.iri)
