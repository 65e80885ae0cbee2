from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import httpx
import pytest
from citygraph.api import PortTaken
from citygraph.api.serving import listen

SERVER = """
from citygraph.api import Settings, serve
from citygraph.graph import CityGraph
with CityGraph.open() as graph:
    serve(graph, Settings(), on_listening=lambda address: print(address, flush=True))
print("closed", flush=True)
"""


def test_a_port_that_is_taken_is_said_so() -> None:
    with listen("127.0.0.1", 0) as first:
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(PortTaken) as caught:
            listen("127.0.0.1", port)
    assert caught.value.port == port
    with pytest.raises(PortTaken):
        listen("127.0.0.1", 99_999)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_the_server_tells_its_address_and_stops_cleanly(sent: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:")
    assert httpx.get(f"{address}/health").json()["status"] == "ok"
    started = time.monotonic()
    process.send_signal(sent)
    rest = process.stdout.read()
    process.wait(20)
    assert time.monotonic() - started < 10
    assert rest == "closed\n"
    assert process.returncode == 0


def test_public_address_not_the_host_header_makes_links() -> None:
    from citygraph.api import Settings, create_app
    from citygraph.graph import CityGraph

    with CityGraph.open() as graph:
        app = create_app(graph, Settings(public_address="https://example.org/graph"))
        transport = httpx.ASGITransport(app=app)

        async def fetch() -> httpx.Response:
            async with httpx.AsyncClient(transport=transport, base_url="http://evil.example") as client:
                return await client.get("/network/apeksi", headers={"Accept": "text/turtle"})

        import asyncio

        answer = asyncio.run(fetch())
    assert "<https://example.org/graph/network/apeksi.ttl>" in answer.headers["link"]
    assert "evil" not in answer.headers["link"] + answer.text
