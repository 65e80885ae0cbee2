"""Loading and checking fact documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import yaml
from citygraph.loaders.seeds import seed_paths
from typer.testing import Result

Run = Callable[..., Result]
Process = Callable[..., CompletedProcess[bytes]]
BAD = Path(__file__).parents[2] / "loaders" / "bad"
STATED = {path.stem: len(yaml.safe_load(path.read_bytes())["facts"]) for path in seed_paths()}
GOOD = """article: {{id: {id}, title: T, sha256: {sha}}}
facts:
- {{kind: membership, member: 'Malang, ID', network: {network}, evidence: {{start: 0, end: 6}}}}
"""


def document(folder: Path, name: str = "good", network: str = "apeksi") -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(GOOD.format(id=name, sha="a" * 64, network=network), encoding="utf-8")
    return path


def lines(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def digest(run: Run, store: Path) -> str:
    return str(json.loads(run("info", "--store", store, "--json").stdout)["digest"])


def test_the_five_articles_load_and_no_fact_is_lost(run: Run, process: Process, tmp_path: Path) -> None:
    store = tmp_path / "store"
    loaded = process("load", *seed_paths(), "--store", store, "--json")
    assert loaded.returncode == 0, loaded.stderr
    *files, total = (json.loads(line) for line in loaded.stdout.splitlines())
    assert {one["document"]: one["facts"] for one in files} == STATED
    assert total["facts"] == sum(STATED.values()) and total["added"] == 5 and total["refused"] == 0
    info = json.loads(run("info", "--store", store, "--json").stdout)
    assert {one["id"]: one["facts"] for one in info["documents"]} == STATED
    question = (
        "SELECT ?article (COUNT(*) AS ?n) { ?f cg:evidence|prov:wasDerivedFrom ?article . "
        "?f cg:modality ?m . ?article a schema:NewsArticle } GROUP BY ?article"
    )
    rows = json.loads(run("query", question, "--store", store, "--format", "json").stdout)["results"][
        "bindings"
    ]
    assert {row["article"]["value"].rpartition("/")[2]: int(row["n"]["value"]) for row in rows} == STATED
    exported = run("export", "--store", store, "--format", "nquads").stdout
    for name, count in STATED.items():
        graph = f"<https://w3id.org/citygraph/graph/{name}> ."
        stated = [one for one in exported.splitlines() if one.endswith(graph) and "ontology#modality>" in one]
        assert len(stated) == count


def test_loading_again_changes_nothing(run: Run, own_store: Path) -> None:
    before = digest(run, own_store)
    result = run("load", *seed_paths(), "--store", own_store)
    assert result.exit_code == 0
    assert "5 unchanged, 0 refused" in result.stdout
    assert digest(run, own_store) == before


def test_the_texts_verify_every_passage(run: Run, shared: Path, tmp_path: Path) -> None:
    texts = shared / "corpus" / "seeds"
    result = run("load", *seed_paths(), "--store", tmp_path / "store", "--texts", texts)
    assert result.exit_code == 0, result.output
    assert "text-missing" not in result.output


def test_a_missing_text_is_a_warning(run: Run, tmp_path: Path) -> None:
    result = run("validate", seed_paths()[0], "--texts", tmp_path, "--json")
    assert result.exit_code == 0
    assert "text-missing" in [warning["code"] for warning in lines(result)[0]["warnings"]]  # type: ignore[attr-defined]


def test_bad_documents_are_refused_each_with_its_problem_and_leave_the_store_as_it_was(
    run: Run, own_store: Path
) -> None:
    expected = yaml.safe_load((BAD / "expected.yaml").read_bytes())
    before = digest(run, own_store)
    names = sorted(expected)
    assert len(names) > 30
    result = run("load", *(BAD / name for name in names), "--store", own_store, "--json")
    assert result.exit_code == 1
    *files, total = lines(result)
    assert {one["change"] for one in files} == {"refused"} and total["refused"] == len(names)
    for one in files:
        name = Path(str(one["file"])).name
        errors: list[dict[str, str]] = one["errors"]  # type: ignore[assignment]
        assert expected[name]["code"] in [error["code"] for error in errors], name
        assert f"error: {BAD / name}" in result.stderr
    assert digest(run, own_store) == before
    assert run("info", "--store", own_store, "--check").exit_code == 0


def test_a_refused_file_keeps_none_of_the_others_out(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    for number in range(40):
        document(folder, f"d{number:02}")
    (folder / "d20.yaml").write_text("article: [", encoding="utf-8")
    (folder / "d33.yaml").write_bytes(b"\xff\xfe\x00")
    result = run("load", folder, tmp_path / "missing.yaml", "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "41 documents: 38 added, 0 replaced, 0 unchanged, 3 refused; 38 facts" in result.stdout
    errors = [line for line in result.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 3
    assert any(f"{folder / 'd20.yaml'}:" in line for line in errors)
    assert any("missing.yaml: there is no such file" in line for line in errors)


def test_an_error_says_file_line_fact_field_and_what_to_do(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        "article: {id: a, title: T}\nfacts:\n"
        "- {kind: membership, member: 'Malangg, ID', network: apeksi, evidence: Malang}\n",
        encoding="utf-8",
    )
    result = run("validate", path)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {path}:3: fact 1: field member: ") and "; did you mean" in line


def test_the_same_id_in_two_files_is_refused(run: Run, tmp_path: Path) -> None:
    first = document(tmp_path, "one")
    second = tmp_path / "two.yaml"
    second.write_text(first.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("load", first, second, "--store", tmp_path / "store", "--json")
    assert result.exit_code == 1
    assert [one["change"] for one in lines(result)[:2]] == ["added", "refused"] or [
        one["change"] for one in lines(result)[:2]
    ] == ["refused", "added"]


def test_twenty_warnings_are_listed_unless_all_are_asked_for(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "facts"
    folder.mkdir()
    for number in range(30):
        document(folder, f"d{number}", network=f"unheard-of-{number}")
    few = run("validate", folder)
    every = run("validate", folder, "--all-warnings")
    assert few.exit_code == every.exit_code == 0
    assert len(few.stderr.splitlines()) == 21
    assert few.stderr.splitlines()[-1].endswith("more; --all-warnings lists them")
    assert len(every.stderr.splitlines()) >= 30


def test_a_folder_without_documents_is_refused(run: Run, tmp_path: Path) -> None:
    result = run("load", tmp_path, "--store", tmp_path / "store")
    assert result.exit_code == 1
    assert "there is no fact document in" in result.stderr
    assert not (tmp_path / "store").exists()


def test_validate_changes_nothing_and_tells_what_load_would(run: Run) -> None:
    result = run("validate", *seed_paths(), "--json")
    assert result.exit_code == 0
    *files, total = lines(result)
    assert {one["change"] for one in files} == {"valid"}
    assert total == {
        "type": "summary",
        "valid": 5,
        "refused": 0,
        "facts": sum(STATED.values()),
        "warnings": total["warnings"],
    }


def test_a_name_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m[bold]b.yaml"
    path.write_text("article: [", encoding="utf-8")
    result = run("validate", path)
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr and "[bold]" in result.stderr


def test_a_folder_that_is_no_store_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("hello", encoding="utf-8")
    result = run("load", seed_paths()[0], "--store", tmp_path / "mine")
    assert result.exit_code == 1
    assert "is no citygraph store" in result.stderr
    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["letter.txt"]
