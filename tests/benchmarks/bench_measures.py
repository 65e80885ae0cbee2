"""Times a whole report, from SPARQL to table, against networkx and the fastest engine for each measure, in one run.

Run it by hand::

    uv run --group bench python tests/benchmarks/bench_measures.py --edges shared/data/sister-cities-konect/out.twin
    uv run --group bench python tests/benchmarks/bench_measures.py --cities 100000 --ties 500000 --share 0.01

Without ``--edges`` the graph is invented: cities of very unequal degree, always the same for the same size. All times
are of the processor, so that other work on the machine disturbs them little; quote the ratios.

What searches from every city (betweenness, closeness, harmonic closeness, diameter, mean distance) takes networkx
hours. So networkx and igraph search from ``--sources`` cities, drawn by chance, and the time is multiplied, which is
said; ``--sources 0`` lets them search from all. citygraph computes everything, unless ``--share`` lets it stop when
that share of its searches is done; then its time, too, is multiplied. rustworkx and networkit cannot search from some
cities only: they are asked for these measures with ``--all-engines``.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import igraph
import networkit
import networkx
import numpy as np
import pyoxigraph as ox
import rustworkx
from citygraph.ontology import PREFIXES, Identifiers
from citygraph.queries import find_recipe, project, report_table, to_csv
from citygraph.queries import measures as ours
from citygraph.queries.centrality import measure_network
from citygraph.queries.queryable import SparqlResult, Term
from numpy.typing import NDArray

IDS: Final = Identifiers()
SEARCHES: Final = ("betweenness", "closeness", "harmonic", "diameter", "mean distance")


class Graph:
    """The partnerships as citygraph's RDF: each a fact of one of a hundred articles, in a graph of its own."""

    digest = "0" * 64

    def __init__(self, edges: NDArray[np.int64], count: int) -> None:
        self.store = ox.Store()
        reference = ox.NamedNode(IDS.common_graph("graph/reference"))
        cities = [ox.NamedNode(IDS.city(str(1000000 + number))) for number in range(count)]
        quads: list[ox.Quad] = []

        def say(subject: ox.NamedNode, name: str, value: Term, graph: ox.NamedNode) -> None:
            prefix, _, local = name.partition(":")
            predicate = ox.NamedNode(PREFIXES[prefix] + local)
            quads.extend((ox.Quad(subject, predicate, value, graph), ox.Quad(subject, predicate, value)))

        for number, city in enumerate(cities):
            say(city, "rdf:type", ox.NamedNode(PREFIXES["cg"] + "LocalGovernment"), reference)
            say(city, "rdfs:label", ox.Literal(f"Town {number}", language="en"), reference)
            say(city, "cg:country", ox.Literal(("ID", "VN", "JP", "DE", "FR")[number % 5]), reference)
            say(city, "cg:level", ox.Literal("city"), reference)
        for number, (left, right) in enumerate(edges.tolist()):
            document = ox.NamedNode(IDS.document_graph(f"bench-{number % 100}"))
            article = ox.NamedNode(IDS.article(f"bench-{number % 100}"))
            pair = sorted((cities[left].value, cities[right].value))
            fact = ox.NamedNode(IDS.fact("partnership", pair))
            say(fact, "rdf:type", ox.NamedNode(PREFIXES["cg"] + "Partnership"), document)
            say(fact, "cg:partner", cities[left], document)
            say(fact, "cg:partner", cities[right], document)
            say(fact, "cg:modality", ox.NamedNode(PREFIXES["cg"] + "Asserted"), document)
            say(fact, "cg:reviewStatus", ox.NamedNode(PREFIXES["cg"] + "Accepted"), document)
            say(fact, "prov:wasDerivedFrom", article, document)
            if len(quads) > 1_000_000:
                self.store.bulk_extend(quads)
                quads.clear()
        self.store.bulk_extend(quads)

    def query(self, sparql: str, *, substitutions: Mapping[str, Term] | None = None) -> SparqlResult:
        """Return the engine's result."""
        return self.store.query(sparql, prefixes=PREFIXES)


@dataclass
class Times:
    """Seconds of the processor, by measure, and by engine."""

    found: dict[str, dict[str, float]] = field(default_factory=dict)

    def take(self, engine: str, measure: str, work: Callable[[], Any], factor: float = 1.0) -> None:
        """Time one measure; the factor is for what was computed in part."""
        begin = time.process_time()
        try:
            work()
        except MemoryError as error:
            print(f"    {measure:<18}{engine:<12}is left out: {error}", flush=True)
            return
        self.found.setdefault(measure, {})[engine] = seconds = (time.process_time() - begin) * factor
        print(f"    {measure:<18}{engine:<12}{seconds:>10.3f} {'(multiplied)' * (factor != 1)}", flush=True)


class Enough(Exception):
    """The share that was asked for is done."""


def invented(count: int, ties: int) -> NDArray[np.int64]:
    """Return ties between cities of very unequal degree."""
    chance = np.random.default_rng(20)
    weight = chance.pareto(2.0, count) + 1
    drawn = chance.choice(count, (int(ties * 1.3), 2), p=weight / weight.sum())
    drawn = np.unique(np.sort(drawn[drawn[:, 0] != drawn[:, 1]], axis=1), axis=0)
    return drawn[np.sort(chance.permutation(len(drawn))[:ties])]


def citygraph(graph: Graph, share: float) -> float:
    """Return how long the report takes, from SPARQL to the table as CSV; print its parts."""
    begin = time.process_time()
    network = project(graph, find_recipe("partnership"))
    sharing = network.sharing
    projected = time.process_time()
    print(
        f"  SPARQL to arrays {projected - begin:.3f}: {len(network.cities)} cities, {len(sharing.left)} ties"
    )
    if share >= 1:
        report = measure_network(network, graph.digest)
        measured = time.process_time()
        table = to_csv(report_table(report))
        done = time.process_time()
        print(f"  measures {measured - projected:.3f}, table {done - measured:.3f} ({len(table)} characters)")
        return done - begin
    topology = network.topology()
    longest = 0.0
    for name, measure in (("distances", ours.distances), ("betweenness", ours.betweenness)):
        start, told = time.process_time(), [0.0]

        def enough(part: float, told: list[float] = told) -> None:
            told[0] = part
            if part >= share:
                raise Enough

        with contextlib.suppress(Enough):
            measure(topology, progress=enough)
        seconds = (time.process_time() - start) / told[0]
        print(f"  {name} {seconds:.1f}, multiplied from the {told[0]:.2%} that was computed")
        longest += seconds
    start = time.process_time()
    given = ours.Workings(topology, network.topology("newman"))
    slow = {"betweenness", "betweenness_normalized", "closeness", "harmonic"}
    names = [name for name, one in ours.load_measures().items() if one.level == "city" and name not in slow]
    ours.measure_cities(given, names)
    whole = [name for name, one in ours.load_measures().items() if one.level == "network"]
    ours.measure_whole(given, [name for name in whole if name not in ("diameter", "mean_distance")])
    rest = time.process_time() - start
    print(f"  all other measures {rest:.3f}; the table is left out")
    return projected - begin + longest + rest


def engines(times: Times, edges: NDArray[np.int64], count: int, sources: int, *, every: bool) -> None:
    """Time the engines that are fast, each on its own graph, which is made beforehand."""
    networkit.setNumberOfThreads(1)
    one = igraph.Graph(n=count, edges=edges)
    two = networkit.GraphFromCoo((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), n=count, weighted=False)
    three = rustworkx.PyGraph(multigraph=False)
    three.add_nodes_from([None] * count)
    three.extend_from_edge_list([(left, right) for left, right in edges.tolist()])
    four = three.to_directed()
    some = np.random.default_rng(3).choice(count, sources, replace=False).tolist() if sources else None
    factor = count / sources if sources else 1.0
    take = times.take
    take("igraph", "betweenness", lambda: one.betweenness(directed=False, sources=some), factor)
    take("igraph", "closeness", lambda: one.closeness(vertices=some), factor)
    take("igraph", "harmonic", lambda: one.harmonic_centrality(vertices=some), factor)
    take("igraph", "mean distance", lambda: one.closeness(vertices=some), factor)  # the same searches
    if every:
        central = networkit.centrality
        take("networkit", "betweenness", lambda: central.Betweenness(two).run().scores())
        generalized = central.ClosenessVariant.GENERALIZED
        take("networkit", "closeness", lambda: central.Closeness(two, True, generalized).run().scores())
        take("networkit", "harmonic", lambda: central.HarmonicCloseness(two, False).run().scores())
        take("rustworkx", "betweenness", lambda: rustworkx.betweenness_centrality(three, normalized=False))
        take("rustworkx", "closeness", lambda: rustworkx.closeness_centrality(three))
    components = networkit.components.ConnectedComponents

    def diameter() -> None:
        largest = components.extractLargestConnectedComponent(two, True)
        networkit.distance.Diameter(largest, networkit.distance.DiameterAlgo.EXACT).run()

    take("networkit", "diameter", diameter)
    take("igraph", "pagerank", one.pagerank)
    take("rustworkx", "pagerank", lambda: rustworkx.pagerank(four, tol=1e-13 * count, max_iter=1000))
    take("igraph", "eigenvector", one.eigenvector_centrality)
    take("networkit", "eigenvector", lambda: networkit.centrality.EigenvectorCentrality(two, 1e-9).run())
    take("igraph", "core number", one.coreness)
    take("networkit", "core number", lambda: networkit.centrality.CoreDecomposition(two).run().scores())
    take("rustworkx", "core number", lambda: rustworkx.core_number(three))
    take("igraph", "clustering", lambda: one.transitivity_local_undirected(mode="zero"))
    take("igraph", "transitivity", one.transitivity_undirected)
    take("igraph", "constraint", one.constraint)
    take("igraph", "articulation", one.articulation_points)
    take("rustworkx", "articulation", lambda: rustworkx.articulation_points(three))
    take("igraph", "assortativity", lambda: one.assortativity_degree(directed=False))
    take("igraph", "components", one.connected_components)
    take("networkit", "components", lambda: components(two).run().getPartition())
    take("igraph", "degree", one.degree)
    take("igraph", "strength", lambda: one.strength(weights=None))


def reference(times: Times, edges: NDArray[np.int64], count: int, sources: int) -> None:
    """Time networkx."""
    graph = networkx.Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from(edges.tolist())
    some = np.random.default_rng(3).choice(count, sources, replace=False).tolist() if sources else None
    nodes = some or list(graph)
    factor = count / sources if sources else 1.0
    take = times.take
    lengths = networkx.single_source_shortest_path_length
    take(
        "networkx",
        "betweenness",
        lambda: networkx.betweenness_centrality(graph, k=sources or None, seed=3),
        factor,
    )
    take(
        "networkx", "closeness", lambda: [networkx.closeness_centrality(graph, one) for one in nodes], factor
    )
    take("networkx", "harmonic", lambda: networkx.harmonic_centrality(graph, nodes), factor)
    # what diameter and mean distance search for is the same; networkx has no way to search once for both
    take("networkx", "diameter", lambda: [max(lengths(graph, one).values()) for one in nodes], factor)
    take("networkx", "mean distance", lambda: [sum(lengths(graph, one).values()) for one in nodes], factor)
    take("networkx", "pagerank", lambda: networkx.pagerank(graph, tol=1e-12, max_iter=1000))
    largest = graph.subgraph(max(networkx.connected_components(graph), key=len))
    take("networkx", "eigenvector", lambda: networkx.eigenvector_centrality(largest, 10000, 1e-9))
    take("networkx", "core number", lambda: networkx.core_number(graph))
    take("networkx", "clustering", lambda: networkx.clustering(graph))
    take("networkx", "transitivity", lambda: networkx.transitivity(graph))
    take("networkx", "constraint", lambda: networkx.constraint(graph))
    take("networkx", "effective size", lambda: networkx.effective_size(graph))
    take("networkx", "articulation", lambda: list(networkx.articulation_points(graph)))
    take("networkx", "assortativity", lambda: networkx.degree_assortativity_coefficient(graph))
    take("networkx", "components", lambda: list(networkx.connected_components(graph)))
    take("networkx", "degree", lambda: dict(graph.degree()))
    take("networkx", "strength", lambda: dict(graph.degree(weight="strength")))


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--edges", type=Path, help="two numbers a line; lines with %% are comments")
    parser.add_argument("--cities", type=int, default=14_274)
    parser.add_argument("--ties", type=int, default=20_573)
    parser.add_argument("--sources", type=int, default=300, help="how many cities the others search from")
    parser.add_argument("--share", type=float, default=1.0, help="which share of searches citygraph makes")
    parser.add_argument("--all-engines", action="store_true")
    parser.add_argument("--no-networkx", action="store_true")
    given = parser.parse_args()
    os.environ["RAYON_NUM_THREADS"] = "1"
    if given.edges:
        edges = np.loadtxt(given.edges, comments="%", dtype=np.int64)[:, :2] - 1
        count = int(edges.max()) + 1
    else:
        edges, count = invented(given.cities, given.ties), given.cities
    print(f"{count} cities, {len(edges)} ties")
    total = citygraph(Graph(edges, count), given.share)
    times = Times()
    engines(times, edges, count, given.sources, every=given.all_engines)
    if not given.no_networkx:
        reference(times, edges, count, given.sources)
    print(f"\n{'measure':<18}{'fastest engine':<16}{'seconds':>10}{'networkx':>12}")
    best: dict[str, float] = {}
    slow: dict[str, float] = {}
    for measure, found in times.found.items():
        fast = {engine: seconds for engine, seconds in found.items() if engine != "networkx"}
        engine = min(fast, key=lambda name: fast[name]) if fast else "-"
        best[measure], slow[measure] = fast.get(engine, 0.0), found.get("networkx", 0.0)
        print(f"{measure:<18}{engine:<16}{best[measure]:>10.3f}{slow[measure]:>12.3f}")
    print(f"\ncitygraph, from SPARQL to table: {total:.2f} s")
    for others, seconds in (("fastest engines", best), ("networkx", slow)):
        alone = sum(seconds.values())
        # citygraph searches once for all that rests on distances: what if the others did?
        once = (
            alone - sum(seconds[name] for name in SEARCHES[1:]) + max(seconds[name] for name in SEARCHES[1:])
        )
        print(
            f"{others}, measures alone: {alone:.2f} s, {alone / total:.2f} times citygraph's; "
            f"with one search for all distances {once:.2f} s, {once / total:.2f} times"
        )
    if given.sources:
        print(
            f"{', '.join(SEARCHES)}: multiplied from {given.sources} of {count} cities (not citygraph, nor diameter)"
        )


if __name__ == "__main__":
    main()
