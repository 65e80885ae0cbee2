"""What a SPARQL query may not ask of this server, decided before the engine sees its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, cast

from citygraph.ontology.namespaces import PREFIXES
from pyparsing import ParseBaseException, ParseResults
from rdflib.plugins.sparql.algebra import translatePrologue
from rdflib.plugins.sparql.parser import (
    parseQuery,  # pyright: ignore[reportUnknownVariableType]
)
from rdflib.plugins.sparql.parserutils import CompValue

from .errors import QueryRefused, QueryTooLong

__all__ = ["check_query"]

_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPENING: Final = re.compile(r"[({\[]|[)}\]]|!(?:\s*!)*")
_SUSPECT: Final = re.compile(r"service|from", re.IGNORECASE)


def check_query(text: str, *, longest: int, deepest: int, is_local_graph: Callable[[str], bool]) -> None:
    """Return when the engine may run the query.

    Args:
        text: The query.
        longest: Most bytes of UTF-8.
        deepest: Deepest nesting of brackets, and longest run of ``!``: the engine's parser recurses.
        is_local_graph: Tells whether a graph of that name is in the store, for FROM.

    Raises:
        QueryTooLong: The text is over the limit.
        QueryRefused: The query is nested too deeply, calls another server (SERVICE), or names a graph
            outside the store (FROM).
    """
    if len(text) > longest or len(text.encode("utf-8", "surrogatepass")) > longest:
        raise QueryTooLong(longest)
    if "\x00" in text:
        raise QueryRefused("the query holds a NUL character", hint="remove it")
    plain = _without_escapes(text)
    _check_nesting(plain, deepest)
    if not _SUSPECT.search(plain):
        return
    try:
        tree = parseQuery(plain)
    except (ParseBaseException, RecursionError, ValueError):
        if re.search("service", plain, re.IGNORECASE):
            raise QueryRefused(
                "the query holds the word SERVICE and could not be read well enough to run it safely",
                hint="check its syntax, or ask without that word",
            ) from None
        return
    for node in _nodes(tree):
        if node.name == "ServiceGraphPattern":
            raise QueryRefused(
                "SERVICE is refused: this server asks no other", hint="query the other server yourself"
            )
        if node.name == "DatasetClause":
            _check_dataset(tree, node, is_local_graph)


def _check_dataset(tree: Any, clause: CompValue, is_local_graph: Callable[[str], bool]) -> None:  # noqa: ANN401
    """Return when a FROM names a graph of the store; an unknown prefix is the engine's to report."""
    prologue = translatePrologue(tree[0], None, PREFIXES)
    known = {prefix for prefix, _ in prologue.namespace_manager.namespaces()}
    for key in ("default", "named"):
        if key not in clause:
            continue
        graph = cast("Any", clause[key])
        is_prefixed = not isinstance(graph, str)
        if is_prefixed and str(graph.get("prefix") or "") not in known:  # a prefixed name is a node
            continue
        name = str(prologue.absolutize(graph))
        if not is_local_graph(name):
            raise QueryRefused(
                f"FROM <{name}> is refused: no graph of that name is in the store",
                hint="SELECT DISTINCT ?g WHERE { GRAPH ?g {} } lists the graphs",
            )


def _without_escapes(text: str) -> str:
    """Return the text as the engine will read it, its ``\\u`` escapes resolved."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise QueryRefused(f"{match[0]} is no Unicode character", hint="correct the escape")
        return chr(code)

    return _ESCAPE.sub(character, text)


def _check_nesting(text: str, deepest: int) -> None:
    """Return when neither brackets nor runs of ``!`` go deeper than the limit."""
    depth = 0
    for match in _OPENING.finditer(text):
        sign = match[0]
        if sign in ")}]":
            depth = max(depth - 1, 0)
            continue
        run = sign.count("!")
        depth += 0 if run else 1
        if depth > deepest or run > deepest:
            raise QueryRefused(f"the query is nested more than {deepest} deep", hint="write it flatter")


def _nodes(tree: object) -> Iterator[CompValue]:
    """Yield every node of a parse tree, walking without recursion."""
    waiting: list[object] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, CompValue):
            yield node
            waiting.extend(cast("Iterable[object]", node.values()))
        elif isinstance(node, (list, tuple, ParseResults)):
            waiting.extend(cast("Iterable[object]", node))
