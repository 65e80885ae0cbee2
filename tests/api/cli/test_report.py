"""Printing reports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def test_the_exchange_on_shared_themes_has_the_known_numbers(run: Run, seed_store: Path) -> None:
    told = json.loads(run("report", "centrality", "--store", seed_store, "--format", "json").stdout)
    assert (told["counts"]["cities"], told["counts"]["affiliations"]) == (19, 7)
    assert (told["counts"]["incidences"], told["counts"]["ties"]) == (27, 53)
    assert told["components"] == [15, 2, 2]
    london = next(row for row in told["rows"] if row["name"] == "London")
    assert london["degree"] == 14
    assert london["betweenness"] == pytest.approx(31.8333, abs=1e-4)
    assert london["betweenness_normalized"] == pytest.approx(0.208061, abs=1e-6)
    assert london["constraint"] == pytest.approx(0.236306, abs=1e-6)


def test_partnerships_tie_only_when_asked_for(run: Run, seed_store: Path) -> None:
    arguments = ("report", "centrality", "--store", seed_store, "--format", "json")
    for extra, kinds in (([], {"theme"}), (["--partnerships"], {"theme", "partnership"})):
        told = json.loads(run(*arguments, *extra).stdout)
        assert {one["kind"] for tie in told["ties"] for one in tie["shared"]} == kinds


def test_table_csv_and_json_tell_the_same_cities(run: Run, seed_store: Path) -> None:
    rows = json.loads(run("report", "centrality", "--store", seed_store, "--format", "json").stdout)["rows"]
    table = run("report", "centrality", "--store", seed_store, "--format", "csv").stdout
    assert [row["city"] for row in csv.DictReader(io.StringIO(table))] == [row["city"] for row in rows]
    text = run("report", "centrality", "--store", seed_store)
    assert text.exit_code == 0 and all(row["name"] in text.stdout for row in rows)
    assert "recipe shared-themes" in text.stdout


def test_a_file_is_written_in_the_format_of_its_suffix_and_not_over_another(
    run: Run, seed_store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ranking.csv"
    written = run("report", "centrality", "--store", seed_store, "--out", out)
    assert written.exit_code == 0 and written.stdout == ""
    usual = run("report", "centrality", "--store", seed_store, "--format", "csv").stdout_bytes
    assert out.read_bytes() == usual
    again = run("report", "centrality", "--store", seed_store, "--out", out, "--format", "json")
    assert again.exit_code == 1 and "--force" in again.stderr
    assert out.read_bytes() == usual
    assert run("report", "centrality", "--store", seed_store, "--out", out, "--force").exit_code == 0
    assert run("report", "centrality", "--store", seed_store, "--out", tmp_path / "a.pdf").exit_code == 2


def test_names_come_in_the_language_asked_for(run: Run, seed_store: Path) -> None:
    english = run("report", "centrality", "--store", seed_store).stdout
    indonesian = run("report", "centrality", "--store", seed_store, "--language", "id").stdout
    assert english != indonesian and "kemitraan" in indonesian


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["centralty"], "did you mean 'centrality'?"),
        (["shared-theme"], "did you mean 'shared-themes'?"),
        (["x"], "it may be 'centrality'"),
        (["centrality", "--recipe", "shared-theme"], "did you mean 'shared-themes'?"),
    ],
)
def test_an_unknown_name_is_refused_with_the_near_one(
    run: Run, seed_store: Path, arguments: list[str], said: str
) -> None:
    result = run("report", *arguments, "--store", seed_store)
    assert result.exit_code == 1 and result.stdout == "" and said in result.stderr


def test_reports_and_recipes_are_listed_without_a_store(run: Run) -> None:
    told = json.loads(run("report", "--list", "--format", "json").stdout)
    assert [one["name"] for one in told["reports"]] == ["centrality"]
    assert {"shared-themes", "partnership"} <= {one["name"] for one in told["recipes"]}
    assert "shared-themes" in run("report", "--list").stdout
    assert run("report").exit_code == run("report", "centrality", "--list").exit_code == 2


def test_a_recipe_names_the_centrality_report_on_it(run: Run, seed_store: Path) -> None:
    short = run("report", "partnership", "--store", seed_store, "--format", "csv")
    long = run("report", "centrality", "--recipe", "partnership", "--store", seed_store, "--format", "csv")
    assert short.exit_code == 0 and short.stdout == long.stdout
    assert run("report", "partnership", "--recipe", "co-membership", "--store", seed_store).exit_code == 2
