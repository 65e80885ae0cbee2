"""Comparing predicted facts with gold ones on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from citygraph.api.cli.evaluate import Show
from typer.testing import Result

Run = Callable[..., Result]
MEMBER = {"kind": "membership", "member": "Alpha Institute", "network": "net", "evidence": "Alpha belongs"}
OTHER = MEMBER | {"member": "Beta Office"}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A gold folder and one of predictions: one fact right, one missed, one extra, one document unreadable."""
    gold, predicted = tmp_path / "gold", tmp_path / "predicted"
    for folder, member in ((gold, "Beta Office"), (predicted, "Gamma Society")):
        folder.mkdir()
        facts = {"facts": [MEMBER, OTHER | {"member": member}]}
        (folder / "a.yaml").write_text(json.dumps(facts), encoding="utf-8")
        (folder / "b.yaml").write_text("facts: [" if folder is predicted else "facts: []", encoding="utf-8")
    for name in ("a", "b"):
        (gold / f"{name}.txt").write_text("Alpha belongs to it.", encoding="utf-8")
    (predicted / "z.json").write_text("{}", encoding="utf-8")
    return gold, predicted


def test_the_table_comes_with_what_is_asked_for(run: Run, folders: tuple[Path, Path]) -> None:
    result = run("evaluate", *folders, "--show", "both")
    assert result.exit_code == 0
    missed, extra, count, *_ = result.stdout.splitlines()
    assert missed.startswith("MISSED a: membership; member: Beta Office") and count == "2 articles"
    assert extra.startswith("EXTRA  a: membership; member: Gamma Society")
    assert "b: the prediction cannot be read: " in result.stderr
    assert "count for nothing: z" in result.stderr
    assert "MISSED" not in run("evaluate", *folders, "--show", "extras").stdout
    assert run("evaluate", *folders).stdout.startswith("2 articles")


def test_json_has_figures_and_differences(run: Run, folders: tuple[Path, Path]) -> None:
    found = json.loads(run("evaluate", *folders, "--json", "--show", "misses").stdout)
    assert found["all"] == {"gold": 2, "predicted": 2, "right": 1, "precision": 0.5, "recall": 0.5, "f1": 0.5}
    assert found["extras"] == [
        {"article": "a", "kind": "membership", "fact": OTHER | {"member": "Gamma Society"}}
    ]
    assert len(found["misses"]) == 1 and found["unpaired"] == ["z"]


def test_the_page_goes_to_a_file_or_a_folder_and_over_no_other(
    run: Run, folders: tuple[Path, Path], tmp_path: Path
) -> None:
    assert run("evaluate", *folders, "--html", tmp_path).exit_code == 0
    page = (tmp_path / "evaluation.html").read_text(encoding="utf-8")
    assert "Gamma Society" in page and "Alpha belongs</mark> to it." in page
    assert run("evaluate", *folders, "--html", tmp_path / "own.html").exit_code == 0
    assert (tmp_path / "own.html").read_text(encoding="utf-8") == page
    again = run("evaluate", *folders, "--html", tmp_path)
    assert again.exit_code == 1 and "exists; replace it with --force" in again.stderr
    assert run("evaluate", *folders, "--html", tmp_path, "--force").exit_code == 0


def test_folders_and_gold_that_cannot_be_used_are_refused(run: Run, folders: tuple[Path, Path]) -> None:
    gold, predicted = folders
    assert run("evaluate", gold, predicted / "none").exit_code == 1
    (gold / "a.txt").unlink()
    result = run("evaluate", gold, predicted)
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ") and "a.txt: the article's text cannot be read" in result.stderr


def test_what_may_be_shown_is_what_the_tables_list(run: Run, folders: tuple[Path, Path]) -> None:
    assert [one.value for one in Show] == ["misses", "extras", "both"]
    assert run("evaluate", *folders, "--show", "all").exit_code == 2
