"""How long the gazetteer takes to build and to answer, beside a plain dictionary of folded names.

Run by hand: ``python tests/benchmarks/bench_gazetteer.py``. Every figure is the best of five rounds; the
ratio to a dictionary holding the same names in memory is what can be compared between machines.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
import timeit
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.gazetteer.building import build
from citygraph.loaders.gazetteer.folding import fold

RESOLVED = [
    "Malang, ID",
    "Kabupaten Malang, ID",
    "Jakarta, ID",
    "Seoul, KR",
    "Xi’an, CN",
    "Köln, DE",
    "London, GB",
]
FOUND = [*RESOLVED, "Malang", "Islamabad", "San Jose", "東京", "Маланг"]
ROUNDS = 1000


def microseconds(call: Callable[[], object]) -> float:
    """Return the time of one call."""
    call()
    return min(timeit.repeat(call, number=ROUNDS, repeat=5)) / ROUNDS * 1e6


def main() -> None:
    """Print the figures."""
    write = sys.stdout.write
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gazetteer.sqlite"
        wall, used = time.perf_counter(), time.process_time()
        build(path)
        write(
            f"build: {time.perf_counter() - wall:.1f} s ({time.process_time() - used:.1f} s of processor), "
        )
        write(f"{path.stat().st_size / 1e6:.0f} MB\n")
        with closing(sqlite3.connect(path)) as connection:
            names = dict(connection.execute("SELECT key, place FROM name").fetchall())
        with Gazetteer(path) as warm, Gazetteer(path, remembered=0) as bare:
            write(
                f"{'name':24}{'resolve':>10}{'no cache':>10}{'find':>10}{'no cache':>10}{'ratio':>8}  (µs)\n"
            )
            for name in FOUND:
                plain = microseconds(lambda name=name: names.get(fold(name.partition(",")[0])))
                figures = [
                    microseconds(lambda name=name, opened=opened: opened.resolve(name))
                    if name in RESOLVED
                    else None
                    for opened in (warm, bare)
                ] + [
                    microseconds(lambda name=name, opened=opened: opened.find(name))
                    for opened in (warm, bare)
                ]
                shown = "".join(f"{'' if figure is None else f'{figure:.1f}':>10}" for figure in figures)
                write(f"{name:24}{shown}{(figures[0] or figures[2] or 0) / plain:>7.0f}x\n")


if __name__ == "__main__":
    main()
