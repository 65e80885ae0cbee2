"""What the benchmarks of serving share: generated stores, servers as processes, and clients that cost little."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
from citygraph.graph import CityGraph

__all__ = [
    "Client",
    "Reply",
    "make_store",
    "memory_of_session",
    "percentile",
    "processor_seconds",
    "quads",
    "query_request",
    "running",
    "serving",
    "wait_until_idle",
]

CITY = "https://w3id.org/citygraph/city/bench-"
PROPERTY = "https://w3id.org/citygraph/ns#bench"
GRAPH = ox.NamedNode("urn:citygraph:bench")
_FACTS = 8
_IDLE: Final = 0.05
"""Seconds of the processor in one second."""
_QUIET: Final = 3
"""Seconds that a server has to be idle for."""


def quads(triples: int, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    """Yield so many triples about invented cities: labels, numbers, and links from one to another."""
    chance = random.Random(4)
    cities = max(triples // _FACTS, 1)
    properties = [ox.NamedNode(f"{PROPERTY}{n}") for n in range(_FACTS)]
    for number in range(triples):
        city = ox.NamedNode(f"{CITY}{number // _FACTS}")
        which = number % _FACTS
        if which == 0:
            value: ox.NamedNode | ox.Literal = ox.Literal(f"City {number // _FACTS}", language="en")
        elif which == 1:
            value = ox.Literal(chance.randrange(1_000_000))
        else:
            value = ox.NamedNode(f"{CITY}{chance.randrange(cities)}")
        yield ox.Quad(city, properties[which], value, graph)


def make_store(folder: Path, triples: int) -> None:
    """Make a store of citygraph with so many triples in one named graph, and in the merged graph."""
    with CityGraph.open(folder):
        pass
    store = ox.Store(str(folder / "data"))
    store.bulk_extend(quads(triples, GRAPH))
    store.bulk_extend(quads(triples, ox.DefaultGraph()))
    store.flush()
    store.optimize()


@contextmanager
def running(command: Sequence[str], address: str | None, **environment: str) -> Iterator[tuple[str, int]]:
    """Run a server as a process in a session of its own; give its address and process id.

    Args:
        command: The command.
        address: Where it will listen, or None where it prints that as the first word.
        environment: Variables to set.
    """
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE if address is None else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | environment,
    )
    try:
        if address is None:
            assert process.stdout is not None
            address = process.stdout.readline().split()[0].rstrip("/")
        else:
            _wait_for(address, process)
        yield address, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_until_idle(process: int, patience: float = 120) -> None:
    """Return once a server has nothing to do: what it does by itself after it has started is not to be measured."""
    until = time.perf_counter() + patience
    before, quiet = processor_seconds(process), 0
    while quiet < _QUIET and time.perf_counter() < until:
        time.sleep(1)
        now = processor_seconds(process)
        quiet = (
            quiet + 1 if abs(now - before) <= _IDLE else 0
        )  # it shrinks where a process of the server's ends
        before = now


def _wait_for(address: str, process: subprocess.Popen[str]) -> None:
    place = urlsplit(address)
    assert place.hostname is not None and place.port is not None
    for _ in range(3_000):
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection((place.hostname, place.port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def serving(folder: Path, *options: str) -> Sequence[str]:
    """Return the command that serves a store on any free port."""
    return [
        sys.executable,
        "-m",
        "citygraph.api.cli",
        "serve",
        "--store",
        str(folder),
        "--port",
        "0",
        *options,
    ]


def query_request(
    address: str, path: str, query: str, accept: str = "application/sparql-results+json"
) -> bytes:
    """Return an HTTP request that asks a query."""
    host = urlsplit(address).netloc
    return (
        f"GET {path}?query={quote(query, safe='')} HTTP/1.1\r\nHost: {host}\r\nAccept: {accept}\r\n\r\n"
    ).encode()


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back.

    Attributes:
        status: The status, 0 where the connection broke.
        body: The body, as far as it came.
        whole: Whether it came to its end.
        seconds: How long it took.
    """

    status: int
    body: bytes
    whole: bool
    seconds: float


class Client:
    """One connection that is kept open, over raw sockets of the event loop."""

    def __init__(self, address: str) -> None:
        place = urlsplit(address)
        assert place.hostname is not None and place.port is not None
        self._place = (place.hostname, place.port)
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes, patience: float = 60) -> Reply:
        """Send a request and return what comes back."""
        began = time.perf_counter()
        status, body, whole = 0, b"", False
        try:
            async with asyncio.timeout(patience):
                status, body, whole = await self._ask(request)
        except (OSError, asyncio.IncompleteReadError, TimeoutError, ValueError):
            self.close()
        return Reply(status, body, whole, time.perf_counter() - began)

    async def _ask(self, request: bytes) -> tuple[int, bytes, bool]:
        if self._writer is None:
            self._reader, self._writer = await asyncio.open_connection(*self._place, limit=1 << 20)
        assert self._reader is not None
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head[9:12])
        at = head.find(b"content-length:")
        if at >= 0:
            body = await self._reader.readexactly(int(head[at + 15 : head.index(b"\r\n", at)]))
            whole = True
        elif b"transfer-encoding: chunked" in head:
            body, whole = await self._chunks(self._reader)
        else:
            body, whole = await self._reader.read(), True
            self.close()
        if b"connection: close" in head or not whole:
            self.close()
        return status, body, whole

    @staticmethod
    async def _chunks(reader: asyncio.StreamReader) -> tuple[bytes, bool]:
        parts: list[bytes] = []
        try:
            while size := int(await reader.readuntil(b"\r\n"), 16):
                parts.append((await reader.readexactly(size + 2))[:-2])
            await reader.readexactly(2)
        except (OSError, asyncio.IncompleteReadError):
            return b"".join(parts), False
        return b"".join(parts), True

    def close(self) -> None:
        """Close the connection; the next request opens another."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value that this part of all does not exceed, in milliseconds of seconds."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)] * 1000 if ordered else float("nan")


def family(process: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            parents.setdefault(parent, []).append(int(entry.name))
    found = [process]
    for each in found:
        found.extend(parents.get(each, ()))
    return found


def memory_of_session(process: int) -> float:
    """Return the MiB that a process and its descendants have, what they share counted once."""
    total = 0
    for each in family(process):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1024


def processor_seconds(process: int) -> float:
    """Return how long processors have worked for a process and its living descendants."""
    ticks = 0
    for each in family(process):
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
