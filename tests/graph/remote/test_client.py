"""What an endpoint may do wrong is told as what it is, and nothing half is taken for whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from citygraph.graph import CityGraph, Credentials, Endpoint, EndpointLimits
from citygraph.graph.remote import (
    EndpointCut,
    EndpointDenied,
    EndpointError,
    EndpointFailed,
    EndpointTimeout,
    EndpointUnfit,
    EndpointUnreachable,
)
from citygraph.graph.remote.answers import results_of, triples_of
from citygraph.graph.remote.client import Client

from .conftest import Misbehaving, reply

Start = Callable[..., Misbehaving]
JSON = "application/sparql-results+json"
TRUE = reply(b'{"head":{},"boolean":true}', media=JSON)


def asked(server: Misbehaving, **limits: float) -> object:
    """Ask a server whether there is anything."""
    endpoint = Endpoint(server.address, limits=EndpointLimits(**{"seconds": 5.0, **limits}))  # type: ignore[arg-type]
    with Client(endpoint) as client:
        return bool(
            results_of(client.send("POST", f"{server.address}/query", form={"query": "ASK {}"}), "it")
        )


@pytest.mark.parametrize(
    ("answers", "error", "message"),
    [
        ([reply(b"<html><h1>Welcome!</h1>")], EndpointUnfit, "text/html: <html><h1>Welcome!"),
        ([reply(b"{nonsense", media=JSON)], EndpointFailed, "cannot be read"),
        (
            [reply(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a"', media=JSON)],
            EndpointFailed,
            "cannot be read",
        ),
        (
            [b"HTTP/1.1 200 OK\r\nContent-Type: x/y\r\nContent-Length: 99\r\n\r\nhalf"],
            EndpointFailed,
            "no whole answer",
        ),
        (
            [b"HTTP/1.1 200 OK\r\nContent-Type: x/y\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
            EndpointFailed,
            "no whole answer",
        ),
        ([b"SSH-2.0-OpenSSH_9.2\r\n\r\n"], EndpointFailed, "no whole answer"),
        ([reply(b"<html>boom", status="500 Oh")], EndpointFailed, r"failed \(500\): <html>boom"),
        ([reply(b"", status="401 No")], EndpointDenied, "CITYGRAPH_STORE_TOKEN"),
        ([reply(b"", status="404 No")], EndpointUnfit, "does not know the request"),
        ([reply(b"x" * 5000, media=JSON)], EndpointCut, "more than 4,096 bytes"),
        (
            [reply(b"\x1f\x8b", media=JSON, more="Content-Encoding: gzip\r\n")],
            EndpointUnfit,
            "packs its answers",
        ),
        (
            [reply(b"", status="307 Go", more="Location: http://127.0.0.2:1/query\r\n")],
            EndpointUnfit,
            "another host, http://127.0.0.2:1/query",
        ),
        ([reply(b"", status="302 Go", more="Location: /elsewhere\r\n")], EndpointUnfit, "sends to"),
        ([reply(b"", status="307 Go", more="Location: /again\r\n")], EndpointUnfit, "without end"),
    ],
)
def test_what_went_wrong_is_said(
    misbehaving: Start, answers: list[bytes], error: type[EndpointError], message: str
) -> None:
    with pytest.raises(error, match=message) as caught:
        asked(misbehaving(*answers), answer_bytes=4096)
    assert caught.value.code == error.code
    assert caught.value.hint or error is EndpointFailed or error is EndpointUnfit


def test_an_endpoint_that_does_not_answer_is_left_in_time(misbehaving: Start) -> None:
    with pytest.raises(EndpointTimeout, match=r"longer than 0.2 s"):
        asked(misbehaving(b"wait"), seconds=0.2)


def test_nobody_there_is_unreachable() -> None:
    with pytest.raises(EndpointUnreachable, match="cannot be reached"):
        CityGraph.open(Endpoint("http://127.0.0.1:9"))


def test_a_failure_that_passes_is_borne_once_and_a_change_that_may_not_be_repeated_is_sent_once(
    misbehaving: Start,
) -> None:
    busy = reply(b"busy", status="503 Later")
    assert asked(misbehaving(busy, TRUE)) is True
    server = misbehaving(busy, TRUE)
    with Client(Endpoint(server.address)) as client, pytest.raises(EndpointFailed, match="503"):
        client.send("POST", server.address, form={"update": "x"}, repeatable=False)
    assert len(server.requests) == 1


def test_a_redirection_within_the_host_is_followed_with_the_request_as_it_was(misbehaving: Start) -> None:
    server = misbehaving(reply(b"", status="308 Go", more="Location: /sparql/\r\n"), TRUE)
    assert asked(server) is True
    assert server.requests[1].startswith(b"POST /sparql/ ")
    assert server.requests[1].endswith(b"query=ASK+%7B%7D")


def test_secrets_are_sent_to_whom_they_are_meant_for_and_shown_nowhere(misbehaving: Start) -> None:
    server = misbehaving(TRUE)
    token = Endpoint(server.address, credentials=Credentials(token="s3cret"))
    with Client(token) as client:
        client.send("POST", server.address, form={"query": "ASK {}"})
    assert b"Authorization: Bearer s3cret" in server.requests[0]
    basic = misbehaving(reply(b"", status="401 No", more='WWW-Authenticate: Basic realm="x"\r\n'), TRUE)
    named = Endpoint(basic.address, credentials=Credentials(user="ann", password="s3cret"))
    with Client(named) as client:
        client.send("POST", basic.address, form={"query": "ASK {}"})
    assert b"Authorization" not in basic.requests[0]
    assert b"Authorization: Basic YW5uOnMzY3JldA==" in basic.requests[1]
    assert "s3cret" not in repr((token, named))


def test_proxies_of_the_environment_are_not_used(misbehaving: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert asked(misbehaving(TRUE)) is True


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("http://ann:s3cret@127.0.0.1/", "CITYGRAPH_STORE_USER"),
        ("ftp://127.0.0.1/", "no http address"),
        ("http:///store", "no http address"),
        ("http://127.0.0.1:99999/", "no http address"),
        ("http://127.0.0.1/\r\nX: y", "no http address"),
        ("http://127.0.0.1/?query=x", "query or fragment"),
    ],
)
def test_an_address_that_is_none_or_tells_a_secret_is_refused(address: str, message: str) -> None:
    with pytest.raises(EndpointUnfit, match=message) as caught:
        Endpoint(address)
    assert "s3cret" not in str(caught.value)


def test_an_engine_that_says_that_it_gave_a_part_is_believed(misbehaving: Start) -> None:
    rows = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"1"}}]}}'
    server = misbehaving(reply(rows, media=JSON, more="X-SPARQL-MaxRows: 1\r\n"))
    with Client(Endpoint(server.address)) as client:
        answer = client.send("POST", server.address, form={"query": "SELECT ?a {}"})
    with pytest.raises(EndpointCut, match="first 1 rows only"):
        results_of(answer, "it")
    with pytest.raises(EndpointCut, match="first 2 rows only"):
        two = reply(b"<urn:a> <urn:a> <urn:a> .\n<urn:a> <urn:a> <urn:b> .\n", media="application/n-triples")
        server = misbehaving(two)
        with Client(Endpoint(server.address)) as client:
            triples_of(client.send("GET", server.address), "it", most=2)


def test_pages_for_people_are_no_store(misbehaving: Start) -> None:
    with pytest.raises(EndpointUnfit, match="is it a SPARQL endpoint"):
        CityGraph.open(Endpoint(misbehaving(reply(b"<html>hello")).address), mode="read")
