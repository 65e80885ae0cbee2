"""How much computations may take."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ComputingLimits"]


@dataclass(frozen=True, slots=True)
class ComputingLimits:
    """How much computations may take.

    Attributes:
        running: Most computations at once, each in a process of its own.
        waiting: Most computations that wait for one to end.
        seconds: Longest time for one.
        memory: Most bytes of memory that one may take beside what it shares with others.
    """

    running: int = 2
    waiting: int = 16
    seconds: float = 600.0
    memory: int = 4 << 30
