"""The word for what documents are made with."""

from __future__ import annotations

from importlib.metadata import version

import citygraph.loaders.extraction.batches.engine as engine
import pytest
from citygraph.loaders.extraction.asking import EngineChoice, EngineSettings


def test_it_changes_with_the_files_and_with_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    content = {"extraction": [("extraction/a.toml", b"x")], "gazetteer": [("gazetteer/b.py", b"y")]}
    monkeypatch.setattr(engine, "_content", lambda folder, name: list(content[name]))
    first = engine.engine_stamp()
    assert first == engine.engine_stamp() and first.startswith(f"{version('citygraph')} ")
    content["extraction"][0] = ("extraction/a.toml", b"z")
    assert engine.engine_stamp() != first


def test_it_is_made_of_the_rules_and_the_names() -> None:
    assert len(engine.engine_stamp().split()[1]) == 16


def test_it_changes_with_the_model_that_is_asked() -> None:
    asked = EngineChoice(EngineSettings("http://a/v1", "m"))
    assert engine.engine_stamp(asked) == f"{engine.engine_stamp()} {asked.stamp}"
