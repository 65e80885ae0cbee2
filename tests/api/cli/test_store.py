"""Telling about a store, taking documents out of it, and stores that are damaged or in use."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from citygraph.graph import CityGraph
from citygraph.loaders.seeds import seed_paths
from typer.testing import Result

Run = Callable[..., Result]
Process = Callable[..., CompletedProcess[bytes]]


def test_info_tells_documents_facts_triples_and_digest(run: Run, seed_store: Path) -> None:
    result = run("info", "--store", seed_store, "--check", "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert [one["id"] for one in told["documents"]] == [path.stem for path in seed_paths()]
    assert told["facts"] == sum(one["facts"] for one in told["documents"])
    assert told["checked"] is True and told["damage"] == [] and told["notices"] == []
    with CityGraph.open(seed_store, mode="read") as graph:
        assert (told["digest"], told["triples"]) == (graph.digest, len(graph))
    table = run("info", "--store", seed_store, "--check")
    assert table.exit_code == 0 and told["digest"] in table.stdout and "as it was loaded" in table.stdout


def test_damage_is_told_refused_and_repaired_by_loading(run: Run, own_store: Path) -> None:
    manifest = own_store / "manifest.jsonl"
    lines = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    lines[0]["settled"]["never-there"] = ["0" * 64, 10, 2]
    lines[1].pop("closed")
    manifest.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    for command in (["info"], ["query", "ASK {}"], ["export"], ["report", "centrality"]):
        result = run(*command, "--store", own_store)
        assert result.exit_code == 1 and result.stdout == ""
        assert "error: " in result.stderr and "never-there is missing" in result.stderr
    told = json.loads(run("info", "--store", own_store, "--json").stdout)
    assert [one["subject"] for one in told["damage"]] == ["never-there"]
    assert run("load", seed_paths()[0], "--store", own_store).exit_code == 1
    assert run("load", seed_paths()[0], "--store", own_store, "--repair").exit_code == 0
    assert run("info", "--store", own_store, "--check").exit_code == 0


def test_removing_takes_documents_out_and_tells_unknown_ones(run: Run, own_store: Path) -> None:
    result = run("remove", "wccf-jakarta", "unheard-of", "gnlc-son-la", "--store", own_store)
    assert result.exit_code == 1
    assert result.stdout == "removed  wccf-jakarta\nremoved  gnlc-son-la\n"
    assert "no document 'unheard-of'" in result.stderr
    left = json.loads(run("info", "--store", own_store, "--json", "--check").stdout)["documents"]
    assert [one["id"] for one in left] == ["apeksi-malang", "ascn-luang-prabang", "uclg-aspac-palembang"]


def test_what_is_removed_is_remembered_unless_it_is_to_be_forgotten(run: Run, own_store: Path) -> None:
    assert run("remove", "gnlc-son-la", "--store", own_store, "--forget").exit_code == 0
    assert json.loads(run("info", "--store", own_store, "--json").stdout)["decisions"] == []
    assert run("remove", "wccf-jakarta", "--store", own_store).exit_code == 0
    told = json.loads(run("info", "--store", own_store, "--json", "--check").stdout)
    assert "wccf-jakarta" not in [one["id"] for one in told["documents"]]
    assert any(one["iri"].endswith("/article/wccf-jakarta") for one in told["decisions"])
    assert "IRIs withdrawn, 0 merged" in run("info", "--store", own_store).stdout


def test_a_merge_is_made_told_and_taken_back(run: Run, own_store: Path) -> None:
    base = "https://w3id.org/citygraph/"
    result = run(
        "merge", "network/apkasi", f"{base}network/apeksi", "--reason", "tried", "--store", own_store
    )
    assert result.exit_code == 0
    assert result.stdout == f"merged  {base}network/apkasi\n  into  {base}network/apeksi\n"
    (told,) = json.loads(run("info", "--store", own_store, "--json").stdout)["decisions"]
    assert (told["iri"], told["into"], told["reason"]) == (
        f"{base}network/apkasi",
        f"{base}network/apeksi",
        "tried",
    )
    assert "error: " in run("merge", "network/apkasi", "city/1636722", "--store", own_store).stderr
    assert run("merge", "network/apkasi", "--store", own_store).exit_code == 2
    assert run("merge", "network/apkasi", "--undo", "--store", own_store).exit_code == 0
    assert json.loads(run("info", "--store", own_store, "--json").stdout)["decisions"] == []
    assert run("merge", "network/apkasi", "--undo", "--store", own_store).exit_code == 1


@pytest.mark.parametrize(
    "command",
    [
        ["info"],
        ["query", "ASK {}"],
        ["report", "centrality"],
        ["export"],
        ["serve"],
        ["remove", "x"],
        ["merge", "x", "y"],
    ],
)
def test_a_store_that_is_not_there_is_refused_and_not_made(
    run: Run, tmp_path: Path, command: list[str]
) -> None:
    result = run(*command, "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "error: there is no citygraph store at" in result.stderr
    assert not (tmp_path / "store").exists()


@pytest.mark.parametrize("command", [["info"], ["query", "ASK { ?a ?b ?c }"]])
def test_a_store_that_is_being_written_is_read_as_it_was_published(
    process: Process, own_store: Path, command: list[str]
) -> None:
    with CityGraph.open(own_store):
        result = process(*command, "--store", own_store)
    assert result.returncode == 0, result.stderr


def test_a_store_that_is_being_written_says_by_whom(process: Process, own_store: Path) -> None:
    with CityGraph.open(own_store):
        result = process("load", seed_paths()[0], "--store", own_store)
    assert result.returncode == 1
    (line,) = result.stderr.decode().splitlines()
    assert line.startswith("error: the store") and "is being written by process" in line


def test_the_store_may_come_from_the_environment(
    run: Run, seed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYGRAPH_STORE", str(seed_store))
    assert run("info").exit_code == 0


def test_a_bad_setting_is_one_line(run: Run, seed_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYGRAPH_BASE", "nowhere")
    result = run("info", "--store", seed_store)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: the variable CITYGRAPH_BASE is refused: the base must be")


def test_another_base_is_refused(run: Run, seed_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITYGRAPH_BASE", "https://example.org/")
    result = run("info", "--store", seed_store)
    assert result.exit_code == 1 and "keeps its IRIs under" in result.stderr
