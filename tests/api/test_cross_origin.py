from __future__ import annotations

import httpx


def test_any_site_may_read_without_credentials(client: httpx.Client) -> None:
    for path in ("/sparql?query=ASK{}", "/sparql?query=ASK", "/nowhere"):
        answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "Retry-After" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers


def test_browsers_may_ask_before_they_send(client: httpx.Client) -> None:
    answer = client.options(
        "/sparql",
        headers={
            "Origin": "https://elsewhere.example",
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "content-type, authorization",
        },
    )
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Authorization" in answer.headers["access-control-allow-headers"]
    assert answer.content == b""


def test_other_options_are_not_taken(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
