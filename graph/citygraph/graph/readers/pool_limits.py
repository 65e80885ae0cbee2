"""How many questions one process may ask the readers at once, and how much memory their processes keep for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from .generations import Generation
from .pages import available
from .process import processors

__all__ = ["PoolLimits"]

_SMALL: Final = 320 << 20
"""Bytes that copies of the store may take in any case."""
_PART: Final = 4
"""Copies of a larger store take no more than this part of the memory there is."""


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How many questions one process may ask at once.

    Attributes:
        running: Most questions that run at once; each has a worker of its own.
        reserved: Workers beside those that trusted questions alone may take.
        quick: Most of them that have just begun: as many as there are processors. More would only take turns.
        client_running: Most of them that one client asks.
        waiting: Most questions that wait for a worker.
        client_waiting: Most of them that one client asks.
        patience: Seconds that a question waits before it is told that the server is busy.
        kept: Most bytes of memory that workers keep for themselves between questions, or as many as the store takes
            where that is more. One that has more than its part is then replaced.
        copies: Most bytes of memory for workers that have a copy of the store of their own; None lets small stores
            have 320 MiB, and larger ones two copies where these are no more than a quarter of the memory there is.
        pools: How many pools ask the same readers, and share that memory.
    """

    running: int = 8
    reserved: int = 2
    quick: int = field(default_factory=processors)
    client_running: int = 6
    waiting: int = 128
    client_waiting: int = 96
    patience: float = 5.0
    kept: int = 64 << 20
    copies: int | None = None
    pools: int = 1

    def kept_for(self, generation: Generation) -> int:
        """Return how many bytes the workers of one pool may keep between questions."""
        return max(self.kept, generation.memory) // self.pools

    def copies_of(self, generation: Generation) -> int:
        """Return how many workers of one pool have a copy of the store: one for each quick question, or fewer."""
        if not generation.in_memory:
            return 0
        most = self.copies
        if most is None:
            most = max(_SMALL, min(2 * generation.memory, (available() or 0) // _PART))
        return min(self.quick, most // max(generation.memory, 1) // self.pools)
