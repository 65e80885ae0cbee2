"""Writes and reads in turn, as a runner of conformance tests does, and sees that no answer is stale.

Run it by hand::

    python tests/benchmarks/bench_writing.py --rounds 2000

Serves an empty bare dataset. Each round empties it and writes something new, by an update, by ``PUT`` or by ``POST``,
and reads it back at once: on the same connection, on another, as a query by ``GET`` and by form, and as a graph.
Prints milliseconds for each kind of write and of read, and how many answers were not what had been written; ends with
status 1 where there was one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Final

import httpx
from serving import percentile, running

TOKEN: Final = "a-token-for-benchmarks"
GRAPH: Final = "urn:x:graph"
ANYWHERE: Final = "SELECT ?o { { ?s <urn:x:p> ?o } UNION { GRAPH ?g { ?s <urn:x:p> ?o } } }"
TURTLE: Final = {"Content-Type": "text/turtle"}


class Rounds:
    """Rounds of writing and reading, with what they took.

    Args:
        writing: A client with the token.
        reading: Another client, without it.
    """

    def __init__(self, writing: httpx.Client, reading: httpx.Client) -> None:
        self.writing = writing
        self.reading = reading
        self.times: defaultdict[str, list[float]] = defaultdict(list)
        self.stale = 0

    def timed(
        self, kind: str, client: httpx.Client, method: str, path: str, **rest: object
    ) -> httpx.Response:
        """Return the answer to a request, which must succeed."""
        began = time.perf_counter()
        answer = client.request(method, path, **rest)  # type: ignore[arg-type]
        self.times[kind].append(time.perf_counter() - began)
        return answer.raise_for_status()

    def write(self, number: int) -> None:
        """Make the dataset hold a number and nothing else."""
        triple = f"<urn:x:s> <urn:x:p> {number}"
        if number % 4 == 0:
            update = f"DROP ALL; INSERT DATA {{ {triple} }}"
            self.timed("update", self.writing, "POST", "/update", data={"update": update})
            return
        update = f"DROP ALL; INSERT DATA {{ GRAPH <{GRAPH}> {{ {triple} }} }}"
        if number % 4 == 1:
            self.timed("update", self.writing, "POST", "/update", data={"update": update})
            return
        self.timed("drop", self.writing, "POST", "/update", data={"update": "DROP ALL"})
        named = {"params": {"graph": GRAPH}, "content": f"{triple} .", "headers": TURTLE}
        method = "PUT" if number % 4 == 2 else "POST"
        self.timed(method, self.writing, method, "/store", **named)

    def read(self, number: int) -> None:
        """Read the number back in each way."""
        csv = {"Accept": "text/csv"}
        asked = {"query": ANYWHERE}
        for client in (self.writing, self.reading):
            answer = self.timed("query", client, "GET", "/sparql", params=asked, headers=csv)
            self.check(answer.text.split(), ["o", str(number)])
        answer = self.timed("query by form", self.reading, "POST", "/sparql", data=asked, headers=csv)
        self.check(answer.text.split(), ["o", str(number)])
        if number % 4:
            read = {"params": {"graph": GRAPH}, "headers": {"Accept": "application/n-triples"}}
            answer = self.timed("graph", self.reading, "GET", "/store", **read)
            self.check(answer.text.split('"')[1::2], [str(number)])

    def check(self, found: list[str], expected: list[str]) -> None:
        """Count an answer that is not what was written."""
        if found != expected:
            self.stale += 1
            print(f"{found} instead of {expected}", flush=True)


def main() -> None:
    """Print what the rounds took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=2_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        command = [
            sys.executable,
            "-m",
            "citygraph.api.cli",
            "serve",
            "--store",
            store,
            "--bare",
            "--port",
            "0",
        ]
        with (
            running(command, None, CITYGRAPH_WRITE_TOKEN=TOKEN) as (address, _),
            httpx.Client(
                base_url=address, timeout=60, headers={"Authorization": f"Bearer {TOKEN}"}
            ) as writing,
            httpx.Client(base_url=address, timeout=60) as reading,
        ):
            rounds = Rounds(writing, reading)
            began = time.perf_counter()
            for number in range(chosen.rounds):
                rounds.write(number)
                rounds.read(number)
            took = time.perf_counter() - began
    print(f"{'':14} {'asked':>7} {'median':>8} {'p99':>8} ms")
    for kind, times in rounds.times.items():
        half, most = (percentile(times, part) for part in (0.5, 0.99))
        print(f"{kind:14} {len(times):7} {half:8.1f} {most:8.1f}")
    print(f"{chosen.rounds} rounds in {took:.0f} s; {rounds.stale} answers were not what had been written")
    sys.exit(1 if rounds.stale else 0)


if __name__ == "__main__":
    main()
