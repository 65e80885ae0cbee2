"""Makes a report: computes the network, measures it, and reads what the numbers rest on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from citygraph.ontology import Identifiers, Texts
from citygraph.queries.centrality import measure_network
from citygraph.queries.firmness import Support, rank_intervals
from citygraph.queries.projection import Network, project
from citygraph.queries.queryable import Queryable
from citygraph.queries.recipe import Recipe
from citygraph.queries.report import CentralityRow
from citygraph.queries.work import Advance, in_silence

from .document import Firmness, Interval, ReportDocument
from .evidence import read_positions, tell

__all__ = ["FACTS", "STEPS", "TIES", "TOP", "make_report"]

TOP: Final = 100
"""Cities that a page shows when nobody says how many."""
STEPS: Final = 4
"""Steps that making a report takes."""
TIES: Final = 8
"""Most ties that are told of a city."""
FACTS: Final = 3
"""Most facts that are told of a tie."""

_DRAWS: Final = 200
_LEAST_DRAWS: Final = 50
_WORK: Final = 4_000_000
"""Shared things of two cities, times draws, up to which all draws are made."""

_READING: Final = Texts("reading who has part in what", "membaca siapa ikut dalam apa")
_MEASURING: Final = Texts("measuring the network", "mengukur jejaring")
_RESAMPLING: Final = Texts("drawing sources anew", "mengundi ulang sumber")
_TELLING: Final = Texts("reading what the numbers rest on", "membaca sandaran setiap angka")


def make_report(
    graph: Queryable,
    recipe: Recipe,
    *,
    language: str = "en",
    identifiers: Identifiers | None = None,
    top: int = TOP,
    made: datetime.date | None = None,
    advance: Advance = in_silence,
    steps: int = STEPS,
) -> ReportDocument:
    """Return the report on the network that the recipe makes of the graph.

    Args:
        graph: Where the facts are.
        recipe: What ties two cities.
        language: BCP 47 tag of the report's language: en or id.
        identifiers: The base of instance IRIs, if not the default one.
        top: Cities whose ties, facts and sources are told, the first of the ranking.
        made: The day of the report; today when left out.
        advance: To be told how far it is.
        steps: How many steps the caller's whole work has.

    Raises:
        EmptyNetwork: The recipe selects no tie between two cities.
    """
    identifiers = identifiers or Identifiers()
    spoken = "id" if language.lower().split("-")[0] == "id" else "en"
    advance(0, steps, _READING)
    network = project(graph, recipe, language=spoken, identifiers=identifiers)
    advance(1, steps, _MEASURING)
    centrality = measure_network(
        network, graph.digest, progress=lambda share: advance(1, steps, _share_of(_MEASURING, share))
    )
    advance(2, steps, _RESAMPLING)
    firmness = _firmness(network)
    advance(3, steps, _TELLING)
    return ReportDocument(
        centrality=centrality,
        language=spoken,
        made=made or datetime.datetime.now(datetime.UTC).date(),
        base=identifiers.base,
        address=f"reports/{recipe.name}/{centrality.dataset}",
        stories=tell(graph, network, centrality.rows[:top], ties=TIES, facts=FACTS),
        positions=read_positions(graph, network.cities),
        ranks=_ranks(centrality.rows),
        firmness=firmness,
    )


def _share_of(step: Texts, share: float) -> Texts:
    """Return what a step does with how much of it is done."""
    return Texts(en=f"{step.en}: {share:.0%}", id=f"{step.id}: {share:.0%}")


def _firmness(network: Network) -> Firmness | None:
    """Return how firm the ranks are, with fewer draws on a large network; None where one source has all."""
    selection = network.selection
    if selection is None:
        return None
    support = Support.of(selection.incidences, network.recipe.strength)
    if len(support.sources) < 2:
        return None
    draws = max(_LEAST_DRAWS, min(_DRAWS, _WORK // max(len(support.left), 1)))
    found = rank_intervals(support, draws=draws)
    intervals = {
        city: Interval(int(low), int(high))
        for city, low, high in zip(support.cities, found.low, found.high, strict=True)
    }
    return Firmness(found.draws, found.level, found.seed, intervals)


def _ranks(rows: Sequence[CentralityRow]) -> dict[str, int]:
    ranks: dict[str, int] = {}
    before: CentralityRow | None = None
    for place, row in enumerate(rows, start=1):
        same = before is not None and before.degree == row.degree
        ranks[row.city] = ranks[before.city] if same and before is not None else place
        before = row
    return ranks
