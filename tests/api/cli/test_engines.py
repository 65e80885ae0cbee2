"""Articles read by a language model, too, when the user names one."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

Run = Callable[..., Result]
FACT = {
    "kind": "membership",
    "evidence": ["Name der Stadt Bandung steht groß im Prospekt von Citynet"],
    "member": "Bandung, ID",
    "network": "citynet",
    "confidence": 0.5,
}


class _Model(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        content = json.dumps({"facts": [FACT]})
        body = json.dumps({"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}).encode()
        allowed = self.headers["Authorization"] == "Bearer sk-trial"
        self.send_response(200 if allowed else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def url(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A chat endpoint on this machine that answers with one fact to those who have the key."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Model)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setenv("CITYGRAPH_ENGINE_KEY", "sk-trial")
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article whose fact no rule draws."""
    path = tmp_path / "bandung.txt"
    path.write_text("Der Name der Stadt Bandung steht groß im Prospekt von Citynet.\n", encoding="utf-8")
    return path


def test_a_model_is_asked_and_asked_once(run: Run, url: str, article: Path, tmp_path: Path) -> None:
    command = (
        "extract",
        article,
        "--out",
        tmp_path / "out",
        "--engine-url",
        url,
        "--engine-model",
        "m",
        "--engine-only",
    )
    first = run(*command)
    assert first.exit_code == 0, first.output
    document = yaml.safe_load((tmp_path / "out" / "bandung.yaml").read_text(encoding="utf-8"))
    assert document["article"]["made_by"]["model"] == "m"
    assert [(each["rule"], each["confidence"]) for each in document["facts"]] == [("model.membership", 0.5)]
    assert "unchanged" in run(*command).output
    assert "extracted" in run(*command[:-2], "n", command[-1]).output
    assert not [path for path in (tmp_path / "out").iterdir() if b"sk-trial" in path.read_bytes()]


def test_the_rules_read_too(
    run: Run, url: str, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYGRAPH_ENGINE_URL", url)
    monkeypatch.setenv("CITYGRAPH_ENGINE_MODEL", "m")
    assert run("extract", article, "--out", tmp_path / "out").exit_code == 0
    document = yaml.safe_load((tmp_path / "out" / "bandung.yaml").read_text(encoding="utf-8"))
    assert document["article"]["made_by"] | {"version": ""} == {
        "engine": "citygraph-extraction",
        "version": "",
        "model": "m",
    }
    assert "model.membership" in [each["rule"] for each in document["facts"]]


def test_ingesting(run: Run, url: str, article: Path, tmp_path: Path) -> None:
    done = run("ingest", article, "--store", tmp_path / "store", "--engine-url", url, "--engine-model", "m")
    assert done.exit_code == 0, done.output


def test_a_wrong_key(
    run: Run, url: str, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITYGRAPH_ENGINE_KEY", "sk-wrong")
    done = run(
        "extract", article, "--out", tmp_path / "out", "--json", "--engine-url", url, "--engine-model", "m"
    )
    assert done.exit_code == 1
    assert json.loads(done.stdout.splitlines()[0])["error"]["code"] == "engine-refused"
    assert "sk-wrong" not in done.output


@pytest.mark.parametrize(
    "options",
    [
        ["--engine-url", "nowhere", "--engine-model", "m"],
        ["--engine-url", "http://127.0.0.1:9/v1"],
        ["--engine-model", "m"],
        ["--engine-only"],
    ],
)
def test_what_cannot_be_asked(run: Run, article: Path, tmp_path: Path, options: list[str]) -> None:
    done = run("extract", article, "--out", tmp_path / "out", *options)
    assert done.exit_code != 0
    assert "engine" in done.output
    assert not (tmp_path / "out").exists()
