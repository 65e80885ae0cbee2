"""What may import what, and what importing may do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PORTIONS = ("ontology", "graph", "loaders", "queries", "api")


def python(source: str) -> str:
    """Run Python anew; return what it prints."""
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_contracts_hold() -> None:
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("portion", ["ontology", "graph", "loaders", "queries"])
def test_only_the_api_loads_a_web_framework(portion: str) -> None:
    loaded = python(f"import sys, citygraph.{portion}; print(*sys.modules)").split()
    assert not {"fastapi", "starlette", "uvicorn", "typer"} & set(loaded)


def test_asking_a_query_does_not_wait_for_networkx_nor_the_command_line_for_a_server() -> None:
    assert "networkx" not in python("import sys, citygraph.queries; print(*sys.modules)").split()
    loaded = python("import sys, citygraph.api.cli; print(*sys.modules)").split()
    assert not {"fastapi", "uvicorn", "networkx", "pyshacl"} & set(loaded)


@pytest.mark.parametrize("portion", PORTIONS)
def test_importing_opens_no_socket(portion: str) -> None:
    source = (
        "import sys\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, _: seen.append(event) if event.startswith('socket.connect') else None)\n"
        f"import citygraph.{portion}\n"
        "print(*seen)"
    )
    assert python(source).strip() == ""


@pytest.mark.parametrize("portion", PORTIONS)
def test_importing_does_not_depend_on_the_environment(portion: str) -> None:
    wrong = {f"CITYGRAPH_{name}": "\x01 no such value" for name in ("BASE", "STORE", "CACHE", "QUERY_BYTES")}
    done = subprocess.run(
        [sys.executable, "-c", f"import citygraph.{portion}"],
        env=os.environ | wrong,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_public_module_says_what_is_public() -> None:
    modules = [path for portion in PORTIONS for path in (ROOT / portion / "citygraph").rglob("*.py")]
    assert len(modules) > 100
    exempt = ("__main__.py",)
    assert not [
        str(path.relative_to(ROOT))
        for path in modules
        if path.name not in exempt and "__all__" not in path.read_text(encoding="utf-8")
    ]
