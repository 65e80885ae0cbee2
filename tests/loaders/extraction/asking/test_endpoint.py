"""Servers that are slow, busy, gone, or send elsewhere."""

from __future__ import annotations

import logging
import time
from email.utils import formatdate
from typing import Any

import pytest
from citygraph.loaders.extraction.asking import (
    EngineAnswerUnusable,
    EngineBusy,
    EngineFailed,
    EngineMissing,
    EngineRedirects,
    EngineSettings,
    EngineTooSlow,
    EngineUnreachable,
    endpoint,
)
from citygraph.loaders.extraction.asking.endpoint import MOST_BYTES, ChatEndpoint

KEY = "sk-0123456789abcdef"


def opened(url: str, **changes: Any) -> ChatEndpoint:
    """Return an endpoint that waits for nothing between attempts."""
    return ChatEndpoint(EngineSettings(url, "m", **({"backoff": 0.0, "timeout": 5.0} | changes)))


def test_an_answer(server: Any, say: Any) -> None:
    server.say = [say.chat("yes")]
    answer = opened(server.url).post({"a": "é"})
    assert (answer.status, server.asked) == (200, [{"a": "é"}])


def test_other_statuses_are_answers_too(server: Any, say: Any) -> None:
    server.say = [say.error(404, "no such model")]
    assert opened(server.url).post({}).status == 404
    assert len(server.asked) == 1


def test_nothing_listens(closed_port: int) -> None:
    with pytest.raises(EngineUnreachable) as raised:
        opened(f"http://127.0.0.1:{closed_port}/v1").post({})
    assert raised.value.code == "engine-unreachable"
    assert raised.value.hint == "start it, or correct its address"
    assert f"127.0.0.1:{closed_port}" in raised.value.what


def test_a_server_that_comes_back(server: Any, say: Any) -> None:
    server.say = [say.error(503), say.error(500), say.chat("yes")]
    assert opened(server.url).post({}).status == 200
    assert len(server.asked) == 3


def test_a_server_that_fails(server: Any, say: Any) -> None:
    server.say = [say.error(502, "bad\x1b[31m gateway")]
    with pytest.raises(EngineFailed, match=r"fails with HTTP 502: .*gateway") as raised:
        opened(server.url, attempts=3).post({})
    assert (len(server.asked), raised.value.status) == (3, 502)
    assert "\x1b" not in str(raised.value)


def test_a_server_that_is_busy(server: Any, say: Any) -> None:
    server.say = [say.error(429)]
    with pytest.raises(EngineBusy) as raised:
        opened(server.url, attempts=2).post({})
    assert (len(server.asked), raised.value.wait) == (2, None)


def test_a_server_that_says_when(server: Any, say: Any) -> None:
    server.say = [say.error(429, headers={"Retry-After": "0"}), say.chat("yes")]
    assert opened(server.url, backoff=600).post({}).status == 200


def test_a_server_that_says_when_by_the_clock(server: Any, say: Any) -> None:
    server.say = [
        say.error(429, headers={"Retry-After": formatdate(time.time() - 5, usegmt=True)}),
        say.chat("yes"),
    ]
    assert opened(server.url, backoff=600).post({}).status == 200


@pytest.mark.parametrize("wait", ["3600", "999999999999999999"])
def test_a_server_that_says_much_later(server: Any, say: Any, wait: str) -> None:
    server.say = [say.error(429, headers={"Retry-After": wait})]
    with pytest.raises(EngineBusy, match=r"for [0-9]+ seconds"):
        opened(server.url).post({})
    assert len(server.asked) == 1


@pytest.mark.parametrize("said", ["soon", "-1", "²", ""])
def test_a_server_that_says_nonsense(server: Any, say: Any, said: str) -> None:
    header = {"Retry-After": said.encode().decode("latin-1")}
    server.say = [say.error(429, headers=header), say.chat("yes")]
    assert opened(server.url).post({}).status == 200


def test_a_server_that_does_not_answer(server: Any, say: Any) -> None:
    server.say = [say.plain(b"late", wait=30)]
    begun = time.monotonic()
    with pytest.raises(EngineTooSlow, match=r"within 0\.2 seconds"):
        opened(server.url, timeout=0.2).post({})
    assert time.monotonic() - begun < 5
    assert len(server.asked) == 1


def test_a_server_that_drips(server: Any, say: Any) -> None:
    server.say = [say.plain(b"x" * 100, wait=0.15)]
    with pytest.raises(EngineTooSlow):
        opened(server.url, timeout=0.2).post({})


def test_a_server_that_breaks_off(server: Any, say: Any) -> None:
    server.say = [say.plain(b"x" * 10, headers={"Content-Length": "100", "Connection": "close"})]
    with pytest.raises(EngineUnreachable):
        opened(server.url, attempts=1, timeout=1.0).post({})


def test_an_answer_without_end(server: Any, say: Any) -> None:
    server.say = [say.plain(b"x" * (MOST_BYTES + 1))]
    with pytest.raises(EngineAnswerUnusable, match="more than 4,000,000 bytes"):
        opened(server.url).post({})


def test_a_compressed_answer_is_not_unpacked(server: Any, say: Any) -> None:
    server.say = [say.plain(b"bomb", headers={"Content-Encoding": "gzip"})]
    with pytest.raises(EngineAnswerUnusable, match="compressed"):
        opened(server.url).post({})
    assert server.headers[0]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_another_host_is_not_followed(make_server: Any, say: Any, status: int) -> None:
    here, there = make_server(), make_server()
    there.say = [say.chat("stolen")]
    here.say = [say.plain(b"", status, {"Location": f"{there.url}/chat/completions"})]
    with pytest.raises(EngineRedirects) as raised:
        opened(here.url, key=KEY).post({})
    assert there.paths == []
    assert raised.value.host == "http://127.0.0.1"
    assert len(here.asked) == 1


def test_the_same_host_is_followed_where_the_request_stays_one(server: Any, say: Any) -> None:
    server.say = [say.plain(b"", 308, {"Location": "/v2/chat/completions"}), say.chat("yes")]
    assert opened(server.url).post({"a": 1}).status == 200
    assert server.paths == ["/v1/chat/completions", "/v2/chat/completions"]
    assert server.asked == [{"a": 1}, {"a": 1}]


def test_the_same_host_is_not_followed_where_it_does_not(server: Any, say: Any) -> None:
    server.say = [say.plain(b"", 302, {"Location": "/login"})]
    with pytest.raises(EngineRedirects, match="/login"):
        opened(server.url).post({})


def test_going_in_circles(server: Any, say: Any) -> None:
    server.say = [say.plain(b"", 307, {"Location": "/v1/chat/completions"})]
    with pytest.raises(EngineRedirects, match="without end"):
        opened(server.url).post({})
    assert len(server.asked) == 4


def test_a_location_that_is_none(server: Any, say: Any) -> None:
    server.say = [say.plain(b"", 302, {"Location": "http://[::1"})]
    with pytest.raises((EngineRedirects, EngineUnreachable)):
        opened(server.url, attempts=1).post({})


def test_a_redirection_to_nowhere_is_an_answer(server: Any, say: Any) -> None:
    server.say = [say.plain(b"", 302)]
    assert opened(server.url).post({}).status == 302


def test_no_proxy_of_the_environment_is_asked(
    make_server: Any, say: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, proxy = make_server(), make_server()
    here.say = proxy.say = [say.chat("yes")]
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url.removesuffix("/v1"))
    monkeypatch.setenv("NO_PROXY", "")
    opened(here.url).post({})
    assert (len(here.paths), proxy.paths) == (1, [])


def test_the_key_is_in_no_log_and_no_error(server: Any, say: Any, caplog: pytest.LogCaptureFixture) -> None:
    server.say = [say.error(500, f"the key {KEY} is wrong")]
    caplog.set_level(logging.DEBUG)
    with pytest.raises(EngineFailed) as raised:
        opened(server.url, key=KEY, attempts=1).post({})
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert caplog.records
    assert KEY not in caplog.text
    assert KEY not in str(raised.value) + repr(raised.value)
    assert "the key … is wrong" in raised.value.what


def test_without_httpx(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(endpoint, "import_module", missing)
    with pytest.raises(EngineMissing, match=r"pip install 'citygraph\[engine\]'"):
        opened("http://127.0.0.1:1/v1")
