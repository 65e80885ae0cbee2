"""Version, citation, lock file and repository: what must agree and what must not be in them."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_version_is_the_same_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "version", "license"} <= citation.keys()
    assert (citation["version"], citation["license"]) == (PROJECT["version"], PROJECT["license"])
    assert PROJECT["version"] in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    locked = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    assert [p["version"] for p in locked if p["name"] == PROJECT["name"]] == [PROJECT["version"]]


def test_everything_locked_comes_from_pypi() -> None:
    hosts = set(re.findall(r"https?://([^/\"]+)", (ROOT / "uv.lock").read_text(encoding="utf-8")))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


def test_every_folder_holds_its_part_and_a_readme_alone() -> None:
    for name in ("ontology", "graph", "loaders", "queries", "api"):
        there = {p.name for p in (ROOT / name).iterdir() if not p.name.startswith((".", "__pycache__"))}
        assert there == {"citygraph", "README.md"}
        assert {p.name for p in (ROOT / name / "citygraph").iterdir()} - {"__pycache__"} == {name}


def test_no_path_of_one_machine_is_in_the_repository() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no checkout, so the files of the repository are not known")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    forbidden = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/|\.\./" + r"shared\b")
    found = []
    for name in listed.decode("utf-8").split("\0"):
        path = ROOT / name
        if name and path.is_file() and path.suffix not in {".png", ".lock"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{name}: {match[0]}" for match in forbidden.finditer(text)]
    assert not found


def test_every_configured_tool_is_one_that_reads_it() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert set(tools) <= {"hatch", "pytest", "coverage", "ruff", "mypy", "pyright", "importlinter"}
