"""Serving a store and the demonstration, as processes that are started, asked and stopped."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import httpx
import pytest
import yaml
from citygraph.loaders.seeds import seed_paths

Process = Callable[..., CompletedProcess[bytes]]
StartServer = Callable[..., Any]
SIGNALS = (signal.SIGINT, signal.SIGTERM)
FACTS = sum(len(yaml.safe_load(path.read_bytes())["facts"]) for path in seed_paths())


@pytest.mark.parametrize("number", SIGNALS)
def test_the_demonstration_serves_the_articles_and_leaves_nothing_behind(
    start_server: StartServer, tmp_path: Path, number: signal.Signals
) -> None:
    server = start_server("demo", "--no-browser", TMPDIR=str(tmp_path))
    health = httpx.get(f"{server.address}/health", timeout=30).json()
    assert (health["status"], health["documents"], health["facts"]) == ("ok", len(seed_paths()), FACTS)
    assert "Palembang" in httpx.get(f"{server.address}/", timeout=60).text
    assert [one.name.startswith("citygraph-demo-") for one in tmp_path.iterdir()] == [True]
    status, errors = server.stop(number)
    assert status == 0, errors
    assert "Traceback" not in errors and errors.splitlines()[-1] == "stopped"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", SIGNALS)
def test_a_store_is_served_and_left_as_it_was(
    start_server: StartServer, own_store: Path, number: signal.Signals
) -> None:
    server = start_server("serve", "--store", own_store, "--host", "127.0.0.1", "--port", "0")
    assert httpx.get(f"{server.address}/health", timeout=30).json()["facts"] == FACTS
    status, errors = server.stop(number)
    assert (status, "Traceback" in errors) == (0, False), errors
    assert list((own_store / "snapshots").iterdir()) == []


def test_the_demonstration_opens_a_browser_on_the_first_page(
    start_server: StartServer, tmp_path: Path
) -> None:
    asked = tmp_path / "asked"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {asked}.new && mv {asked}.new {asked}\n', encoding="utf-8")
    browser.chmod(0o755)
    server = start_server("demo", BROWSER=f"{browser} %s")
    for _ in range(100):
        if asked.exists():
            break
        httpx.get(f"{server.address}/health", timeout=30)
    assert server.stop(signal.SIGINT)[0] == 0
    assert asked.read_text(encoding="utf-8").strip() == f"{server.address}/"


def test_a_port_in_use_is_one_line(process: Process, seed_store: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        for command in (["serve", "--store", str(seed_store)], ["demo", "--no-browser"]):
            result = process(*command, "--port", port)
            assert result.returncode == 1 and result.stdout == b""
            (line,) = result.stderr.decode().splitlines()
            assert line.startswith(f"error: cannot listen on 127.0.0.1 port {port}: ")


def test_a_port_that_is_no_port_is_wrong_usage(process: Process, seed_store: Path) -> None:
    assert process("serve", "--store", seed_store, "--port", "65536").returncode == 2


def test_the_demonstration_verifies_the_texts_where_they_are(start_server: StartServer, shared: Path) -> None:
    server = start_server("demo", "--no-browser", "--texts", shared / "corpus" / "seeds")
    assert httpx.get(f"{server.address}/health", timeout=30).json()["facts"] == FACTS
    assert server.stop(signal.SIGTERM)[0] == 0
