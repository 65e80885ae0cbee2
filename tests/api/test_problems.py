from __future__ import annotations

import asyncio

import httpx
from citygraph.api import Settings, create_app
from citygraph.graph import CityGraph
from citygraph.graph.readers import ServerBusy


def test_an_error_page_varies_with_its_language(client: httpx.Client) -> None:
    answer = client.get("/nowhere", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["vary"] == "Accept, Accept-Language"
    assert client.get("/nowhere").headers["vary"] == "Accept"


def test_a_forged_host_reaches_no_address(client: httpx.Client) -> None:
    for path in ("/conflict", "/cities/", "/city", "/sparql/", "/static", "/nowhere/"):
        answer = client.get(path, headers={"Host": "evil.example"}, follow_redirects=False)
        assert "evil.example" not in str(answer.headers) + answer.text, path


def test_a_busy_server_says_when_to_come_again() -> None:
    async def fetch() -> httpx.Response:
        with CityGraph.open() as graph:
            app = create_app(graph, Settings())

            @app.get("/busy")
            def busy() -> None:
                raise ServerBusy(retry_after=7)

            transport = httpx.ASGITransport(app=app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test.example") as client:
                return await client.get("/busy")

    answer = asyncio.run(fetch())
    assert (answer.status_code, answer.json()["code"]) == (503, "server-busy")
    assert answer.headers["retry-after"] == "7"
