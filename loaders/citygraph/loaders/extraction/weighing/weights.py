"""Learned weights of features: how likely a context says what it may say."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp
from typing import Any, Final

from citygraph.loaders.extraction.records import record

from .features import Feature, Features

__all__ = ["Weights", "shipped_weights"]

_UNIT: Final = 1000
_FEW: Final = 2
_NOUGHTS: Final = repeat(0)
_UNDERFLOW: Final = -60 * _UNIT


@record(frozen=True, slots=True)
class Weights:
    """The weights for one relation, whole thousandths: their sum is the same in whatever order.

    Attributes:
        bias: What is there before any feature.
        least: How likely what a rule drew has to be, to stand.
        enough: How likely what no rule drew has to be, to be drawn.
        weights: Weight of each value of each template of features.
    """

    bias: int
    least: float
    enough: float
    weights: Mapping[str, Mapping[str, int]]

    def probability(self, features: Iterable[Features]) -> float:
        """Return how likely it is, from 0 to 1: the logistic function of the weights' sum."""
        total, me = self.bias, id(self)
        for each in features:
            known = each.memory.get(me)
            if known is None:
                known = each.memory[me] = self._sum(each)
            total += known
        return 1.0 / (1.0 + exp(-total / _UNIT)) if total > _UNDERFLOW else 0.0

    def _sum(self, features: Features) -> int:
        weights = self.weights
        total = 0
        for template, values in features.rows:
            known = weights.get(template)
            if known is not None:
                if len(values) > _FEW:
                    total += sum(map(known.get, values, _NOUGHTS))
                    continue
                for value in values:
                    if value in known:
                        total += known[value]
        return total

    def telling(self, features: Iterable[Feature], count: int = 4) -> list[str]:
        """Return the features that told most, the strongest first, in words."""
        told = [(self.weights.get(t, {}).get(v, 0) / _UNIT, t, v) for t, v in features]
        told.sort(key=lambda each: (-abs(each[0]), each[1], each[2]))
        return [f"{t} {v!r} {w:+.2f}" for w, t, v in told[:count] if w]


@cache
def shipped_weights(relation: str) -> Weights:
    """Return the weights that citygraph ships for a relation.

    They are made from the articles of the tests by ``docs/tools/weights.py``.
    """
    path = files("citygraph.loaders.extraction.weighing").joinpath("weights", f"{relation}.json")
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    weights = {
        template: {value: round(weight * _UNIT) for value, weight in row.items()}
        for template, row in data["weights"].items()
    }
    return Weights(round(data["bias"] * _UNIT), float(data["least"]), float(data["enough"]), weights)
