"""Loads generated fact documents from files into a store on disk, and compares the cost of each document.

Run it by hand::

    python tests/benchmarks/bench_loading.py --documents 10000

Prints one line per thousand documents (documents a second, triples in the store, memory), then, for documents of
the same making, milliseconds each of: reading and resolving, the gate as the graph runs it, the whole load; and in
the same run pySHACL called naively on each document, and a bare bulk load of the same triples without any check.
Quote the ratios; the absolute times are those of one machine on one day. Use one core: ``taskset -c 0 python ...``.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from citygraph.graph import CityGraph, Register, SourceDocument
from citygraph.graph.gate import Gate
from citygraph.loaders import FileRefused, Loader
from citygraph.loaders.gazetteer import Gazetteer
from citygraph.loaders.mapping import Mapping
from citygraph.loaders.networks import NetworkRegister
from citygraph.ontology import Identifiers

SAMPLE = 200
NAIVE = 20


def document(number: int, chance: random.Random, cities: list[int], networks: list[str]) -> str:
    """The YAML of one invented document of four facts, some 60 triples, on cities drawn at random."""
    one, two, three = chance.sample(cities, 3)
    network = chance.choice(networks)
    year = chance.randrange(1990, 2025)
    host = f"{{name: Host, country: {CITIES[one]}, geonames: {one}}}"
    other = f"{{name: Other, country: {CITIES[two]}, geonames: {two}}}"
    third = f"{{name: Third, country: {CITIES[three]}, geonames: {three}}}"
    return f"""article:
  id: bench-{number:06}
  title: Generated document {number}
  publisher: Publisher {number % 50}
  published: 2025-0{1 + number % 9}-1{number % 10}
  language: en
  sha256: {number:064x}
facts:
- kind: membership
  member: {host}
  network: {network}
  since: {year}
  evidence: {{start: 10, end: 60}}
- kind: partnership
  partners: [{host}, {other}]
  form: sister-city
  stage: agreed
  since: {year}-0{1 + number % 9}
  topics: [culture]
  evidence: {{start: 70, end: 140}}
- kind: partnership
  partners: [{other}, {third}]
  form: memorandum
  modality: {chance.choice(["asserted", "asserted", "planned", "denied"])}
  evidence: {{start: 150, end: 190}}
- kind: membership
  member: {third}
  network: {network}
  evidence: {{start: 200, end: 260}}
"""


CITIES: dict[int, str] = {}


def memory() -> float:
    """Peak resident memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Iterator[object], batch: int) -> Iterator[tuple[int, float]]:
    """Documents done and seconds taken, every batch documents."""
    started = time.perf_counter()
    for done, each in enumerate(work, start=1):
        if isinstance(each, FileRefused):
            raise SystemExit(f"a generated document was refused: {each.error}")
        if done % batch == 0:
            yield done, time.perf_counter() - started
            started = time.perf_counter()


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--batch", type=int, default=1_000, help="documents per printed line")
    arguments = parser.parse_args()
    identifiers, chance = Identifiers(), random.Random(1)
    gazetteer = Gazetteer.open()
    ids = chance.sample(range(1_600_000, 3_200_000), 400_000)
    for number in ids:
        found = gazetteer.by_geonames(number)
        if found is not None and found.level == "city":
            CITIES[number] = found.country
        if len(CITIES) == 5_000:
            break
    register = NetworkRegister.open()
    mapping = Mapping(gazetteer, register, identifiers)
    loader = Loader(mapping)
    with tempfile.TemporaryDirectory() as folder:
        files: list[Path] = []
        for number in range(arguments.documents + SAMPLE):
            path = Path(folder) / f"{number:06}.yaml"
            path.write_text(document(number, chance, list(CITIES), list(register)), encoding="utf-8")
            files.append(path)
        started = time.perf_counter()
        sample = [loader.prepare(f).source for f in files[-SAMPLE:]]
        reading = (time.perf_counter() - started) / SAMPLE
        triples = sum(len(d.triples) for d in sample) / SAMPLE
        print(f"documents of {triples:.0f} triples, {len(CITIES)} cities, {len(register)} networks")
        whole = []
        with CityGraph.open(Path(folder) / "store") as graph:
            for done, seconds in timed(loader.load(graph, files[:-SAMPLE]), arguments.batch):
                rate = arguments.batch / seconds
                whole.append(seconds / arguments.batch)
                print(f"{done:7} documents  {rate:6.0f} a second  {memory():5.0f} MiB", flush=True)
            print(f"{len(graph)} triples in the merged graph")
        compare(sample, reading, whole, identifiers)


def compare(
    sample: list[SourceDocument], reading: float, whole: list[float], identifiers: Identifiers
) -> None:
    """Print what a document costs, each way, and the ratios."""
    shipped = Register.shipped(identifiers)
    gate = Gate(shipped.shapes, shipped.triples)
    gate.check(sample[:32])
    started = time.perf_counter()
    for start in range(0, SAMPLE, 32):
        gate.check(sample[start : start + 32])
    gated = (time.perf_counter() - started) / SAMPLE
    started = time.perf_counter()
    for each in sample[:NAIVE]:
        naive(each, shipped)
    naively = (time.perf_counter() - started) / NAIVE
    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store(folder)
        started = time.perf_counter()
        store.bulk_extend(
            ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(identifiers.document_graph(d.id)))
            for d in sample
            for t in d.triples
        )
        bare = (time.perf_counter() - started) / SAMPLE
    mean = sum(whole) / len(whole)
    for name, seconds in (
        ("reading and resolving", reading),
        ("gate", gated),
        ("whole load", mean),
        ("pySHACL naively", naively),
        ("bare bulk load", bare),
    ):
        print(f"{name:22} {seconds * 1000:8.2f} ms a document  {seconds / mean:7.3f} of the whole load")
    print(f"last batch against first: {whole[-1] / whole[0]:.2f}")


def naive(document: SourceDocument, shipped: Register) -> None:
    """Validate one document the way a first attempt does: shapes and data parsed and validated anew."""
    data = ox.serialize(
        [*document.triples, *document.reference, *shipped.triples], format=ox.RdfFormat.N_TRIPLES
    )
    pyshacl.validate(
        rdflib.Graph().parse(data=data, format="nt"),
        shacl_graph=rdflib.Graph().parse(data=shipped.shapes, format="turtle"),
    )


if __name__ == "__main__":
    main()
