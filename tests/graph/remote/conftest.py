"""Documents for the tests of stores behind addresses, and servers that misbehave."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest


def reply(body: bytes, *, status: str = "200 OK", media: str = "text/html", more: str = "") -> bytes:
    """An HTTP answer, as its bytes."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Connection: close\r\n{more}\r\n".encode() + body


class Misbehaving:
    """A server that gives the answers that a test wants, byte for byte.

    Attributes:
        address: Where it is.
        requests: What it was sent.
    """

    def __init__(self, replies: list[bytes]) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._replies = replies
        self.requests: list[bytes] = []
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with connection:
                received = b""
                while b"\r\n\r\n" not in received:
                    received += connection.recv(65536)
                head, _, body = received.partition(b"\r\n\r\n")
                lengths = [
                    int(h[15:]) for h in head.lower().split(b"\r\n") if h.startswith(b"content-length:")
                ]
                while len(body) < (lengths or [0])[0]:
                    body += connection.recv(65536)
                self.requests.append(head + b"\r\n\r\n" + body)
                answer = self._replies[min(len(self.requests), len(self._replies)) - 1]
                if answer == b"wait":
                    connection.settimeout(3)
                    with suppress(OSError):
                        connection.recv(1)
                    continue
                connection.sendall(answer)


@pytest.fixture
def misbehaving() -> Iterator[Callable[..., Misbehaving]]:
    """Starts servers that give certain answers, the last one for ever."""
    started: list[Misbehaving] = []

    def start(*replies: bytes) -> Misbehaving:
        started.append(Misbehaving(list(replies)))
        return started[-1]

    yield start
    for each in started:
        each.close()
