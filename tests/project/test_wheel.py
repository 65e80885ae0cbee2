"""The wheel: everything that runs is in it, nothing else, and only citygraph lands in site-packages."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
PORTIONS = ("ontology", "graph", "loaders", "queries", "api")


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in a wheel built from this tree."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_only_the_package_and_its_metadata_are_in_it(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"citygraph"}
    assert {name.split("/")[1] for name in names if name.startswith("citygraph/")} == set(PORTIONS)


def test_every_file_of_the_package_is_in_it(names: set[str]) -> None:
    there = {
        path.relative_to(ROOT / portion).as_posix()
        for portion in PORTIONS
        for path in (ROOT / portion / "citygraph").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert there == {name for name in names if name.startswith("citygraph/")}


def test_data_of_every_kind_and_type_markers_are_in_it(names: set[str]) -> None:
    kinds = {PurePosixPath(name).suffix for name in names if name.startswith("citygraph/")}
    assert {".ttl", ".rq", ".toml", ".yaml", ".csv", ".html", ".css", ".jsonld"} <= kinds
    assert {f"citygraph/{portion}/py.typed" for portion in PORTIONS} <= names
    assert "citygraph/__init__.py" not in names


def test_licences_and_the_command_are_in_it(names: set[str]) -> None:
    ends = ("/LICENSE", "/NOTICE", ".dist-info/entry_points.txt", "LICENSE-ODbL-1.0.md")
    assert not [end for end in ends if not any(name.endswith(end) for name in names)]
