"""The measures of cities in a network and of networks: each a function of a :class:`Topology`.

What each means, its formula, reference and treatment of disconnection stand in its docstring and, for reports, in
``measures.toml``. ADR 0014 says which engine computes what, and why.
"""

from .cores import articulation, core_number
from .degrees import assortativity, degree, density, gini, strength
from .engines import to_rustworkx
from .holes import constraint, effective_size
from .paths import betweenness, normalized
from .progress import Progress
from .reach import Distances, closeness, diameter, distances, harmonic, mean_distance
from .registry import Level, Measure, load_measures, measure_cities, measure_whole
from .spectral import eigenvector, pagerank
from .topology import Components, Edges, Topology
from .triangles import Triangles, clustering, find_triangles, transitivity, wedges
from .workings import Workings

__all__ = [
    "Components",
    "Distances",
    "Edges",
    "Level",
    "Measure",
    "Progress",
    "Topology",
    "Triangles",
    "Workings",
    "articulation",
    "assortativity",
    "betweenness",
    "closeness",
    "clustering",
    "constraint",
    "core_number",
    "degree",
    "density",
    "diameter",
    "distances",
    "effective_size",
    "eigenvector",
    "find_triangles",
    "gini",
    "harmonic",
    "load_measures",
    "mean_distance",
    "measure_cities",
    "measure_whole",
    "normalized",
    "pagerank",
    "strength",
    "to_rustworkx",
    "transitivity",
    "wedges",
]
