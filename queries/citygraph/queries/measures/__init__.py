"""The measures of a city's place in a network, computed by networkx."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx
from citygraph.queries.projection import Network

from .topology import Topology

if TYPE_CHECKING:
    Graph = nx.Graph[str]

__all__ = [
    "Topology",
    "betweenness",
    "closeness",
    "components",
    "constraint",
    "degree",
    "effective_size",
    "pagerank",
    "strength",
    "to_networkx",
]


def to_networkx(network: Network) -> Graph:
    """Return the network as an undirected networkx graph.

    Every city in scope is a node, by IRI, with ``name``, ``level`` and ``country`` where known. Every tie
    is an edge with ``strength`` (the recipe's rule), ``newman``, ``sources`` and ``facts``. No attribute is
    called ``weight``, which networkx would read as a distance.
    """
    graph: Graph = nx.Graph()
    for city in network.cities:
        known = network.names.get(city)
        graph.add_node(
            city,
            name=known.name if known else city,
            level=known.level if known else None,
            country=known.country if known else None,
        )
    for tie in network.ties:
        graph.add_edge(
            tie.left,
            tie.right,
            strength=network.strength(tie),
            newman=tie.strength("newman"),
            sources=tie.strength("sources"),
            facts=tie.facts,
        )
    return graph


def degree(graph: Graph) -> dict[str, int]:
    """Return the number of cities that each city is tied to.

    .. math:: k_i = |\\{j : a_{ij} = 1\\}|

    Undirected, unweighted, not normalised; a pair counts once, however much it shares. An isolated city has
    0.

    References:
        Freeman, L. C. (1978). Centrality in social networks: conceptual clarification. Social Networks 1(3),
        215-239. doi:10.1016/0378-8733(78)90021-7
    """
    return dict(graph.degree())


def strength(graph: Graph, attribute: str = "strength") -> dict[str, float]:
    """Return the sum of the strengths of each city's ties.

    .. math:: s_i = \\sum_j w_{ij}

    Undirected; w is the edge attribute named. Not normalised; an isolated city has 0.

    References:
        Barrat, A., Barthélemy, M., Pastor-Satorras, R. & Vespignani, A. (2004). The architecture of complex
        weighted networks. PNAS 101(11), 3747-3752. doi:10.1073/pnas.0400087101
        Newman's strength of a projection: Newman, M. E. J. (2001). Scientific collaboration networks. II.
        Physical Review E 64, 016132. doi:10.1103/PhysRevE.64.016132
    """
    return {
        city: math.fsum(
            data[attribute] for _, _, data in sorted(graph.edges(city, data=True), key=_other_end)
        )
        for city in graph
    }


def betweenness(graph: Graph, *, normalized: bool) -> dict[str, float]:
    """Return how much each city lies on the shortest paths between others.

    .. math:: b_i = \\sum_{s<t,\\ s,t \\ne i} \\sigma_{st}(i) / \\sigma_{st}

    Undirected, unweighted: every tie is one step long. A pair without a path adds nothing. Normalised, it is
    divided by (n-1)(n-2)/2, n being all cities in scope, in whatever component. An isolated city has 0.

    References:
        Freeman, L. C. (1977). A set of measures of centrality based on betweenness. Sociometry 40(1), 35-41.
        doi:10.2307/3033543
        Brandes, U. (2001). A faster algorithm for betweenness centrality. Journal of Mathematical Sociology
        25(2), 163-177. doi:10.1080/0022250X.2001.9990249
    """
    return dict(nx.betweenness_centrality(graph, normalized=normalized))


def closeness(graph: Graph) -> dict[str, float]:
    """Return how near each city is to those that it can reach, counting how many those are.

    .. math:: c_i = \\frac{r_i}{n-1} \\cdot \\frac{r_i}{\\sum_j d_{ij}}

    r is the number of other cities reached, n all cities in scope, d the number of steps. This is Wasserman
    and Faust's form for disconnected networks: a pair of cities tied only to each other does not score 1.
    Undirected, unweighted, between 0 and 1; an isolated city has 0.

    References:
        Wasserman, S. & Faust, K. (1994). Social Network Analysis, p. 201. Cambridge University Press.
        doi:10.1017/CBO9780511815478
    """
    found = nx.closeness_centrality(graph, wf_improved=True)  # pyright: ignore[reportUnknownMemberType]
    return dict(found)  # the stub leaves the type of an argument that is not used here open


def pagerank(graph: Graph) -> dict[str, float]:
    """Return the share of time that a random walk over ties spends at each city.

    .. math:: p_i = \\frac{1-\\alpha}{n} + \\alpha \\sum_j a_{ij} p_j / k_j

    alpha is 0.85. Undirected and unweighted: a city passes the same to each city that it is tied to. An
    isolated city passes to all alike. The values sum to 1. The iteration stops when they change in total by
    less than n times 1e-12; networkx by default stops at n times 1e-6, which shows in the sixth decimal.

    References:
        Brin, S. & Page, L. (1998). The anatomy of a large-scale hypertextual Web search engine. Computer
        Networks and ISDN Systems 30, 107-117. doi:10.1016/S0169-7552(98)00110-X
    """
    return dict(nx.pagerank(graph, alpha=0.85, tol=1e-12, max_iter=1000, weight=None))


def constraint(graph: Graph) -> dict[str, float | None]:
    """Return how much each city's ties all lead back to the same few cities.

    .. math:: c_i = \\sum_{j \\in N(i)} \\Bigl(p_{ij} + \\sum_{q \\ne i,j} p_{iq} p_{qj}\\Bigr)^2

    p is 1/k for each of a city's k ties: unweighted. Undirected. Low values are open positions; an isolated
    city has none (None).

    References:
        Burt, R. S. (2004). Structural holes and good ideas. American Journal of Sociology 110(2), 349-399.
        doi:10.1086/421787
    """
    return {city: _number(value) for city, value in nx.constraint(graph).items()}


def effective_size(graph: Graph) -> dict[str, float | None]:
    """Return each city's number of partners, less the average number of ties among them.

    .. math:: e_i = k_i - 2 t_i / k_i

    t is the number of ties among the k partners. Undirected, unweighted; an isolated city has none (None).

    References:
        Borgatti, S. P. (1997). Structural holes: unpacking Burt's redundancy measures. Connections 20(1),
        35-38.
        Burt, R. S. (1992). Structural Holes. Harvard University Press. doi:10.4159/9780674029095
    """
    return {city: _number(value) for city, value in nx.effective_size(graph).items()}


def components(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Return the connected components, largest first, each as sorted IRIs; isolated cities are such too."""
    found = [tuple(sorted(component)) for component in nx.connected_components(graph)]
    return tuple(sorted(found, key=lambda component: (-len(component), component)))


def _other_end(edge: tuple[str, str, object]) -> str:
    return edge[1]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
