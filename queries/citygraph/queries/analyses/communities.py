"""Which groups of cities are tied more closely among themselves, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.measures import Topology
from citygraph.queries.texts import Texts
from numpy.typing import NDArray

from .agreement import adjusted_rand, variation_of_information
from .findings import Findings, Row
from .leiden import leiden
from .setting import Advance, Setting

__all__ = ["Communities", "CommunityRow", "MemberRow", "analyse", "communities", "modularity"]

V = TypeVar("V", bound=np.generic)

_MOST_ROUNDS = 10
_TOGETHER = 0.5
"""A tie whose ends are together in fewer of the runs has no say in the next round of the consensus."""
_NAMED = 5
_SURE = 0.8


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One city and its community.

    Attributes:
        city: IRI of the city.
        name: Its name.
        country: ISO 3166-1 alpha-2 code.
        community: Number of its community, 1 being the largest.
        certainty: Of the others in its community, the share that is together with it in the average run.
        degree: Cities that it is tied to.
        inside: Of these, cities of its own community.
    """

    city: str
    name: str
    country: str | None
    community: int
    certainty: float
    degree: int
    inside: int


@dataclass(frozen=True, slots=True)
class CommunityRow:
    """One community.

    Attributes:
        community: Its number.
        cities: How many cities it has.
        certainty: Mean certainty of its cities.
        inside: Ties between its cities.
        outside: Ties of its cities to others.
        countries: How many countries its cities are in.
        main_country: The country of most of them.
        main_country_share: Their share.
        members: IRIs of the cities with most ties inside it.
        member_names: Their names.
    """

    community: int
    cities: int
    certainty: float
    inside: int
    outside: int
    countries: int
    main_country: str | None
    main_country_share: float | None
    members: tuple[str, ...]
    member_names: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Communities:
    """A division of a graph, with how the runs behind it agree.

    Attributes:
        labels: For each node its community: 0 is the largest, and of two as large the one with the node that
            sorts first; -1 for a node without ties.
        certainty: For each node, of the others in its community, the share that is together with it in the average
            run; nan for a node alone in its community and for one without ties.
        modularity: Of the division.
        run_modularity: Of each single run.
        agreement: Mean adjusted Rand index of every two runs; 1 for a single run.
        least_agreement: The least of them.
        variation: Mean variation of information of every two runs, by its greatest possible value.
        rounds: Rounds that the consensus took; 0 when the runs agreed at once.
    """

    labels: NDArray[np.int64]
    certainty: NDArray[np.float64]
    modularity: float
    run_modularity: NDArray[np.float64]
    agreement: float
    least_agreement: float
    variation: float
    rounds: int


def communities(
    topology: Topology,
    *,
    resolution: float = 1.0,
    runs: int = 20,
    seed: int = 1,
    advance: Advance | None = None,
) -> Communities:
    """Return the division into communities on which many runs of the Leiden algorithm agree.

    Each run looks for the division of greatest modularity from another seed. Their consensus is taken as Lancichinetti
    and Fortunato do, on the ties alone: each tie is weighed by the share of runs in which its ends are together, those
    below one half are left out, and Leiden runs again on these weights, until all runs agree (at most 10 times; then
    the division that agrees most with the others counts). Nodes without ties belong to no community; components
    are never joined.

    Args:
        topology: The graph; strengths count.
        resolution: Above 1 gives more and smaller communities, below 1 fewer and larger ones.
        runs: How often to run.
        seed: Where the chance begins: the same seed gives the same division.
        advance: Told how far the work is.

    References:
        Traag, V. A., Waltman, L. & van Eck, N. J. (2019). From Louvain to Leiden: guaranteeing well-connected
        communities. Scientific Reports 9, 5233. doi:10.1038/s41598-019-41695-z
        Lancichinetti, A. & Fortunato, S. (2012). Consensus clustering in complex networks. Scientific Reports 2,
        336. doi:10.1038/srep00336
    """
    tied = topology.degrees > 0
    inner = topology.subgraph(tied)
    chance = np.random.default_rng(seed)
    divisions: list[NDArray[np.int64]] = []
    for each in chance.integers(0, 2**31, runs):
        divisions.append(leiden(inner, seed=int(each), resolution=resolution, iterations=2))
        if advance is not None:
            advance(len(divisions), runs)
    pairs = [(one, other) for at, one in enumerate(divisions) for other in divisions[at + 1 :]]
    agreements = [adjusted_rand(one, other) for one, other in pairs] or [1.0]
    variations = [variation_of_information(one, other) for one, other in pairs] or [0.0]
    agreed, rounds = _consensus(inner, divisions, chance)
    certainty = _certainty(agreed, divisions)
    return Communities(
        labels=_spread(agreed, tied, -1),
        certainty=_spread(certainty, tied, np.nan),
        modularity=modularity(inner, agreed, resolution=resolution),
        run_modularity=np.array([modularity(inner, one, resolution=resolution) for one in divisions]),
        agreement=float(np.mean(agreements)),
        least_agreement=min(agreements),
        variation=float(np.mean(variations)) / np.log(max(inner.order, 2)),
        rounds=rounds,
    )


def modularity(topology: Topology, labels: NDArray[np.int64], *, resolution: float = 1.0) -> float:
    """Return how much more of the strength lies inside the communities than chance would put there.

    .. math:: Q = \\frac{1}{2m} \\sum_{ij} \\Bigl(w_{ij} - \\gamma \\frac{s_i s_j}{2m}\\Bigr) \\delta(c_i, c_j)

    References:
        Newman, M. E. J. & Girvan, M. (2004). Finding and evaluating community structure in networks. Physical
        Review E 69, 026113. doi:10.1103/PhysRevE.69.026113
    """
    rows = topology.rows
    twice = topology.strengths.sum()
    inside = topology.strengths[labels[rows] == labels[topology.neighbours]].sum()
    strength = np.bincount(labels[rows], weights=topology.strengths)
    return float(inside / twice - resolution * ((strength / twice) ** 2).sum())


def analyse(setting: Setting) -> Findings:
    """Return the communities of the network.

    Raises:
        NotAnalysable: All its cities are in one.
    """
    network = setting.network
    topology = network.topology() if setting.text("strength") == "recipe" else _equal(network.topology())
    found = communities(
        topology,
        resolution=setting.number("resolution"),
        runs=setting.integer("runs"),
        seed=setting.integer("seed"),
        advance=setting.advance,
    )
    count = int(found.labels.max()) + 1
    if count == 1:
        raise NotAnalysable(
            f"the {int((found.labels == 0).sum())} cities with ties are one community: no division of them has "
            "more ties inside its parts than chance would put there",
            hint="a greater resolution gives smaller communities",
        )
    sizes = np.bincount(found.labels[found.labels >= 0])
    figures = {
        "communities": count,
        "largest": int(sizes[0]),
        "modularity": found.modularity,
        "run_modularity": float(found.run_modularity.mean()),
        "agreement": found.agreement,
        "least_agreement": found.least_agreement,
        "variation": found.variation,
    }
    members = _members(setting, topology, found)
    tables: dict[str, Sequence[Row]] = {
        "communities": _described(members, topology, found),
        "cities": members,
    }
    return Findings(tables, figures, tuple(_caveats(members, found)))


def _equal(topology: Topology) -> Topology:
    return Topology(topology.nodes, topology.offsets, topology.neighbours, np.ones(len(topology.neighbours)))


def _members(setting: Setting, topology: Topology, found: Communities) -> list[MemberRow]:
    rows = topology.rows
    same = found.labels[rows] == found.labels[topology.neighbours]
    inside = np.bincount(rows[same], minlength=topology.order)
    members: list[MemberRow] = []
    for at, city in enumerate(topology.nodes):
        if found.labels[at] < 0:
            continue
        known = setting.known(city)
        members.append(
            MemberRow(
                city=city,
                name=known.name,
                country=known.country,
                community=int(found.labels[at]) + 1,
                certainty=float(found.certainty[at]),
                degree=int(topology.degrees[at]),
                inside=int(inside[at]),
            )
        )
    members.sort(key=lambda row: (row.community, -row.inside, -row.degree, row.name, row.city))
    return members


def _described(members: Sequence[MemberRow], topology: Topology, found: Communities) -> list[CommunityRow]:
    edges = topology.edges()
    left, right = found.labels[edges.left], found.labels[edges.right]
    count = int(found.labels.max()) + 1
    inside = np.bincount(left[left == right], minlength=count)
    crossing = left != right
    outside = np.bincount(left[crossing], minlength=count) + np.bincount(right[crossing], minlength=count)
    by_community: dict[int, list[MemberRow]] = {}
    for member in members:
        by_community.setdefault(member.community, []).append(member)
    described: list[CommunityRow] = []
    for number, group in sorted(by_community.items()):
        countries = Counter(member.country for member in group if member.country)
        main, most = min(countries.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
        described.append(
            CommunityRow(
                community=number,
                cities=len(group),
                certainty=float(np.mean([member.certainty for member in group])),
                inside=int(inside[number - 1]),
                outside=int(outside[number - 1]),
                countries=len(countries),
                main_country=main,
                main_country_share=most / len(group) if main else None,
                members=tuple(member.city for member in group[:_NAMED]),
                member_names=tuple(member.name for member in group[:_NAMED]),
            )
        )
    return described


def _caveats(members: Sequence[MemberRow], found: Communities) -> list[Texts]:
    caveats: list[Texts] = []
    unsure = sum(member.certainty < _SURE for member in members)
    if unsure:
        caveats.append(
            Texts(
                en=f"{unsure} of {len(members)} cities are in their community with a certainty below {_SURE}: "
                "their place is a matter of chance.",
                id=f"{unsure} dari {len(members)} kota berada dalam komunitasnya dengan kepastian di bawah {_SURE}: "
                "tempatnya bergantung pada kebetulan.",
            )
        )
    alone = int((found.labels < 0).sum())
    if alone:
        caveats.append(
            Texts(
                en=f"{alone} cities in scope have no tie and are in no community.",
                id=f"{alone} kota dalam cakupan tidak memiliki ikatan dan tidak masuk komunitas mana pun.",
            )
        )
    return caveats


def _consensus(
    topology: Topology, divisions: Sequence[NDArray[np.int64]], chance: np.random.Generator
) -> tuple[NDArray[np.int64], int]:
    edges = topology.edges()
    now = list(divisions)
    for done in range(_MOST_ROUNDS + 1):
        if all(np.array_equal(now[0], other) for other in now[1:]):
            return now[0], done
        if done == _MOST_ROUNDS:
            break
        shares = np.mean([one[edges.left] == one[edges.right] for one in now], axis=0)
        kept = shares >= _TOGETHER
        agreed = Topology.from_edges(edges.left[kept], edges.right[kept], shares[kept], nodes=topology.nodes)
        seeds = chance.integers(0, 2**31, len(now))
        now = [leiden(agreed, seed=int(each)) for each in seeds]
    agreements = [sum(adjusted_rand(one, other) for other in now) for one in now]
    return now[int(np.argmax(agreements))], _MOST_ROUNDS


def _certainty(agreed: NDArray[np.int64], divisions: Sequence[NDArray[np.int64]]) -> NDArray[np.float64]:
    """Return, for each node, with what share of its community it is together in the average run."""
    others = np.bincount(agreed)[agreed] - 1
    together = np.zeros(len(agreed))
    for one in divisions:
        key = agreed * (int(one.max()) + 1) + one
        _, inverse, sizes = np.unique(key, return_inverse=True, return_counts=True)
        together += sizes[inverse] - 1
    return np.where(others > 0, together / np.maximum(others * len(divisions), 1), np.nan)


def _spread(values: NDArray[V], tied: NDArray[np.bool_], missing: float) -> NDArray[V]:
    whole = np.full(len(tied), missing, values.dtype)
    whole[tied] = values
    return whole
