"""Requests a second of citygraph's endpoint beside two others, and its queries beside the engine called in-process.

Run it by hand; the others come with the group ``bench``::

    uv run --group bench python tests/benchmarks/bench_endpoints.py --triples 1000000

The bare oxigraph server (from PyPI) is the limit of what can be had; rdflib-endpoint over rdflib's memory is the usual
choice in Python. All serve the same generated triples and are asked by the same clients in one run; citygraph keeps no
answers, so that each is worked out. Then look-ups of a thousand cities are asked again and again of citygraph as it is
by default, which keeps answers. At last queries that take longer are asked of citygraph and of pyoxigraph in this
process, one after the other: the engine has the same dataset in memory, in the same order, and writes the same JSON
results to one string of bytes; citygraph's time goes from sending the request to having read the whole answer. A
server is left alone until it is idle before it is asked. Quote the ratios.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from serving import (
    CITY,
    PROPERTY,
    Client,
    make_store,
    percentile,
    processor_seconds,
    quads,
    query_request,
    running,
    serving,
    wait_until_idle,
)

AGGREGATE = f"SELECT ?c (COUNT(?x) AS ?n) {{ ?x <{PROPERTY}2> ?c }} GROUP BY ?c ORDER BY DESC(?n) ?c LIMIT 10"
NOTHING_KEPT = {"CITYGRAPH_ANSWERS_MEMORY": "0", "CITYGRAPH_QUERY_SECONDS": "60"}
LONG = {
    "count of links": f"SELECT (COUNT(*) AS ?n) {{ ?a <{PROPERTY}2> ?b . ?b <{PROPERTY}3> ?c }}",
    "grouped and ordered": AGGREGATE,
    "filtered": f'SELECT ?c {{ ?c <{PROPERTY}0> ?name FILTER(CONTAINS(?name, "777")) }}',
    "many rows": f"SELECT ?c ?d {{ ?c <{PROPERTY}4> ?d }} LIMIT 40000",
}


def rows(answer: bytes) -> int:
    """Return how many rows an answer has: which ones, an engine may choose where the query sets a limit."""
    return len(json.loads(answer)["results"]["bindings"])


def lookup(cities: int) -> Callable[[random.Random], str]:
    """Return a maker of small look-ups, each about another city."""
    return lambda chance: f"SELECT ?p ?o {{ <{CITY}{chance.randrange(cities)}> ?p ?o }}"


async def rate(
    address: str, path: str, query: Callable[[random.Random], str], *, clients: int, seconds: float
) -> tuple[float, float]:
    """Return answers a second and the milliseconds that 95 of 100 did not exceed."""
    times: list[float] = []
    until = time.perf_counter() + seconds

    async def one(number: int) -> None:
        chance, client = random.Random(number), Client(address)
        while time.perf_counter() < until:
            reply = await client.ask(query_request(address, path, query(chance)))
            assert reply.status == 200 and reply.whole, reply
            times.append(reply.seconds)
        client.close()

    await asyncio.gather(*(one(n) for n in range(clients)))
    return len(times) / seconds, percentile(times, 0.95)


def measured(address: str, process: int, path: str, options: argparse.Namespace) -> tuple[float, float]:
    """Print and return look-ups and aggregates a second of one server."""
    small = lookup(options.triples // 8)
    wait_until_idle(process)
    asyncio.run(rate(address, path, small, clients=4, seconds=1))
    before = processor_seconds(process)
    first, late = asyncio.run(rate(address, path, small, clients=options.clients, seconds=options.seconds))
    each = (processor_seconds(process) - before) / (first * options.seconds) * 1e6
    heavy, _ = asyncio.run(
        rate(address, path, lambda _: AGGREGATE, clients=options.heavy, seconds=options.seconds)
    )
    print(
        f"  look-ups {first:9,.0f} a second, p95 {late:6.1f} ms, {each:6.0f} us of processor each; "
        f"aggregates {heavy:7.2f} a second"
    )
    return first, heavy


def again(address: str, process: int, options: argparse.Namespace) -> None:
    """Print look-ups a second where the same are asked again."""
    small = lookup(min(1_000, options.triples // 8))
    wait_until_idle(process)
    asyncio.run(rate(address, "/sparql", small, clients=options.clients, seconds=3))
    before = processor_seconds(process)
    first, late = asyncio.run(
        rate(address, "/sparql", small, clients=options.clients, seconds=options.seconds)
    )
    each = (processor_seconds(process) - before) / (first * options.seconds) * 1e6
    print(f"  look-ups {first:9,.0f} a second, p95 {late:6.1f} ms, {each:6.0f} us of processor each")


def in_memory(folder: Path) -> ox.Store:
    """Return the engine in memory over the dataset that a store serves: named graphs and all, in the same order."""
    store = ox.Store()
    with tempfile.TemporaryFile() as between:
        ox.Store.read_only(str(folder / "data")).dump(between, format=ox.RdfFormat.N_QUADS)
        between.seek(0)
        store.bulk_load(between, format=ox.RdfFormat.N_QUADS)
    return store


async def beside_engine(address: str, store: ox.Store, turns: int) -> None:
    """Print how long queries take over HTTP against the engine in this process, each the best of some."""
    client = Client(address)
    for name, text in LONG.items():
        served: list[float] = []
        direct: list[float] = []
        for _ in range(turns):
            began = time.perf_counter()
            results = store.query(text)
            assert isinstance(results, ox.QuerySolutions)
            expected = results.serialize(format=ox.QueryResultsFormat.JSON)
            direct.append(time.perf_counter() - began)
            reply = await client.ask(query_request(address, "/sparql", text))
            assert reply.status == 200 and expected is not None and rows(reply.body) == rows(expected), (
                reply.status
            )
            served.append(reply.seconds)
        print(
            f"  {name:20} engine {min(direct) * 1000:8.1f} ms, served {min(served) * 1000:8.1f} ms, "
            f"{min(served) / min(direct):.2f} times"
        )


def main() -> None:
    """Serve the same triples by each server in turn and ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--heavy", type=int, default=4, help="clients that ask for the aggregate")
    parser.add_argument("--processes", type=int, default=1, help="web processes of citygraph")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--without", nargs="*", default=[], choices=("oxigraph", "rdflib"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = ox.serialize(quads(options.triples, ox.DefaultGraph()), format=ox.RdfFormat.N_QUADS)
        assert lines is not None
        (folder / "all.nt").write_bytes(lines)
        make_store(folder / "store", options.triples)
        found: dict[str, tuple[float, float]] = {}
        print("citygraph")
        web = ("--processes", str(options.processes)) if options.processes > 1 else ()
        with running(serving(folder / "store", *web), None, **NOTHING_KEPT) as (address, process):
            found["citygraph"] = measured(address, process, "/sparql", options)
        print("citygraph, asked again what it keeps")
        with running(serving(folder / "store", *web), None) as (address, process):
            again(address, process, options)
        if "oxigraph" not in options.without:
            print("oxigraph")
            command = _beside("oxigraph")
            bound = "127.0.0.1:7895"
            bare = ox.Store(str(folder / "bare"))
            bare.bulk_load(path=str(folder / "all.nt"), format=ox.RdfFormat.N_TRIPLES)
            bare.optimize()
            del bare
            arguments = [command, "serve-read-only", "-l", str(folder / "bare"), "-b", bound]
            with running(arguments, f"http://{bound}") as (address, process):
                found["oxigraph"] = measured(address, process, "/query", options)
        if "rdflib" not in options.without:
            print("rdflib-endpoint")
            arguments = [
                _beside("rdflib-endpoint"),
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                "7896",
                str(folder / "all.nt"),
            ]
            with running(arguments, "http://127.0.0.1:7896") as (address, process):
                found["rdflib"] = measured(address, process, "/", options)
        for other in ("oxigraph", "rdflib"):
            if other in found:
                first, heavy = (
                    mine / theirs for mine, theirs in zip(found["citygraph"], found[other], strict=True)
                )
                print(f"citygraph against {other}: look-ups {first:.2f}, aggregates {heavy:.2f}")
        print("queries one after the other, over HTTP and in this process")
        store = in_memory(folder / "store")
        with running(serving(folder / "store"), None, **NOTHING_KEPT) as (address, process):
            wait_until_idle(process)
            asyncio.run(beside_engine(address, store, options.turns))


def _beside(name: str) -> str:
    """Return the command of that name beside this Python."""
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if found is None:
        sys.exit(f"{name} is missing: run with 'uv run --group bench'")
    return found


if __name__ == "__main__":
    main()
