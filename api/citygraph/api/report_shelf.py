"""Reports that were computed, kept until the data changes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from citygraph.graph import CityGraph
from citygraph.graph.readers import ReaderGraph
from citygraph.queries import CentralityReport, Recipe

__all__ = ["ReportShelf"]

_MOST: Final = 32


class ReportShelf:
    """Computes a report once for each dataset, recipe and language.

    Args:
        graph: Where the facts are.
    """

    def __init__(self, graph: CityGraph | ReaderGraph) -> None:
        self._graph = graph
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str, str], CentralityReport] = OrderedDict()

    def centrality(self, recipe: Recipe, language: str) -> CentralityReport:
        """Return the centrality report on a recipe.

        Raises:
            EmptyNetwork: The recipe selects no tie between two cities.
        """
        from citygraph.queries.centrality import (
            centrality_report,
        )  # loads networkx: only who asks waits for it

        key = (self._graph.digest, recipe.digest, language)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        report = centrality_report(
            self._graph, recipe, language=language, identifiers=self._graph.identifiers
        )
        with self._lock:
            self._kept[key] = report
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return report
