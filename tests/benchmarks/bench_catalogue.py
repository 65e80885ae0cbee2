"""Times every ready query on an invented graph, on citygraph's engine and on rdflib's, in one run.

Run it by hand::

    python tests/benchmarks/bench_catalogue.py --triples 170000
    python tests/benchmarks/bench_catalogue.py --triples 1000000 --no-rdflib

Each query is asked with the graph's own values for its required parameters: what names of things mean is looked up
before the clock starts. Prints rows, milliseconds of processor time on citygraph's engine (best of three) and on
rdflib's (one run, stopped at ``--cap`` seconds: the ratio is then "at least"), and their ratio. rdflib works over the
same quads, in memory. Quote the ratios; absolute times are those of one machine on one day.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from typing import Final

import pyoxigraph as ox
import rdflib
from citygraph.ontology import PREFIXES, Identifiers
from citygraph.queries import ReadyQuery, find_query, load_catalogue
from citygraph.queries.binding import bind
from citygraph.queries.queryable import Term

IDS: Final = Identifiers()
COUNTRIES: Final = ("ID", "VN", "JP", "DE", "FR", "US", "GB", "CN", "KR", "AU")
MODALITIES: Final = ("Asserted",) * 16 + ("Planned", "Planned", "Denied", "Ended")
ROLES: Final = ("member",) * 8 + ("candidate", "observer")
STAGES: Final = ("Agreed",) * 6 + ("Exploring", "Renewed", "StageEnded")
NETWORKS: Final = 60
TOPICS: Final = 80


def term(name: str) -> ox.NamedNode:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def day(year: int, month: int = 1, date: int = 1) -> ox.Literal:
    """Return a date."""
    return ox.Literal(f"{year}-{month:02}-{date:02}", datatype=term("xsd:date"))


class Invention:
    """Invents documents in the shape of citygraph's RDF, always the same for the same size.

    Args:
        triples: How many triples there shall be in the merge of all documents, at least.
    """

    def __init__(self, triples: int) -> None:
        self.chance = random.Random(7)
        self.triples = triples
        self.cities = [IDS.city(str(1000000 + n)) for n in range(max(60, triples // 300))]
        self.networks = [IDS.network(f"network-{n}") for n in range(NETWORKS)]
        self.topics = [IDS.topic(f"topic {n}") for n in range(TOPICS)]
        self.programmes = [IDS.thing("programme", [f"scheme-{n}"]) for n in range(40)]

    def quads(self) -> Iterator[ox.Quad]:
        """Yield the quads of the named graphs."""
        count = 0
        for quad in self.reference():
            count += 1
            yield quad
        number = 0
        while count < self.triples:
            for quad in self.document(number):
                count += 1
                yield quad
            number += 1

    def reference(self) -> Iterator[ox.Quad]:
        """Yield the descriptions of cities, networks and topics."""
        graph = IDS.common_graph("graph/reference")
        for n, city in enumerate(self.cities):
            level = "regency" if n % 9 == 0 else "city"
            name = f"Kabupaten Town {n - 1}" if level == "regency" else f"Town {n}"
            yield from said(
                graph,
                city,
                {
                    "rdf:type": [
                        term("cg:City" if level == "city" else "cg:Regency"),
                        term("cg:LocalGovernment"),
                    ],
                    "rdfs:label": [ox.Literal(name), ox.Literal(f"{name} (id)", language="id")],
                    "skos:altLabel": [
                        ox.Literal(f"Other name {n}"),
                        ox.Literal(name.removeprefix("Kabupaten ")),
                    ],
                    "cg:country": [ox.Literal(COUNTRIES[n % len(COUNTRIES)])],
                    "cg:level": [ox.Literal(level)],
                },
            )
        for n, network in enumerate(self.networks):
            yield from said(
                graph,
                network,
                {
                    "rdf:type": [term("cg:CityNetwork"), term("org:Organization")],
                    "rdfs:label": [ox.Literal(f"Network {n}", language="en")],
                    "cg:slug": [ox.Literal(f"network-{n}")],
                },
            )
        for n, topic in enumerate(self.topics):
            label = ox.Literal(f"topic {n}", language="en")
            yield from said(graph, topic, {"rdf:type": [term("cg:Topic")], "skos:prefLabel": [label]})

    def document(self, number: int) -> Iterator[ox.Quad]:
        """Yield one document: an article with ten facts."""
        chance = self.chance
        graph, article = IDS.document_graph(f"bench-{number}"), IDS.article(f"bench-{number}")
        year = chance.randrange(2005, 2026)
        yield from said(
            graph,
            article,
            {
                "rdf:type": [term("schema:NewsArticle")],
                "schema:headline": [ox.Literal(f"Article {number}", language="en")],
                "schema:publisher": [ox.NamedNode(IDS.organisation(f"publisher {number % 50}"))],
                "schema:datePublished": [day(year, chance.randrange(1, 13), chance.randrange(1, 28))],
                "cg:publishedPrecision": [term("cg:Day")],
            },
        )
        for n in range(10):
            fact, said_of = self.fact(n, number, year)
            passage, selector = f"{article}#char={n},{n + 40}", f"{article}#position={n},{n + 40}"
            yield from said(
                graph,
                fact,
                {
                    "prov:wasDerivedFrom": [ox.NamedNode(article)],
                    "cg:modality": [term("cg:" + chance.choice(MODALITIES))],
                    "cg:reviewStatus": [
                        term(f"cg:{chance.choice(('Accepted', 'Accepted', 'Draft', 'Rejected'))}")
                    ],
                    "cg:evidence": [ox.NamedNode(passage)],
                    **said_of,
                },
            )
            yield from said(
                graph,
                passage,
                {"rdf:type": [term("oa:SpecificResource")], "oa:hasSelector": [ox.NamedNode(selector)]},
            )
            yield from said(
                graph,
                selector,
                {
                    "rdf:type": [term("oa:TextPositionSelector")],
                    "oa:start": [ox.Literal(n)],
                    "oa:end": [ox.Literal(n + 40)],
                },
            )
        if number % 20 == 0:
            yield from said(
                IDS.common_graph("graph/conflicts"),
                f"{IDS.base}conflict/{number}",
                {
                    "rdf:type": [term("cg:Conflict")],
                    "cg:conflictKind": [term("cg:AssertedAndDenied")],
                    "cg:involves": [ox.NamedNode(fact)],
                    "cg:source": [ox.NamedNode(article)],
                    "cg:resolutionStatus": [term("cg:Open")],
                },
            )

    def fact(self, n: int, number: int, year: int) -> tuple[str, dict[str, list[Term]]]:
        """Return the IRI and the particulars of one fact."""
        chance = self.chance
        one, two = (ox.NamedNode(city) for city in chance.sample(self.cities, 2))
        network = ox.NamedNode(chance.choice(self.networks))
        topic = ox.NamedNode(chance.choice(self.topics))
        programme = ox.NamedNode(chance.choice(self.programmes))
        dates: dict[str, list[Term]] = {
            "schema:startDate": [day(year - 1)],
            "cg:startPrecision": [term("cg:Year")],
        }
        if n < 2:
            return IDS.fact("membership", [one.value, network.value]), {
                "rdf:type": [term("cg:Membership")],
                "org:member": [one],
                "org:organization": [network],
                "org:role": [ox.NamedNode(IDS.concept("role", chance.choice(ROLES)))],
                **dates,
            }
        if n < 5:
            form = chance.choice(("sister-city", "memorandum", "cooperation"))
            return IDS.fact("partnership", sorted((one.value, two.value))), {
                "rdf:type": [term("cg:Partnership")],
                "cg:partner": [one, two],
                "cg:form": [ox.NamedNode(IDS.concept("form", form))],
                "cg:stage": [term("cg:" + chance.choice(STAGES))],
                "cg:within": [programme],
                "schema:about": [topic],
                **dates,
            }
        event = IDS.thing("event", [f"meeting-{number % max(1, self.triples // 400)}"])
        if n == 5:
            return event, {
                "rdf:type": [term("cg:Event")],
                "rdfs:label": [ox.Literal(f"Meeting {number}", language="en")],
                "cg:host": [one],
                "schema:organizer": [network],
                "cg:form": [ox.NamedNode(IDS.concept("form", "conference"))],
                "schema:about": [topic],
                "schema:endDate": [day(year)],
                **dates,
            }
        if n < 8:
            thing = ox.NamedNode(event) if n == 6 else programme
            role = chance.choice(("host", "delegate", "speaker"))
            return IDS.fact("participation", [one.value, thing.value, role]), {
                "rdf:type": [term("cg:Participation")],
                "cg:participant": [one],
                "cg:in": [thing],
                "cg:role": [ox.NamedNode(IDS.concept("role", role))],
                "schema:about": [topic],
            }
        if n == 8:
            person = ox.NamedNode(IDS.person(f"Person {number % 900}"))
            return IDS.fact("office", [person.value, one.value]), {
                "rdf:type": [term("cg:OfficeHolding")],
                "org:member": [person],
                "org:organization": [one],
                "schema:roleName": [ox.Literal("Mayor", language="en")],
            }
        return IDS.fact("figure", [network.value, "members"]), {
            "rdf:type": [term("cg:Figure")],
            "cg:about": [network],
            "cg:measure": [ox.Literal("members")],
            "cg:value": [ox.Literal(chance.randrange(40, 60))],
        }

    def values(self, query: ReadyQuery) -> dict[str, list[Term]]:
        """Return values for the required parameters of a query."""
        used: Mapping[str, list[Term]] = {
            "city": [ox.NamedNode(self.cities[1]), ox.NamedNode(self.cities[2])],
            "network": [ox.NamedNode(self.networks[1]), ox.NamedNode(self.networks[2])],
            "article": [ox.NamedNode(IDS.article("bench-1"))],
            "topic": [ox.NamedNode(self.topics[1])],
            "programme": [ox.NamedNode(self.programmes[1])],
            "thing": [ox.NamedNode(self.networks[1])],
            "date": [day(2020)],
            "country": [ox.Literal("ID"), ox.Literal("VN")],
        }
        seen: dict[str, int] = {}
        chosen: dict[str, list[Term]] = {}
        for one in query.parameters:
            if one.required:
                at = seen[one.type] = seen.get(one.type, -1) + 1
                chosen[one.name] = [used[one.type][at]]
        return chosen


def said(graph: str, subject: str, properties: Mapping[str, list[Term]]) -> Iterator[ox.Quad]:
    """Yield the quads of one subject."""
    for name, values in properties.items():
        for value in values:
            yield ox.Quad(ox.NamedNode(subject), term(name), value, ox.NamedNode(graph))


def store_of(triples: int) -> tuple[ox.Store, Invention]:
    """Return a store in memory whose default graph is the merge of its named graphs."""
    invention = Invention(triples)
    quads = list(invention.quads())
    store = ox.Store()
    store.bulk_extend(quads)
    store.bulk_extend([ox.Quad(q.subject, q.predicate, q.object) for q in quads])
    return store, invention


def rdflib_term(value: object) -> rdflib.term.Node:
    """Return a term as rdflib has it."""
    if isinstance(value, ox.Literal):
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value))
    assert isinstance(value, ox.NamedNode)
    return rdflib.URIRef(value.value)


class Rdflib:
    """rdflib's engine over the same quads; each question is answered by a fork, which can be ended."""

    def __init__(self, triples: int, cap: float) -> None:
        self.cap = cap
        self.dataset = rdflib.Dataset(default_union=False)
        for quad in Invention(triples).quads():
            graph = self.dataset.graph(rdflib.URIRef(str(quad.graph_name.value)))
            parts = (rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object))
            graph.add(parts)
            self.dataset.default_graph.add(parts)

    def answer(self, sparql: str, result: Connection) -> None:
        """Send how many rows a question has and how many seconds it took, or None past the cap or where it fails."""
        signal.signal(signal.SIGPROF, lambda *_: os._exit(1))
        signal.setitimer(signal.ITIMER_PROF, self.cap)
        begin = time.process_time()
        try:
            rows = len(list(self.dataset.query(sparql)))
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            result.send(f"{type(error).__name__}: {error}")
            return
        result.send((rows, time.process_time() - begin))

    def seconds(self, sparql: str) -> tuple[int, float] | str | None:
        """Return how many rows and seconds a question took, what went wrong, or None past the cap."""
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(
            target=self.answer, args=(sparql, theirs), daemon=True
        )
        process.start()
        theirs.close()
        try:
            found: tuple[int, float] | str = ours.recv()
        except EOFError:
            return None
        finally:
            process.join()
        return found


def main() -> None:
    """Print one line for each query."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--triples", type=int, default=170_000)
    parser.add_argument("--cap", type=float, default=10, help="seconds after which rdflib is stopped")
    parser.add_argument("--no-rdflib", action="store_true", help="time citygraph's engine alone")
    parser.add_argument("queries", nargs="*", help="names of queries, all of them when left out")
    chosen = parser.parse_args()
    store, invention = store_of(chosen.triples)
    merged = sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    print(f"{merged:,} triples merged, {len(store) - merged:,} quads in named graphs")
    other = None if chosen.no_rdflib else Rdflib(chosen.triples, chosen.cap)
    print(f"{'query':28} {'rows':>7} {'ms':>9} {'rdflib ms':>10} {'ratio':>8}")
    for name in chosen.queries or load_catalogue():
        query = find_query(name)
        sparql = bind(query.sparql, invention.values(query))
        times: list[float] = []
        rows = 0
        for _ in range(3):
            begin = time.process_time()
            found = store.query(sparql, prefixes=PREFIXES)
            assert isinstance(found, ox.QuerySolutions)
            rows = sum(1 for _ in found)
            times.append(time.process_time() - begin)
            if times[-1] > 2:
                break
        line = f"{name:28} {rows:7} {min(times) * 1000:9.1f}"
        if other is not None:
            asked = other.seconds(sparql)
            if isinstance(asked, str):
                line += f"  rdflib fails: {asked}"
            else:
                took = chosen.cap if asked is None else asked[1]
                sign = "≥" if asked is None else " "
                line += f" {sign}{took * 1000:>9.0f} {sign}{took / min(times):>7.0f}"
                if asked is not None and asked[0] != rows:
                    line += f"  rdflib has {asked[0]} rows"
        print(line, flush=True)


if __name__ == "__main__":
    main()
