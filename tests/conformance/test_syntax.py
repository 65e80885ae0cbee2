"""What is valid SPARQL 1.1 is carried out, and what is not is refused as a mistake of whoever wrote it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import httpx
import pytest

CASES = tomllib.loads((Path(__file__).parent / "syntax.toml").read_text(encoding="utf-8"))
PREFIX = "PREFIX : <http://data.example/>\n"
KNOWN_FAILURES = {
    "SELECT ?\\u0061 { }": "the engine replaces escapes of code points in strings and IRIs alone",
}
"""Cases that are not answered as the specification says, each with its reason."""


def ask(client: httpx.Client, kind: str, text: str) -> httpx.Response:
    """Send a query or an update."""
    return client.post(
        f"/{'sparql' if kind == 'query' else kind}",
        content=(PREFIX + text).encode(),
        headers={"Content-Type": f"application/sparql-{kind}"},
    )


def test_every_form_is_covered() -> None:
    assert {f"{kind} {which}": len(texts) for kind in CASES for which, texts in CASES[kind].items()} == {
        "query good": 47,
        "query bad": 61,
        "update good": 15,
        "update bad": 33,
    }
    assert all(len(set(texts)) == len(texts) for kind in CASES.values() for texts in kind.values())


@pytest.mark.parametrize("text", CASES["query"]["good"])
def test_a_valid_query_is_answered(session: httpx.Client, text: str) -> None:
    answer = ask(session, "query", text)
    if text in KNOWN_FAILURES:
        assert answer.status_code == 400
        pytest.xfail(KNOWN_FAILURES[text])
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("text", CASES["update"]["good"])
def test_a_valid_update_is_carried_out(client: httpx.Client, text: str) -> None:
    answer = ask(client, "update", text)
    assert answer.status_code == 204, answer.text


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind in ("query", "update") for text in CASES[kind]["bad"]]
)
def test_a_mistake_is_told(session: httpx.Client, kind: str, text: str) -> None:
    answer = ask(session, kind, text)
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] in ("query-syntax", "wrong-operation")
