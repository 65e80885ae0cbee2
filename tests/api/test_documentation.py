from __future__ import annotations

import httpx
import pytest
from citygraph.api.kinds import KINDS


def test_docs_and_their_assets_come_from_here(client: httpx.Client) -> None:
    answer = client.get("/docs", headers={"Accept": "text/html"})
    assert answer.status_code == 200
    assert "http://" not in answer.text
    assert "https://" not in answer.text
    for path in ("/docs/swagger-ui-bundle.js", "/docs/swagger-ui.css", "/static/docs.js", "/static/docs.css"):
        assert path in answer.text
        assert client.get(path).status_code == 200


def test_the_openapi_document_has_every_kind_of_thing(client: httpx.Client) -> None:
    document = client.get("/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {f"/{kind}/{{key}}" for kind in KINDS} <= set(document["paths"])
    assert {
        "/sparql",
        "/health",
        "/reports/{name}",
        "/analyses/{name}",
        "/queries/{name}",
        "/ontology",
    } <= set(document["paths"])
    names = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", ["core.py", "redoc.standalone.js", "..%2Fcore.py"])
def test_nothing_else_of_the_package_is_served(client: httpx.Client, name: str) -> None:
    assert client.get(f"/docs/{name}").status_code == 404
