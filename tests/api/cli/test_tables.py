"""The commands about tables."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from citygraph.loaders.tables import parse_description
from typer.testing import Result

Run = Callable[..., Result]

MEMBERS = "network,city,country,year,source\napeksi,Malang,ID,2000,\napeksi,Nowhere,ID,,\napeksi,,ID,,\n"


@pytest.fixture
def members(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(MEMBERS, encoding="utf-8")
    return path


def test_a_table_loads_and_tells_what_waits_and_what_is_wrong(
    run: Run, members: Path, tmp_path: Path
) -> None:
    names, store = tmp_path / "names.csv", tmp_path / "store"
    result = run("load-table", members, "--mapping", "members", "--store", store, "--unresolved", names)
    assert result.exit_code == 1
    assert f"{members}:4: field city: there is no name" in result.stderr
    assert (
        "members: 3 rows, 1 loaded as 1 facts, 1 wait for 1 names that were not found, 1 refused"
        in result.stdout
    )
    assert "Nowhere" in names.read_text(encoding="utf-8")
    again = run("load-table", members, "--mapping", "members", "--store", store, "--unresolved", names)
    assert again.exit_code == 1 and "--force" in again.stderr
    filled = names.read_text(encoding="utf-8").replace(",Nowhere,ID,,", ',Nowhere,ID,"Batu, ID",')
    names.write_text(filled, encoding="utf-8")
    third = run(
        "load-table", members, "--mapping", "members", "--store", store, "--corrections", names, "--json"
    )
    (told,) = [json.loads(line) for line in third.stdout.splitlines()]
    assert (told["rows_loaded"], told["rows_waiting"], told["rows_refused"]) == (2, 0, 1)
    assert told["errors"][0]["code"] == "empty-cell" and told["errors"][0]["line"] == 4


def test_a_dry_run_makes_no_store_and_changes_none(
    run: Run, members: Path, tmp_path: Path, own_store: Path
) -> None:
    none = tmp_path / "none"
    result = run("load-table", members, "--mapping", "members", "--store", none, "--dry-run")
    assert "1 would be loaded" in result.stdout and not none.exists()
    before = run("info", "--store", own_store, "--json").stdout
    run("load-table", members, "--mapping", "members", "--store", own_store, "--dry-run")
    assert run("info", "--store", own_store, "--json").stdout == before


def test_a_table_is_taken_out_by_its_id(run: Run, members: Path, own_store: Path) -> None:
    before = run("query", "SELECT ?f { ?f cg:modality ?m }", "--store", own_store, "--format", "csv").stdout
    run("load-table", members, "--mapping", "members", "--store", own_store)
    result = run("remove", "members", "--store", own_store)
    assert result.exit_code == 0 and result.stdout.count("removed") == 2
    after = run("query", "SELECT ?f { ?f cg:modality ?m }", "--store", own_store, "--format", "csv").stdout
    assert sorted(after.splitlines()) == sorted(before.splitlines())


def test_mistakes_are_told_in_a_line_and_make_no_store(run: Run, members: Path, tmp_path: Path) -> None:
    mapping, store = tmp_path / "own.toml", tmp_path / "store"
    for text, word in (
        ("[[facts]]\nkind = 'membership'\n", "a membership needs member"),
        ("[[facts]]\nkind = 'membership'\nmember = 'town'\nnetwork = 'network'\n", "no column 'town'"),
        ("facts = 1", "own.toml"),
        ("[[facts]\n", "it is no TOML"),
        ("[table]\ncolour = 'red'\n[[facts]]\nkind = 'nothing'\n", "there is no such field"),
    ):
        mapping.write_text(text, encoding="utf-8")
        result = run("load-table", members, "--mapping", mapping, "--store", store)
        assert result.exit_code == 1 and word in result.stderr, (text, result.stderr)
    absent = run("load-table", members, "--mapping", "unheard-of", "--store", store)
    assert absent.exit_code == 1 and "sister-cities-edges" in absent.stderr
    twice = run("load-table", members, members, "--mapping", "members", "--store", store)
    assert twice.exit_code == 1 and "have the same id, 'members'" in twice.stderr
    assert not store.exists()


def test_a_drafted_mapping_is_one_and_loads(run: Run, members: Path, tmp_path: Path) -> None:
    result = run("describe-table", members)
    assert result.exit_code == 0
    description = parse_description(result.stdout)
    assert description.facts[0].kind == "membership" and description.table.source is not None
    mapping = tmp_path / "drafted.toml"
    assert run("describe-table", members, "--out", mapping).exit_code == 0
    loaded = run("load-table", members, "--mapping", mapping, "--store", tmp_path / "store")
    assert "1 loaded as 1 facts" in loaded.stdout


def test_ready_mappings_are_listed_and_printed(run: Run) -> None:
    listed = run("describe-table", "--list").stdout.splitlines()
    assert len(listed) == 5 and all("  " in line for line in listed)
    for line in listed:
        assert tomllib.loads(run("describe-table", "--ready", line.partition(" ")[0]).stdout)["facts"]
