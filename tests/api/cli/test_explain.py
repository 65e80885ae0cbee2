"""The command that leads from a score to its sentences."""

from __future__ import annotations

import json
from pathlib import Path


def test_a_city_is_explained_as_text_and_json(run, seed_store: Path) -> None:
    text = run("explain", "London, GB", "--store", seed_store, "--size", "5", "--page", "3")
    assert text.exit_code == 0
    assert text.stdout.startswith("London, GB: tied to 14 cities, strength 18")
    assert "page 3 of 3: ties 11 to 14 of 14" in text.stdout
    told = json.loads(run("explain", "London", "--store", seed_store, "--json").stdout)
    assert [len(told["ties"]), told["degree"]] == [14, 14]


def test_what_is_unknown_or_left_out_is_refused_with_reasons(run, seed_store: Path) -> None:
    unknown = run("explain", "Surabya", "--store", seed_store)
    assert unknown.exit_code == 1 and "'Surabaya'" in unknown.stderr
    out = run("explain", "Surabaya", "--recipe", "partnership", "--store", seed_store)
    assert out.exit_code == 1 and "Surabaya has part in nothing" in out.stderr
    assert run("explain", "London", "--store", seed_store, "--page", "2").exit_code == 1
    assert run("explain", "London").exit_code == 2
