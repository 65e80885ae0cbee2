"""The pages in a real browser: they render, and ask no other machine for anything."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.browser
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--virtual-time-budget=8000",
    "--window-size=1280,1200",
]


@pytest.fixture(scope="session")
def chromium() -> str:
    found = os.environ.get("CITYGRAPH_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.skip("no chromium on this machine (set CITYGRAPH_CHROMIUM)")
    return found


def visit(chromium: str, folder: Path, address: str) -> tuple[str, list[str]]:
    """The page's HTML after its scripts ran, and every address that the page itself made the browser ask for.

    The browser asks for things of its own, such as the time; those requests have no page as initiator.
    """
    log = folder / "net.json"
    done = subprocess.run(
        [
            chromium,
            *FLAGS,
            f"--user-data-dir={folder / 'profile'}",
            f"--log-net-log={log}",
            "--dump-dom",
            address,
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    events = json.loads(log.read_text(encoding="utf-8"))
    kinds = {number: name for name, number in events["constants"]["logEventTypes"].items()}
    origin = "/".join(address.split("/")[:3])
    started = [
        event.get("params", {})
        for event in events["events"]
        if kinds[event["type"]] == "URL_REQUEST_START_JOB"
    ]
    asked = [params["url"] for params in started if params.get("initiator") == origin]
    return done.stdout, asked


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", "Best connected cities"),
        ("/?lang=id", "Kota yang paling terhubung"),
        ("/article/wccf-jakarta", "Leadership Exchange Programme"),
        ("/docs", "/reports/{name}"),
    ],
)
def test_a_page_renders_and_asks_no_other_machine(
    client: httpx.Client, chromium: str, tmp_path: Path, path: str, shown: str
) -> None:
    address = str(client.base_url).rstrip("/")
    html, asked = visit(chromium, tmp_path, f"{address}{path}")
    assert shown in html.replace("\u200b", "").replace("<wbr>", "")
    web = [url for url in asked if url.startswith(("http:", "https:", "ws:", "wss:"))]
    assert f"{address}/static/{'docs' if path == '/docs' else 'citygraph'}.css" in web
    assert [url for url in web if not url.startswith(address)] == []


def test_hostile_literals_run_nothing(hostile: httpx.Client, chromium: str, tmp_path: Path) -> None:
    address = str(hostile.base_url).rstrip("/")
    html, asked = visit(chromium, tmp_path, f"{address}/city/hostile")
    assert "&lt;svg onload=alert(5)&gt;Evil City" in html
    assert [url for url in asked if url.startswith("http") and not url.startswith(address)] == []
