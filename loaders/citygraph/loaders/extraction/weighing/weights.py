"""Learned weights of features: how likely a context says what it may say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from citygraph.loaders.extraction.records import record

from .features import Feature, Features, Shared

__all__ = ["Weights", "shipped_weights"]

_UNDERFLOW = -60.0


@record(frozen=True, slots=True)
class Weights:
    """The weights for one relation.

    Attributes:
        bias: What is there before any feature.
        least: How likely what a rule drew has to be, to stand.
        enough: How likely what no rule drew has to be, to be drawn.
        weights: Weight of each value of each template of features.
    """

    bias: float
    least: float
    enough: float
    weights: Mapping[str, Mapping[str, float]]

    def probability(self, shared: Iterable[Shared], own: Features) -> float:
        """Return how likely it is, from 0 to 1: the logistic function of the weights' sum."""
        total = self.bias + self._sum(own)
        for each in shared:
            known = each.memory.get(id(self))
            if known is None:
                known = each.memory[id(self)] = self._sum(each.features)
            total += known
        return 1.0 / (1.0 + exp(-total)) if total > _UNDERFLOW else 0.0

    def _sum(self, features: Iterable[Feature]) -> float:
        weights = self.weights
        total = 0.0
        for template, value in features:
            known = weights.get(template)
            if known is not None:
                total += known.get(value, 0.0)
        return total

    def telling(self, features: Iterable[Feature], count: int = 4) -> list[str]:
        """Return the features that told most, the strongest first, in words."""
        told = [(self.weights.get(t, {}).get(v, 0.0), t, v) for t, v in features]
        told.sort(key=lambda each: (-abs(each[0]), each[1], each[2]))
        return [f"{t} {v!r} {w:+.2f}" for w, t, v in told[:count] if w]


@cache
def shipped_weights(relation: str) -> Weights:
    """Return the weights that citygraph ships for a relation.

    They are made from the invented articles of the tests by ``docs/tools/weights.py``.
    """
    path = files("citygraph.loaders.extraction.weighing").joinpath("weights", f"{relation}.json")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return Weights(float(data["bias"]), float(data["least"]), float(data["enough"]), data["weights"])
