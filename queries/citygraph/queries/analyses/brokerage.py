"""Which cities stand between others that are not tied, within and between countries or networks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.measures import Topology
from citygraph.queries.recipe_book import find_recipe
from citygraph.queries.selection import incidences
from citygraph.queries.texts import Texts
from numpy.typing import NDArray
from scipy import sparse

from .closed_pairs import closed_sums
from .findings import Findings
from .setting import Setting

__all__ = ["BrokerRow", "Brokerage", "analyse", "brokerage"]

Shares = sparse.csr_array[Any, tuple[int, int]]
"""Nodes in rows, groups in columns: how much of a node is in a group; each row sums to 1."""


@dataclass(frozen=True, slots=True)
class BrokerRow:
    """One city's brokerage.

    Attributes:
        city: IRI of the city.
        name: Its name.
        country: ISO 3166-1 alpha-2 code.
        degree: Cities that it is tied to, of those that have a group.
        pairs: Pairs of these that are not tied to each other.
        coordinator: Paths between two of its own group.
        itinerant: Paths between two of one other group.
        gatekeeper: Paths from another group into its own.
        representative: Paths from its own group to another.
        liaison: Paths between two other groups.
        total: All paths: twice the pairs.
    """

    city: str
    name: str
    country: str | None
    degree: int
    pairs: int
    coordinator: float
    itinerant: float
    gatekeeper: float
    representative: float
    liaison: float
    total: float


@dataclass(frozen=True, slots=True, eq=False)
class Brokerage:
    """How often each node stands in each role.

    Attributes:
        pairs: Pairs of neighbours that are not tied.
        coordinator: Paths a-b-c, in both directions, with all three of one group.
        itinerant: With the two ends of one group and the node of another.
        gatekeeper: From another group to the node's own; representative is the same the other way.
        liaison: With three groups.
    """

    pairs: NDArray[np.float64]
    coordinator: NDArray[np.float64]
    itinerant: NDArray[np.float64]
    gatekeeper: NDArray[np.float64]
    liaison: NDArray[np.float64]


def brokerage(topology: Topology, shares: Shares) -> Brokerage:
    """Return how often each node is on a path of two steps between nodes that are not tied, by role.

    As ties have no direction, each pair of ends is read both ways, as programs for directed networks read symmetric
    data: gatekeeper and representative are always as many. A node that is in several groups counts as the mean over
    drawing one of its groups for each of the three: with one group each this is Gould and Fernandez' count.

    Args:
        topology: The graph.
        shares: How much of each node is in each group.

    References:
        Gould, R. V. & Fernandez, R. M. (1989). Structures of mediation: a formal approach to brokerage in transaction
        networks. Sociological Methodology 19, 89-126. doi:10.2307/270949
    """
    ties: Shares = topology.matrix()
    degrees = topology.degrees.astype(np.float64)
    squares = shares.multiply(shares).tocsr()
    around = (ties @ shares).tocsr()
    around_squares = (ties @ squares).tocsr()
    own_around = _row_sums(shares.multiply(around))
    same_ends = (_row_sums(around.multiply(around)) - _row_sums(around_squares)) / 2
    all_same = _row_sums(shares.multiply(around.multiply(around) - around_squares)) / 2
    one_same = (degrees - 1) * own_around
    # less the pairs that are tied themselves
    alike = _on_ties(topology, shares)
    same_ends -= closed_sums(ties, alike, ties) / 2
    one_same -= closed_sums(ties, ties, alike)
    all_same -= _closed_same(ties, shares)
    pairs = degrees * (degrees - 1) / 2 - closed_sums(ties, ties, ties) / 2
    return Brokerage(
        pairs=np.rint(pairs),
        coordinator=_clean(2 * all_same),
        itinerant=_clean(2 * (same_ends - all_same)),
        gatekeeper=_clean(one_same - 2 * all_same),
        liaison=_clean(2 * (pairs - one_same - same_ends + 2 * all_same)),
    )


def _on_ties(topology: Topology, shares: Shares) -> Shares:
    """Return, for each tie, how likely its two ends are of one group."""
    rows = topology.rows
    values = _row_sums(shares[rows].multiply(shares[topology.neighbours]))
    return sparse.csr_array(
        (values, topology.neighbours, topology.offsets), shape=(topology.order, topology.order)
    )


def _closed_same(ties: Shares, shares: Shares) -> NDArray[np.float64]:
    """Return, for each node, how many of its triangles are of one group."""
    found = np.zeros(shares.shape[0])
    columns = shares.tocsc()
    for group in range(shares.shape[1]):
        members = columns.indices[columns.indptr[group] : columns.indptr[group + 1]]
        weights = columns.data[columns.indptr[group] : columns.indptr[group + 1]]
        if len(members) < 3:
            continue
        inner = ties[members][:, members].tocsr()
        weighed = sparse.diags_array(weights) @ inner @ sparse.diags_array(weights)
        found[members] += weights * closed_sums(inner, sparse.csr_array(weighed), inner) / 2
    return found


def analyse(setting: Setting) -> Findings:
    """Return the brokerage of every city in the network.

    Raises:
        NotAnalysable: All cities are of one group, or no city stands between two that are not tied.
    """
    by = setting.text("by")
    groups = _countries(setting) if by == "country" else _networks(setting)
    cities = setting.network.cities
    known = np.array([bool(groups.get(city)) for city in cities])
    names = sorted({name for city in cities for name in groups.get(city, ())})
    if len(names) < 2:
        raise NotAnalysable(
            f"brokerage is between groups, and the cities of this network are of {len(names)}",
            hint="choose the other value of 'by', or another recipe",
        )
    topology = setting.network.topology().subgraph(known)
    shares = _shares([groups[city] for city in topology.nodes], names)
    found = brokerage(topology, shares)
    if not found.pairs.any():
        raise NotAnalysable("no city stands between two others that are not tied to each other")
    rows = [_row(setting, topology, found, at) for at in range(topology.order)]
    rows.sort(key=lambda row: (-row.total, -row.liaison, row.name, row.city))
    totals = {
        "coordinator": float(found.coordinator.sum()),
        "itinerant": float(found.itinerant.sum()),
        "gatekeeper": float(found.gatekeeper.sum()),
        "representative": float(found.gatekeeper.sum()),
        "liaison": float(found.liaison.sum()),
    }
    expected = {f"{role}_expected": value for role, value in _expected(found, shares).items()}
    figures = {"groups": len(names), **totals, **expected}
    return Findings({"cities": rows}, figures, tuple(_caveats(known, groups, by)))


def _expected(found: Brokerage, shares: Shares) -> dict[str, float]:
    """Return how many paths of each role there would be if the groups were dealt out to the cities at random."""
    n = shares.shape[0]
    one = np.asarray(shares.sum(axis=0)).ravel()
    two = np.asarray(shares.multiply(shares).sum(axis=0)).ravel()
    three = np.asarray(shares.multiply(shares).multiply(shares).sum(axis=0)).ravel()
    same_two = float((one**2 - two).sum() / (n * (n - 1)))
    same_three = float((one**3 - 3 * one * two + 2 * three).sum() / (n * (n - 1) * (n - 2)))
    paths = 2 * float(found.pairs.sum())
    return {
        "coordinator": paths * same_three,
        "itinerant": paths * (same_two - same_three),
        "gatekeeper": paths * (same_two - same_three),
        "representative": paths * (same_two - same_three),
        "liaison": paths * (1 - 3 * same_two + 2 * same_three),
    }


def _countries(setting: Setting) -> dict[str, tuple[str, ...]]:
    known = {city: setting.known(city).country for city in setting.network.cities}
    return {city: (country,) for city, country in known.items() if country}


def _networks(setting: Setting) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for one in incidences(setting.graph, find_recipe("co-membership"), identifiers=setting.identifiers):
        found.setdefault(one.city, set()).add(one.tie)
    return {city: tuple(sorted(networks)) for city, networks in found.items()}


def _shares(groups: list[tuple[str, ...]], names: list[str]) -> Shares:
    number = {name: at for at, name in enumerate(names)}
    columns = [number[name] for having in groups for name in having]
    rows = np.repeat(np.arange(len(groups)), [len(having) for having in groups])
    values = np.concatenate([np.full(len(having), 1 / len(having)) for having in groups])
    return sparse.csr_array((values, (rows, np.array(columns))), shape=(len(groups), len(names)))


def _row(setting: Setting, topology: Topology, found: Brokerage, at: int) -> BrokerRow:
    city = topology.nodes[at]
    known = setting.known(city)
    return BrokerRow(
        city=city,
        name=known.name,
        country=known.country,
        degree=int(topology.degrees[at]),
        pairs=int(found.pairs[at]),
        coordinator=float(found.coordinator[at]),
        itinerant=float(found.itinerant[at]),
        gatekeeper=float(found.gatekeeper[at]),
        representative=float(found.gatekeeper[at]),
        liaison=float(found.liaison[at]),
        total=2 * float(found.pairs[at]),
    )


def _caveats(known: NDArray[np.bool_], groups: dict[str, tuple[str, ...]], by: str) -> list[Texts]:
    caveats: list[Texts] = []
    unknown = int((~known).sum())
    if unknown:
        en, idn = ("country", "negara") if by == "country" else ("network", "jaringan")
        caveats.append(
            Texts(
                en=f"{unknown} of {len(known)} cities are of no known {en} and are left out with their ties.",
                id=f"{unknown} dari {len(known)} kota tidak diketahui {idn}nya dan tidak dihitung beserta ikatannya.",
            )
        )
    if any(len(having) > 1 for having in groups.values()):
        caveats.append(
            Texts(
                en="Cities in several networks count with an equal share in each, so numbers are not whole.",
                id="Kota dalam beberapa jaringan dihitung dengan bagian sama pada masing-masing, sehingga angkanya "
                "tidak bulat.",
            )
        )
    return caveats


def _row_sums(matrix: Shares) -> NDArray[np.float64]:
    return np.asarray(matrix.sum(axis=1), np.float64).ravel()


def _clean(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the values without the traces of rounding: what is a whole number but for them is one."""
    whole = np.rint(values)
    return np.where(np.abs(values - whole) < 1e-9 * np.maximum(np.abs(whole), 1), whole, values) + 0.0
