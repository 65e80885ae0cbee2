"""Computes the first report on a network: where each city stands."""

from __future__ import annotations

from importlib.metadata import version

from citygraph.ontology import Identifiers

from . import measures
from .errors import EmptyNetwork
from .incidence import Description
from .projection import Network, project
from .queryable import Queryable
from .recipe import Recipe
from .report import CentralityReport, CentralityRow, Counts
from .texts import Texts

__all__ = ["centrality_report", "measure_network"]


def centrality_report(
    graph: Queryable, recipe: Recipe, *, language: str = "en", identifiers: Identifiers | None = None
) -> CentralityReport:
    """Return the report on the network that the recipe makes of the graph.

    Args:
        graph: Where the facts are.
        recipe: What ties two cities.
        language: BCP 47 tag of the language in which names are preferred.
        identifiers: The base of instance IRIs, if not the default one.

    Raises:
        EmptyNetwork: The recipe selects no tie between two cities.
    """
    network = project(graph, recipe, language=language, identifiers=identifiers)
    return measure_network(network, graph.digest)


def measure_network(network: Network, dataset: str) -> CentralityReport:
    """Return the report on a network that is already projected.

    Args:
        network: The network.
        dataset: Digest of the dataset that it was read from.

    Raises:
        EmptyNetwork: It has no tie.
    """
    if not network.ties:
        if network.selection is not None:
            raise network.selection.refuse()
        raise EmptyNetwork(network.recipe.name, len(network.cities), _why_empty(network))
    counts = _counts(network)
    rows, sizes = _rows(network)
    return CentralityReport(
        network=network,
        rows=rows,
        counts=counts,
        components=sizes,
        caveats=(*network.recipe.caveats, *_computed_caveats(network, counts, sizes)),
        dataset=dataset,
        version=version("citygraph"),
    )


def _rows(network: Network) -> tuple[tuple[CentralityRow, ...], tuple[int, ...]]:
    graph = measures.to_networkx(network)
    components = measures.components(graph)
    component = {city: number for number, cities in enumerate(components, start=1) for city in cities}
    degree, strength = measures.degree(graph), measures.strength(graph)
    newman = measures.strength(graph, "newman")
    raw, normalized = (measures.betweenness(graph, normalized=scaled) for scaled in (False, True))
    closeness, pagerank = measures.closeness(graph), measures.pagerank(graph)
    constraint, effective_size = measures.constraint(graph), measures.effective_size(graph)
    facts: dict[str, set[str]] = {city: set() for city in network.cities}
    articles: dict[str, set[str]] = {city: set() for city in network.cities}
    for tie in network.ties:
        for city in (tie.left, tie.right):
            facts[city].update(tie.facts)
            articles[city].update(tie.articles)
    rows: list[CentralityRow] = []
    for city in network.cities:
        known = network.names.get(city, Description(city, city, None, None))
        rows.append(
            CentralityRow(
                city=city,
                name=known.name,
                level=known.level,
                country=known.country,
                component=component[city],
                degree=degree[city],
                strength=strength[city],
                newman_strength=newman[city],
                betweenness=raw[city],
                betweenness_normalized=normalized[city],
                closeness=closeness[city],
                pagerank=pagerank[city],
                constraint=constraint[city],
                effective_size=effective_size[city],
                facts=len(facts[city]),
                sources=len(articles[city]),
            )
        )
    rows.sort(key=lambda row: (-row.degree, -row.strength, row.name, row.city))
    return tuple(rows), tuple(len(cities) for cities in components)


def _counts(network: Network) -> Counts:
    return Counts(
        cities=len(network.cities),
        isolated=len(network.isolated),
        ties=len(network.ties),
        affiliations=len(network.affiliations),
        incidences=sum(len(one.members) for one in network.affiliations),
        facts=len({fact for tie in network.ties for fact in tie.facts}),
        sources=len({article for tie in network.ties for article in tie.articles}),
    )


def _computed_caveats(network: Network, counts: Counts, sizes: tuple[int, ...]) -> list[Texts]:
    found: list[Texts] = []
    single = sum(len(tie.articles) == 1 for tie in network.ties)
    if single:
        found.append(
            Texts(
                en=f"{single} of {counts.ties} ties rest on a single article.",
                id=f"{single} dari {counts.ties} ikatan hanya bersandar pada satu artikel.",
            )
        )
    if len(sizes) > 1:
        parts = " + ".join(str(size) for size in sizes[:10]) + (" + …" if len(sizes) > 10 else "")
        found.append(
            Texts(
                en=f"The network is in {len(sizes)} parts ({parts} cities) that no tie joins; "
                "closeness counts only the cities reached.",
                id=f"Jejaring ini terdiri atas {len(sizes)} bagian ({parts} kota) yang tidak terhubung; "
                "closeness hanya menghitung kota yang terjangkau.",
            )
        )
    if counts.isolated:
        found.append(
            Texts(
                en=f"{counts.isolated} of {counts.cities} cities in scope have no tie; "
                "they count in every normalisation.",
                id=f"{counts.isolated} dari {counts.cities} kota dalam cakupan tidak memiliki ikatan; "
                "semuanya ikut dihitung dalam setiap normalisasi.",
            )
        )
    return found


def _why_empty(network: Network) -> str:
    if not network.cities:
        return "no city has part in anything that it counts"
    return f"it finds {len(network.cities)} cities, and no two of them share anything"
