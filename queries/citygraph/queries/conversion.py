"""Networks and reports as others' objects: networkx, rustworkx, Polars and pandas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import NotInstalled
from .incidence import Description
from .projection import Network
from .report import CentralityReport

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "frame_columns",
    "report_to_pandas",
    "report_to_polars",
    "tie_columns",
    "to_networkx",
    "to_pandas",
    "to_polars",
    "to_rustworkx",
]

_INSTALL = {"polars": "citygraph[parquet]"}


def to_networkx(network: Network) -> nx.Graph[str]:
    """Return the network as one of networkx: nodes are IRIs, with name, level and country; edges have strength.

    The edge attribute is called ``strength``, since networkx reads ``weight`` as a distance.
    """
    import networkx as nx  # loaded here, so that only who wants it waits for it

    graph: nx.Graph[str] = nx.Graph(recipe=network.recipe.name)
    for city in network.cities:
        graph.add_node(city, **_described(network, city))
    topology, edges = _edges(network)
    graph.add_edges_from(
        (topology[left], topology[right], {"strength": strength}) for left, right, strength in edges
    )
    return graph


def to_rustworkx(network: Network) -> Any:  # noqa: ANN401 - the library need not be installed
    """Return the network as a ``PyGraph`` of rustworkx: a node holds its city, an edge its strength.

    Raises:
        NotInstalled: rustworkx is not installed.
    """
    rx = _needed("rustworkx", "a network of rustworkx")
    graph = rx.PyGraph(multigraph=False)
    graph.add_nodes_from([{"city": city, **_described(network, city)} for city in network.cities])
    _, edges = _edges(network)
    graph.add_edges_from(list(edges))
    return graph


def to_polars(network: Network) -> Any:  # noqa: ANN401 - the library need not be installed
    """Return the ties as a data frame of Polars, a row for each.

    Raises:
        NotInstalled: Polars is not installed.
    """
    return _needed("polars", "a data frame of Polars").DataFrame(tie_columns(network))


def to_pandas(network: Network) -> Any:  # noqa: ANN401 - the library need not be installed
    """Return the ties as a data frame of pandas, a row for each.

    Raises:
        NotInstalled: pandas is not installed.
    """
    return _needed("pandas", "a data frame of pandas").DataFrame(tie_columns(network))


def report_to_polars(report: CentralityReport) -> Any:  # noqa: ANN401 - the library need not be installed
    """Return the ranking as a data frame of Polars, a row for each city.

    Raises:
        NotInstalled: Polars is not installed.
    """
    return _needed("polars", "a data frame of Polars").DataFrame(
        frame_columns(report), infer_schema_length=None
    )


def report_to_pandas(report: CentralityReport) -> Any:  # noqa: ANN401 - the library need not be installed
    """Return the ranking as a data frame of pandas, a row for each city.

    Raises:
        NotInstalled: pandas is not installed.
    """
    return _needed("pandas", "a data frame of pandas").DataFrame(frame_columns(report))


def tie_columns(network: Network) -> dict[str, list[Any]]:
    """Return the ties as columns: the two cities by IRI and name, and the strength by the recipe's rule."""
    topology, edges = _edges(network)
    listed = list(edges)
    left = [topology[one] for one, _, _ in listed]
    right = [topology[other] for _, other, _ in listed]
    return {
        "city": left,
        "name": [_described(network, city)["name"] for city in left],
        "other": right,
        "other_name": [_described(network, city)["name"] for city in right],
        "strength": [strength for _, _, strength in listed],
    }


def frame_columns(report: CentralityReport) -> dict[str, list[Any]]:
    """Return the ranking as columns, by the names of :class:`citygraph.queries.CentralityRow`."""
    rows = [asdict(row) for row in report.rows]
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _edges(network: Network) -> tuple[tuple[str, ...], zip[tuple[int, int, float]]]:
    topology = network.topology()
    edges = topology.edges()
    found = zip(edges.left.tolist(), edges.right.tolist(), edges.strengths.tolist(), strict=True)
    return topology.nodes, found


def _described(network: Network, city: str) -> Mapping[str, str]:
    known = network.names.get(city) or Description(city, city, None, None)
    return {"name": known.name, "level": known.level or "", "country": known.country or ""}


def _needed(package: str, what: str) -> Any:  # noqa: ANN401 - a module
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        raise NotInstalled(what, package, _INSTALL.get(package)) from error
