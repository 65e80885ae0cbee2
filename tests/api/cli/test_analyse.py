"""Analysing networks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def test_without_a_name_every_analysis_is_listed(run: Run) -> None:
    told = json.loads(run("analyse", "--format", "json").stdout)
    names = [one["name"] for one in told]
    assert {"communities", "overlap"} <= set(names)
    listed = run("analyse").stdout
    assert all(
        name in listed and one["question"]["en"] in listed for name, one in zip(names, told, strict=True)
    )
    assert "Jaringan mana" in run("analyse", "--language", "id").stdout


def test_an_explanation_needs_no_store(run: Run) -> None:
    said = run("analyse", "communities", "--explain").stdout
    assert "resolution: Resolution" in said and "0.01 … 100 [1]" in said and "https://doi.org/" in said
    assert json.loads(run("analyse", "communities", "--explain", "--format", "json").stdout)["options"]


def test_table_csv_and_json_tell_the_same(run: Run, seed_store: Path) -> None:
    arguments = ("analyse", "overlap", "--recipe", "shared-themes", "--store", seed_store)
    told = json.loads(run(*arguments, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(*arguments, "--format", "csv").stdout)))
    assert [row["left"] for row in rows] == [row["left"] for row in told["tables"]["pairs"]]
    assert rows[0]["option_most"] == "500" and rows[0]["dataset"] == told["dataset"]
    text = run(*arguments).stdout
    assert "night-time economy" in text and "recipe shared-themes" in text and "! " in text


def test_one_of_its_tables_and_its_options(run: Run, seed_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "cities.csv"
    arguments = ("analyse", "communities", "--store", seed_store, "--param", "seed=5", "--table", "cities")
    assert run(*arguments, "--out", out).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert len(rows) == 19 and rows[0]["option_seed"] == "5"


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["comunities"], 1, "did you mean 'communities'"),
        (["communities", "--recipe", "shared"], 1, "there is no recipe 'shared'"),
        (["communities", "--recipe", "partnership"], 1, "are one community"),
        (["communities", "--table", "rows"], 1, "which has communities, cities"),
        (["communities", "--param", "runs=many"], 1, "a whole number from 2 to 200"),
        (["communities", "--param", "runs"], 2, "no NAME=VALUE"),
        (["communities", "--param", "runs=2", "--param", "runs=3"], 2, "repeats a name"),
    ],
)
def test_what_cannot_be_is_refused(
    run: Run, seed_store: Path, arguments: list[str], status: int, said: str
) -> None:
    result = run("analyse", *arguments, "--store", seed_store)
    assert result.exit_code == status and result.stdout == "" and said in result.stderr


def test_without_a_store_it_is_wrong_usage(run: Run) -> None:
    assert run("analyse", "communities").exit_code == 2
