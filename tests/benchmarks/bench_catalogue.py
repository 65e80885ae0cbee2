"""Times every ready query on an invented graph, on citygraph's engine and on rdflib's, in one run.

Run it by hand::

    python tests/benchmarks/bench_catalogue.py --triples 170000
    python tests/benchmarks/bench_catalogue.py --triples 1000000 --no-rdflib

Each query is asked with the graph's own values for its required parameters: what names of things mean is looked up
before the clock starts. Prints rows, milliseconds of processor time on citygraph's engine (best of three) and on
rdflib's (one run, stopped at ``--cap`` seconds: the ratio is then "at least"), and their ratio. rdflib works over the
same quads, in memory. Quote the ratios; absolute times are those of one machine on one day.

Answers are compared row by row. Where they differ it is said why, if the reason is one of three mistakes of rdflib
7.6, which are shown on a graph of one triple first:

- *nothing*: GROUP BY over no solution has no group by SPARQL 1.1 (18.5.1). rdflib makes an empty row of it, which
  shows in answers that gather once more.
- *lost*: an OPTIONAL after a VALUES loses the rows that it does not match, since rdflib looks for matches a second time
  without the values' variables.
- *unbound*: COUNT counts what a GROUP BY before it has left unbound.

Ends with status 1 where an answer differs in another way, or a query is less than 10 times faster.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Final, TypeAlias

import pyoxigraph as ox
import rdflib
from citygraph.ontology import PREFIXES, Identifiers
from citygraph.queries import ReadyQuery, find_query, load_catalogue
from citygraph.queries.binding import bind
from citygraph.queries.composition import projected
from citygraph.queries.queryable import Term

IDS: Final = Identifiers()
COUNTRIES: Final = ("ID", "VN", "JP", "DE", "FR", "US", "GB", "CN", "KR", "AU")
MODALITIES: Final = ("Asserted",) * 16 + ("Planned", "Planned", "Denied", "Ended")
ROLES: Final = ("member",) * 8 + ("candidate", "observer")
STAGES: Final = ("Agreed",) * 6 + ("Exploring", "Renewed", "StageEnded")
NETWORKS: Final = 60
TOPICS: Final = 80
GOAL: Final = 10
LOSING: Final = "VALUES (?class ?kind ?whoProperty ?whatProperty)"
"""What queries have of which rdflib loses the facts without another side."""
COUNTED: Final = re.compile(r"\(COUNT\(DISTINCT \?\w+\) AS \?(\w+)\)")
MISTAKES: Final[dict[str, tuple[str, list[str]]]] = {
    "nothing": ("SELECT (COUNT(?o) AS ?n) { SELECT ?s ?o { ?s <urn:x> ?o } GROUP BY ?s ?o } GROUP BY ?s", []),
    "lost": ("SELECT ?o { VALUES (?s ?p) { (<urn:s> <urn:x>) } OPTIONAL { ?s ?p ?o } }", [""]),
    "unbound": (
        "SELECT (COUNT(?x) AS ?n) { SELECT ?s ?x { ?s ?p ?o OPTIONAL { ?o ?p ?x } } GROUP BY ?s ?x } GROUP BY ?s",
        ["0"],
    ),
}
"""Queries of a graph of one triple that rdflib answers wrongly, and the one column of the right answer."""

Rows: TypeAlias = Counter[tuple[str | None, ...]]


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
        if value.datatype == term("xsd:string"):
            return rdflib.Literal(value.value)  # which rdflib tells apart from one with that datatype
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
        """Send the rows of a question and how many seconds it took, or what went wrong; nothing past the cap."""
        signal.signal(signal.SIGPROF, lambda *_: os._exit(1))
        signal.setitimer(signal.ITIMER_PROF, self.cap)
        begin = time.process_time()
        try:
            rows = list(self.dataset.query(sparql))
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            result.send(f"{type(error).__name__}: {error}")
            return
        took = time.process_time() - begin
        signal.setitimer(signal.ITIMER_PROF, 0)
        result.send((as_texts(rows), took))

    def seconds(self, sparql: str) -> tuple[Rows, float] | str | None:
        """Return the rows of a question and the seconds it took, what went wrong, or None past the cap."""
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(
            target=self.answer, args=(sparql, theirs), daemon=True
        )
        process.start()
        theirs.close()
        try:
            found: tuple[Rows, float] | str = ours.recv()
        except EOFError:
            return None
        finally:
            process.join()
        return found


def as_texts(rows: Iterable[Iterable[object]]) -> Rows:
    """Return rows as a bag of texts, without types: the two engines write numbers alike here."""
    return Counter(tuple(None if cell is None else as_text(cell) for cell in row) for row in rows)


def as_text(cell: object) -> str:
    """Return a term of either engine as text."""
    return cell.value if isinstance(cell, ox.NamedNode | ox.Literal) else str(cell)


def show_mistakes() -> None:
    """Print what rdflib answers where it is known to be wrong.

    Raises:
        AssertionError: It answers right by now, and what is said about it must go.
    """
    text = "<urn:s> <urn:p> <urn:o> ."
    graph, store = rdflib.Graph().parse(data=text, format="turtle"), ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    for name, (sparql, right) in MISTAKES.items():
        found = [str(row[0] or "") for row in graph.query(sparql)]
        ours, _ = ours_of(store, sparql)
        assert [cell or "" for (cell,) in ours.elements()] == right
        assert found != right, f"rdflib {rdflib.__version__} has mended {name!r}"
        print(f"rdflib {rdflib.__version__}, {name}: {found} instead of {right}: {sparql}")


def difference(sparql: str, ours: Rows, theirs: Rows) -> str:
    """Return why two answers differ: the name of a mistake, "unknown", or "" where they do not."""
    if ours == theirs:
        return ""
    if not ours and theirs.total() == 1:
        return "nothing"
    if LOSING in sparql and theirs < ours:
        return "lost"
    counted = {projected(sparql[sparql.index("SELECT") :]).index(name) for name in COUNTED.findall(sparql)}
    if counted and without(counted, ours) == without(counted, theirs):
        return "unbound"
    return "unknown"


def without(columns: set[int], rows: Rows) -> Rows:
    """Return rows without some of their columns."""
    return Counter(tuple(cell for at, cell in enumerate(row) if at not in columns) for row in rows.elements())


def ours_of(store: ox.Store, sparql: str) -> tuple[Rows, float]:
    """Return the rows of a question on citygraph's engine, and the least seconds of up to three askings."""
    times: list[float] = []
    found: list[ox.QuerySolution] = []
    while len(times) < 3 and (not times or times[-1] < 2):
        begin = time.process_time()
        solutions = store.query(sparql, prefixes=PREFIXES)
        assert isinstance(solutions, ox.QuerySolutions)
        found = list(solutions)
        times.append(time.process_time() - begin)
    return as_texts(found), min(times)


@dataclass(frozen=True)
class Compared:
    """How the two engines did on one query.

    Attributes:
        ratio: How many times faster citygraph's is, at least; 0 where rdflib fails.
        line: The columns about rdflib.
        right: Whether their answers are the same, or it is known why not.
    """

    ratio: float
    line: str
    right: bool


def compare(sparql: str, ours: Rows, least: float, other: Rdflib) -> Compared:
    """Return how rdflib does, against rows and seconds of citygraph's engine."""
    asked = other.seconds(sparql)
    if isinstance(asked, str):
        return Compared(0, f"rdflib fails: {asked}", right=False)
    if asked is None:
        ratio = other.cap / least
        return Compared(ratio, f"≥{other.cap * 1000:>9.0f} ≥{ratio:>7.0f}", right=True)
    theirs, took = asked
    why = difference(sparql, ours, theirs)
    line = f" {took * 1000:>9.0f}  {took / least:>7.0f}"
    return Compared(
        took / least,
        f"{line}  {why}: rdflib has {theirs.total()} rows" if why else line,
        right=why != "unknown",
    )


def main() -> None:
    """Print one line for each query, and what they come to."""
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
    other = None
    if not chosen.no_rdflib:
        show_mistakes()
        other = Rdflib(chosen.triples, chosen.cap)
    print(f"{'query':28} {'rows':>7} {'ms':>9} {'rdflib ms':>10} {'ratio':>8}")
    compared: dict[str, Compared] = {}
    for name in chosen.queries or load_catalogue():
        query = find_query(name)
        sparql = bind(query.sparql, invention.values(query))
        ours, least = ours_of(store, sparql)
        line = f"{name:28} {ours.total():7} {least * 1000:9.1f}"
        if other is not None:
            compared[name] = compare(sparql, ours, least, other)
            line += f" {compared[name].line}"
        print(line, flush=True)
    if not compared:
        return
    fast = [name for name, one in compared.items() if one.ratio >= GOAL]
    lowest = min(compared, key=lambda name: compared[name].ratio)
    wrong = [name for name, one in compared.items() if not one.right]
    print(f"{len(fast)} of {len(compared)} at least {GOAL} times faster; the least: {lowest}")
    print(f"answers that differ for a reason unknown: {', '.join(wrong) or 'none'}")
    sys.exit(1 if wrong or len(fast) < len(compared) else 0)


if __name__ == "__main__":
    main()
