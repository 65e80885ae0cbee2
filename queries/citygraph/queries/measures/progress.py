"""Tells a caller how far a long computation has come."""

from __future__ import annotations

from typing import Protocol

__all__ = ["Progress", "unheeded"]


class Progress(Protocol):
    """Is told the share that is done, between 0 and 1. What it raises ends the computation."""

    def __call__(self, share: float, /) -> object:
        """Take note of the share."""
        ...


def unheeded(share: float, /) -> None:
    """Take no note of it."""
