from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest
from citygraph.graph import CityGraph
from citygraph.queries import NotAnalysable
from citygraph.queries.analyses.affiliation_matrix import AffiliationMatrix
from citygraph.queries.analyses.backbone import analyse, sharing_probabilities
from citygraph.queries.analyses.findings import OptionValue

from .conftest import network_of, setting_of

CHOSEN: dict[str, OptionValue] = {"model": "sdsm", "alpha": 0.05, "correction": "none", "most": 500}
# a and b meet five times; every two of the others once; all of them at a fair
MEETING = {
    "fair": "abcdefgh",
    **{f"{at} ab": "ab" for at in range(5)},
    **{"".join(pair): "".join(pair) for pair in combinations("cdefgh", 2)},
}


def test_two_that_meet_often_are_kept_and_those_of_the_fair_are_not(five: CityGraph) -> None:
    network = network_of(MEETING)
    found = analyse(setting_of(network, five, **CHOSEN))
    kept = [(row.left, row.right) for row in found.tables["ties"] if row.kept]
    assert kept == [("a", "b")]
    first = found.tables["ties"][0]
    assert (first.shared, first.left_things, first.right_things, len(first.facts)) == (6, 6, 6, 12)
    assert found.figures["ties"] == len(network.ties) == 28 and found.figures["tests"] == 28
    assert found.figures["kept"] == 1 and found.figures["cities"] == 2


def test_the_probability_is_that_of_simulated_networks() -> None:
    """Sharing in networks drawn with the model's own chances, against the exact tail."""
    from citygraph.queries.analyses.chance_sharing import configuration

    matrix = AffiliationMatrix.of(network_of(MEETING))
    model = configuration(matrix.city_degrees, matrix.thing_degrees)
    chances = model.probabilities[np.searchsorted(model.degrees, matrix.city_degrees)][
        :, np.searchsorted(model.sizes, matrix.thing_degrees)
    ]
    drawn = np.random.default_rng(5).random((20_000, *chances.shape)) < chances
    for left, right, shared in ((0, 1, 3), (0, 2, 1), (2, 3, 2)):
        both = (drawn[:, left] & drawn[:, right]).sum(axis=1) >= shared
        pair = [np.array([each]) for each in (left, right, shared)]
        exact = sharing_probabilities(matrix, *pair, "sdsm")[0]
        assert both.mean() == pytest.approx(exact, abs=0.01)


def test_the_other_model_does_not_know_how_large_things_are(five: CityGraph) -> None:
    found = analyse(setting_of(network_of(MEETING), five, **{**CHOSEN, "model": "hypergeometric"}))
    by_pair = {(row.left, row.right): row.probability for row in found.tables["ties"]}
    # b draws its 6 of 21 things, and all six are a's
    assert by_pair["a", "b"] == pytest.approx(1 / comb(21, 6))


def test_what_is_not_listed_is_told_and_what_is_kept_is_listed(five: CityGraph) -> None:
    found = analyse(setting_of(network_of(MEETING), five, **{**CHOSEN, "alpha": 1.0, "most": 1}))
    assert len(found.tables["ties"]) == 28 and not found.caveats
    found = analyse(setting_of(network_of(MEETING), five, **{**CHOSEN, "alpha": 0.0, "most": 1}))
    assert len(found.tables["ties"]) == 1 and not found.tables["ties"][0].kept
    assert "No tie is kept" in found.caveats[0].en and "Only the first 1 of 28 ties" in found.caveats[1].en


def test_stated_ties_have_no_backbone(five: CityGraph) -> None:
    with pytest.raises(NotAnalysable, match="shared by more than two cities"):
        analyse(setting_of(network_of({"x": "ab", "y": "bc"}), five, **CHOSEN))
