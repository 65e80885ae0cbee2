"""The charts of a report: which there are, and the data that each shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, SupportsFloat

import numpy as np
from numpy.typing import NDArray

from .atlas import EqualEarth, inhabited
from .document import ReportDocument
from .layout import labels, lay_out
from .words import Words

__all__ = ["MEASURES", "Chart", "charts"]

MEASURES: Final = (
    "strength",
    "betweenness_normalized",
    "closeness",
    "pagerank",
    "constraint",
    "effective_size",
)
"""The measures whose spread is drawn, and that have a column in the ranking beside degree."""
_COLOURS: Final = ("#0b625d", "#a3470f", "#3b5b92", "#8a5a00", "#7a3b69", "#5a7d2a", "#9aa3a5")
_MAP: Final = (860.0, 430.0)
_NETWORK: Final = (860.0, 620.0)
_MAP_CITIES: Final = 400
_MAP_TIES: Final = 300
_MAP_LABELS: Final = 28
_NETWORK_CITIES: Final = 120
_NETWORK_LABELS: Final = 45
_LEADERS: Final = 20
_BINS: Final = 24
_MOST_BARS: Final = 40


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, apart from how it is drawn.

    Attributes:
        name: Its name, and that of its files.
        template: The file in ``charts/`` that says how it looks.
        title: What it is.
        caption: What it shows, in a sentence.
        datasets: The data that the template names.
        values: What stands for the names after ``#`` in the template.
    """

    name: str
    template: str
    title: str
    caption: str
    datasets: dict[str, list[dict[str, Any]]]
    values: dict[str, Any] = field(default_factory=dict[str, Any])


def charts(document: ReportDocument) -> Iterator[Chart]:
    """Yield the charts of a report; one that would be empty is left out."""
    words = Words(document.language)
    makers: tuple[Callable[[ReportDocument, Words], Chart | None], ...] = (
        _map,
        _network,
        _leaders,
        _degrees,
        _measures,
    )
    for make in makers:
        chart = make(document, words)
        if chart is not None:
            yield chart


def _map(document: ReportDocument, words: Words) -> Chart | None:
    rows = [row for row in document.centrality.rows if row.city in document.positions][:_MAP_CITIES]
    if not rows:
        return None
    positions = [document.positions[row.city] for row in rows]
    earth = EqualEarth.fitted(positions, width=_MAP[0], height=_MAP[1])
    network = document.centrality.network
    topology = network.topology()
    number = {city: index for index, city in enumerate(topology.nodes)}
    shown = np.array([number[row.city] for row in rows])
    edges = topology.edges()
    inside = np.flatnonzero(np.isin(edges.left, shown) & np.isin(edges.right, shown))
    degrees = np.diff(topology.offsets)
    ends = degrees[edges.left[inside]] + degrees[edges.right[inside]]
    strongest = inside[np.lexsort((-ends, -edges.strengths[inside]))][:_MAP_TIES]
    most = float(edges.strengths[strongest].max()) if len(strongest) else 1.0
    few = len(strongest) < 60
    opacity = 0.55 if few else 0.18
    radii = _radii(
        [row.degree for row in rows],
        smallest=2.2 if len(rows) < 100 else 1.4,
        largest=11.0 if len(rows) < 100 else 8.0,
    )
    places = earth.place(
        np.array([each.longitude for each in positions]), np.array([each.latitude for each in positions])
    )
    row_of = {int(node): place for place, node in enumerate(shown)}
    ties = [
        {
            "x": _rounded(places[row_of[int(edges.left[tie])], 0]),
            "y": _rounded(places[row_of[int(edges.left[tie])], 1]),
            "x2": _rounded(places[row_of[int(edges.right[tie])], 0]),
            "y2": _rounded(places[row_of[int(edges.right[tie])], 1]),
            "width": 0.6 + (1.8 if few else 0.7) * float(edges.strengths[tie]) / most,
            "opacity": opacity,
        }
        for tie in strongest
    ]
    cell = 2.0 if earth.degrees > 100 else 1.0 if earth.degrees > 40 else 0.5
    land = inhabited(cell)
    around = earth.place(land[:, 0], land[:, 1])
    seen = np.all((around > -10) & (around < np.array(_MAP) + 10), axis=1)
    points = {"type": "MultiPoint", "coordinates": land[seen].tolist()}
    named = labels(places, radii, [row.name for row in rows], width=_MAP[0], height=_MAP[1], most=_MAP_LABELS)
    return Chart(
        "map",
        "map",
        words("chart.map_title"),
        words("chart.map", shown=words.number(len(rows)), ties=words.number(len(ties))),
        {
            "land": [{"type": "Feature", "geometry": points, "properties": {}}],
            "ties": ties,
            "cities": [
                {
                    "longitude": place.longitude,
                    "latitude": place.latitude,
                    "area": _area(radius),
                    "name": row.name,
                }
                for row, place, radius in reversed(list(zip(rows, positions, radii, strict=True)))
            ],
            "labels": [{"x": one.x, "y": one.y, "name": rows[one.index].name} for one in named],
        },
        {"projection": earth.vega() | {"pointRadius": 0.36 * cell * earth.scale * np.pi / 180 * 0.95}},
    )


def _network(document: ReportDocument, words: Words) -> Chart | None:
    network = document.centrality.network
    topology = network.topology()
    picture = lay_out(topology, most=_NETWORK_CITIES, width=_NETWORK[0], height=_NETWORK[1])
    if not len(picture.nodes):
        return None
    degrees = np.diff(topology.offsets)[picture.nodes]
    radii = _radii(degrees.tolist(), smallest=3.5, largest=15.0 if len(picture.nodes) < 60 else 11.0)
    described = [network.names.get(topology.nodes[int(node)]) for node in picture.nodes]
    countries = [(known.country if known else None) or "" for known in described]
    names = [
        known.name if known else topology.nodes[int(node)].rsplit("/", 1)[-1]
        for node, known in zip(picture.nodes, described, strict=True)
    ]
    common = [country for country, _ in Counter(each for each in countries if each).most_common()]
    groups = common[:6]
    rest = words("chart.others")
    grouped = [country if country in groups else rest for country in countries]
    domain = [*groups, rest] if rest in grouped else groups
    colours = [*_COLOURS[: len(groups)], _COLOURS[-1]][: len(domain)]
    most = float(picture.strengths.max()) if len(picture.strengths) else 1.0
    few = len(picture.left) < 150
    opacity = 0.5 if few else 0.25
    named = labels(picture.places, radii, names, width=_NETWORK[0], height=_NETWORK[1], most=_NETWORK_LABELS)
    x, y = picture.places[:, 0], picture.places[:, 1]
    return Chart(
        "network",
        "network",
        words("chart.network_title"),
        words("chart.network", shown=words.number(len(names)), ties=words.number(len(picture.left))),
        {
            "ties": [
                {
                    "x": _rounded(x[left]),
                    "y": _rounded(y[left]),
                    "x2": _rounded(x[right]),
                    "y2": _rounded(y[right]),
                    "width": 0.6 + (2.2 if few else 0.7) * float(strength) / most,
                    "opacity": opacity,
                }
                for left, right, strength in zip(picture.left, picture.right, picture.strengths, strict=True)
            ],
            "cities": [
                {
                    "x": _rounded(x[place]),
                    "y": _rounded(y[place]),
                    "area": _area(radii[place]),
                    "group": grouped[place],
                    "name": names[place],
                }
                for place in reversed(range(len(names)))
            ],
            "labels": [{"x": one.x, "y": one.y, "name": names[one.index]} for one in named],
        },
        {"groups": domain, "colours": colours},
    )


def _leaders(document: ReportDocument, words: Words) -> Chart | None:
    rows = [row for row in document.centrality.rows[:_LEADERS] if row.degree]
    names = [f"{row.name} ({row.country})" if row.country else row.name for row in rows]
    distinct = [
        name if names.count(name) == 1 else f"{name} {row.city.rsplit('/', 1)[-1]}"
        for name, row in zip(names, rows, strict=True)
    ]
    return Chart(
        "leaders",
        "leaders",
        words("chart.leaders_title"),
        words("chart.leaders", shown=words.number(len(rows))),
        {
            "leaders": [
                {"name": name, "degree": row.degree, "said": words.number(row.degree)}
                for name, row in zip(distinct, rows, strict=True)
            ]
        },
        {"order": distinct},
    )


def _degrees(document: ReportDocument, words: Words) -> Chart | None:
    counted = Counter(row.degree for row in document.centrality.rows)
    if max(counted) <= _MOST_BARS:
        data = [{"degree": degree, "cities": counted[degree]} for degree in range(max(counted) + 1)]
        return Chart(
            "degrees", "degrees", words("chart.degrees_title"), words("chart.degrees"), {"degrees": data}
        )
    total = sum(counted.values())
    tail: list[dict[str, Any]] = []
    left = total
    for degree in sorted(counted):
        if degree:
            tail.append({"degree": degree, "share": left / total})
        left -= counted[degree]
    return Chart(
        "degrees",
        "degrees_tail",
        words("chart.degrees_title"),
        words("chart.degrees_tail"),
        {"degrees": tail},
    )


def _measures(document: ReportDocument, words: Words) -> Chart | None:
    rows = document.centrality.rows
    data: list[dict[str, Any]] = []
    titles: list[str] = []
    for measure in MEASURES:
        values = [getattr(row, measure) for row in rows]
        known = np.array([value for value in values if value is not None], dtype=np.float64)
        if not len(known) or known.max() == known.min():
            continue
        title = words(f"measure.{measure}")
        titles.append(title)
        counts, edges = np.histogram(known, bins=min(_BINS, max(5, len(known) // 2)))
        data += [
            {
                "measure": title,
                "kind": "bin",
                "low": float(low),
                "high": float(high),
                "cities": int(count),
                "zero": 0,
            }
            for count, low, high in zip(counts, edges[:-1], edges[1:], strict=True)
            if count
        ]
        first = values[0]
        if first is not None:
            side = "right" if first > (known.max() + known.min()) / 2 else "left"
            data.append({"measure": title, "kind": "first", "low": first, "name": rows[0].name, "side": side})
    if not titles:
        return None
    return Chart(
        "measures",
        "measures",
        words("chart.measures_title"),
        words("chart.measures"),
        {"bins": data},
        {"measures": titles},
    )


def _radii(values: Sequence[float], *, smallest: float, largest: float) -> NDArray[np.float64]:
    """Return radii whose circles' areas follow the values."""
    found = np.asarray(values, dtype=np.float64)
    share = found / max(float(found.max()), 1e-12) if len(found) else found
    return np.sqrt(smallest**2 + (largest**2 - smallest**2) * share)


def _area(radius: float) -> float:
    return round(float(np.pi * radius**2), 1)


def _rounded(value: SupportsFloat) -> float:
    return round(float(value), 1)
