"""Weights of features."""

from __future__ import annotations

from math import exp, isclose

import pytest
from citygraph.loaders.extraction.weighing import HOSTING, RELATIONS, Weights, shipped_weights
from citygraph.loaders.extraction.weighing.features import Features

WEIGHTS = Weights(-1000, 0.3, 0.5, {"order": {"AB": 500}, "between": {"join": 2000}})


def test_the_sum_of_the_weights_gives_the_probability() -> None:
    told = [Features([("order", ("AB", "unheard of"))]), Features([("between", {"join"})])]
    assert isclose(WEIGHTS.probability(told), 1 / (1 + exp(-1.5)))
    assert isclose(WEIGHTS.probability(told), 1 / (1 + exp(-1.5)))  # what was remembered is the same
    assert isclose(WEIGHTS.probability([]), 1 / (1 + exp(1)))


def test_what_told_most_comes_first() -> None:
    told = WEIGHTS.telling([("order", "AB"), ("between", "join"), ("order", "BA")])
    assert told == ["between 'join' +2.00", "order 'AB' +0.50"]


@pytest.mark.parametrize("relation", [*RELATIONS, HOSTING])
def test_weights_are_shipped_for_every_relation(relation: str) -> None:
    weights = shipped_weights(relation)
    assert 0 < weights.least <= weights.enough < 1
    assert sum(map(len, weights.weights.values())) > 500
