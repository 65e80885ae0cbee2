"""Exports a generated store in every format, and compares time and memory with the engine's own dump.

Run it by hand::

    python tests/benchmarks/bench_exports.py --quads 1000000

The store is on disk: documents of memberships and partnerships with their evidence, each in a graph of its own, and
their merge. Each format is written in a process of its own, and its bytes are only counted. Prints, for each, seconds
of the processor, the ratio to ``store.dump`` as N-Quads in the same run, the largest memory of its process above that
of one that has only opened the store, and the bytes written. Quote the ratios. Linux only, for /proc.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pyoxigraph as ox
from citygraph.graph.embedded import EmbeddedEngine
from citygraph.graph.exports import ExportOptions
from citygraph.ontology import CG, OA, ORG, PREFIXES, PROV, RDF, RDFS, SCHEMA, XSD, Identifiers
from citygraph.queries.exports import export_formats, write_export

IDS = Identifiers()
CITIES, NETWORKS, FACTS = 2000, 100, 6


class Store(EmbeddedEngine):
    """A store as a source of exports."""

    digest = "benchmark"


class Counting:
    """Takes bytes and counts them."""

    def __init__(self) -> None:
        self.bytes = 0

    def write(self, data: bytes) -> int:
        self.bytes += len(data)
        return len(data)

    def writelines(self, lines: Iterator[bytes]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        pass


def iri(text: str) -> ox.NamedNode:
    prefix, _, local = text.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local if prefix in PREFIXES else text)


def described() -> Iterator[ox.Quad]:
    """The cities and networks."""
    reference = ox.NamedNode(IDS.common_graph("graph/reference"))
    for number in range(CITIES):
        city = ox.NamedNode(IDS.city(str(number)))
        for predicate, value in (
            (f"{RDF}type", ox.NamedNode(f"{CG}City")),
            (f"{RDF}type", ox.NamedNode(f"{CG}LocalGovernment")),
            (f"{RDFS}label", ox.Literal(f"City {number}", language="en")),
            (f"{CG}country", ox.Literal("ID")),
            (f"{CG}level", ox.Literal("city")),
        ):
            yield ox.Quad(city, ox.NamedNode(predicate), value, reference)
    for number in range(NETWORKS):
        network = ox.NamedNode(IDS.network(f"n{number}"))
        yield ox.Quad(network, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{CG}CityNetwork"), reference)
        yield ox.Quad(network, ox.NamedNode(f"{RDFS}label"), ox.Literal(f"Network {number}"), reference)


def document(number: int, chance: random.Random) -> Iterator[ox.Quad]:
    """The quads of one document."""
    name = f"d{number:07}"
    graph, article = ox.NamedNode(IDS.document_graph(name)), IDS.article(name)

    def say(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(ox.NamedNode(subject), iri(predicate), value, graph)

    yield say(article, "rdf:type", iri("schema:NewsArticle"))
    yield say(article, "schema:headline", ox.Literal(f"Article {number}", language="id"))
    yield say(article, "schema:datePublished", ox.Literal("2024-01-31", datatype=ox.NamedNode(f"{XSD}date")))
    for place in range(FACTS):
        one, two = chance.sample(range(CITIES), 2)
        kind = ("membership", "partnership")[place % 2]
        fact = f"{IDS.base}{kind}/{one}-{two}-{number}-{place}"
        if kind == "membership":
            parties = [
                (f"{ORG}member", IDS.city(str(one))),
                (f"{ORG}organization", IDS.network(f"n{two % NETWORKS}")),
            ]
        else:
            parties = [(f"{CG}partner", IDS.city(str(city))) for city in (one, two)]
        stated = [
            (f"{RDF}type", CG + kind.capitalize()),
            *parties,
            (f"{PROV}wasDerivedFrom", article),
            (f"{CG}modality", f"{CG}Asserted"),
            (f"{CG}reviewStatus", f"{CG}Accepted"),
            (f"{CG}evidence", f"{article}#char={place},{place + 9}"),
        ]
        for predicate, value in stated:
            yield ox.Quad(ox.NamedNode(fact), ox.NamedNode(predicate), ox.NamedNode(value), graph)
        passage, position = f"{article}#char={place},{place + 9}", f"{article}#position={place},{place + 9}"
        yield say(passage, "rdf:type", iri("oa:SpecificResource"))
        yield say(passage, "oa:hasSource", ox.NamedNode(article))
        yield say(passage, "oa:hasSelector", ox.NamedNode(position))
        yield say(position, "oa:start", ox.Literal(place))
        yield ox.Quad(ox.NamedNode(position), ox.NamedNode(f"{OA}end"), ox.Literal(place + 9), graph)
        yield say(fact, f"{SCHEMA}startDate", ox.Literal("2020-01-01", datatype=ox.NamedNode(f"{XSD}date")))


def build(folder: Path, quads: int) -> int:
    """Make the store; return how many quads it has, the merged ones included."""
    chance, store, made, number = random.Random(1), ox.Store(str(folder)), 0, 0
    batch = list(described())
    while made + 2 * len(batch) < quads:
        batch += document(number, chance)
        number += 1
        if len(batch) > 100_000:
            made += _add(store, batch)
            batch = []
    made += _add(store, batch)
    store.optimize()
    print(f"{made} quads, {number} documents")
    return made


def _add(store: ox.Store, batch: list[ox.Quad]) -> int:
    store.bulk_extend(batch)
    store.bulk_extend([ox.Quad(q.subject, q.predicate, q.object) for q in batch])
    return 2 * len(batch)


def measure(folder: Path, name: str) -> None:
    """Write one format; print seconds, largest memory in kB, and bytes."""
    store = ox.Store(str(folder))
    out = Counting()
    stream: IO[bytes] = out  # type: ignore[assignment]
    started = time.process_time()
    if name == "dump":
        store.dump(stream, format=ox.RdfFormat.N_QUADS)
    elif name != "open":
        write_export(export_formats()[name], Store(store), stream, ExportOptions())  # type: ignore[arg-type]
    seconds = time.process_time() - started
    (memory,) = [
        line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line
    ]
    print(seconds, memory, out.bytes)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--formats", nargs="*", default=list(export_formats()))
    parser.add_argument("--measure", nargs=2, metavar=("STORE", "FORMAT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(Path(options.measure[0]), options.measure[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "store", options.quads)

        def run(name: str) -> list[float]:
            command = [sys.executable, __file__, "--measure", str(Path(folder) / "store"), name]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            return [float(part) for part in done.stdout.split()]

        empty, dump = run("open")[1], run("dump")
        print(
            f"{'dump':10} {dump[0]:8.2f} s  {1:6.2f}  {(dump[1] - empty) / 1024:7.0f} MB  {dump[2] / 1e6:8.1f} MB"
        )
        for name in options.formats:
            seconds, memory, size = run(name)
            print(
                f"{name:10} {seconds:8.2f} s  {seconds / dump[0]:6.2f}  {(memory - empty) / 1024:7.0f} MB  "
                f"{size / 1e6:8.1f} MB"
            )


if __name__ == "__main__":
    main()
