"""What an engine behind an address can do, found out by asking it, and kept in its own journal."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any, Final, Literal

import pyoxigraph as ox
from citygraph.ontology import XSD

from .answers import RESULTS, results_of
from .errors import EndpointUnfit
from .protocol import Protocol

__all__ = ["HIDDEN", "JOURNAL", "LOG", "MERGE", "Dialect", "probe"]

_NOTES: Final = "urn:x-citygraph:"
JOURNAL: Final = _NOTES + "journal"
"""Name of the graph in which a store's state is written down."""
LOG: Final = _NOTES + "log"
"""Name of the graph that holds the change that is being made."""
MERGE: Final = _NOTES + "merge"
"""Name of the merged graph where the engine has no default graph of its own."""
_PROBE: Final = _NOTES + "probe"
_TRUTH: Final = ox.NamedNode(_NOTES + "truth")
HIDDEN: Final = (JOURNAL, LOG, MERGE, _PROBE)
"""Graphs of ours that are no data."""

_SOME: Final = 150
_NUMBERS: Final = " ".join(str(number) for number in range(_SOME))
_ROWS: Final = f"SELECT ?a ?b {{ VALUES ?a {{ {_NUMBERS} }} VALUES ?b {{ {_NUMBERS} }} }}"
"""A query with 22,500 rows, which an engine that gives only so many cuts."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is known of an engine.

    Attributes:
        merge: Where the merged graph is: in the engine's ``default`` graph, or in a ``named`` one where the engine
            has no default graph of its own.
        rows: Most rows that it gives for one query, or None when it gave as many as it was asked for.
        results: The media type in which it writes results right.
        foreign: Graphs of the engine's own, which GRAPH must not reach.
        unlike: Questions that the engine answers otherwise than SPARQL 1.1 has it, by name.
    """

    merge: Literal["default", "named"] = "default"
    rows: int | None = None
    results: str = "application/sparql-results+json"
    foreign: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()

    @property
    def hidden(self) -> tuple[str, ...]:
        """Graphs that GRAPH must not reach."""
        return (*(HIDDEN if self.merge == "named" else (JOURNAL, LOG)), *self.foreign)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return asdict(self)

    @classmethod
    def of_json(cls, state: dict[str, Any]) -> Dialect:
        """Return what :meth:`as_json` gave."""
        return cls(
            state["merge"], state["rows"], state["results"], tuple(state["foreign"]), tuple(state["unlike"])
        )


def probe(protocol: Protocol) -> Dialect:
    """Return what the engine can do, having put a graph into it and taken it away again.

    Raises:
        EndpointUnfit: The engine cannot keep the merged graph apart from the others, or cannot be written.
    """
    thing = ox.NamedNode(_PROBE)
    protocol.put(_PROBE, [ox.Triple(thing, thing, thing), ox.Triple(thing, _TRUTH, ox.Literal(True))])
    try:
        pattern = f"{thing} {thing} {thing}"
        if not _asked(protocol, f"ASK {{ GRAPH {thing} {{ {pattern} }} }}"):
            raise EndpointUnfit(protocol.address, "does not give back a graph that was put into it")
        if not _asked(protocol, f"ASK {{ {pattern} }}"):
            merge: Literal["default", "named"] = "default"
        elif _asked(protocol, f"ASK {{ {pattern} }}", JOURNAL) or not _asked(
            protocol, f"ASK {{ {pattern} GRAPH {thing} {{ {pattern} }} }}", _PROBE
        ):
            raise EndpointUnfit(
                protocol.address,
                "has neither a default graph apart from its named graphs, nor lets a query choose one of them as such "
                "while GRAPH reaches the others",
                hint="configure its default graph as one of its own, not as the union of all",
            )
        else:
            merge = "named"
        results = _best_results(protocol)
        return Dialect(merge, _most_rows(protocol), results, _foreign(protocol), _unlike(protocol, results))
    finally:
        protocol.delete(_PROBE)


def _asked(protocol: Protocol, query: str, default: str | None = None) -> bool:
    answer = protocol.query(
        query, accept=", ".join(RESULTS), default_graphs=[] if default is None else [default]
    )
    return bool(results_of(answer, protocol.address))


def _most_rows(protocol: Protocol) -> int | None:
    """Return how many rows the engine gives at most, where that is less than asked for."""
    answer = protocol.query(_ROWS, accept=", ".join(RESULTS))
    limit = answer.headers.get("x-sparql-maxrows", "")
    if limit.isdigit():
        return int(limit)
    results = results_of(answer, protocol.address)
    rows = sum(1 for _ in results) if isinstance(results, ox.QuerySolutions) else 0
    if rows < 1:
        raise EndpointUnfit(protocol.address, "answers VALUES with nothing")
    return rows if rows < _SOME**2 else None


def _best_results(protocol: Protocol) -> str:
    """Return the first media type of results in which the engine writes a boolean as it should."""
    truth = ox.Literal(True)
    for media in RESULTS:
        try:
            answer = protocol.query(
                f"SELECT ?truth {{ GRAPH <{_PROBE}> {{ ?s {_TRUTH} ?truth }} }}", accept=media
            )
            results = results_of(answer, protocol.address)
        except EndpointUnfit:
            continue
        if isinstance(results, ox.QuerySolutions) and [row["truth"] for row in results] == [truth]:
            return media
    raise EndpointUnfit(protocol.address, "writes results in no format in which true is true")


def _foreign(protocol: Protocol) -> tuple[str, ...]:
    """Return the graphs that are there in an endpoint that is meant to be empty."""
    found = results_of(
        protocol.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } LIMIT 1000", accept=", ".join(RESULTS)),
        protocol.address,
    )
    assert isinstance(found, ox.QuerySolutions)
    names = (row["g"] for row in found)
    return tuple(sorted(n.value for n in names if isinstance(n, ox.NamedNode) and n.value not in HIDDEN))


def _unlike(protocol: Protocol, media: str) -> tuple[str, ...]:
    """Return the names of the probing questions that the engine answers otherwise than the embedded one."""
    probes = tomllib.loads(files("citygraph.graph.remote").joinpath("probes.toml").read_text("utf-8"))
    graph = ox.NamedNode(_PROBE)
    triples = [quad.triple for quad in ox.parse(probes["data"].encode(), format=ox.RdfFormat.TURTLE)]
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
    protocol.put(_PROBE, triples)
    head = f"PREFIX p: <{_PROBE}#> PREFIX xsd: <{XSD}> "
    return tuple(
        name
        for name, question in probes["questions"].items()
        if _rows_of(protocol, head + question.replace("GRAPH p:", f"GRAPH {graph}"), media)
        != _table(store.query(head + question.replace("GRAPH p:", f"GRAPH {graph}")))
    )


def _rows_of(protocol: Protocol, query: str, media: str) -> object:
    """Return the rows that the endpoint gives, or None where it refuses to answer."""
    answer = protocol.query(query, accept=media, seen=(400, 500))
    return None if answer.status >= 400 else _table(results_of(answer, protocol.address))


def _table(results: object) -> list[tuple[object, ...]]:
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return [tuple(row[name] for name in names) for row in results]
