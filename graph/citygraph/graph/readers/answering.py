"""Answers one question over a store: guard, engine, serialisation and limits. Runs in a worker."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pyoxigraph as ox
from citygraph.graph.errors import QueryFailed
from citygraph.graph.manifest import DocumentRecord
from citygraph.graph.sparql import QueryResult, ask
from citygraph.ontology import PREFIXES, CityGraphError

from .counting import counter_for
from .errors import FormNotWanted, QueryMemory, ResultTooLarge
from .failures import failure_frame
from .guard import check_query
from .questions import GRAPH_FORMATS, RESULT_FORMATS, Question
from .reply import Reply

__all__ = ["Content", "answer"]

_TRIPLE: Final[tuple[str, ...]] = ("subject", "predicate", "object")
_FAILURES: Final = (OSError, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Content:
    """What there is to be asked.

    Attributes:
        store: The dataset.
        records: What the manifest says of each document.
        bare: Whether it is a bare dataset, where a graph that FROM names may be one that is not there.
    """

    store: ox.Store
    records: tuple[DocumentRecord, ...] = ()
    bare: bool = False

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that need not be declared, and that graphs are written with."""
        return {} if self.bare else PREFIXES


def answer(content: Content, question: Question, send: Callable[[bytes], None]) -> None:
    """Answer a question in frames: its head, its data and its end, or a failure at any point.

    Args:
        content: What to ask.
        question: The question.
        send: Sends bytes to the one who asked, and waits while too many are under way.

    Raises:
        OSError: The one who asked is gone.
    """
    try:
        if question.task == "dump":
            _dump(content, question, send)
        elif question.task == "records":
            _records(content, question, send)
        else:
            _query(content, question, send)
    except CityGraphError as error:
        send(failure_frame(error))
    except MemoryError:
        send(failure_frame(QueryMemory(question.limits.memory)))


def _query(content: Content, question: Question, send: Callable[[bytes], None]) -> None:
    store = content.store
    if not question.trusted:
        check_query(
            question.text,
            longest=question.limits.query_bytes,
            deepest=question.limits.query_nesting,
            is_local_graph=lambda name: content.bare or _is_graph(store, name),
            base=question.base,
        )
    results = ask(
        store,
        question.text,
        substitutions=question.substitutions,
        default_graphs=question.default_graphs,
        named_graphs=question.named_graphs,
        base=question.base or None,
        prefixes=content.prefixes,
    )
    if question.first is not None:
        _first(results, question.first, question, send)
    elif isinstance(results, ox.QueryTriples):
        _triples(results, question, send, content.prefixes)
    else:
        _solutions(results, question, send)


def _is_graph(store: ox.Store, name: str) -> bool:
    try:
        return store.contains_named_graph(ox.NamedNode(name))
    except ValueError:
        return False


def _solutions(
    results: ox.QuerySolutions | ox.QueryBoolean, question: Question, send: Callable[[bytes], None]
) -> None:
    form = "boolean" if isinstance(results, ox.QueryBoolean) else "solutions"
    if question.results is None:
        raise FormNotWanted(form)
    counter = (
        counter_for(question.results) if form == "solutions" and question.limits.rows is not None else None
    )
    head: dict[str, object] = {"form": form, "format": question.results}
    reply = Reply(send, head, question.limits, counter, is_xml=question.results == "xml")
    with _engine_at_work(reply):
        results.serialize(reply.file, format=RESULT_FORMATS[question.results])
    reply.finish()


def _triples(
    results: ox.QueryTriples, question: Question, send: Callable[[bytes], None], prefixes: dict[str, str]
) -> None:
    if question.graphs is None:
        raise FormNotWanted("triples")
    head: dict[str, object] = {"form": "triples", "format": question.graphs}
    reply = Reply(send, head, question.limits, None, is_xml=question.graphs == "rdfxml")
    most = question.limits.rows
    with _engine_at_work(reply):
        counted: Iterator[ox.Triple] = results if most is None else islice(results, most)
        ox.serialize(counted, reply.file, format=GRAPH_FORMATS[question.graphs], prefixes=prefixes)
        if most is not None and next(results, None) is not None:
            raise ResultTooLarge(most, "rows")
    reply.finish()


def _first(results: QueryResult, most: int, question: Question, send: Callable[[bytes], None]) -> None:
    """Answer with the first rows as JSON results, and whether there are more; triples are rows of three."""
    if isinstance(results, ox.QueryBoolean):
        _solutions(results, question, send)
        return
    form = "solutions" if isinstance(results, ox.QuerySolutions) else "triples"
    names = _TRIPLE
    if isinstance(results, ox.QuerySolutions):
        names = tuple(variable.value for variable in results.variables)
    head: dict[str, object] = {"form": form, "format": "json"}
    reply = Reply(send, head, question.limits, None, is_xml=False)
    with _engine_at_work(reply):
        rows = [_cells(names, row) for row in islice(results, most)]
        more = next(results, None) is not None
        reply.write(json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode())
    reply.finish(more=more)


def _cells(names: tuple[str, ...], row: ox.QuerySolution | ox.Triple) -> dict[str, dict[str, str]]:
    terms = row if isinstance(row, ox.QuerySolution) else (row.subject, row.predicate, row.object)
    return {name: _cell(term) for name, term in zip(names, terms, strict=True) if term is not None}


def _cell(term: object) -> dict[str, str]:
    """Return a term as JSON results have it; a triple as a literal, for people."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _dump(content: Content, question: Question, send: Callable[[bytes], None]) -> None:
    """Answer with all triples of one graph."""
    reply = Reply(send, {"form": "triples", "format": "ntriples"}, question.limits, None, is_xml=False)
    graph = ox.NamedNode(question.text) if question.text else ox.DefaultGraph()
    with _engine_at_work(reply):
        content.store.dump(reply.file, format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    reply.finish()


def _records(content: Content, question: Question, send: Callable[[bytes], None]) -> None:
    """Answer with what the manifest says of each document, as JSON."""
    reply = Reply(send, {"form": "records", "format": "json"}, question.limits, None, is_xml=False)
    written = [[each.id, each.digest, each.triples, each.facts] for each in content.records]
    reply.write(json.dumps(written).encode())
    reply.finish()


@contextmanager
def _engine_at_work(reply: Reply) -> Generator[None]:
    """Say what the engine could not do, or which limit the answer has passed."""
    try:
        yield
    except MemoryError:
        raise
    except _FAILURES as error:
        if reply.failure is not None:
            raise reply.failure from None
        raise QueryFailed(f"the query could not be answered: {error}", hint="ask for less at once") from None
