"""The OpenAPI document is true: whatever it allows, and what it does not, is answered as it says, and never by 500."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.generation import GenerationMode

READS = [
    ("GET", "/sparql"),
    ("POST", "/sparql"),
    ("GET", "/store"),
    ("GET", "/store/{key}"),
    ("GET", "/health"),
]
WRITES = [("POST", "/update"), ("PUT", "/store"), ("POST", "/store"), ("DELETE", "/store")]
ANYTHING = ("/store/{key}", "/health")
"""Paths that nothing can be wrong about."""
CHECKED = ("not_a_server_error", "status_code_conformance", "content_type_conformance")
TEXTS = (
    "application/sparql-query",
    "application/sparql-update",
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/trig",
    "application/n-quads",
)


@schemathesis.serializer(*TEXTS)
def as_text(context: schemathesis.SerializationContext, value: Any) -> bytes:
    """A body that is text."""
    return str(value).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def document(session: httpx.Client) -> schemathesis.BaseSchema:
    """The document of the running server."""
    return schemathesis.openapi.from_dict(session.get("/openapi.json").json())


@pytest.mark.parametrize(
    ("method", "path", "mode"),
    [
        (method, path, mode)
        for method, path in (*READS, *WRITES)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        if mode is GenerationMode.POSITIVE or path not in ANYTHING
    ],
)
def test_the_document_is_true(
    document: schemathesis.BaseSchema,
    session: httpx.Client,
    address: str,
    method: str,
    path: str,
    mode: GenerationMode,
) -> None:
    operation = document[path][method]
    checks = [check for check in schemathesis.checks.CHECKS.get_all() if check.__name__ in CHECKED]
    assert len(checks) == len(CHECKED)
    tried = 0

    @settings(
        max_examples=15 if (method, path) in READS else 4,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(mode))
    def holds(case: schemathesis.Case) -> None:
        nonlocal tried
        tried += 1
        headers = {"Authorization": session.headers["Authorization"]}
        case.call_and_validate(base_url=address, headers=headers, checks=checks)

    holds()
    assert tried
