"""Every measure with its formula, reference and treatment of disconnection, in words and in code."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final, Literal

import numpy as np
from citygraph.queries.texts import Texts
from numpy.typing import NDArray

from . import cores, degrees, holes, paths, reach, spectral, triangles
from .workings import Workings

__all__ = ["Level", "Measure", "load_measures", "measure_cities", "measure_whole"]

Level = Literal["city", "network"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a measure is.

    Attributes:
        name: Short name, as in columns and JSON.
        level: Whether every city has a value, or the network as a whole.
        title: What people call it.
        meaning: What it says, in a sentence.
        formula: Formula in LaTeX.
        reference: Where it was defined.
        doi: DOI of the reference; None for a book or journal without one.
        disconnected: What becomes of isolated cities and of a network in several parts.
        values: Which values it can take.
        whole_numbers: Whether its values are whole numbers.
        weighted: Whether strengths of ties count in it.
    """

    name: str
    level: Level
    title: Texts
    meaning: Texts
    formula: str
    reference: str
    doi: str | None
    disconnected: Texts
    values: str
    whole_numbers: bool
    weighted: bool


_CITY: Final[Mapping[str, Callable[[Workings], NDArray[np.float64]]]] = {
    "degree": lambda given: degrees.degree(given.topology),
    "strength": lambda given: degrees.strength(given.topology),
    "newman_strength": lambda given: degrees.strength(given.newman or given.topology),
    "betweenness": lambda given: given.betweenness,
    "betweenness_normalized": lambda given: paths.normalized(given.betweenness),
    "closeness": lambda given: reach.closeness(given.topology, given.distances),
    "harmonic": lambda given: reach.harmonic(given.topology, given.distances),
    "eigenvector": lambda given: spectral.eigenvector(given.topology),
    "pagerank": lambda given: spectral.pagerank(given.topology),
    "core_number": lambda given: given.cores,
    "clustering": lambda given: triangles.clustering(given.topology, given.triangles),
    "constraint": lambda given: holes.constraint(given.topology, given.triangles),
    "effective_size": lambda given: holes.effective_size(given.topology, given.triangles),
    "articulation": lambda given: cores.articulation(given.topology, given.bare),
}

_WHOLE: Final[Mapping[str, Callable[[Workings], float]]] = {
    "nodes": lambda given: given.topology.order,
    "ties": lambda given: given.topology.size,
    "density": lambda given: degrees.density(given.topology),
    "isolated": lambda given: int(np.count_nonzero(given.topology.degrees == 0)),
    "components": lambda given: len(given.components.sizes),
    "largest_component": lambda given: int(given.components.sizes[:1].sum()),
    "mean_degree": lambda given: _mean(given.topology.degrees.astype(np.float64)),
    "maximum_degree": lambda given: int(given.topology.degrees.max(initial=0)),
    "gini": lambda given: degrees.gini(given.topology.degrees),
    "assortativity": lambda given: degrees.assortativity(given.topology),
    "triangles": lambda given: len(given.triangles),
    "wedges": lambda given: triangles.wedges(given.topology),
    "transitivity": lambda given: triangles.transitivity(given.topology, given.triangles),
    "mean_clustering": lambda given: _mean(triangles.clustering(given.topology, given.triangles)),
    "diameter": lambda given: reach.diameter(given.topology, given.distances),
    "mean_distance": lambda given: reach.mean_distance(given.topology, given.distances),
    "articulation_points": lambda given: int(cores.articulation(given.topology, given.bare).sum()),
    "degeneracy": lambda given: int(given.cores.max(initial=0)),
}


def load_measures() -> dict[str, Measure]:
    """Return every measure by name, those of cities first, in the order in which reports show them.

    >>> load_measures()["closeness"].doi
    '10.1017/CBO9780511815478'
    """
    text = (files("citygraph.queries.measures") / "measures.toml").read_text(encoding="utf-8")
    return {name: _measure(name, said) for name, said in tomllib.loads(text).items()}


def measure_cities(given: Workings, names: Iterable[str] | None = None) -> dict[str, NDArray[np.float64]]:
    """Return city-level measures by name, each in the order of the nodes; nan where it has no value.

    Args:
        given: The network being measured.
        names: Which measures; not given: all.

    Raises:
        UndefinedMeasure: One of them has no value for any city.
        KeyError: There is no such measure of cities.
    """
    return {name: _CITY[name](given) for name in (_CITY if names is None else names)}


def measure_whole(given: Workings, names: Iterable[str] | None = None) -> dict[str, float | None]:
    """Return the measures of the network as a whole by name; None where one has no value.

    Args:
        given: The network being measured.
        names: Which measures; not given: all.

    Raises:
        KeyError: There is no such measure of networks.
    """
    found = {name: _WHOLE[name](given) for name in (_WHOLE if names is None else names)}
    return {name: None if np.isnan(value) else value for name, value in found.items()}


def _mean(values: NDArray[np.float64]) -> float:
    return float(values.mean()) if len(values) else float("nan")


def _measure(name: str, said: dict[str, Any]) -> Measure:
    return Measure(
        name=name,
        level=said["level"],
        title=Texts(**said["title"]),
        meaning=Texts(**said["meaning"]),
        formula=said["formula"],
        reference=said["reference"],
        doi=said.get("doi"),
        disconnected=Texts(**said["disconnected"]),
        values=said["values"],
        whole_numbers=said.get("whole_numbers", False),
        weighted=said.get("weighted", False),
    )
