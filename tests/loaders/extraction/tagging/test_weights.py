"""The weights in a model file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pycrfsuite  # type: ignore[import-untyped]  # pyright: ignore[reportMissingTypeStubs]
from citygraph.loaders.extraction.tagging.weights import SequenceWeights


def test_they_are_those_that_the_library_tells(tmp_path: Path) -> None:
    library = cast("Any", pycrfsuite)
    trainer = library.Trainer(verbose=False)
    for _ in range(3):
        trainer.append([["w=a", "São"], ["w=b"], ["w=c"]], ["O", "B", "O"])
        trainer.append([["w=b"], ["w=a"]], ["B", "O"])
    trainer.train(str(tmp_path / "model"))
    tagger = library.Tagger()
    tagger.open(str(tmp_path / "model"))
    told = tagger.info()
    weights = SequenceWeights.read((tmp_path / "model").read_bytes())
    assert (weights.labels, weights.nothing, weights.naming) == (("O", "B"), 0, [1])
    at = weights.labels.index
    emissions = {
        (name, label): float(weights.emissions[row, at(label)])
        for name, row in weights.attributes.items()
        for label in weights.labels
    }
    assert {each: round(weight, 4) for each, weight in emissions.items() if weight} == {
        each: round(weight, 4) for each, weight in told.state_features.items()
    }
    for (before, behind), weight in told.transitions.items():
        assert round(float(weights.transitions[at(before), at(behind)]), 4) == round(weight, 4)
