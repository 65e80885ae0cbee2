"""Where things stand in a picture of a network: its cities, and the names that fit beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, cast

import networkx as nx
import numpy as np
from citygraph.queries.measures.topology import Topology
from numpy.typing import NDArray

__all__ = ["Label", "Picture", "labels", "lay_out"]

_SEED: Final = 20
_STRIP: Final = 84.0
_OTHERS: Final = 10
_MANY: Final = 6
"""Cities of a lesser part above which it gets twice the room."""
_LETTER: Final = 6.4
_LINE: Final = 13.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name in a picture.

    Attributes:
        index: Number of what it names.
        x: Where its middle is.
        y: Where its base line is.
    """

    index: int
    x: float
    y: float


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A part of a network that fits in a picture.

    Attributes:
        nodes: Numbers of its cities in the topology, those with most ties first.
        places: Where they stand, a row (x, y) for each.
        left: The position in ``nodes`` of one end of each tie between them.
        right: That of the other end.
        strengths: How strong each tie is.
    """

    nodes: NDArray[np.int64]
    places: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    strengths: NDArray[np.float64]


def lay_out(topology: Topology, *, most: int, width: float, height: float) -> Picture:
    """Return the cities with most ties and the ties among them, laid out; the same each time.

    Cities that none of the others shown is tied to are left out. Each part that hangs together is laid out by itself
    (Fruchterman and Reingold 1991, doi:10.1002/spe.4380211102): the largest fills the picture, others stand below it.

    Args:
        topology: The whole network.
        most: Most cities.
        width: Pixels.
        height: Pixels.
    """
    degrees = np.diff(topology.offsets)
    chosen = np.sort(np.argsort(-degrees, kind="stable")[:most])
    edges = topology.edges()
    inside = np.isin(edges.left, chosen) & np.isin(edges.right, chosen)
    graph: nx.Graph[int] = nx.Graph()
    ends = zip(edges.left[inside].tolist(), edges.right[inside].tolist(), strict=True)
    graph.add_weighted_edges_from(
        (left, right, strength)
        for (left, right), strength in zip(ends, edges.strengths[inside].tolist(), strict=True)
    )
    found = [sorted(part) for part in nx.connected_components(graph)]
    parts = sorted(found, key=lambda part: (-len(part), part))[: 1 + _OTHERS]
    strip = _STRIP * (2 if len(parts[1]) > _MANY else 1) if len(parts) > 1 else 0.0
    places: dict[int, tuple[float, float]] = {}
    for number, part in enumerate(parts):
        if number == 0:
            box = (0.0, 0.0, width, height - strip)
        else:
            wide = min(width / (len(parts) - 1), 2 * _STRIP)
            box = ((number - 1) * wide, height - strip, wide, strip)
        places |= _in_box(_spring(graph, part), box)
    nodes = sorted(places, key=lambda node: (-int(degrees[node]), node))
    position = {node: index for index, node in enumerate(nodes)}
    drawn = [
        (position[left], position[right], float(data["weight"]))
        for left, right, data in graph.edges(data=True)
        if left in position
    ]
    return Picture(
        np.array(nodes, dtype=np.int64),
        np.array([places[node] for node in nodes], dtype=np.float64).reshape(-1, 2),
        np.array([left for left, _, _ in drawn], dtype=np.int64),
        np.array([right for _, right, _ in drawn], dtype=np.int64),
        np.array([strength for _, _, strength in drawn], dtype=np.float64),
    )


def labels(
    places: NDArray[np.float64],
    radii: NDArray[np.float64],
    names: Iterable[str],
    *,
    width: float,
    height: float,
    most: int,
) -> tuple[Label, ...]:
    """Return the names that fit, tried in their order: none lies over another, nor leaves the picture."""
    taken: list[tuple[float, float, float, float]] = []
    found: list[Label] = []
    for index, name in enumerate(names):
        x, y = float(places[index, 0]), float(places[index, 1])
        half = len(name) * _LETTER / 2 + 2
        for base in (y - radii[index] - 3, y + radii[index] + _LINE - 2):
            middle = min(max(x, half), width - half)
            box = (middle - half, base - _LINE + 2, middle + half, base + 3)
            if (
                abs(middle - x) <= half
                and box[1] >= 0
                and box[3] <= height
                and not any(_overlap(box, one) for one in taken)
            ):
                taken.append(box)
                found.append(Label(index, middle, float(base)))
                break
        if len(found) == most:
            break
    return tuple(found)


def _spring(graph: nx.Graph[int], part: list[int]) -> dict[int, Any]:
    if len(part) == 2:
        return {part[0]: (0.0, 0.5), part[1]: (1.0, 0.5)}
    inner = graph.subgraph(part)
    return cast(
        "dict[int, Any]",
        nx.spring_layout(inner, k=2.6 / len(part) ** 0.5, iterations=150, seed=_SEED, weight=None),
    )


def _in_box(places: dict[int, Any], box: tuple[float, float, float, float]) -> dict[int, tuple[float, float]]:
    left, top, width, height = box
    points = np.array(list(places.values()), dtype=np.float64)
    low, high = points.min(axis=0), points.max(axis=0)
    span = np.where(high - low > 1e-9, high - low, 1.0)
    margin = np.array([34.0, 22.0])
    room = np.array([width, height]) - 2 * margin
    inside = (points - low) / span * room + margin + np.array([left, top])
    return {node: (float(x), float(y)) for node, (x, y) in zip(places, inside, strict=True)}


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
