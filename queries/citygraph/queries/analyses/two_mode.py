"""Where cities, and the things that they have part in, stand in the network of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.measures import Topology
from citygraph.queries.measures.paths import betweenness
from citygraph.queries.measures.reach import distances
from citygraph.queries.measures.spectral import eigenvector
from citygraph.queries.texts import Texts
from numpy.typing import NDArray
from scipy import sparse

from .affiliation_matrix import AffiliationMatrix, name_of
from .findings import Findings, Row
from .setting import Setting

__all__ = ["CityRow", "ThingRow", "TwoMode", "analyse", "two_mode"]


@dataclass(frozen=True, slots=True)
class CityRow:
    """One city among all things.

    Attributes:
        city: IRI of the city.
        name: Its name.
        country: ISO 3166-1 alpha-2 code.
        degree: Things that it has part in.
        degree_share: The same by all things.
        closeness: Normalised two-mode closeness.
        betweenness: Normalised two-mode betweenness.
        eigenvector: Two-mode eigenvector centrality.
    """

    city: str
    name: str
    country: str | None
    degree: int
    degree_share: float
    closeness: float
    betweenness: float
    eigenvector: float | None


@dataclass(frozen=True, slots=True)
class ThingRow:
    """One thing among all cities.

    Attributes:
        thing: IRI of the partnership, network, event, programme or theme.
        name: Its name.
        kind: partnership, membership, participation or theme.
        degree: Cities that have part in it.
        degree_share: The same by all cities.
        closeness: Normalised two-mode closeness.
        betweenness: Normalised two-mode betweenness.
        eigenvector: Two-mode eigenvector centrality.
    """

    thing: str
    name: str
    kind: str
    degree: int
    degree_share: float
    closeness: float
    betweenness: float
    eigenvector: float | None


@dataclass(frozen=True, slots=True, eq=False)
class TwoMode:
    """Measures of both modes: first the rows of the matrix, then its columns.

    Attributes:
        degree: Ties to the other mode.
        degree_share: Degree by the number of nodes in the other mode.
        closeness: Closeness by what it could be at most.
        betweenness: Betweenness by what it could be at most.
        eigenvector: Eigenvector centrality in each component; nan where there is none.
    """

    degree: NDArray[np.int64]
    degree_share: NDArray[np.float64]
    closeness: NDArray[np.float64]
    betweenness: NDArray[np.float64]
    eigenvector: NDArray[np.float64]


def two_mode(matrix: sparse.csr_array[Any, tuple[int, int]]) -> TwoMode:
    """Return the measures of a two-mode network, normalised as Borgatti and Everett do.

    n is the size of a node's own mode, m that of the other. Degree is divided by m. Closeness is the least sum of
    distances that there can be in the node's piece, m' + 2(n'-1) with the sizes of the modes in it, by the sum that
    there is, times the share of all other nodes that the piece has: in one piece it is Borgatti and Everett's, it is
    never above 1, and an isolated node has 0. Betweenness is divided by the most that a node of its mode can have,

    .. math:: \\tfrac12 [m^2 (s+1)^2 + m (s+1)(2t - s - 1) - t (2s - t + 3)],
        \\quad s = \\lfloor (n-1)/m \\rfloor, \\; t = (n-1) \\bmod m

    Eigenvector centrality is that of the two modes as one network (Bonacich), in each component by itself, as
    :func:`citygraph.queries.measures.spectral.eigenvector` scales it.

    Args:
        matrix: Ones where a row has part in a column.

    References:
        Borgatti, S. P. & Everett, M. G. (1997). Network analysis of 2-mode data. Social Networks 19(3), 243-269.
        doi:10.1016/S0378-8733(96)00301-2
        Faust, K. (1997). Centrality in affiliation networks. Social Networks 19(2), 157-191.
        doi:10.1016/S0378-8733(96)00300-0
    """
    n, m = int(matrix.shape[0]), int(matrix.shape[1])
    ones = matrix.tocoo()
    topology = Topology.from_edges(ones.row, ones.col + n, nodes=n + m)
    own = np.repeat(np.array([n, m], np.float64), [n, m])
    other = np.repeat(np.array([m, n], np.float64), [n, m])
    degree = topology.degrees.astype(np.int64)
    found = distances(topology)
    row = np.arange(n + m) < n
    piece = topology.components().labels
    rows, columns = (np.bincount(piece, weights=each)[piece] for each in (row, ~row))
    least = np.where(row, columns + 2 * (rows - 1), rows + 2 * (columns - 1))
    total = np.maximum(found.total, 1)
    closeness = np.where(found.total > 0, least / total * found.reached / max(n + m - 1, 1), 0.0)
    most = _most_betweenness(own, other)
    raw = betweenness(topology)
    return TwoMode(
        degree=degree,
        degree_share=degree / other,
        closeness=closeness,
        betweenness=np.divide(raw, most, where=most > 0, out=np.zeros(n + m)),
        eigenvector=eigenvector(topology),
    )


def _most_betweenness(own: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    s, t = np.divmod(own - 1, other)
    most = other**2 * (s + 1) ** 2 + other * (s + 1) * (2 * t - s - 1) - t * (2 * s - t + 3)
    found: NDArray[np.float64] = most / 2
    return found


def analyse(setting: Setting) -> Findings:
    """Return the measures of every city and every thing.

    Raises:
        NotAnalysable: Every thing has two cities at most, so the network of cities says the same.
    """
    matrix = AffiliationMatrix.of(setting.network)
    if not (matrix.thing_degrees > 2).any():
        raise NotAnalysable(
            f"nothing in the network on {setting.recipe.name!r} has more than two cities: the network of cities "
            "says all that there is",
            hint="choose a recipe on memberships, participations or themes, such as 'co-membership'",
        )
    found = two_mode(matrix.matrix)
    cities = [_city(setting, found, at, city) for at, city in enumerate(matrix.cities)]
    cities.sort(key=lambda row: (-row.degree, -row.betweenness, row.name, row.city))
    first, names = len(cities), setting.network.names
    things = [
        ThingRow(
            thing=thing.theme or thing.iri,
            name=name_of(thing, names),
            kind=thing.kind,
            degree=int(found.degree[first + at]),
            degree_share=float(found.degree_share[first + at]),
            closeness=float(found.closeness[first + at]),
            betweenness=float(found.betweenness[first + at]),
            eigenvector=_number(found.eigenvector[first + at]),
        )
        for at, thing in enumerate(matrix.things)
    ]
    things.sort(key=lambda row: (-row.degree, -row.betweenness, row.name, row.thing))
    parts = int(matrix.matrix.nnz)
    sizes = _parts(matrix)
    caveats: list[Texts] = []
    if len(sizes) > 1:
        caveats.append(
            Texts(
                en=f"Cities and things are in {len(sizes)} pieces; closeness is less for who reaches less, and "
                "eigenvector centrality compares only within a piece.",
                id=f"Kota dan hal terbagi dalam {len(sizes)} bagian; closeness lebih kecil bagi yang menjangkau lebih "
                "sedikit, dan sentralitas eigenvector hanya sebanding di dalam satu bagian.",
            )
        )
    figures = {
        "cities": len(cities),
        "things": len(things),
        "parts": parts,
        "density": parts / (len(cities) * len(things)),
        "pieces": len(sizes),
    }
    tables: dict[str, Sequence[Row]] = {"cities": cities, "things": things}
    return Findings(tables, figures, tuple(caveats))


def _city(setting: Setting, found: TwoMode, at: int, city: str) -> CityRow:
    known = setting.known(city)
    return CityRow(
        city=city,
        name=known.name,
        country=known.country,
        degree=int(found.degree[at]),
        degree_share=float(found.degree_share[at]),
        closeness=float(found.closeness[at]),
        betweenness=float(found.betweenness[at]),
        eigenvector=_number(found.eigenvector[at]),
    )


def _parts(matrix: AffiliationMatrix) -> NDArray[np.int32]:
    ones = matrix.matrix.tocoo()
    n = len(matrix.cities)
    return Topology.from_edges(ones.row, ones.col + n, nodes=n + len(matrix.things)).components().sizes


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
