"""Networks that were explained, kept until the data changes."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Final

from citygraph.graph import CityGraph
from citygraph.graph.readers import ReaderGraph
from citygraph.queries import Network, Recipe, project

__all__ = ["NetworkShelf"]

_MOST: Final = 4


class NetworkShelf:
    """Keeps the networks that were explained last, until the data changes.

    Args:
        graph: Where the facts are.
    """

    def __init__(self, graph: CityGraph | ReaderGraph) -> None:
        self._graph = graph
        self._lock = Lock()
        self._kept: OrderedDict[tuple[str, str, str], Network] = OrderedDict()

    def network(self, recipe: Recipe, language: str) -> Network:
        """Return the network that a recipe makes of the graph as it is now."""
        key = (self._graph.digest, recipe.digest, language)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        found = project(self._graph, recipe, language=language, identifiers=self._graph.identifiers)
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return found
