"""Articles into a store in one go."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
PACT = """{first} and {second} sign a sister city agreement

{first}, 14 March 2025 - The mayors of {first}, Indonesia, and {second}, South Korea, signed a sister city agreement on
Friday. {first} has been a member of CITYNET since 2013, its mayor said at the town hall.
"""
WARD = "Ward meeting on drains\n\nThe ward committee met on Monday evening to talk about drains and a dog that barks.\n"
STATUS = "SELECT ?status (COUNT(?f) AS ?n) { ?f cg:reviewStatus ?status } GROUP BY ?status"
PASSAGES = (
    "SELECT ?exact ?confidence { ?f cg:confidence ?confidence ; cg:evidence/oa:hasSelector/oa:exact ?exact }"
)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two stories, a copy of the first, and an article without facts."""
    folder = tmp_path / "articles"
    folder.mkdir()
    first = PACT.format(first="Bandung", second="Suwon")
    (folder / "a.txt").write_text(first, encoding="utf-8")
    (folder / "b.txt").write_text(
        "Delegasi Semarang bertandang ke Toyama\n\nSEMARANG - Wali Kota Semarang mengunjungi Kota Toyama, Jepang, pada "
        "3 Juni 2019. Semarang adalah anggota ICLEI sejak 2009.\n",
        encoding="utf-8",
    )
    (folder / "copy.txt").write_text(f"Press release\n\n{first}", encoding="utf-8")
    (folder / "ward.txt").write_text(WARD, encoding="utf-8")
    return folder


def ingest(run: Run, *arguments: str | Path) -> tuple[int, list[str], dict[str, object]]:
    result = run("ingest", *arguments, "--json")
    *told, total = (json.loads(line) for line in result.stdout.splitlines())
    return result.exit_code, [each["change"] for each in sorted(told, key=lambda each: each["path"])], total


def rows(run: Run, store: Path, question: str) -> list[dict[str, str]]:
    answer = json.loads(run("query", question, "--store", store, "--format", "json").stdout)
    return [{name: cell["value"] for name, cell in row.items()} for row in answer["results"]["bindings"]]


def test_facts_are_loaded_as_drafts_with_their_passages(run: Run, articles: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    status, changes, total = ingest(run, articles, "--store", store)
    assert (status, changes) == (0, ["added", "added", "copy", "empty"])
    assert total["added"] == 2 and total["copy"] == 1 and total["empty"] == 1 and total["refused"] == 0
    (found,) = rows(run, store, STATUS)
    assert found["status"].endswith("Draft") and int(found["n"]) == total["loaded_facts"]
    text = (articles / "a.txt").read_text(encoding="utf-8") + (articles / "b.txt").read_text(encoding="utf-8")
    passages = rows(run, store, PASSAGES)
    assert passages and all(each["exact"] in text and float(each["confidence"]) > 0 for each in passages)
    assert run("info", "--store", store, "--check").exit_code == 0


def test_again_changes_nothing_and_copies_come_when_asked_for(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    store, out = tmp_path / "store", tmp_path / "out"
    ingest(run, articles, "--store", store)
    assert ingest(run, articles, "--store", store)[1] == ["unchanged", "unchanged", "copy", "empty"]
    changes = ingest(run, articles, "--store", store, "--with-copies", "--out", out)[1]
    assert changes == ["unchanged", "unchanged", "added", "empty"]
    assert {path.name for path in out.glob("*.yaml")} == {"a.yaml", "b.yaml", "copy.yaml", "ward.yaml"}


def test_what_was_reviewed_stays(run: Run, articles: Path, tmp_path: Path) -> None:
    store, curated = tmp_path / "store", tmp_path / "a.yaml"
    curated.write_text(
        "article: {id: a}\nfacts:\n- {kind: membership, member: 'Bandung, ID', network: citynet, evidence: Bandung}\n",
        encoding="utf-8",
    )
    run("load", curated, "--store", store)
    result = run("ingest", articles, "--store", store)
    assert result.exit_code == 1
    assert "the store holds 'a' with facts that were reviewed" in result.stderr and "--force" in result.stderr
    assert {each["status"].rpartition("#")[2] for each in rows(run, store, STATUS)} == {"Accepted", "Draft"}
    assert ingest(run, articles, "--store", store, "--force")[1][0] == "replaced"
    assert {each["status"].rpartition("#")[2] for each in rows(run, store, STATUS)} == {"Draft"}


def test_bad_articles_keep_none_of_the_others_out(run: Run, articles: Path, tmp_path: Path) -> None:
    (articles / "bad.txt").write_bytes(b"\x00\x01" * 999)
    other = tmp_path / "other"
    other.mkdir()
    (other / "A.txt").write_text(PACT.format(first="Padang", second="Suwon") + WARD, encoding="utf-8")
    result = run("ingest", articles, tmp_path / "missing.txt", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "2 added, 0 replaced, 0 unchanged, 1 copy, 1 empty, 2 refused" in result.stdout
    assert len([line for line in result.stderr.splitlines() if line.startswith("error: ")]) == 2


def test_no_store_is_made_where_there_is_no_article(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("ingest", tmp_path / "empty", "--store", tmp_path / "store")
    assert result.exit_code == 1 and "there is no article in" in result.stderr
    assert not (tmp_path / "store").exists()
