"""Whether the network differs from random ones that keep what each city has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from citygraph.queries.errors import NotAnalysable
from citygraph.queries.measures import Topology
from citygraph.queries.measures.degrees import assortativity
from citygraph.queries.texts import Texts
from numpy.typing import NDArray
from scipy import sparse

from .affiliation_matrix import AffiliationMatrix
from .closed_pairs import closed_sums
from .communities import modularity
from .findings import Findings
from .leiden import leiden
from .randomization import TieSwaps, trade
from .setting import Setting

__all__ = ["StatisticRow", "analyse", "random_affiliations", "random_ties", "statistics"]

_BURN_IN = 40
_BETWEEN = 10
"""Rounds before the first sample, and between two: a round tries to swap every tie once."""


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """One statistic of the network beside those of random networks.

    Attributes:
        statistic: transitivity, clustering, assortativity, same-country, largest-component, modularity or ties.
        observed: In the network; None where it is not defined.
        mean: In the random networks.
        deviation: Standard deviation in the random networks.
        z: How many of these the network is above the mean; None where they are all alike.
        low: 2.5 in 100 random networks are below this.
        high: 2.5 in 100 are above this.
        above: Probability of a value as large as the observed or larger by chance.
        below: The same for as small or smaller.
    """

    statistic: str
    observed: float | None
    mean: float | None
    deviation: float | None
    z: float | None
    low: float | None
    high: float | None
    above: float | None
    below: float | None


def statistics(topology: Topology, countries: NDArray[np.int64], *, seed: int) -> dict[str, float]:
    """Return the statistics of one network; nan where one is not defined.

    Args:
        topology: The network; strengths do not count.
        countries: For each city the number of its country; -1 where it is not known.
        seed: For the division of greatest modularity.
    """
    matrix = topology.matrix()
    closed = closed_sums(matrix, matrix, matrix)
    degrees = topology.degrees.astype(np.float64)
    pairs = degrees * (degrees - 1)
    edges = topology.edges()
    left, right = countries[edges.left], countries[edges.right]
    known = (left >= 0) & (right >= 0)
    labels = leiden(topology, seed=seed)
    return {
        "transitivity": float(closed.sum() / pairs.sum()) if pairs.any() else np.nan,
        "clustering": float((closed / np.maximum(pairs, 1)).mean()),
        "assortativity": assortativity(topology),
        "same-country": float((left[known] == right[known]).mean()) if known.any() else np.nan,
        "largest-component": float(topology.components().sizes.max() / topology.order),
        "modularity": modularity(topology, labels),
    }


def random_ties(topology: Topology, *, samples: int, seed: int) -> Iterator[Topology]:
    """Yield random networks in which every city has as many ties as in this one."""
    edges = topology.edges()
    chance = np.random.default_rng(seed)
    swaps = TieSwaps(edges.left.astype(np.int64), edges.right.astype(np.int64), topology.order, chance)
    for number in range(samples):
        swaps.swap(_BETWEEN if number else _BURN_IN)
        yield Topology.from_edges(swaps.left, swaps.right, nodes=topology.nodes)


def random_affiliations(matrix: AffiliationMatrix, *, samples: int, seed: int) -> Iterator[Topology]:
    """Yield networks projected from random parts: every city has part in as many things, every thing as many cities."""
    ones = matrix.matrix.tocoo()
    rows, columns = ones.row.astype(np.int64), ones.col.astype(np.int64)
    chance = np.random.default_rng(seed)
    for number in range(samples):
        rows, columns = trade(rows, columns, chance, rounds=_BETWEEN if number else _BURN_IN)
        drawn = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=matrix.matrix.shape)
        yield projected(drawn, matrix.cities)


def projected(matrix: sparse.csr_array[Any, tuple[int, int]], cities: tuple[str, ...]) -> Topology:
    """Return the network of cities that have part in the same things."""
    shared = sparse.triu(matrix @ matrix.T, k=1).tocoo()
    return Topology.from_edges(shared.row, shared.col, nodes=cities)


def analyse(setting: Setting) -> Findings:
    """Return each statistic of the network beside those of random networks.

    Raises:
        NotAnalysable: There is only one such network, or nothing is shared by more than two cities.
    """
    network = setting.network
    topology = network.topology()
    model, samples, seed = setting.text("model"), setting.integer("samples"), setting.integer("seed")
    if model == "affiliations":
        matrix = AffiliationMatrix.of(network)
        _refuse_pairs(setting, matrix)
        drawn = random_affiliations(matrix, samples=samples, seed=seed)
    else:
        drawn = random_ties(topology, samples=samples, seed=seed)
    countries = _countries(setting)

    def measured(one: Topology) -> dict[str, float]:
        found = statistics(one, countries, seed=seed)
        return {**({"ties": float(one.size)} if model == "affiliations" else {}), **found}

    observed = measured(topology)
    values = _measure(drawn, measured, setting, samples)
    different = len({_digest(each) for each in values})
    if different == 1 and all(_alike(observed[name], values[0][name]) for name in observed):
        raise NotAnalysable(
            "no other network has what each city has here, so there is no chance to compare with",
            hint="the other model may leave more to chance",
        )
    rows = [_row(name, observed[name], np.array([each[name] for each in values])) for name in observed]
    caveats: list[Texts] = []
    if samples < 100:
        caveats.append(
            Texts(
                en=f"{samples} random networks cannot show a probability below {1 / (samples + 1):.2g}.",
                id=f"{samples} jaringan acak tidak dapat menunjukkan peluang di bawah {1 / (samples + 1):.2g}.",
            )
        )
    return Findings({"statistics": rows}, {"samples": samples, "different": different}, tuple(caveats))


def _measure(
    drawn: Iterator[Topology],
    measured: Callable[[Topology], dict[str, float]],
    setting: Setting,
    samples: int,
) -> list[dict[str, float]]:
    values: list[dict[str, float]] = []
    for one in drawn:
        values.append(measured(one))
        setting.advance(len(values), samples)
    return values


def _refuse_pairs(setting: Setting, matrix: AffiliationMatrix) -> None:
    if not (matrix.thing_degrees > 2).any():
        raise NotAnalysable(
            f"nothing in the network on {setting.recipe.name!r} is shared by more than two cities, so there is nothing "
            "to project",
            hint="use the model 'degrees'",
        )


def _countries(setting: Setting) -> NDArray[np.int64]:
    codes = [setting.known(city).country for city in setting.network.cities]
    number = {code: at for at, code in enumerate(sorted({code for code in codes if code}))}
    return np.array([number.get(code or "", -1) for code in codes], np.int64)


def _row(name: str, observed: float, values: NDArray[np.float64]) -> StatisticRow:
    values = values[np.isfinite(values)]
    if not len(values) or not np.isfinite(observed):
        return StatisticRow(
            name, observed if np.isfinite(observed) else None, None, None, None, None, None, None, None
        )
    mean, deviation = float(values.mean()), float(values.std(ddof=1)) if len(values) > 1 else 0.0
    spread = deviation > 1e-12 * max(abs(mean), 1.0)
    low, high = np.quantile(values, [0.025, 0.975])
    close = 1e-12 * max(abs(observed), 1.0)
    return StatisticRow(
        statistic=name,
        observed=observed,
        mean=mean,
        deviation=deviation if spread else 0.0,
        z=(observed - mean) / deviation if spread else None,
        low=float(low),
        high=float(high),
        above=float((1 + (values >= observed - close).sum()) / (1 + len(values))),
        below=float((1 + (values <= observed + close).sum()) / (1 + len(values))),
    )


def _digest(values: dict[str, float]) -> tuple[float | None, ...]:
    return tuple(round(value, 12) if np.isfinite(value) else None for value in values.values())


def _alike(one: float, other: float) -> bool:
    return abs(one - other) < 1e-12 or (np.isnan(one) and np.isnan(other))
