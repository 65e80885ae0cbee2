"""How well each city is connected through the networks that it shares with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.texts import Texts
from numpy.typing import NDArray
from scipy import sparse

from .affiliation_matrix import AffiliationMatrix, name_of
from .findings import Findings, Row
from .setting import Setting

__all__ = ["ConnectivityRow", "LinkRow", "analyse", "connectivity", "hinterland"]


@dataclass(frozen=True, slots=True)
class ConnectivityRow:
    """One city's connectivity.

    Attributes:
        city: IRI of the city.
        name: Its name.
        country: ISO 3166-1 alpha-2 code.
        networks: Networks that it is in.
        connectivity: Its gross connectivity.
        share: The same by that of the best connected city.
        linked: Cities that it shares a network with.
    """

    city: str
    name: str
    country: str | None
    networks: int
    connectivity: int
    share: float
    linked: int


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Two cities and the networks between them.

    Attributes:
        left: IRI of one city.
        left_name: Its name.
        right: IRI of the other.
        right_name: Its name.
        link: Networks that both are in.
        expected: What the right city's connectivity leads to expect, where links of one city are asked for.
        residual: How far the link is above it, in standard deviations.
        things: IRIs of these networks.
        thing_names: Their names.
        facts: IRIs of the facts that say that the two are in them.
    """

    left: str
    left_name: str
    right: str
    right_name: str
    link: int
    expected: float | None
    residual: float | None
    things: tuple[str, ...]
    thing_names: tuple[str, ...]
    facts: tuple[str, ...]


def connectivity(matrix: AffiliationMatrix) -> NDArray[np.int64]:
    """Return the gross connectivity of each city in the interlocking network.

    .. math:: C_a = \\sum_{b \\ne a} \\sum_j v_{aj} v_{bj} = \\sum_j v_{aj} (N_j - v_{aj})

    v is 1 where city a is in network j, N the number of cities in it: every other member of each network counts
    once. GaWC grades v from 0 to 5 by the size of an office; a membership has no size. A city that shares no network
    has 0.

    References:
        Taylor, P. J. (2001). Specification of the world city network. Geographical Analysis 33(2), 181-194.
        doi:10.1111/j.1538-4632.2001.tb00443.x
    """
    found = np.asarray(matrix.matrix @ (matrix.thing_degrees - 1.0), np.float64)
    return np.rint(found).astype(np.int64)


def hinterland(
    links: NDArray[np.float64], connectivities: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what each other city's connectivity leads to expect of a city's links, and how far they are above it.

    Links are regressed on the other cities' connectivity by least squares; a residual is divided by the standard
    deviation of all (n-2 degrees of freedom), and 0 where the line fits exactly. Where all others are connected alike
    the mean is expected.

    References:
        Taylor, P. J. (2001). Urban hinterworlds: geographies of corporate service provision under conditions of
        contemporary globalization. Geography 86(1), 51-60.
    """
    centred = connectivities - connectivities.mean()
    spread = float((centred**2).sum())
    slope = float((centred * links).sum()) / spread if spread else 0.0
    expected = links.mean() + slope * centred
    residuals = links - expected
    deviation = float(np.sqrt((residuals**2).sum() / max(len(links) - 2, 1)))
    flat = deviation <= 1e-9 * max(float(np.abs(links).max(initial=0.0)), 1.0)
    return expected, np.zeros_like(residuals) if flat else residuals / deviation


def analyse(setting: Setting) -> Findings:
    """Return the connectivity of every city, and the strongest links."""
    matrix = AffiliationMatrix.of(setting.network)
    found = connectivity(matrix)
    both = sparse.csr_array(matrix.matrix @ matrix.matrix.T)
    both.setdiag(0)
    both.eliminate_zeros()
    both.sort_indices()
    linked = np.diff(both.indptr)
    cities = [_row(setting, matrix, found, linked, at) for at in range(len(matrix.cities))]
    cities.sort(key=lambda row: (-row.connectivity, -row.networks, row.name, row.city))
    most = setting.integer("most")
    if setting.options["city"] is None:
        links, total = _strongest(setting, matrix, both, most)
    else:
        links, total = _of_city(setting, matrix, both, found, most)
    caveats: list[Texts] = []
    if total > most:
        caveats.append(
            Texts(
                en=f"Only the first {most} of {total} links are listed.",
                id=f"Hanya {most} dari {total} kaitan pertama yang dimuat.",
            )
        )
    figures = {
        "networks": int((matrix.thing_degrees > 0).sum()),
        "links": int(both.nnz // 2),
        "total": int(found.sum() // 2),
    }
    tables: dict[str, Sequence[Row]] = {"cities": cities, "links": links}
    return Findings(tables, figures, tuple(caveats))


def _row(
    setting: Setting,
    matrix: AffiliationMatrix,
    found: NDArray[np.int64],
    linked: NDArray[np.int32],
    at: int,
) -> ConnectivityRow:
    known = setting.known(matrix.cities[at])
    return ConnectivityRow(
        city=known.iri,
        name=known.name,
        country=known.country,
        networks=int(matrix.city_degrees[at]),
        connectivity=int(found[at]),
        share=float(found[at] / found.max()),
        linked=int(linked[at]),
    )


def _strongest(
    setting: Setting, matrix: AffiliationMatrix, both: sparse.csr_array[Any, tuple[int, int]], most: int
) -> tuple[list[LinkRow], int]:
    """Return the strongest links of all, and how many links there are."""
    once = sparse.triu(both, k=1).tocoo()
    order = np.lexsort((once.col, once.row, -once.data))[:most]
    rows = [
        _link(setting, matrix, int(once.row[at]), int(once.col[at]), int(once.data[at]), None, None)
        for at in order
    ]
    return rows, int(once.nnz)


def _of_city(
    setting: Setting,
    matrix: AffiliationMatrix,
    both: sparse.csr_array[Any, tuple[int, int]],
    found: NDArray[np.int64],
    most: int,
) -> tuple[list[LinkRow], int]:
    """Return the links of the city that was asked for, those furthest above expectation first."""
    city = matrix.cities.index(setting.city("city"))
    links = np.asarray(both[[city]].todense(), np.float64).ravel()
    others = np.flatnonzero(np.arange(len(links)) != city)
    if not links.any():
        raise NotAnalysable(
            f"{setting.known(matrix.cities[city]).name} shares no network with another city that the graph knows",
            hint="leave the city out to see all links",
        )
    expected, residuals = hinterland(links[others], found[others].astype(np.float64))
    linked = links[others] > 0
    order = np.lexsort((others, -links[others], -residuals))
    order = order[linked[order]]
    rows = [
        _link(
            setting,
            matrix,
            city,
            int(others[at]),
            int(links[others[at]]),
            float(expected[at]),
            float(residuals[at]),
        )
        for at in order[:most]
    ]
    return rows, len(order)


def _link(
    setting: Setting,
    matrix: AffiliationMatrix,
    left: int,
    right: int,
    link: int,
    expected: float | None,
    residual: float | None,
) -> LinkRow:
    one, other = setting.known(matrix.cities[left]), setting.known(matrix.cities[right])
    shared = matrix.shared(left, right)
    facts = {each.fact for thing in shared for city in (one, other) for each in thing.members[city.iri]}
    return LinkRow(
        left=one.iri,
        left_name=one.name,
        right=other.iri,
        right_name=other.name,
        link=link,
        expected=expected,
        residual=residual,
        things=tuple(thing.theme or thing.iri for thing in shared),
        thing_names=tuple(name_of(thing, setting.network.names) for thing in shared),
        facts=tuple(sorted(facts)),
    )
