"""Many clients at once on a served store, in two ways, and what they and the server's processes went through.

Run it by hand::

    python tests/benchmarks/bench_load.py --seconds 300

First 64 clients ask as fast as they can. Then they pause between questions, and 1 in 200 is hostile: it runs away,
breaks the engine, eats memory, or has more rows than may be. Prints for each way the answers a second, the time that
95 of 100 did not exceed, whether every runaway was stopped within its limit and a second, the time of ``/health``,
and the memory of all the server's processes. Ends with status 1 where something did not hold that always must.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from serving import Client, make_store, memory_of_session, percentile, query_request, running, serving

LIMIT = 10.0
GOOD = (
    "SELECT ?p ?o { <https://w3id.org/citygraph/city/bench-%d> ?p ?o }",
    "SELECT ?name { <https://w3id.org/citygraph/city/bench-%d> cg:bench2/cg:bench0 ?name }",
    "SELECT ?c { ?c cg:bench3 <https://w3id.org/citygraph/city/bench-%d> } ORDER BY ?c LIMIT 20",
    "ASK { <https://w3id.org/citygraph/city/bench-%d> cg:bench1 ?n FILTER(?n > 10) }",
)
HOSTILE = {
    "runs away": ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", (504,)),
    "breaks": (f"SELECT * {'{' * 90}{'}' * 90}", (200, 400)),
    "too deep": (f"SELECT * {{ FILTER({'(' * 5_000}1{')' * 5_000}) }}", (400,)),
    "eats memory": ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f", (507, 504)),
    "is large": ("SELECT * { ?a ?b ?c . ?d ?e ?f }", (413, 200)),
}


@dataclass(slots=True)
class Tally:
    """What came of the questions of one way.

    Attributes:
        good: Seconds of each good question that was answered.
        failed: Statuses of those that were not.
        hostile: For each kind of hostile question, the seconds that each took.
        wrong: What must never be.
        health: Seconds of each question for the server's health.
        memory: MiB of all processes, sampled.
    """

    good: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)
    hostile: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


async def ask(
    address: str, number: int, until: float, tally: Tally, cities: int, pause: float, every: int
) -> None:
    """Ask one question after the other, as one client does."""
    chance = random.Random(number)
    client = Client(address)
    while time.perf_counter() < until:
        if every and chance.randrange(every) == 0:
            kind = chance.choice(list(HOSTILE))
            text, statuses = HOSTILE[kind]
            reply = await client.ask(query_request(address, "/sparql", text))
            tally.hostile.setdefault(kind, []).append(reply.seconds)
            if reply.status == 503:
                pass
            elif reply.status not in statuses or (kind == "is large" and reply.status == 200 and reply.whole):
                tally.wrong.append(f"{kind}: {reply.status} {reply.body[:200]!r}")
        else:
            text = chance.choice(GOOD) % chance.randrange(cities)
            reply = await client.ask(query_request(address, "/sparql", text))
            if reply.status == 200 and reply.whole:
                json.loads(reply.body)
                tally.good.append(reply.seconds)
            else:
                tally.failed.append(reply.status)
        if pause:
            await asyncio.sleep(pause * (0.5 + chance.random()))
    client.close()


async def watch(address: str, process: int, until: float, tally: Tally) -> None:
    """Ask for the server's health, and look at the memory of its processes, until the end."""
    client = Client(address)
    request = f"GET /health HTTP/1.1\r\nHost: {address[7:]}\r\n\r\n".encode()
    turn = 0
    while time.perf_counter() < until:
        reply = await client.ask(request)
        tally.health.append(reply.seconds)
        if reply.status != 200:
            tally.wrong.append(f"health: {reply.status}")
        if turn % 10 == 0:
            tally.memory.append(await asyncio.to_thread(memory_of_session, process))
        turn += 1
        await asyncio.sleep(0.1)
    client.close()


async def load(address: str, process: int, options: argparse.Namespace, *, pausing: bool) -> bool:
    """Let all clients ask for a while; print what came of it and return whether all held that must."""
    tally = Tally()
    until = time.perf_counter() + options.seconds
    cities = options.triples // 8
    pause, every = (options.pause, options.every) if pausing else (0.0, 0)
    await asyncio.gather(
        watch(address, process, until, tally),
        *(ask(address, n, until, tally, cities, pause, every) for n in range(options.clients)),
    )
    asked = len(tally.good) + len(tally.failed)
    print(f"{'pausing, 1 in ' + str(every) + ' hostile' if pausing else 'saturating, clean'}:")
    print(
        f"  good answers   {len(tally.good):,} of {asked:,} ({100 * len(tally.good) / max(asked, 1):.2f} %)"
    )
    print(f"  a second       {len(tally.good) / options.seconds:,.0f}")
    print(f"  p50, p95, p99  {', '.join(f'{percentile(tally.good, p):.0f}' for p in (0.5, 0.95, 0.99))} ms")
    print(f"  /health p99    {percentile(tally.health, 0.99):.0f} ms")
    print(
        f"  memory         {tally.memory[0]:.0f} at first, {max(tally.memory):.0f} at most, "
        f"{tally.memory[-1]:.0f} MiB at last"
    )
    for kind, seconds in sorted(tally.hostile.items()):
        print(f"  {kind:14} {len(seconds)} times, at most {max(seconds):.1f} s")
        if max(seconds) > LIMIT + 1:
            tally.wrong.append(f"{kind}: took {max(seconds):.1f} s")
    for each in tally.wrong[:10]:
        print(f"  WRONG          {each}")
    if tally.failed:
        print(f"  failed with    {sorted(set(tally.failed))}")
    return not tally.wrong


def main() -> None:
    """Make a store, serve it, and let clients ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--triples", type=int, default=170_000)
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two questions of a client")
    parser.add_argument("--every", type=int, default=200, help="one in so many is hostile")
    parser.add_argument("--only", choices=("saturating", "pausing"))
    parser.add_argument("serve", nargs="*", help="options of citygraph serve, after --")
    options = parser.parse_args()
    held = True
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        make_store(store, options.triples)
        with running(serving(store, *options.serve), None, CITYGRAPH_QUERY_SECONDS=str(LIMIT)) as (
            address,
            process,
        ):
            for pausing in (False, True):
                if options.only is None or (options.only == "pausing") == pausing:
                    held &= asyncio.run(load(address, process, options, pausing=pausing))
            alive = Path(f"/proc/{process}").exists()
            print(f"the server's process {'is the same as at first' if alive else 'HAS ENDED'}")
    sys.exit(0 if held and alive else 1)


if __name__ == "__main__":
    main()
