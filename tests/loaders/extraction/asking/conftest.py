"""A chat endpoint on this machine that answers as a test tells it to, and an invented article."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from citygraph.loaders.extraction.asking import AskingEngine, EngineSettings
from citygraph.loaders.extraction.reading import ArticleText, describe_text
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.networks import NetworkRegister

TEXT = (
    "Bandung dan Hamamatsu Perbarui Kerja Sama\n\n"
    "BANDUNG – Wali Kota Bandung Ridwan Sentosa menyatakan bahwa kotanya “tetap menjadi\nanggota Citynet”.\n\n"
    "Kota Bandung dan Hamamatsu memperbarui kerja sama kota kembar pada Maret 2019.\n\n"
    "Pertemuan itu dihadiri pula oleh Kota Atlantia.\n"
)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer: status, headers and body; or seconds to wait before each of its halves."""

    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0


@dataclass
class Server:
    """A server whose answers are told to it one after the other; the last one goes on.

    ``say`` may hold functions of the request, too.
    """

    url: str
    say: list[Answer | Callable[[dict[str, Any]], Answer]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Return the next answer."""
        self.paths.append(path)
        self.headers.append(headers)
        self.asked.append(json.loads(body))
        following = self.say.pop(0) if len(self.say) > 1 else self.say[0]
        return following if isinstance(following, Answer) else following(self.asked[-1])


class Say:
    """What the server may answer."""

    @staticmethod
    def chat(content: object, finish: str = "stop", **message: object) -> Answer:
        """Return the answer of a model."""
        told = {"role": "assistant", "content": content, **message}
        return Answer(
            json.dumps({"choices": [{"index": 0, "message": told, "finish_reason": finish}]}).encode()
        )

    @staticmethod
    def plain(
        body: bytes, status: int = 200, headers: dict[str, str] | None = None, wait: float = 0.0
    ) -> Answer:
        """Return an answer of these bytes."""
        return Answer(body, status, headers or {}, wait)

    @staticmethod
    def facts(*told: object, finish: str = "stop") -> Answer:
        """Return the answer of a model that states these facts."""
        return Say.chat(json.dumps({"facts": list(told)}), finish)

    @staticmethod
    def error(
        status: int, message: str = "no", headers: dict[str, str] | None = None, **more: object
    ) -> Answer:
        """Return an answer that is an error."""
        return Answer(json.dumps({"error": {"message": message, **more}}).encode(), status, headers or {})


class Facts:
    """Facts that a model may state about the article."""

    @staticmethod
    def membership(**changes: object) -> dict[str, object]:
        """Return a fact that the article states."""
        return {
            "kind": "membership",
            "evidence": ['kotanya "tetap menjadi anggota Citynet"'],
            "member": "Bandung, ID",
            "network": "citynet",
            "role": None,
            "since": None,
            "until": None,
            "modality": "asserted",
            "confidence": 0.9,
        } | changes

    @staticmethod
    def partnership(**changes: object) -> dict[str, object]:
        """Return another fact that the article states."""
        return {
            "kind": "partnership",
            "evidence": ["Kota Bandung dan Hamamatsu memperbarui kerja sama kota kembar pada Maret 2019"],
            "partners": ["Bandung, ID", "Hamamatsu, JP"],
            "form": "sister-city",
            "stage": "renewed",
            "since": "2019-03",
            "modality": "asserted",
            "confidence": 0.4,
        } | changes


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told = server.answer(self.path, dict(self.headers), body)
            if server.stopping.wait(told.wait):
                return
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            if "Content-Length" not in told.headers:
                self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            half = len(told.body) // 2
            self.wfile.write(told.body[:half])
            self.wfile.flush()
            if not server.stopping.wait(told.wait):
                self.wfile.write(told.body[half:])

        do_GET = do_POST

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that goes away is no error of these tests."""


@pytest.fixture
def say() -> type[Say]:
    """What the server may answer."""
    return Say


@pytest.fixture
def fact() -> type[Facts]:
    """Facts that a model may state about the article."""
    return Facts


@pytest.fixture
def make_server() -> Iterator[Callable[[], Server]]:
    """Starts servers that are stopped after the test."""
    running: list[tuple[_Quiet, Server]] = []

    def make() -> Server:
        server = Server("")
        http = _Quiet(("127.0.0.1", 0), _handler(server))
        server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
        threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True).start()
        running.append((http, server))
        return server

    yield make
    for http, server in running:
        server.stopping.set()
        http.shutdown()
        http.server_close()


@pytest.fixture
def server(make_server: Callable[[], Server]) -> Server:
    """A running server."""
    return make_server()


@pytest.fixture
def closed_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="session")
def networks() -> NetworkRegister:
    """The register of networks."""
    return NetworkRegister.open()


@pytest.fixture
def article() -> ArticleText:
    """An invented article."""
    return describe_text(TEXT, id="bandung-hamamatsu", published="2019-03-21", language="id")


MakeEngine = Callable[..., AskingEngine]


@pytest.fixture
def make_engine(gazetteer: Gazetteer, networks: NetworkRegister, server: Server) -> Iterator[MakeEngine]:
    """Makes engines that ask the server, with settings fit for tests."""
    made: list[AskingEngine] = []

    def make(**changes: Any) -> AskingEngine:
        usual: dict[str, Any] = {"url": server.url, "model": "trial-model", "backoff": 0.0, "timeout": 5.0}
        made.append(AskingEngine(EngineSettings(**(usual | changes)), gazetteer, networks))
        return made[-1]

    yield make
    for each in made:
        each.close()
