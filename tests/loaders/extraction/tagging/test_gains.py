"""What tokens give the labels, against the sums over their features."""

from __future__ import annotations

from importlib.resources import files
from typing import cast

import numpy as np
import pytest
from citygraph.loaders.extraction.segmenting import segment
from citygraph.loaders.extraction.tagging.features import features_of
from citygraph.loaders.extraction.tagging.gains import Gains, Marked
from citygraph.loaders.extraction.tagging.weights import SequenceWeights

TEXT = (
    "Amber Cities Summit\n\nRiga hosted the 12th Amber Cities Summit (ACS) in 2019; 37 mayors came, “all” of them ☂.\n"
    "- Tartu's iWater week, São Paulo;\n- Oslo 2021\n"
)


@pytest.fixture(scope="module")
def weights() -> SequenceWeights:
    model = files("citygraph.loaders.extraction.tagging").joinpath("gatherings.crfsuite").read_bytes()
    return SequenceWeights.read(model)


def test_they_are_the_sums_over_the_features(weights: SequenceWeights) -> None:
    marked: list[Marked] = [
        (sentence, {0: "C", 2: "N", 3: "?"} if len(sentence.tokens) > 3 else {})
        for sentence in segment(TEXT).sentences
    ]
    assert {(each.heading, each.item) for each, _ in marked} == {
        (True, False),
        (True, True),
        (False, False),
    }
    gains = Gains(weights)
    row = gains.row(marked)
    found = gains.of(row).T[row.tokens > 0]
    features = [each for sentence, marks in marked for each in features_of(sentence, marks)]
    known = [[weights.attributes[name] for name in each if name in weights.attributes] for each in features]
    every = np.array([weights.emissions[each].sum(axis=0) for each in known])
    expected = every[:, weights.naming] - every[:, [weights.nothing]]
    assert expected.any(axis=1).all()
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-4)


def test_tokens_are_remembered_and_forgotten_when_they_are_many(
    weights: SequenceWeights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citygraph.loaders.extraction.tagging.gains._REMEMBERED", 8)
    monkeypatch.setattr("citygraph.loaders.extraction.tagging.gains._FEWEST", 4)
    gains = Gains(weights)
    first, second = (
        [cast("Marked", (each, {}))]
        for each in segment("Riga hosted the summit.\n\nIt was the tenth one in all.").sentences
    )
    before = gains.of(gains.row(first))
    for _ in range(3):
        assert gains.row(second).tokens.max() <= 8 + len(second[0][0].tokens)
        np.testing.assert_array_equal(gains.of(gains.row(first)), before)
