"""What several measures of one network share, computed once and when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from .cores import core_number
from .engines import Bare, to_rustworkx
from .paths import betweenness
from .progress import Progress, unheeded
from .reach import Distances, distances
from .topology import Components, Topology
from .triangles import Triangles, find_triangles

__all__ = ["Workings"]

_SHARES: Final = {"distances": 0.2, "betweenness": 0.8}


class Workings:
    """A network being measured.

    Attributes:
        topology: Its graph, with strengths by the recipe's rule.
        newman: The same graph with Newman's strengths, where the network is a projection.

    Args:
        topology: The graph.
        newman: The same with Newman's strengths.
        progress: Told the share that is done of what takes long: distances and betweenness.
    """

    def __init__(
        self, topology: Topology, newman: Topology | None = None, *, progress: Progress = unheeded
    ) -> None:
        self.topology = topology
        self.newman = newman
        self._progress = progress
        self._done = dict.fromkeys(_SHARES, 0.0)

    @cached_property
    def components(self) -> Components:
        """The connected components."""
        return self.topology.components()

    @cached_property
    def distances(self) -> Distances:
        """The distances between all cities."""
        return distances(self.topology, progress=lambda share: self._tell("distances", share))

    @cached_property
    def betweenness(self) -> NDArray[np.float64]:
        """Raw betweenness."""
        return betweenness(self.topology, progress=lambda share: self._tell("betweenness", share))

    @cached_property
    def triangles(self) -> Triangles:
        """The triangles."""
        return find_triangles(self.topology)

    @cached_property
    def bare(self) -> Bare:
        """The graph of rustworkx."""
        return to_rustworkx(self.topology)

    @cached_property
    def cores(self) -> NDArray[np.float64]:
        """Core numbers."""
        return core_number(self.topology, self.bare)

    def _tell(self, part: str, share: float) -> None:
        self._done[part] = share
        self._progress(sum(_SHARES[part] * done for part, done in self._done.items()))
