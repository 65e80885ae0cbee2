"""Times the firmness of a random network as large as KONECT's sister cities: 14,274 cities and 20,573 ties.

$ uv run python tests/benchmarks/bench_firmness.py --sources 200
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable
from typing import TypeVar

from citygraph.queries import Incidence
from citygraph.queries.firmness import MEASURES, Support, left_out, rank_intervals

T = TypeVar("T")


def table(cities: int, ties: int, sources: int, seed: int) -> list[Incidence]:
    """Return the incidences of random partnerships, each stated by one source."""
    chance = random.Random(seed)
    found: list[Incidence] = []
    for number in range(ties):
        source, confidence = f"s{chance.randrange(sources)}", chance.choice([None, 0.9, 0.6])
        for city in chance.sample(range(cities), 2):
            fact = f"f{number}"
            found.append(Incidence("partnership", fact, "", f"c{city}", fact, source, confidence=confidence))
    return found


def timed(what: str, work: Callable[[], T]) -> T:
    """Return what the work gives, and print how long it took in this process."""
    start = time.process_time()
    found = work()
    print(f"{what:40} {time.process_time() - start:8.2f} s")
    return found


def main() -> None:
    """Print the times."""
    options = argparse.ArgumentParser()
    options.add_argument("--cities", type=int, default=14274)
    options.add_argument("--ties", type=int, default=20573)
    options.add_argument("--sources", type=int, default=200)
    options.add_argument("--draws", type=int, default=200)
    options.add_argument("--measures", nargs="*", default=list(MEASURES[:3]))
    chosen = options.parse_args()
    rows = table(chosen.cities, chosen.ties, chosen.sources, 1)
    support = timed("what the ties rest on", lambda: Support.of(rows, "count"))
    for measure in chosen.measures:
        timed(
            f"{chosen.draws} draws, {measure}",
            lambda measure=measure: rank_intervals(support, measure=measure, draws=chosen.draws),
        )
    timed(f"{chosen.sources} sources left out, degree", lambda: left_out(support, most=chosen.sources))


if __name__ == "__main__":
    main()
