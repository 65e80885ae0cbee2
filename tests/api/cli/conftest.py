"""The command line, run in this process or as a process of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from citygraph.api.cli import build
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.seeds import seed_paths
from typer.testing import CliRunner, Result

Run = Callable[..., Result]
_KEPT = ("CITYGRAPH_CACHE", "CITYGRAPH_COMPUTED")
COMMAND = (sys.executable, "-m", "citygraph.api.cli")


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch, gazetteer: Gazetteer) -> None:
    """No setting of the person who runs the tests; a gazetteer that is there."""
    for name in [name for name in os.environ if name.startswith("CITYGRAPH_") and name not in _KEPT]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def run() -> Run:
    """Runs the command line in this process."""

    def invoke(*arguments: str | Path, stdin: bytes | None = None) -> Result:
        result = CliRunner().invoke(build(), [str(one) for one in arguments], input=stdin)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the five articles, loaded by the command line; not to be changed."""
    store = tmp_path_factory.mktemp("seeds") / "store"
    result = CliRunner().invoke(build(), ["load", *map(str, seed_paths()), "--store", str(store)])
    assert result.exit_code == 0, result.output
    return store


@pytest.fixture
def own_store(seed_store: Path, tmp_path: Path) -> Path:
    """A store of the five articles, for one test."""
    return Path(shutil.copytree(seed_store, tmp_path / "store"))


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs the command line as a process of its own."""

    def start(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [*COMMAND, *map(str, arguments)], timeout=120, check=False, **{"capture_output": True, **options}
        )  # type: ignore[call-overload]

    return start


@dataclass
class Server:
    """A process that serves.

    Attributes:
        process: The process.
        address: Where it listens, without a last slash.
    """

    process: subprocess.Popen[str]
    address: str

    def stop(self, number: signal.Signals) -> tuple[int, str]:
        """Ask it to stop; return its exit status and what it wrote to standard error."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=60)
        return self.process.returncode, errors


@pytest.fixture
def start_server() -> Iterator[Callable[..., Server]]:
    """Starts the command line as a process that serves, and waits until it takes requests."""
    with ExitStack() as stack:

        def start(*arguments: str | Path, **env: str) -> Server:
            process = subprocess.Popen(
                [*COMMAND, *map(str, arguments)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={**os.environ, **env},
            )
            stack.callback(_end, process)
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first.startswith("http://"), process.communicate(timeout=60)
            return Server(process, first.split()[0].rstrip("/"))

        yield start


def _end(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.kill()
        process.communicate()
