"""Stopping a command in the middle of its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]
COMMAND = (sys.executable, "-m", "citygraph.api.cli")
GOOD = (
    "article: {{id: d{n}, title: T}}\n"
    "facts:\n- {{kind: membership, member: 'Malang, ID', network: apeksi, evidence: Malang}}\n"
)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_loading_stops_whole_and_a_repeat_completes(
    run: Run, tmp_path: Path, number: signal.Signals, status: int
) -> None:
    folder, store = tmp_path / "facts", tmp_path / "store"
    folder.mkdir()
    for n in range(600):
        (folder / f"d{n}.yaml").write_text(GOOD.format(n=n), encoding="utf-8")
    loading = subprocess.Popen(
        [*COMMAND, "load", folder, "--store", store, "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert loading.stdout is not None
    assert '"added"' in loading.stdout.readline()
    loading.send_signal(number)
    _, errors = loading.communicate(timeout=60)
    assert loading.returncode == status and "Traceback" not in errors
    assert run("info", "--store", store, "--check").exit_code == 0
    again = run("load", folder, "--store", store)
    assert again.exit_code == 0 and "600 documents" in again.stdout


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_query_that_runs_away_can_be_stopped(run: Run, own_store: Path, number: signal.Signals) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?d && ?d != ?g) }"
    asking = subprocess.Popen([*COMMAND, "query", endless, "--store", own_store], stderr=subprocess.PIPE)
    while not any((own_store / "snapshots").glob("*/data")):
        assert asking.poll() is None, asking.communicate()
        time.sleep(0.05)
    time.sleep(1)
    asking.send_signal(number)
    _, errors = asking.communicate(timeout=10)
    assert asking.returncode in (-number, 128 + number) and b"Traceback" not in errors
    assert run("info", "--store", own_store, "--check").exit_code == 0
    assert list((own_store / "snapshots").iterdir()) == []
