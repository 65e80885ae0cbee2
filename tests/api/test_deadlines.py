"""Clients that are slow on purpose."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest
from citygraph.api import Settings
from citygraph.graph import CityGraph

from .conftest import serving


@pytest.fixture(scope="module")
def hurried() -> Iterator[httpx.Client]:
    """A client of a server that waits for nobody."""
    settings = Settings(header_seconds=0.4, body_seconds=0.4, send_seconds=0.4)
    with CityGraph.open() as graph, serving(graph, settings) as client:
        yield client


def connect(client: httpx.Client) -> socket.socket:
    address = urlsplit(str(client.base_url))
    assert address.hostname is not None and address.port is not None
    connection = socket.create_connection((address.hostname, address.port))
    connection.settimeout(20)
    return connection


def everything(connection: socket.socket) -> bytes:
    received = b""
    while piece := connection.recv(65_536):
        received += piece
    return received


@pytest.mark.parametrize("sent", [b"", b"GET /health HT", b"GET /health HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_header_that_does_not_come_closes_the_connection(hurried: httpx.Client, sent: bytes) -> None:
    with connect(hurried) as connection:
        connection.sendall(sent)
        began = time.monotonic()
        assert everything(connection).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - began < 10


def test_a_header_without_end_is_refused(hurried: httpx.Client) -> None:
    with connect(hurried) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n")
        answer = b""
        try:
            for _ in range(200):
                connection.sendall(b"X-More: " + b"x" * 4_000 + b"\r\n")
            answer = everything(connection)
        except (BrokenPipeError, ConnectionResetError):
            return
        assert answer == b"" or b" 431 " in answer or b" 400 " in answer


def test_a_body_that_does_not_come_is_answered_408(hurried: httpx.Client) -> None:
    with connect(hurried) as connection:
        connection.sendall(
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
            b"Content-Length: 100\r\nConnection: close\r\n\r\nSELECT"
        )
        answer = everything(connection)
        assert answer.startswith(b"HTTP/1.1 408 ") and b"request-timeout" in answer


def test_a_client_in_time_is_served_again_and_again_on_one_connection(hurried: httpx.Client) -> None:
    for _ in range(3):
        time.sleep(0.5)
        assert hurried.get("/health").status_code == 200
