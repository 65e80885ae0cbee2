"""The engine behind an address, asked in SPARQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final, TypeVar

import pyoxigraph as ox
from citygraph.graph.engine import MERGED, Pair, Pattern
from citygraph.graph.errors import QueryFailed, QuerySyntax
from citygraph.graph.exports import Sink
from citygraph.graph.sparql import QueryResult, Term, ask

from .answers import TRIPLES, as_query_triples, results_of, triples_of
from .client import Answer
from .dialect import MERGE, Dialect
from .errors import EndpointCut
from .protocol import Protocol
from .rewriting import Text, read

__all__ = ["RemoteEngine"]

_T = TypeVar("_T")
_SOME: Final = 200
"""Most values in one query of ours."""
_PAGE: Final = 5_000
"""Rows of one page, where an engine gives only so many."""


class RemoteEngine:
    """An :class:`~citygraph.graph.engine.Engine` behind an address.

    Args:
        protocol: Asks and changes the endpoint.
        dialect: What is known of its engine.
    """

    def __init__(self, protocol: Protocol, dialect: Dialect) -> None:
        self._protocol = protocol
        self._dialect = dialect
        self._address = protocol.address
        named = dialect.merge == "named"
        self._default = (MERGE,) if named else ()
        self._merged = f"GRAPH <{MERGE}> {{ %s }}" if named else "%s"
        self._visible = f"FILTER (?g NOT IN ({', '.join(f'<{name}>' for name in dialect.hidden)}))"

    def query(
        self,
        sparql: str,
        *,
        substitutions: Mapping[str, Term] | None = None,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> QueryResult:
        """Answer a SPARQL query; see :func:`citygraph.graph.sparql.ask`.

        Raises:
            QuerySyntax: The query is not valid SPARQL.
            QueryFailed: The engine cannot answer it.
            EndpointError: The endpoint does not answer, or not whole.
        """
        text = read(sparql)
        own = not (text.has_dataset or default_graphs or named_graphs)
        defaults = self._default if own else default_graphs or ()
        accept = self._dialect.results if text.form in ("select", "ask") else TRIPLES
        answer = self._protocol.query(
            text.prepared(
                values=substitutions or {}, hidden=self._dialect.hidden, freely=own and bool(self._default)
            ),
            accept=accept,
            default_graphs=defaults,
            named_graphs=named_graphs or (),
            seen=(400, 500),
        )
        if answer.status >= 400:
            raise self._refused(text, answer)
        if text.form in ("select", "ask"):
            return results_of(answer, self._address, most=self._dialect.rows)
        return as_query_triples(triples_of(answer, self._address, most=self._dialect.rows))

    def matching(self, patterns: Iterable[Pattern]) -> Iterator[ox.Quad]:
        """Yield the quads that match any of the patterns, some perhaps twice."""
        whole: list[ox.NamedNode] = []
        alike: dict[tuple[object, tuple[str, ...]], list[Pattern]] = defaultdict(list)
        for pattern in patterns:
            bound = tuple(n for n, value in _places(pattern).items() if value is not None)
            if not bound and isinstance(pattern.graph, ox.NamedNode):
                whole.append(pattern.graph)
            else:
                alike[pattern.graph, bound].append(pattern)
        for some in _batched(whole, _SOME):
            yield from self._graphs(some)
        for (graph, bound), group in alike.items():
            for chunk in _batched(group, _SOME):
                yield from self._matching(graph, bound, chunk)

    def named(
        self, things: Iterable[ox.NamedNode], *, outside: Collection[ox.NamedNode]
    ) -> set[ox.NamedNode]:
        """Return those of the things that are an object in a named graph other than those of ``outside``."""
        passed = ", ".join(str(g) for g in outside)
        elsewhere = f"FILTER (?g NOT IN ({passed}))" if passed else ""
        found: set[ox.NamedNode] = set()
        for some in _batched(things, _SOME):
            rows = self._select(
                f"SELECT DISTINCT ?o {{ VALUES ?o {{ {_listed(some)} }} "
                f"GRAPH ?g {{ ?s ?p ?o }} {self._visible} {elsewhere} }}"
            )
            found.update(o for (o,) in rows if isinstance(o, ox.NamedNode))
        return found

    def stated(self, triples: Iterable[ox.Triple], *, apart_from: AbstractSet[ox.Quad]) -> set[ox.Triple]:
        """Return those of the triples that a named graph states in a quad that is not one of ``apart_from``."""
        wanted = set(triples)  # literals are compared here: engines differ in how they compare them in VALUES
        patterns = {Pattern(t.subject, t.predicate) for t in wanted if isinstance(t.subject, ox.NamedNode)}
        found = (quad for quad in self.matching(patterns) if quad not in apart_from)
        return wanted & {quad.triple for quad in found}

    def with_both(
        self, first: ox.NamedNode, second: ox.NamedNode, pairs: Iterable[Pair]
    ) -> set[ox.NamedNode]:
        """Return the subjects in the merged graph with both values of a pair, one by each property."""
        found: set[ox.NamedNode] = set()
        for some in _batched(pairs, _SOME):
            rows = " ".join(f"({pair.one} {pair.other})" for pair in some)
            both = self._merged % f"?s {first} ?one ; {second} ?other ."
            found.update(
                s
                for (s,) in self._select(f"SELECT DISTINCT ?s {{ VALUES (?one ?other) {{ {rows} }} {both} }}")
                if isinstance(s, ox.NamedNode)
            )
        return found

    def size(self) -> int:
        """Return the number of triples in the merged graph."""
        ((count,),) = self._select(f"SELECT (COUNT(*) AS ?n) {{ {self._merged % '?s ?p ?o .'} }}")
        return _number(count)

    def copy(self) -> ox.Store:
        """Return everything as a store in this process."""
        store = ox.Store()
        names = RemoteEngine.graph_names(self)  # of the endpoint, whatever a sub-class answers from
        store.extend(self.matching(Pattern(graph=ox.NamedNode(name)) for name in names))
        store.extend(
            ox.Quad(t.subject, t.predicate, t.object, MERGED)
            for t in self.graph(None if self._dialect.merge == "default" else MERGE)
        )
        return store

    def graph_names(self) -> Iterator[str]:
        """Yield the names of the named graphs that hold data."""
        pattern = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} {self._visible} }}"
        return (g.value for (g,) in self._paged(pattern, "?g") if isinstance(g, ox.NamedNode))

    def dump_graph(self, name: str | None, out: Sink) -> None:
        """Write a named graph, or the merged graph for None, as N-Triples in any order."""
        place = MERGE if name is None and self._dialect.merge == "named" else name
        for triple in self.graph(place):
            out.write(f"{triple} .\n".encode())

    def graph(self, name: str | None) -> list[ox.Triple]:
        """Return everything that a graph holds, counted; None is the default graph.

        Raises:
            EndpointCut: The engine gives less than it counts.
        """
        if self._dialect.rows is None:
            return self._protocol.get(name)
        place = "?s ?p ?o" if name is None else f"GRAPH <{name}> {{ ?s ?p ?o }}"
        ((count,),) = self._select(f"SELECT (COUNT(*) AS ?n) {{ {place} }}")
        if not _number(count):
            return []
        rows = self._paged(f"SELECT ?s ?p ?o {{ {place} }}", "?s ?p ?o")
        triples = list({ox.Triple(s, p, o) for s, p, o in rows})  # type: ignore[arg-type]
        if len(triples) != _number(count):
            raise EndpointCut(
                self._address, f"gave {len(triples):,} of the {_number(count):,} triples of a graph"
            )
        return triples

    def _graphs(self, names: Sequence[ox.NamedNode]) -> Iterator[ox.Quad]:
        """Yield what graphs hold: in one answer, or graph by graph where an answer may not hold them."""
        if self._dialect.rows is None:
            yield from self._matching(None, (), [], f"VALUES ?g {{ {_listed(names)} }}")
            return
        counted = self._select(
            f"SELECT DISTINCT ?g {{ VALUES ?g {{ {_listed(names)} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        )
        for (name,) in counted:
            if isinstance(name, ox.NamedNode):
                for triple in self.graph(name.value):
                    yield ox.Quad(triple.subject, triple.predicate, triple.object, name)

    def _matching(
        self, graph: object, bound: tuple[str, ...], patterns: Sequence[Pattern], values: str = ""
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match patterns that say the same places, in the same graph."""
        if bound:
            rows = " ".join(
                f"({' '.join(str(_places(pattern)[name]) for name in bound)})" for pattern in patterns
            )
            values = f"VALUES ({' '.join(f'?{name}' for name in bound)}) {{ {rows} }}"
        if graph == MERGED:
            where = self._merged % "?s ?p ?o ."
        else:
            where = "GRAPH ?g { ?s ?p ?o }" if graph is None else f"GRAPH {graph} {{ ?s ?p ?o }}"
        visible = self._visible if graph is None and not values.startswith("VALUES ?g") else ""
        try:
            found = self._select(f"SELECT ?s ?p ?o ?g {{ {values} {where} {visible} }}")
        except EndpointCut:
            if len(patterns) < 2:
                raise
            middle = len(patterns) // 2
            yield from self._matching(graph, bound, patterns[:middle])
            yield from self._matching(graph, bound, patterns[middle:])
            return
        for s, p, o, g in found:
            yield ox.Quad(s, p, o, g if g is not None else graph)  # type: ignore[arg-type]

    def _paged(self, select: str, order: str) -> Iterator[tuple[object, ...]]:
        """Yield the rows of a query that may have more than the engine gives at once."""
        if self._dialect.rows is None:
            yield from self._select(select)
            return
        page = min(_PAGE, self._dialect.rows)
        start = 0
        while True:
            some = self._select(
                f"SELECT {order} {{ {{ {select} ORDER BY {order} }} }} LIMIT {page} OFFSET {start}",
                most=page + 1,
            )
            yield from some
            if len(some) < page:
                return
            start += page

    def _select(self, query: str, *, most: int | None = None) -> list[tuple[object, ...]]:
        """Return the rows of a query of ours."""
        answer = self._protocol.query(query, accept=self._dialect.results)
        results = results_of(answer, self._address, most=most or self._dialect.rows)
        assert isinstance(results, ox.QuerySolutions)
        names = [variable.value for variable in results.variables]
        return [tuple(row[name] for name in names) for row in results]

    def _refused(self, text: Text, answer: Answer) -> QuerySyntax | QueryFailed:
        """Return why the endpoint would not answer: our own parser says where a query is wrong."""
        try:
            ask(ox.Store(), text.unasked)
        except QuerySyntax as error:
            return error
        except QueryFailed:
            pass
        return QueryFailed(
            f"the endpoint {self._address} could not answer the query ({answer.status}): {answer.excerpt}",
            hint="its engine may not know all of SPARQL 1.1; write the query in another way",
        )


def _places(pattern: Pattern) -> dict[str, ox.NamedNode | ox.Literal | None]:
    return {"s": pattern.subject, "p": pattern.predicate, "o": pattern.object}


def _batched(items: Iterable[_T], size: int) -> Iterator[tuple[_T, ...]]:
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some


def _listed(nodes: Iterable[ox.NamedNode]) -> str:
    return " ".join(str(node) for node in nodes)


def _number(term: object) -> int:
    assert isinstance(term, ox.Literal)
    return int(term.value)
