"""The command that lists recipes and writes one; its files are taken by reports."""

from __future__ import annotations

import json
from pathlib import Path

from citygraph.queries import find_recipe, load_recipes, read_recipe


def test_all_are_listed(run) -> None:
    listed = run("recipes").stdout
    assert all(name in listed for name in load_recipes())
    assert [one["name"] for one in json.loads(run("recipes", "--format", "json").stdout)] == list(
        load_recipes()
    )
    assert "cg:Recipe" in run("recipes", "--format", "ttl").stdout
    assert run("recipes", "--set", "on=2024-01-01").exit_code == 2
    assert run("recipes", "--format", "toml").exit_code == 2


def test_a_changed_recipe_is_written_and_read_back(run, tmp_path: Path) -> None:
    wanted = find_recipe("partnership").changed(["countries=ID,IT"])
    for suffix in ("toml", "ttl"):
        file = tmp_path / f"mine.{suffix}"
        done = run("recipes", "partnership", "--set", "countries=IT,ID", "--out", str(file))
        assert done.exit_code == 0
        assert read_recipe(file) == wanted
    again = run("recipes", str(tmp_path / "mine.ttl"), "--format", "json")
    assert json.loads(again.stdout)["sha256"] == wanted.digest


def test_a_report_takes_a_file_and_changes_and_refuses_with_reasons(
    run, seed_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "mine.toml"
    run("recipes", "shared-themes", "--out", str(file))
    store = ("--store", str(seed_store))
    plain = json.loads(run("report", "centrality", *store, "--format", "json").stdout)
    mine = json.loads(run("report", "centrality", "--recipe", str(file), *store, "--format", "json").stdout)
    assert mine == plain
    empty = run("report", "centrality", "--recipe", str(file), "--set", "countries=FR", *store)
    assert empty.exit_code == 1
    assert "by countries" in empty.stderr
    early = run("report", "partnership", "--set", "on=1900-01-01", *store)
    assert early.exit_code == 1
    assert "date-before-facts" in early.stderr or "is known before" in early.stderr
    assert "did you mean 'countries'" in run("report", "centrality", "--set", "contries=FR", *store).stderr
