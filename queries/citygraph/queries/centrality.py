"""Computes the first report on a network: where each city stands."""

from __future__ import annotations

from dataclasses import fields
from importlib.metadata import version
from typing import Any

from citygraph.ontology import Identifiers

from .errors import EmptyNetwork
from .incidence import Description
from .measures import Progress, Workings, measure_cities, measure_whole
from .measures.progress import unheeded
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


def measure_network(network: Network, dataset: str, *, progress: Progress = unheeded) -> CentralityReport:
    """Return the report on a network that is already projected.

    Args:
        network: The network.
        dataset: Digest of the dataset that it was read from.
        progress: Told the share that is done of what takes long.

    Raises:
        EmptyNetwork: It has no tie.
    """
    sharing = network.sharing
    if not len(sharing.left):
        if network.selection is not None:
            raise network.selection.refuse()
        raise EmptyNetwork(network.recipe.name, len(network.cities), _why_empty(network))
    given = Workings(network.topology(), network.topology("newman"), progress=progress)
    counts, sizes = _counts(network, given), tuple(given.components.sizes.tolist())
    single = int((sharing.articles_of_ties() == 1).sum())
    return CentralityReport(
        network=network,
        rows=_rows(network, given),
        counts=counts,
        whole=measure_whole(given),
        components=sizes,
        caveats=(*network.recipe.caveats, *_computed_caveats(counts, sizes, single)),
        dataset=dataset,
        version=version("citygraph"),
    )


def _rows(network: Network, given: Workings) -> tuple[CentralityRow, ...]:
    columns: dict[str, list[Any]] = {}
    for name, values in measure_cities(given).items():
        columns[name] = [None if value != value else value for value in values.tolist()]
    columns["component"] = (given.components.labels + 1).tolist()
    columns["facts"] = network.sharing.facts_of_cities().tolist()
    columns["sources"] = network.sharing.articles_of_cities().tolist()
    for name in ("degree", "core_number"):
        columns[name] = [int(value) for value in columns[name]]
    columns["articulation"] = [bool(value) for value in columns["articulation"]]
    known = [network.names.get(city) or Description(city, city, None, None) for city in network.cities]
    columns["city"] = list(network.cities)
    for name in ("name", "level", "country"):
        columns[name] = [getattr(one, name) for one in known]
    rows = list(map(CentralityRow, *(columns[field.name] for field in fields(CentralityRow))))
    rows.sort(key=lambda row: (-row.degree, -row.strength, row.name, row.city))
    return tuple(rows)


def _counts(network: Network, given: Workings) -> Counts:
    sharing = network.sharing
    return Counts(
        cities=given.topology.order,
        isolated=int((given.topology.degrees == 0).sum()),
        ties=given.topology.size,
        affiliations=len(network.things),
        incidences=len(sharing.parts_city),
        facts=sharing.facts_of_all(),
        sources=sharing.articles_of_all(),
    )


def _computed_caveats(counts: Counts, sizes: tuple[int, ...], single: int) -> list[Texts]:
    found: list[Texts] = []
    if single:
        found.append(
            Texts(
                en=f"{single} of {counts.ties} ties rest on a single article or table.",
                id=f"{single} dari {counts.ties} ikatan hanya bersandar pada satu artikel atau tabel.",
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
