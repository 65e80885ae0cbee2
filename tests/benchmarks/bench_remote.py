"""Loads invented documents into the embedded engine and into engines behind addresses, and asks them the same.

Run it by hand; engines that are not installed are left out::

    python tests/benchmarks/bench_remote.py --documents 512

Prints, for each engine, the seconds of loading, of loading again, of reading everything, and the milliseconds of some
questions, and the ratio of each to the embedded engine on disk in the same run. Quote the ratios.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from citygraph.graph import CityGraph, Endpoint, SourceDocument

sys.path.insert(0, str(Path(__file__).parents[1]))

from engines import oxigraph, virtuoso
from graph.conftest import city, document, membership

QUESTIONS = {
    "look-up": "SELECT ?p ?o { <https://w3id.org/citygraph/city/17> ?p ?o }",
    "who says": "SELECT ?g { GRAPH ?g { ?f org:member <https://w3id.org/citygraph/city/17> } }",
    "aggregate": "SELECT ?n (COUNT(DISTINCT ?c) AS ?cities) { ?c cg:memberOf ?n } GROUP BY ?n",
    "two steps": "SELECT (COUNT(*) AS ?n) { ?a cg:memberOf ?x . ?b cg:memberOf ?x FILTER (?a != ?b) }",
}


def documents(number: int) -> Iterator[SourceDocument]:
    """Yield documents of four memberships each, of five hundred cities in four networks."""
    for i in range(number):
        keys = [str(1 + (i * 5 + k) % 500) for k in range(4)]
        name = f"bench-{i:06}"
        facts = [
            membership(name, key, network, start=k)
            for k, (key, network) in enumerate(zip(keys, ("apeksi", "ascn", "gnlc", "wccf"), strict=True))
        ]
        yield document(name, *facts, cities=tuple(city(key, f"City {key}") for key in keys))


def seconds(work: Callable[[], object]) -> float:
    """Return how long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measured(place: Path | Endpoint, number: int) -> dict[str, float]:
    """Return what one engine takes for each task, in seconds."""
    found: dict[str, float] = {}
    with CityGraph.open(place) as graph:
        made = list(documents(number))
        found["load"] = seconds(lambda: list(graph.add_all(made)))
        found["load again"] = seconds(lambda: list(graph.add_all(made)))
    return found | asked(place)


def asked(place: Path | Endpoint) -> dict[str, float]:
    """Return what one engine takes for each question, and to read everything, in seconds."""
    found: dict[str, float] = {}
    with CityGraph.open(place, mode="read") as graph:
        list(graph.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1"))
        for name, question in QUESTIONS.items():
            times = [seconds(lambda q=question: list(graph.query(q))) for _ in range(7)]  # type: ignore[misc]
            found[name] = sorted(times)[3]
        found["read everything"] = seconds(graph.verify)
    return found


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=512)
    number = parser.parse_args().documents
    results: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        results["embedded"] = measured(folder / "store", number)
        for name, start in (("oxigraph", oxigraph), ("virtuoso", lambda: virtuoso(folder))):
            try:
                engine = stack.enter_context(start())
            except pytest.skip.Exception as reason:
                print(f"{name}: {reason}")
                continue
            results[name] = measured(engine.endpoint, number)
            if name == "virtuoso":
                results["virtuoso itself"] = asked(replace(engine.endpoint, answers="engine"))
    print(f"{number} documents")
    print(f"{'':18}" + "".join(f"{name:>24}" for name in results))
    for task, least in results["embedded"].items():
        row = (
            f"{each[task] * 1000:12.1f} ms {each[task] / least:7.1f}x" if task in each else " " * 24
            for each in results.values()
        )
        print(f"{task:18}" + "".join(row))


if __name__ == "__main__":
    main()
