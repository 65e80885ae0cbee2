"""Weights of features."""

from __future__ import annotations

from math import exp, isclose

import pytest
from citygraph.loaders.extraction.weighing import HOSTING, RELATIONS, Weights, shipped_weights
from citygraph.loaders.extraction.weighing.features import Shared

WEIGHTS = Weights(-1.0, 0.3, 0.5, {"order": {"AB": 0.5}, "between": {"join": 2.0}})


def test_the_sum_of_the_weights_gives_the_probability() -> None:
    own = {("order", "AB"), ("order", "unheard of")}
    shared = Shared(frozenset({("between", "join")}))
    assert isclose(WEIGHTS.probability([shared], own), 1 / (1 + exp(-1.5)))
    assert isclose(WEIGHTS.probability([shared], own), 1 / (1 + exp(-1.5)))  # what was remembered is the same
    assert isclose(WEIGHTS.probability([], set()), 1 / (1 + exp(1)))


def test_what_told_most_comes_first() -> None:
    told = WEIGHTS.telling([("order", "AB"), ("between", "join"), ("order", "BA")])
    assert told == ["between 'join' +2.00", "order 'AB' +0.50"]


@pytest.mark.parametrize("relation", [*RELATIONS, HOSTING])
def test_weights_are_shipped_for_every_relation(relation: str) -> None:
    weights = shipped_weights(relation)
    assert 0 < weights.least <= weights.enough < 1
    assert sum(map(len, weights.weights.values())) > 500
