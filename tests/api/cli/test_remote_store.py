"""The commands on a store behind an address."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import httpx
import pytest
from citygraph.loaders.seeds import seed_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.engines import Engine

    from .conftest import Run, Server


@pytest.mark.parametrize("server", ["oxigraph"], indirect=True)
def test_every_command_takes_an_address_for_a_folder(
    run: Run, server: Engine, seed_store: Path, start_server: Callable[..., Server]
) -> None:
    at = ("--store", server.address)
    loaded = run("load", *seed_paths(), *at)
    assert loaded.exit_code == 0, loaded.output
    for command in (
        ("info", "--json"),
        ("query", "--name", "memberships", "--format", "csv"),
        ("report", "centrality", "--format", "csv"),
        ("export", "--format", "trig"),
    ):
        theirs, ours = run(*command, *at), run(*command, "--store", seed_store)
        assert theirs.exit_code == 0, theirs.output
        assert theirs.stdout.replace(server.address, "") == ours.stdout.replace(str(seed_store), ""), command
    serving = start_server("serve", *at, "--port", "0")
    health = httpx.get(f"{serving.address}/health", timeout=60).json()
    assert health["digest"] == json.loads(run("info", "--json", *at).stdout)["digest"]
    assert run("remove", "gnlc-son-la", *at).stdout == "removed  gnlc-son-la\n"
    assert run("remove", "gnlc-son-la", *at).exit_code == 1


def test_an_address_without_an_engine_is_an_error_of_one_line_without_secrets(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYGRAPH_STORE_TOKEN", "s3cret")
    result = run("info", "--store", "http://127.0.0.1:9")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: the endpoint http://127.0.0.1:9/query cannot be reached")
    assert "s3cret" not in result.output
    assert run("info", "--store", "http://ann:s3cret@127.0.0.1:9").stderr.count("s3cret") == 0
